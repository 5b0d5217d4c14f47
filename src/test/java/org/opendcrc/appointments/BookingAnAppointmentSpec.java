package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.appointments.Books.BAY_1;
import static org.opendcrc.appointments.Books.BAY_2;
import static org.opendcrc.appointments.Books.FRIDAY;
import static org.opendcrc.appointments.Books.LIU;
import static org.opendcrc.appointments.Books.WANG;
import static org.opendcrc.appointments.Books.ZHAO;
import static org.opendcrc.appointments.Books.at;
import static org.opendcrc.appointments.Books.book;
import static org.opendcrc.appointments.Books.inserted;
import static org.opendcrc.appointments.Books.oneBay;
import static org.opendcrc.appointments.Books.taken;
import static org.opendcrc.appointments.Books.wish;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendcrc.appointments.Attendance.Span;
import org.opendcrc.appointments.Booking.Accepted;
import org.opendcrc.appointments.Booking.Refusal;
import org.opendcrc.appointments.Booking.Refused;

/** The heart of the handbook's chapter: what one day's book accepts, refuses and offers. Friday, 10 April 2026, 08:30 to 17:30. */
class BookingAnAppointmentSpec {

    private Instant now = at(FRIDAY, "00:00");

    @Test
    void an_empty_day_takes_the_first_and_the_last_start_and_nothing_outside() {
        assertAccepted(book(), wish("08:30", LIU));
        assertAccepted(book(), wish("17:00", LIU));
        var outside = new Refusal.OutsideOpeningHours(LocalTime.of(8, 30), LocalTime.of(17, 0));
        assertThat(refusal(book(), wish("08:29", LIU))).isEqualTo(outside);
        assertThat(refusal(book(), wish("17:01", LIU))).isEqualTo(outside);
    }

    @Test
    void AP_1_AP_2_A_24_an_hour_ahead_is_just_enough_and_a_second_less_is_not() {
        now = at(FRIDAY, "09:00");
        assertAccepted(book(), wish("10:00", LIU));
        assertThat(refusal(book(), wish("09:59", LIU))).isEqualTo(new Refusal.NoticeTooShort(Duration.ofMinutes(60)));
        now = now.plusSeconds(1);
        assertThat(refusal(book(), wish("10:00", LIU))).isEqualTo(new Refusal.NoticeTooShort(Duration.ofMinutes(60)));
        assertAccepted(book(), wish("10:01", LIU));
    }

    @Test
    void AP_3_an_advisor_meets_one_car_at_a_time_and_another_advisor_meets_the_next() {
        var book = book(taken("10:00", LIU, BAY_1));
        assertThat(refusal(book, wish("10:00", LIU))).isEqualTo(new Refusal.AdvisorTaken("刘洋", LocalTime.of(10, 0)));
        assertAccepted(book, wish("10:00", WANG));
        assertThat(refusal(book(inserted("10:15", LIU, BAY_1)), wish("10:15", LIU)))
                .isInstanceOf(Refusal.AdvisorTaken.class);
    }

    @Test
    void AP_4_A6_a_bay_takes_two_cars_at_one_start_and_no_third_and_is_free_at_the_next_minute() {
        var full = book(taken("10:00", LIU, BAY_1), taken("10:00", WANG, BAY_1));
        assertThat(refusal(full, wish("10:00", ZHAO, BAY_1))).isEqualTo(new Refusal.BayFull(Optional.of("预检 1"), 2));
        assertAccepted(full, wish("10:00", ZHAO, BAY_2));
        assertAccepted(full, wish("10:01", ZHAO, BAY_1));
        assertAccepted(book(taken("10:00", LIU, BAY_1)), wish("10:00", ZHAO, BAY_1));
    }

    @Test
    void AP_4_with_one_bay_only_its_start_is_full_for_everybody() {
        var full = oneBay(taken("10:00", LIU, BAY_1), taken("10:00", WANG, BAY_1));
        assertThat(refusal(full, wish("10:00", ZHAO))).isEqualTo(new Refusal.BayFull(Optional.empty(), 2));
        var anybody = new Wish(LocalTime.of(10, 0), Optional.empty(), Optional.empty(), Set.of());
        assertThat(refusal(full, anybody)).isEqualTo(new Refusal.BayFull(Optional.empty(), 2));
    }

