package org.opendcrc.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** domain.md 4.0 and 9.8: the calendar of a store. Two stores, one that rests on weekends, one that never rests. */
class CalendarSpec {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OpenHours HOURS = OpenHours.of("08:30", "17:30");
    static final StateDays STATE = StateDays.fromClassPath();
    static final Duration TWO_HOURS = Duration.ofHours(2);

    final Calendar weekdays =
            weekly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    final Calendar daily = weekly(DayOfWeek.values());

    @Test
    void weekly_hours_decide_an_ordinary_day() {
        assertThat(weekdays.isOpenOn(day("2026-04-10"))).isTrue(); // Friday
        assertThat(weekdays.isOpenOn(day("2026-04-11"))).isFalse();
        assertThat(daily.isOpenOn(day("2026-04-11"))).isTrue();
        assertThat(daily.hours(day("2026-04-11"))).contains(HOURS);
    }

    @Test
    void a_state_holiday_closes_every_store() {
        assertThat(weekdays.isOpenOn(day("2026-05-01"))).isFalse(); // Friday
        assertThat(daily.isOpenOn(day("2026-05-01"))).isFalse();
        assertThat(daily.isOpenOn(day("2026-04-30"))).isTrue();
        assertThat(daily.isOpenOn(day("2026-05-05"))).isFalse();
        assertThat(daily.isOpenOn(day("2026-05-06"))).isTrue();
    }

    @Test
    void a_make_up_day_is_a_working_day_with_the_hours_of_a_weekday() {
        assertThat(weekdays.hours(day("2026-05-09"))).contains(HOURS); // Saturday, works
        assertThat(weekdays.isOpenOn(day("2026-05-10"))).isFalse(); // Sunday, rests
    }

    @Test
    void a_make_up_day_of_a_store_open_on_weekends_has_its_weekly_hours() {
        var saturday = OpenHours.of("10:00", "15:00");
        var week = new HashMap<>(daily.week());
        week.put(DayOfWeek.SATURDAY, saturday);
        assertThat(new Calendar(ZONE, week, Map.of(), STATE).hours(day("2026-05-09")))
                .contains(saturday);
    }

    @Test
    void a_store_that_works_on_no_weekday_has_no_make_up_day() {
        assertThat(weekly(DayOfWeek.SUNDAY).isOpenOn(day("2026-05-09"))).isFalse();
    }

    @Test
    void the_stores_own_day_wins_over_week_and_state() {
        var late = OpenHours.of("10:00", "12:00");
        var own = Map.of(
                day("2026-05-01"), Optional.of(late), // holiday, yet open
                day("2026-04-10"), Optional.<OpenHours>empty(), // ordinary Friday, closed
                day("2026-05-09"), Optional.<OpenHours>empty()); // make-up day, closed
        var calendar = new Calendar(ZONE, weekdays.week(), own, STATE);
        assertThat(calendar.hours(day("2026-05-01"))).contains(late);
        assertThat(calendar.isOpenOn(day("2026-04-10"))).isFalse();
        assertThat(calendar.isOpenOn(day("2026-05-09"))).isFalse();
        assertThat(calendar.isOpenOn(day("2026-05-04"))).isFalse(); // the state's word stands elsewhere
    }

    @Test
    void the_year_file_says_what_the_state_council_announced_for_2026() {
        var off = STATE.in(2026).stream()
                .filter(StateDays.StateDay::off)
                .map(StateDays.StateDay::day)
                .toList();
        assertThat(off).hasSize(3 + 9 + 3 + 5 + 3 + 3 + 7).isSorted();
        assertThat(off)
                .contains(
                        day("2026-01-01"),
                        day("2026-01-03"),
                        day("2026-02-15"),
                        day("2026-02-23"),
                        day("2026-04-04"),
                        day("2026-04-06"),
                        day("2026-05-01"),
                        day("2026-05-05"),
                        day("2026-06-19"),
                        day("2026-06-21"),
                        day("2026-09-25"),
                        day("2026-09-27"),
                        day("2026-10-01"),
                        day("2026-10-07"));
        assertThat(STATE.in(2026).stream().filter(it -> !it.off()).map(StateDays.StateDay::day))
                .containsExactly(
                        day("2026-01-04"),
                        day("2026-02-14"),
                        day("2026-02-28"),
                        day("2026-05-09"),
                        day("2026-09-20"),
                        day("2026-10-10"));
    }

    @Test
    void a_year_without_a_file_knows_only_the_week() {
        assertThat(STATE.knows(2026)).isTrue();
        assertThat(STATE.knows(2027)).isFalse();
        assertThat(weekdays.isOpenOn(day("2027-10-01"))).isTrue(); // Friday
        assertThat(weekdays.isOpenOn(day("2027-10-02"))).isFalse(); // Saturday
    }

    @Test
    void it_is_open_from_opening_included_to_closing_not_included() {
        assertThat(weekdays.isOpenAt(at("2026-04-10T08:29:59"))).isFalse();
        assertThat(weekdays.isOpenAt(at("2026-04-10T08:30"))).isTrue();
        assertThat(weekdays.isOpenAt(at("2026-04-10T17:29:59"))).isTrue();
        assertThat(weekdays.isOpenAt(at("2026-04-10T17:30"))).isFalse();
        assertThat(weekdays.isOpenAt(at("2026-04-11T10:00"))).isFalse();
    }

    @Test
    void CP_1_two_hours_elapsed_are_two_hours_day_or_night() {
        assertThat(weekdays.afterElapsed(at("2026-04-10T23:30"), TWO_HOURS)).isEqualTo(at("2026-04-11T01:30"));
    }

