package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a customer is on time. Seconds are cut (A24); all ends are included.
 *
 * @param tolerance before and after the appointment
 * @param preInspection how long the car is looked at before the order is printed (AP-28)
 */
record ArrivalRule(Duration tolerance, Duration preInspection) {

    /** What became of an appointment. */
    enum Result {
        ON_TIME,
        EARLY,
        LATE,
        NO_SHOW
    }

    /** AP-7: by the gate, from a tolerance before the appointment to a tolerance after it. */
    Result byGate(Instant appointment, Instant gate) {
        return by(Duration.between(appointment, minute(gate))); // AP-7
    }

    /** AP-8: the order is printed after the pre-inspection, so its window lies so much later. */
    Result bySystem(Instant appointment, Instant system) {
        return by(Duration.between(appointment, cameBy(system))); // AP-8
    }

    /** When a car was at the gate whose order was opened at a moment, as far as one can tell (AP-28). */
    Instant cameBy(Instant system) {
        return minute(system).minus(preInspection);
    }

    private Result by(Duration off) {
        if (off.abs().compareTo(tolerance) <= 0) {
            return Result.ON_TIME;
        }
        return off.isNegative() ? Result.EARLY : Result.LATE;
    }

    /** The gate decides where both clocks are known (AP-9). */
    Result decide(Instant appointment, Optional<Instant> gate, Instant systemIfNoGate) {
        return gate.map(it -> byGate(appointment, it)).orElseGet(() -> bySystem(appointment, systemIfNoGate)); // AP-9
    }

    /**
     * Whether gate and system tell different stories: one says on time and the other does not, or they lie further from one
     * pre-inspection apart than the tolerance.
     */
    boolean disagree(Instant appointment, Instant gate, Instant system) { // AP-9
        return byGate(appointment, gate) != bySystem(appointment, system)
                || Duration.between(minute(gate), cameBy(system)).abs().compareTo(tolerance) > 0;
    }

    static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES); // A24
    }
}