    @Test
    void AP_4_without_a_named_bay_the_emptier_one_is_taken() {
        assertThat(place(book(taken("10:00", LIU, BAY_1)), wish("10:00", WANG)).bay())
                .isEqualTo(BAY_2);
        assertThat(place(book(), wish("10:00", WANG)).bay()).isEqualTo(BAY_1);
    }

    @Test
    void AP_5_an_advisors_regular_cars_are_thirty_minutes_apart() {
        var book = book(taken("10:00", LIU, BAY_1));
        assertThat(refusal(book, wish("10:29", LIU)))
                .isEqualTo(new Refusal.TooCloseToNeighbour(
                        "刘洋", List.of(LocalTime.of(10, 0)), Duration.ofMinutes(30), Optional.empty()));
        assertAccepted(book, wish("10:30", LIU));
        assertAccepted(book, wish("09:30", LIU));
        assertThat(refusal(book, wish("09:31", LIU))).isInstanceOf(Refusal.TooCloseToNeighbour.class);
    }

    @Test
    void AP_5_with_ten_oclock_only_a_quarter_past_is_refused_and_half_past_is_offered() {
        var answer = (Refused) book(taken("10:00", LIU, BAY_1)).book(wish("10:15", LIU), now);
        assertThat(answer.why()).isInstanceOf(Refusal.TooCloseToNeighbour.class);
        assertThat(answer.offers())
                .anySatisfy(it -> assertThat(it.place()).isEqualTo(new Place(LocalTime.of(10, 30), LIU, BAY_1, false)))
                .noneMatch(it -> it.place().start().equals(LocalTime.of(10, 15))
                        && it.place().advisor().equals(LIU));
    }

    @Test
    void AP_6_between_two_taken_neighbours_one_car_is_put_in_the_middle() {
        var both = book(taken("10:00", LIU, BAY_1), taken("10:30", LIU, BAY_1));
        assertThat(place(both, wish("10:15", LIU)).insertion()).isTrue();
        assertThat(refusal(both, wish("10:20", LIU)))
                .isEqualTo(new Refusal.TooCloseToNeighbour(
                        "刘洋",
                        List.of(LocalTime.of(10, 0), LocalTime.of(10, 30)),
                        Duration.ofMinutes(30),
                        Optional.of(LocalTime.of(10, 15))));
        assertThat(refusal(both, wish("10:14", LIU))).isInstanceOf(Refusal.TooCloseToNeighbour.class);
    }

    @Test
    void AP_6_nothing_is_put_in_the_middle_of_one_neighbour_of_another_advisors_or_of_a_wider_gap() {
        assertThat(refusal(book(taken("10:00", LIU, BAY_1)), wish("10:15", LIU)))
                .isInstanceOf(Refusal.TooCloseToNeighbour.class);
        assertThat(refusal(book(taken("10:00", LIU, BAY_1), taken("10:30", WANG, BAY_1)), wish("10:15", LIU)))
                .isInstanceOf(Refusal.TooCloseToNeighbour.class);
        assertThat(refusal(book(taken("10:00", LIU, BAY_1), taken("10:31", LIU, BAY_1)), wish("10:15", LIU)))
                .isInstanceOf(Refusal.TooCloseToNeighbour.class);
    }

    @Test
    void AP_6_a_gap_takes_one_insertion() {
        var book = book(taken("10:00", LIU, BAY_1), inserted("10:15", LIU, BAY_1), taken("10:30", LIU, BAY_1));
        for (var start : List.of("10:15", "10:20", "10:25", "10:01", "10:29")) {
            assertThat(refusal(book, wish(start, LIU)))
                    .as(start)
                    .isInstanceOfAny(Refusal.AdvisorTaken.class, Refusal.TooCloseToInsertion.class);
        }
        assertAccepted(book, wish("11:00", LIU));
    }

    @Test
    void A23_an_insertion_is_no_neighbour_and_keeps_off_what_is_nearer_than_a_quarter() {
        var freed = book(inserted("10:15", LIU, BAY_1), taken("10:30", LIU, BAY_1));
        assertAccepted(freed, wish("10:00", LIU));
        assertThat(place(freed, wish("10:00", LIU)).insertion()).isFalse();
        assertThat(refusal(freed, wish("10:20", LIU))).isInstanceOf(Refusal.TooCloseToInsertion.class);
        var alone = book(inserted("10:15", LIU, BAY_1));
        assertThat(refusal(alone, wish("10:01", LIU))).isInstanceOf(Refusal.TooCloseToInsertion.class);
        assertAccepted(alone, wish("10:00", LIU));
        assertAccepted(alone, wish("10:30", LIU));
        assertThat(refusal(alone, wish("10:29", LIU))).isInstanceOf(Refusal.TooCloseToInsertion.class);
    }

