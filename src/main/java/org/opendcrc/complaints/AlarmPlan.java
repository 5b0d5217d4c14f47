package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Until when a customer must have been contacted, and who is called when while nobody has (CP-1).
 *
 * @param dueAt the last moment in time, included
 * @param alarms the moment of each step, included
 */
record AlarmPlan(Instant dueAt, Map<AlarmStep, Instant> alarms) {

    AlarmPlan {
        alarms = Map.copyOf(alarms);
    }

    /**
     * How long a store gives.
     *
     * @param firstContact from receipt to the deadline
     * @param warning from receipt to the warning; not before the deadline means none
     * @param step from the deadline to the service manager, and from there to the general manager
     */
    record Times(Duration firstContact, Duration warning, Duration step) {}

    /** @param later adds a length of time by the store's way of counting (A1) */
    static AlarmPlan of(Instant receivedAt, Times times, BiFunction<Instant, Duration, Instant> later) {
        var due = later.apply(receivedAt, times.firstContact());
        var warning = later.apply(receivedAt, times.warning());
        var missed = Complaints.firstMomentAfter(due); // the deadline itself is in time (A24)
        var service = later.apply(due, times.step());
        var alarms = new EnumMap<AlarmStep, Instant>(AlarmStep.class);
        if (warning.isBefore(due)) {
            alarms.put(AlarmStep.WARNING, warning);
        }
        alarms.put(AlarmStep.MISSED, missed);
        alarms.put(AlarmStep.SERVICE_MANAGER, notBefore(missed, service));
        alarms.put(AlarmStep.GENERAL_MANAGER, notBefore(missed, later.apply(service, times.step())));
        return new AlarmPlan(due, alarms);
    }

    private static Instant notBefore(Instant earliest, Instant wanted) {
        return wanted.isBefore(earliest) ? earliest : wanted;
    }
}
