package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.appointments.Books.FRIDAY;
import static org.opendcrc.appointments.Books.at;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendcrc.appointments.Attendance.Span;
import org.opendcrc.appointments.Roster.Absence;
import org.opendcrc.appointments.Roster.Shift;

/** When an advisor is in the house. The store is open from 08:30 to 17:30. */
class RosterSpec {

    private static final Span ALL_DAY = span("08:30", "17:30");

    @Test
    void AP_25_without_shifts_an_advisor_is_there_while_the_store_is_open() {
        assertThat(presence(FRIDAY, List.of(), List.of())).containsExactly(ALL_DAY);
        assertThat(presence(LocalDate.of(2026, 5, 1), List.of(), List.of())).isEmpty();
    }

    @Test
    void AP_25_with_shifts_he_is_there_on_their_days_only() {
        var shifts = List.of(shift(DayOfWeek.FRIDAY, "13:00", "17:30"), shift(DayOfWeek.FRIDAY, "08:30", "12:00"));
        assertThat(presence(FRIDAY, shifts, List.of())).containsExactly(span("08:30", "12:00"), span("13:00", "17:30"));
        assertThat(presence(FRIDAY.minusDays(1), shifts, List.of())).isEmpty();
    }

    @Test
    void AP_25_on_a_make_up_saturday_he_works_as_on_his_first_day_of_the_week() {
        var saturday = LocalDate.of(2026, 5, 9);
        var shifts = List.of(shift(DayOfWeek.FRIDAY, "08:30", "12:00"), shift(DayOfWeek.TUESDAY, "09:00", "17:00"));
        assertThat(presence(saturday, shifts, List.of())).containsExactly(span("09:00", "17:00"));
        var own = List.of(shift(DayOfWeek.TUESDAY, "09:00", "17:00"), shift(DayOfWeek.SATURDAY, "10:00", "11:00"));
        assertThat(presence(saturday, own, List.of())).containsExactly(span("10:00", "11:00"));
    }

    @Test
    void AP_25_leave_and_absence_are_taken_off_to_the_minute() {
        var lunch = new Absence(at(FRIDAY, "12:00"), at(FRIDAY, "13:30"), "培训");
        assertThat(presence(FRIDAY, List.of(), List.of(lunch)))
                .containsExactly(span("08:30", "12:00"), span("13:30", "17:30"));
        var leave = new Absence(at(FRIDAY.minusDays(3), "00:00"), at(FRIDAY.plusDays(1), "00:00"), "年假");
        assertThat(presence(FRIDAY, List.of(), List.of(leave))).isEmpty();
        assertThat(presence(FRIDAY.plusDays(3), List.of(), List.of(leave))).containsExactly(ALL_DAY);
        var untilMidnight = new Absence(at(FRIDAY.minusDays(3), "00:00"), at(FRIDAY, "00:00"), "年假");
        assertThat(presence(FRIDAY, List.of(), List.of(untilMidnight))).containsExactly(ALL_DAY);
        assertThat(new Roster(List.of(), List.of(leave)).note(FRIDAY, Books.calendar()))
                .isEqualTo("年假");
        assertThat(new Roster(List.of(), List.of(untilMidnight)).note(FRIDAY, Books.calendar()))
                .isEmpty();
    }

    @Test
    void AP_25_who_leaves_now_is_there_until_now_and_not_after() {
        var now = at(FRIDAY, "10:20").plusSeconds(37);
        var away = new Absence(now, at(FRIDAY.plusDays(1), "00:00"), "");
        var spans = presence(FRIDAY, List.of(), List.of(away));
        assertThat(spans).containsExactly(new Span(LocalTime.of(8, 30), LocalTime.of(10, 20, 37)));
        assertThat(spans.getFirst().holds(LocalTime.of(10, 20))).isTrue();
        assertThat(spans.getFirst().holds(LocalTime.of(10, 21))).isFalse();
    }

    private static List<Span> presence(LocalDate day, List<Shift> shifts, List<Absence> absences) {
        return new Roster(shifts, absences).presence(day, Books.calendar());
    }

    private static Shift shift(DayOfWeek day, String from, String to) {
        return new Shift(day, LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Span span(String from, String to) {
        return new Span(LocalTime.parse(from), LocalTime.parse(to));
    }
}