    @Test
    void A23_an_insertion_is_no_neighbour_of_another_insertion_either() {
        var book = book(inserted("10:00", LIU, BAY_1), taken("10:30", LIU, BAY_1));
        assertThat(refusal(book, wish("10:15", LIU))).isInstanceOf(Refusal.TooCloseToNeighbour.class);
    }

    @Test
    void A23_a_cancelled_appointment_gives_its_place_back() {
        var first = taken("10:00", LIU, BAY_1);
        assertThat(refusal(book(first), wish("10:00", LIU))).isInstanceOf(Refusal.AdvisorTaken.class);
        assertAccepted(book(first).without(first.appointment()), wish("10:00", LIU));
    }

    @Test
    void AP_13_effective_windows_come_first_and_a_customer_who_insists_gets_his_peak() {
        var proposals = book().proposals(Optional.of(LIU), Set.of(), now);
        var starts = proposals.stream().map(it -> it.place().start()).toList();
        assertThat(starts.indexOf(LocalTime.of(12, 0))).isLessThan(starts.indexOf(LocalTime.of(10, 0)));
        assertThat(proposals.subList(0, 8)).allMatch(it -> it.kind() == OfferKind.WINDOW);
        assertThat(starts).contains(LocalTime.of(10, 0), LocalTime.of(17, 0)).doesNotHaveDuplicates();
        assertAccepted(book(), wish("10:00", LIU));
    }

    @Test
    void A7_a_window_begins_with_its_first_minute_and_ends_before_its_last() {
        var windows = EffectiveWindows.of("12:00-13:00；9:30–10:00, 25:00-26:00, 11:00-10:00, nonsense");
        assertThat(windows.windows())
                .containsExactly(
                        new Span(LocalTime.of(12, 0), LocalTime.of(13, 0)),
                        new Span(LocalTime.of(9, 30), LocalTime.of(10, 0)));
        assertThat(windows.hold(LocalTime.of(12, 0))).isTrue();
        assertThat(windows.hold(LocalTime.of(12, 59))).isTrue();
        assertThat(windows.hold(LocalTime.of(13, 0))).isFalse();
        assertThat(windows.hold(LocalTime.of(11, 59))).isFalse();
    }

    @Test
    void AP_25_after_the_windows_come_the_valleys_of_the_arrival_curve_and_then_the_rest() {
        var usual = new ArrivalCurve(Map.of(LocalTime.of(9, 0), 8.0, LocalTime.of(16, 0), 1.0));
        var book = book(FRIDAY, usual, List.of(LIU), List.of(BAY_1));
        assertThat(book.kind(LocalTime.of(9, 15))).isEqualTo(OfferKind.REST);
        assertThat(book.kind(LocalTime.of(11, 0))).isEqualTo(OfferKind.VALLEY);
        assertThat(book.kind(LocalTime.of(12, 30))).isEqualTo(OfferKind.WINDOW);
        assertThat(book().kind(LocalTime.of(11, 0))).isEqualTo(OfferKind.REST); // nobody knows the curve
        assertThat(book.proposals(Optional.empty(), Set.of(), now).stream().map(Offer::kind))
                .isSorted()
                .contains(OfferKind.WINDOW, OfferKind.VALLEY, OfferKind.REST);
    }

    @Test
    void AP_25_an_advisor_is_booked_only_while_he_is_present() {
        var morning = new Attendance(
                LIU, "刘洋", List.of(new Span(LocalTime.of(8, 30), LocalTime.of(12, 0))), "下午休假", Set.of());
        var book = Books.with(book(), morning);
        assertAccepted(book, wish("11:59", LIU));
        assertThat(refusal(book, wish("12:00", LIU))).isEqualTo(new Refusal.AdvisorAway("刘洋", morning.present()));
        assertThat(book.offers(wish("12:00", LIU), now).getFirst().place().advisor())
                .isEqualTo(WANG);
    }

