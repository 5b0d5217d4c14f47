package org.opendcrc.vehicles;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A repair order 维修委托书 of a store.
 *
 * @param customer who is called about it
 * @param kindGiven the word of the dealer's file
 * @param mileageDoubtful whether an earlier reading was higher
 * @param advisor the service advisor, where the house knows him
 * @param amountFen in fen
 * @param visitNo orders of one visit carry the same one, within a store
 */
public record RepairOrder(
        UUID id,
        UUID store,
        String orderNo,
        UUID vehicle,
        UUID customer,
        Kind kind,
        String kindGiven,
        Instant sentInAt,
        Optional<Instant> completedAt,
        Optional<Instant> settledAt,
        OptionalInt mileageKm,
        boolean mileageDoubtful,
        Optional<UUID> advisor,
        Optional<String> technician,
        OptionalLong amountFen,
        Optional<String> visitNo,
        Status status,
        Optional<String> senderName,
        Optional<String> senderPhone) {

    /** 一般维修 · 保养 · 首保 · 索赔 · 事故 · 返修 · 内部. */
    public enum Kind {
        GENERAL,
        MAINTENANCE,
        FIRST_SERVICE,
        WARRANTY,
        ACCIDENT,
        REWORK,
        INTERNAL
    }

    /** 在修 · 完工 · 结算 · 作废. */
    public enum Status {
        IN_REPAIR,
        COMPLETED,
        SETTLED,
        VOID
    }
}
