package org.opendcrc.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * One repair 一次修理 of a car (Art. 40).
 *
 * @param kind the order's word, as {@code vehicles} has it
 * @param from when it was agreed: the car was sent in
 * @param until when it was completed; empty while it is in repair
 * @param quality whether a defect of the product was repaired: what a person decided, else warranty orders and repeated repairs
 * @param decided whether a person decided it
 * @param notCounted what the law does not count (Art. 24)
 * @param km reading at that time, if it may be believed
 * @param problems which problems of the car it was about
 * @param version of what the person decided, 0 for nothing
 */
public record Repair(
        UUID orderId,
        UUID storeId,
        String store,
        ZoneId zone,
        String orderNo,
        String kind,
        Instant from,
        Optional<Instant> until,
        boolean quality,
        boolean decided,
        Duration notCounted,
        Optional<String> reason,
        OptionalInt km,
        Set<UUID> problems,
        Optional<Substitute> substitute,
        int version) {

    public Repair {
        problems = Set.copyOf(problems);
    }

    /** What the customer got while his car was in repair. {@code dayFen}: transport money a day, with {@link Kind#MONEY} only. */
    public record Substitute(Kind kind, Instant from, Optional<Instant> until, Optional<Long> dayFen, String words) {

        /** 备用车 · 交通费用补偿. */
        public enum Kind {
            CAR,
            MONEY
        }
    }

    public LocalDate day() {
        return from.atZone(zone).toLocalDate();
    }

    /** Days until now, or as many as it took. */
    public int days(Instant now) {
        return GuaranteeLaw.days(from, until.orElse(now), notCounted);
    }

    boolean reaches(Instant moment) {
        return until.isEmpty() || !until.get().isBefore(moment);
    }
}
