package org.opendcrc.questionnaires;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * For which calls of its kind a questionnaire is meant; what is empty says nothing.
 *
 * @param brand of the car
 * @param orderKind of the repair order, as the vehicles write it
 * @param mileageFrom km, included
 * @param mileageTo km, included (FU-20)
 */
public record Validity(
        Optional<String> brand, Optional<String> orderKind, OptionalInt mileageFrom, OptionalInt mileageTo) {

    public static final Validity EVERY_CALL =
            new Validity(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    static Validity upTo(int km) {
        return new Validity(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.of(km));
    }

    public boolean isForEveryCall() {
        return equals(EVERY_CALL);
    }

    private boolean byMileage() {
        return mileageFrom.isPresent() || mileageTo.isPresent();
    }

    /** A mileage that nobody knows lies within no bounds. */
    boolean covers(CallFacts call) {
        return brand.map(it -> call.brand().equals(Optional.of(it))).orElse(true)
                && orderKind.map(it -> call.orderKind().equals(Optional.of(it))).orElse(true)
                && (!byMileage()
                        || call.mileageKm()
                                .map(km -> km >= mileageFrom.orElse(0)
                                        && km <= mileageTo.orElse(Integer.MAX_VALUE)) // FU-20: both included
                                .orElse(false));
    }

    /** The more it says, the more it weighs; of as much, the brand weighs more than the order and this more than the mileage. */
    int weight() {
        var said = (int) Stream.of(brand.isPresent(), orderKind.isPresent(), byMileage())
                .filter(it -> it)
                .count();
        return said * 8 + (brand.isPresent() ? 4 : 0) + (orderKind.isPresent() ? 2 : 0) + (byMileage() ? 1 : 0);
    }

    /** Whether there are calls for which neither of the two would come before the other. */
    boolean tiesWith(Validity other) {
        return weight() == other.weight()
                && brand.equals(other.brand)
                && orderKind.equals(other.orderKind)
                && mileageFrom.orElse(0) <= other.mileageTo.orElse(Integer.MAX_VALUE)
                && other.mileageFrom.orElse(0) <= mileageTo.orElse(Integer.MAX_VALUE);
    }
}