    @Test
    void AP_25_a_job_goes_to_an_advisor_who_has_its_skill() {
        var skilled = new Attendance(
                WANG, "王建军", List.of(new Span(LocalTime.of(8, 30), LocalTime.of(17, 30))), "", Set.of("钣喷", "新能源"));
        var book = Books.with(book(), skilled);
        var wish = new Wish(LocalTime.of(10, 0), Optional.of(LIU), Optional.empty(), Set.of("钣喷"));
        assertThat(refusal(book, wish)).isEqualTo(new Refusal.AdvisorLacksSkill("刘洋", "钣喷"));
        assertAccepted(book, wish.with(WANG));
        var anybody = new Wish(LocalTime.of(10, 0), Optional.empty(), Optional.empty(), Set.of("钣喷"));
        assertThat(place(book, anybody).advisor()).isEqualTo(WANG);
        var nobody = new Wish(LocalTime.of(10, 0), Optional.empty(), Optional.empty(), Set.of("贴膜"));
        assertThat(refusal(book, nobody)).isEqualTo(new Refusal.NobodyFree());
    }

    @Test
    void who_names_no_advisor_gets_a_regular_start_with_the_one_who_has_the_fewest_cars() {
        var book = book(
                taken("10:00", LIU, BAY_1),
                taken("10:30", LIU, BAY_1),
                taken("09:00", WANG, BAY_1),
                taken("11:30", ZHAO, BAY_1),
                taken("12:00", ZHAO, BAY_1));
        var anybody = new Wish(LocalTime.of(10, 15), Optional.empty(), Optional.empty(), Set.of());
        assertThat(place(book, anybody)).isEqualTo(new Place(LocalTime.of(10, 15), WANG, BAY_1, false));
    }

    @Test
    void a_state_holiday_is_refused_and_a_make_up_saturday_is_a_working_day() {
        var labourDay = LocalDate.of(2026, 5, 1);
        assertThat(refusal(book(labourDay), wish("10:00", LIU)))
                .isEqualTo(new Refusal.ClosedThatDay(labourDay, Optional.of(LocalDate.of(2026, 5, 6))));
        var madeUp = LocalDate.of(2026, 5, 9);
        assertAccepted(book(madeUp), wish("10:00", LIU));
        assertThat(book(madeUp).proposals(Optional.empty(), Set.of(), now)).isNotEmpty();
        assertThat(refusal(book(LocalDate.of(2026, 5, 16)), wish("10:00", LIU)))
                .isInstanceOf(Refusal.ClosedThatDay.class);
    }

    @Test
    void a_store_without_bays_promises_nothing() {
        var none = book(FRIDAY, ArrivalCurve.unknown(), List.of(LIU), List.of());
        assertThat(refusal(none, wish("10:00", LIU))).isEqualTo(new Refusal.NoBays());
        assertThat(none.proposals(Optional.empty(), Set.of(), now)).isEmpty();
    }

    @Test
    void every_offer_holds() {
        var book = book(
                taken("10:00", LIU, BAY_1),
                taken("10:30", LIU, BAY_1),
                taken("10:00", WANG, BAY_1),
                taken("10:00", ZHAO, BAY_2));
        var refused = (Refused) book.book(wish("10:00", LIU), now);
        assertThat(refused.offers())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(book.book(
                                new Wish(
                                        it.place().start(),
                                        Optional.of(it.place().advisor()),
                                        Optional.of(it.place().bay()),
                                        Set.of()),
                                now))
                        .isEqualTo(new Accepted(it.place())));
        assertThat(refused.offers().stream().map(it -> it.place().start())).contains(LocalTime.of(10, 15));
    }

    @Test
    void a_start_has_whole_minutes() {
        assertThatThrownBy(() -> new Wish(LocalTime.of(10, 0, 1), Optional.empty(), Optional.empty(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertAccepted(AppointmentBook book, Wish wish) {
        assertThat(book.book(wish, now)).isInstanceOf(Accepted.class);
    }

    private Place place(AppointmentBook book, Wish wish) {
        return ((Accepted) book.book(wish, now)).place();
    }

    private Refusal refusal(AppointmentBook book, Wish wish) {
        return ((Refused) book.book(wish, now)).why();
    }
}
