package org.opendcrc.followups;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When the buyer of a car is called (FU-17). Days are the store's.
 *
 * @param first the first day, included
 * @param last the last day, included: it is overdue with its end
 * @param fades the last day before it counts as faded
 */
record SaleWindow(LocalDate first, LocalDate last, LocalDate fades) {

    /**
     * So many days after the deal. Who has not got his car by then is called so many days after its pick-up instead: nobody can be asked
     * about a delivery to come. For the same reason it begins after the pick-up where one is known, though on its last day at the latest.
     *
     * @param pickUpDays the last day where the pick-up lies behind the window of the deal, counted from the pick-up
     */
    static SaleWindow of(LocalDate dealt, Optional<LocalDate> pickedUp, CallPolicy policy, int pickUpDays) {
        var byDeal = dealt.plusDays(policy.windowDays());
        var last = pickedUp.filter(it -> it.isAfter(byDeal)) // FU-17
                .map(it -> it.plusDays(pickUpDays))
                .orElse(byDeal);
        var began = pickedUp.filter(it -> it.isAfter(dealt)).orElse(dealt).plusDays(policy.firstDay());
        return new SaleWindow(
                began.isAfter(last) ? last : began,
                last,
                last.plusDays(Math.max(0, policy.fadedDays() - policy.windowDays()))); // FU-2
    }

    /** The day from which the age of a sale counts that comes in late: that of the deal, or of the pick-up behind it. */
    static LocalDate lastEvent(LocalDate dealt, Optional<LocalDate> pickedUp) {
        return pickedUp.filter(it -> it.isAfter(dealt)).orElse(dealt);
    }

    OwedCallBook.Window in(ZoneId zone) {
        return new OwedCallBook.Window(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                fades.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
