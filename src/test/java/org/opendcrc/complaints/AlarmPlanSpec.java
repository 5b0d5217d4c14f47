package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When somebody is called because a customer waits for his first contact. */
class AlarmPlanSpec {

    private static final Instant RECEIVED = Instant.parse("2026-11-19T01:00:00Z");

    @Test
    void CP_1_a_warning_after_an_hour_then_one_after_the_other() {
        var plan = plan(120, 60, 60);
        assertThat(plan.dueAt()).isEqualTo(at(120));
        assertThat(plan.alarms())
                .isEqualTo(Map.of(
                        AlarmStep.WARNING, at(60),
                        AlarmStep.MISSED, at(120).plusNanos(1_000),
                        AlarmStep.SERVICE_MANAGER, at(180),
                        AlarmStep.GENERAL_MANAGER, at(240)));
    }

    @Test
    void CP_1_a_warning_at_the_deadline_would_warn_of_nothing() {
        assertThat(plan(120, 119, 60).alarms()).containsKey(AlarmStep.WARNING);
        assertThat(plan(120, 120, 60).alarms()).doesNotContainKey(AlarmStep.WARNING);
    }

    @Test
    void CP_1_without_a_step_all_are_called_when_the_deadline_is_missed_and_none_before() {
        assertThat(plan(120, 60, 0).alarms())
                .containsEntry(AlarmStep.SERVICE_MANAGER, at(120).plusNanos(1_000))
                .containsEntry(AlarmStep.GENERAL_MANAGER, at(120).plusNanos(1_000));
    }

    private static AlarmPlan plan(int firstContact, int warning, int step) {
        return AlarmPlan.of(
                RECEIVED,
                new AlarmPlan.Times(
                        Duration.ofMinutes(firstContact), Duration.ofMinutes(warning), Duration.ofMinutes(step)),
                Instant::plus);
    }

    private static Instant at(int minutes) {
        return RECEIVED.plus(Duration.ofMinutes(minutes));
    }
}
