package org.opendcrc.guarantees;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From when until when the law holds for a car (Art. 18): the two years of the three guarantees and the three of the warranty, whichever of
 * time and distance ends first. Days are included; the day on which a term begins does not count, so two years from 15 March end with 15 March.
 *
 * @param from the invoice's day or, if the car was handed over on another one, that one
 * @param warrantyUntil the law's least, or what the car's papers say if that is later
 */
public record Periods(
        LocalDate from,
        LocalDate sevenDays,
        LocalDate sixtyDays,
        LocalDate guaranteedUntil,
        int guaranteedKm,
        LocalDate warrantyUntil,
        int warrantyKm) {

    static final int EARLY_KM = 3_000;
    private static final int GUARANTEED_KM = 50_000;
    private static final int WARRANTY_KM = 60_000;

    static Optional<Periods> of(
            Optional<LocalDate> invoicedOn,
            Optional<LocalDate> deliveredOn,
            Optional<LocalDate> warrantyUntil,
            OptionalInt warrantyKm) {
        return deliveredOn.or(() -> invoicedOn).map(from -> {
            var least = from.plusYears(3);
            return new Periods(
                    from,
                    from.plusDays(7),
                    from.plusDays(60),
                    from.plusYears(2),
                    GUARANTEED_KM,
                    warrantyUntil.filter(it -> it.isAfter(least)).orElse(least),
                    Math.max(WARRANTY_KM, warrantyKm.orElse(0)));
        });
    }

    /** Whether what happened on that day, at that reading, lies within the three guarantees; an unknown reading is no limit. */
    boolean guarantees(LocalDate day, OptionalInt km) {
        return !day.isAfter(guaranteedUntil) && km.orElse(0) <= guaranteedKm;
    }

    boolean warrants(LocalDate day, OptionalInt km) {
        return !day.isAfter(warrantyUntil) && km.orElse(0) <= warrantyKm;
    }

    /** Art. 20, 23: sixty days or 3,000 km. */
    boolean isEarly(LocalDate day, OptionalInt km) {
        return !day.isAfter(sixtyDays) && km.orElse(0) <= EARLY_KM;
    }

    /** Art. 22. */
    boolean isFirstWeek(LocalDate day) {
        return !day.isAfter(sevenDays);
    }
}
