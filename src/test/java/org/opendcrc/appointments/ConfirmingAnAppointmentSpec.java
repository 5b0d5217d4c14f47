package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.appointments.ConfirmationStep.H1;
import static org.opendcrc.appointments.ConfirmationStep.H24;
import static org.opendcrc.appointments.ConfirmationStep.H72;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When customers are asked whether they come. The appointment is on Friday, 17 April 2026, at 10:00. */
class ConfirmingAnAppointmentSpec {

    static final Instant FRIDAY_TEN = at("2026-04-17T10:00");
    static final Duration MOMENT = Duration.ofMillis(1);

    final ConfirmationPlan three = new ConfirmationPlan(false, true);
    final ConfirmationPlan once = new ConfirmationPlan(true, true);

    @Test
    void AP_16_AP_17_A8_seventy_two_twenty_four_and_one_hour_before() {
        var owed = three.owed(FRIDAY_TEN, at("2026-04-13T10:00"));
        assertThat(owed)
                .containsExactly(
                        new ConfirmationPlan.Owed(H72, at("2026-04-14T10:00"), at("2026-04-16T10:00")),
                        new ConfirmationPlan.Owed(H24, at("2026-04-16T10:00"), at("2026-04-17T09:00")),
                        new ConfirmationPlan.Owed(H1, at("2026-04-17T09:00"), FRIDAY_TEN));
    }

    @Test
    void A8_a_step_whose_hour_lay_before_the_booking_is_skipped() {
        assertThat(steps(three, at("2026-04-16T09:00"))).as("25 hours ahead").containsExactly(H24, H1);
        assertThat(steps(three, at("2026-04-16T15:00"))).as("19 hours ahead").containsExactly(H1);
        assertThat(steps(three, at("2026-04-17T09:00")))
                .as("an hour ahead, the least that AP-2 allows")
                .containsExactly(H1);
    }

    @Test
    void A8_booked_at_the_very_hour_the_step_is_owed_and_a_moment_later_it_is_not() {
        for (var step : ConfirmationStep.values()) {
            var hour = step.before(FRIDAY_TEN);
            assertThat(steps(three, hour)).as(step.name()).contains(step);
            assertThat(steps(three, hour.plus(MOMENT))).as(step.name()).doesNotContain(step);
            assertThat(steps(three, hour.minus(MOMENT))).as(step.name()).contains(step);
        }
    }

    @Test
    void AP_14_A8_the_older_way_confirms_once_a_day_before_and_nobody_who_booked_later() {
        assertThat(once.owed(FRIDAY_TEN, at("2026-04-13T10:00")))
                .containsExactly(new ConfirmationPlan.Owed(H24, at("2026-04-16T10:00"), FRIDAY_TEN));
        assertThat(steps(once, at("2026-04-16T10:00")))
                .as("a day ahead exactly")
                .containsExactly(H24);
        assertThat(steps(once, at("2026-04-16T10:00").plus(MOMENT))).isEmpty();
    }

    @Test
    void AP_16_the_hours_are_elapsed_ones_on_closed_days_and_at_night_too() {
        // Monday 08:30, so the three days lie over the week-end and the hour before opening.
        var owed = three.owed(at("2026-04-20T08:30"), at("2026-04-15T08:30"));
        assertThat(owed.stream().map(ConfirmationPlan.Owed::from))
                .containsExactly(at("2026-04-17T08:30"), at("2026-04-19T08:30"), at("2026-04-20T07:30"));
    }

    static List<ConfirmationStep> steps(ConfirmationPlan plan, Instant booked) {
        return plan.owed(FRIDAY_TEN, booked).stream()
                .map(ConfirmationPlan.Owed::step)
                .toList();
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
