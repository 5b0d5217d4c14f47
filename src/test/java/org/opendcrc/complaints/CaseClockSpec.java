package org.opendcrc.complaints;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.StateDays;
import org.opendcrc.complaints.CaseClock.Stretch;

/** When a clock of a case is due, and how much of it has passed. */
class CaseClockSpec {

    /** Weekdays 08:30 to 17:30. */
    static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Asia/Shanghai"),
            Arrays.stream(DayOfWeek.values())
                    .filter(it -> it.getValue() < 6)
                    .collect(Collectors.toMap(it -> it, _ -> new OpenHours(LocalTime.of(8, 30), LocalTime.of(17, 30)))),
            Map.of(),
            StateDays.none());

    /** A Friday. */
    static final Instant FRIDAY = at("2026-04-10T17:30");

    @Test
    void A1_CP_1_two_hours_of_a_friday_evening_end_that_evening_or_on_monday_by_opening_hours() {
        assertThat(elapsed().dueAt(FRIDAY, ofHours(2))).contains(at("2026-04-10T19:30"));
        assertThat(business().dueAt(FRIDAY, ofHours(2))).contains(at("2026-04-13T10:30"));
        assertThat(business().dueAt(at("2026-04-10T16:45"), ofHours(2))).contains(at("2026-04-13T09:45"));
    }

    @Test
    void CP_15_time_in_which_a_case_stands_still_does_not_count() {
        var stood = elapsed(from("2026-04-10T18:00", "2026-04-11T18:00"));
        assertThat(stood.dueAt(FRIDAY, ofMinutes(29))).contains(at("2026-04-10T17:59"));
        assertThat(stood.dueAt(FRIDAY, ofMinutes(30))).contains(at("2026-04-10T18:00"));
        assertThat(stood.dueAt(FRIDAY, ofMinutes(31))).contains(at("2026-04-11T18:01"));
        assertThat(stood.passed(FRIDAY, at("2026-04-11T12:00"))).isEqualTo(ofMinutes(30));
        assertThat(stood.passed(FRIDAY, at("2026-04-11T19:00"))).isEqualTo(ofMinutes(90));
    }

    @Test
    void a_case_that_still_stands_is_never_due_unless_it_was_before() {
        var stands = elapsed(new Stretch(at("2026-04-10T18:00"), Optional.empty()));
        assertThat(stands.dueAt(FRIDAY, ofMinutes(30))).contains(at("2026-04-10T18:00"));
        assertThat(stands.dueAt(FRIDAY, ofMinutes(31))).isEmpty();
        assertThat(stands.passed(FRIDAY, at("2026-05-01T00:00"))).isEqualTo(ofMinutes(30));
    }

    @Test
    void stretches_may_touch_overlap_lie_before_the_start_or_around_it() {
        var clock = elapsed(
                from("2026-04-10T18:00", "2026-04-10T19:00"),
                from("2026-04-10T18:30", "2026-04-10T19:30"),
                from("2026-04-10T19:30", "2026-04-10T20:00"),
                from("2026-04-09T00:00", "2026-04-10T17:40"));
        assertThat(clock.dueAt(FRIDAY, ofMinutes(20))).contains(at("2026-04-10T18:00"));
        assertThat(clock.dueAt(FRIDAY, ofMinutes(21))).contains(at("2026-04-10T20:01"));
        assertThat(clock.passed(FRIDAY, at("2026-04-10T21:00"))).isEqualTo(ofMinutes(80));
    }

    @Test
    void opening_hours_and_standing_still_go_together() {
        var clock = new CaseClock(
                CaseClock.Counting.business(CALENDAR), List.of(from("2026-04-13T09:00", "2026-04-13T14:00")));
        assertThat(clock.dueAt(FRIDAY, ofHours(2))).contains(at("2026-04-13T15:30"));
        assertThat(clock.passed(FRIDAY, at("2026-04-13T15:30"))).isEqualTo(ofHours(2));
    }

    @Test
    void what_is_due_has_passed_exactly_then_and_nothing_passes_backwards() {
        for (var clock : List.of(elapsed(), elapsed(from("2026-04-10T18:00", "2026-04-11T18:00")), business())) {
            for (int minutes = 1; minutes < 3_000; minutes += 97) {
                var length = ofMinutes(minutes);
                var due = clock.dueAt(FRIDAY, length).orElseThrow();
                assertThat(clock.passed(FRIDAY, due)).isEqualTo(length);
            }
        }
        assertThat(elapsed().passed(FRIDAY, FRIDAY.minusSeconds(1))).isEqualTo(Duration.ZERO);
    }

    static CaseClock elapsed(Stretch... stood) {
        return new CaseClock(CaseClock.Counting.ELAPSED, List.of(stood));
    }

    static CaseClock business() {
        return new CaseClock(CaseClock.Counting.business(CALENDAR), List.of());
    }

    static Stretch from(String from, String until) {
        return new Stretch(at(from), Optional.of(at(until)));
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