    @Test
    void A1_two_opening_hours_of_what_came_at_closing_on_friday_are_over_on_monday_at_half_past_ten() {
        assertThat(weekdays.afterBusiness(at("2026-04-10T17:30"), TWO_HOURS)).isEqualTo(at("2026-04-13T10:30"));
    }

    @Test
    void A1_two_opening_hours_of_what_came_at_a_quarter_to_five_are_over_on_monday_at_a_quarter_to_ten() {
        assertThat(weekdays.afterBusiness(at("2026-04-10T16:45"), TWO_HOURS)).isEqualTo(at("2026-04-13T09:45"));
    }

    @Test
    void A1_opening_time_that_ends_exactly_at_closing_is_over_at_closing() {
        assertThat(weekdays.afterBusiness(at("2026-04-10T15:30"), TWO_HOURS)).isEqualTo(at("2026-04-10T17:30"));
        assertThat(weekdays.afterBusiness(at("2026-04-10T15:30:01"), TWO_HOURS)).isEqualTo(at("2026-04-13T08:30:01"));
    }

    @Test
    void A1_what_came_before_opening_counts_from_opening() {
        assertThat(weekdays.afterBusiness(at("2026-04-10T07:00"), TWO_HOURS)).isEqualTo(at("2026-04-10T10:30"));
        assertThat(weekdays.afterBusiness(at("2026-04-30T17:00"), TWO_HOURS)) // five days of May, then Wednesday
                .isEqualTo(at("2026-05-06T10:00"));
        assertThat(weekdays.afterBusiness(at("2026-05-08T17:00"), TWO_HOURS)) // Saturday makes up
                .isEqualTo(at("2026-05-09T10:00"));
    }

    @Test
    void no_time_at_all_is_over_at_once() {
        assertThat(weekdays.afterBusiness(at("2026-04-11T03:00"), Duration.ZERO))
                .isEqualTo(at("2026-04-11T03:00"));
        assertThatThrownBy(() -> weekdays.afterBusiness(at("2026-04-11T03:00"), Duration.ofMinutes(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opening_time_between_two_moments_leaves_out_nights_and_closed_days() {
        assertThat(weekdays.businessBetween(at("2026-04-10T16:30"), at("2026-04-13T09:30")))
                .isEqualTo(TWO_HOURS);
        assertThat(weekdays.businessBetween(at("2026-04-11T00:00"), at("2026-04-12T23:00")))
                .isZero();
        assertThat(weekdays.businessBetween(at("2026-04-10T09:00"), at("2026-04-10T09:01")))
                .isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> weekdays.businessBetween(at("2026-04-10T09:01"), at("2026-04-10T09:00")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void CP_14_a_day_ends_at_midnight_of_the_store() {
        assertThat(daily.endOfDay(day("2026-04-10"))).isEqualTo(Instant.parse("2026-04-10T16:00:00Z"));
        assertThat(daily.dayOf(Instant.parse("2026-04-10T15:59:59Z"))).isEqualTo(day("2026-04-10"));
        assertThat(daily.dayOf(Instant.parse("2026-04-10T16:00:00Z"))).isEqualTo(day("2026-04-11"));
    }

    @Test
    void RP_8_the_next_day_at_nine_is_the_next_opening_day_at_nine() {
        var nine = LocalTime.of(9, 0);
        assertThat(daily.nextOpeningDayAt(day("2026-04-10"), nine)).isEqualTo(at("2026-04-11T09:00"));
        assertThat(weekdays.nextOpeningDayAt(day("2026-04-10"), nine)).isEqualTo(at("2026-04-13T09:00"));
        assertThat(daily.nextOpeningDayAt(day("2026-04-30"), nine)).isEqualTo(at("2026-05-06T09:00"));
        assertThat(weekdays.nextOpeningDayAt(day("2026-05-08"), nine)).isEqualTo(at("2026-05-09T09:00"));
    }

    @Test
    void the_tenth_working_day_leaves_out_the_day_itself_and_what_is_closed() {
        assertThat(weekdays.nthWorkingDay(day("2026-04-10"), 1)).isEqualTo(day("2026-04-13"));
        assertThat(weekdays.nthWorkingDay(day("2026-04-10"), 10)).isEqualTo(day("2026-04-24"));
        assertThat(weekdays.nthWorkingDay(day("2026-04-27"), 4)).isEqualTo(day("2026-05-06"));
        assertThatThrownBy(() -> weekdays.nthWorkingDay(day("2026-04-10"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_day_on_which_the_clocks_change_has_the_hours_that_it_has() {
        var berlin = new Calendar(
                ZoneId.of("Europe/Berlin"),
                Map.of(DayOfWeek.SUNDAY, OpenHours.of("00:30", "04:30")),
                Map.of(),
                StateDays.none());
        var spring = day("2026-03-29"); // 02:00 becomes 03:00
        assertThat(berlin.businessBetween(berlin.startOfDay(spring), berlin.endOfDay(spring)))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void a_store_opens_before_it_closes_and_on_one_day_at_least() {
        assertThatThrownBy(() -> OpenHours.of("17:30", "17:30")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calendar(ZONE, Map.of(), Map.of(), STATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Calendar weekly(DayOfWeek... open) {
        return new Calendar(
                ZONE, Arrays.stream(open).collect(Collectors.toMap(Function.identity(), _ -> HOURS)), Map.of(), STATE);
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }
}
