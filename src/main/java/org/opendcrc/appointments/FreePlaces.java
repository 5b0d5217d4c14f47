package org.opendcrc.appointments;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * What a customer who books himself can choose from on a day.
 *
 * @param days the opening days that can be chosen, the day itself among them if it is one
 * @param starts the gladdest given first (AP-13); each start once, whoever of the advisors would meet the car
 */
public record FreePlaces(LocalDate day, List<LocalDate> days, List<Start> starts) {

    public FreePlaces {
        days = List.copyOf(days);
        starts = List.copyOf(starts);
    }

    /** A start that would be given at the moment of the answer. */
    public record Start(LocalDate day, LocalTime time, OfferKind kind) {

        static List<Start> of(List<Offer> offers) {
            return offers.stream()
                    .map(it -> new Start(it.day(), it.place().start(), it.kind()))
                    .distinct()
                    .toList();
        }
    }
}
