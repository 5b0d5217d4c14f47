package org.opendcrc.guarantees;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * A car as the three guarantees see it.
 *
 * @param zone of the dealer's first store, for days that belong to no store
 * @param priceFen what was paid for it, if a sale is known
 * @param repairs the latest first
 * @param days of repair that count, added up
 * @param grounds rights that the customer has now
 * @param demands the latest first
 * @param alarms that were raised, the latest first
 */
public record CarFile(
        UUID vehicleId,
        UUID customerId,
        String customer,
        String vin,
        Optional<String> plate,
        String car,
        OptionalInt mileageKm,
        OptionalLong priceFen,
        ZoneId zone,
        List<InStore> stores,
        Optional<Periods> periods,
        List<Repaired> repairs,
        List<Counted> problems,
        int days,
        Set<Ground> grounds,
        List<Demand> demands,
        List<Alarm> alarms) {

    public CarFile {
        stores = List.copyOf(stores);
        repairs = List.copyOf(repairs);
        problems = List.copyOf(problems);
        grounds = Set.copyOf(grounds);
        demands = List.copyOf(demands);
        alarms = List.copyOf(alarms);
    }

    /**
     * A repair and what follows of it.
     *
     * @param counts for the three guarantees
     * @param substituteOwed whether it took more than five days within the warranty
     */
    public record Repaired(Repair repair, int days, boolean counts, boolean substituteOwed) {}

    /** A store of the dealer. */
    public record InStore(UUID id, String name) {}

    /** A problem and how often it was repaired. */
    public record Counted(Problem problem, int repairs) {}

    /** Somebody was called, and perhaps took note. */
    public record Alarm(
            AlarmKind kind,
            UUID subject,
            UUID storeId,
            Instant dueAt,
            Optional<Instant> acknowledgedAt,
            Optional<String> acknowledgedBy) {}

    public LocalDate today(Instant now) {
        return now.atZone(zone).toLocalDate();
    }
}
