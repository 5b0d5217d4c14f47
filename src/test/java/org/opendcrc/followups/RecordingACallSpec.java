package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.calendar.Daypart.AFTERNOON;
import static org.opendcrc.calendar.Daypart.EVENING;
import static org.opendcrc.calendar.Daypart.MORNING;
import static org.opendcrc.calendar.Daypart.NOON;
import static org.opendcrc.followups.AttemptOutcome.BUSY;
import static org.opendcrc.followups.AttemptOutcome.INCONVENIENT;
import static org.opendcrc.followups.AttemptOutcome.NO_ANSWER;
import static org.opendcrc.followups.AttemptOutcome.REJECTED;
import static org.opendcrc.followups.AttemptOutcome.SWITCHED_OFF;
import static org.opendcrc.followups.CallOutcome.DISSATISFIED;
import static org.opendcrc.followups.CallOutcome.SATISFIED;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;
import org.opendcrc.followups.Contact.Claim;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Contact.Recording;
import org.opendcrc.followups.Recorded.Answered;
import org.opendcrc.followups.Recorded.CallBackAgreed;
import org.opendcrc.followups.Recorded.EndsInText;
import org.opendcrc.followups.Recorded.NeedsAnotherCall;
import org.opendcrc.followups.Recorded.NextNumber;
import org.opendcrc.followups.Recorded.NoNumberLeft;
import org.opendcrc.followups.Refusal.AlreadyFinished;
import org.opendcrc.followups.Refusal.CallBackNotAhead;
import org.opendcrc.followups.Refusal.CallInFuture;
import org.opendcrc.followups.Refusal.CallTooEarly;
import org.opendcrc.followups.Refusal.CallsAreAllowed;
import org.opendcrc.followups.Refusal.HeldBy;
import org.opendcrc.followups.Refusal.NoSuchNumber;
import org.opendcrc.followups.Refusal.NotYetDue;
import org.opendcrc.followups.Refusal.TooFewAttempts;
import org.opendcrc.organisation.Settings.StoreSettings;

/**
 * Handbook, follow-up calls. An order settled on Friday 10 April 2026 at 16:00 in a store in Shanghai; dayparts 09:00, 11:30, 14:00,
 * 17:30, 20:00; three failed attempts end in a text.
 */
class RecordingACallSpec {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final Dayparts DAYPARTS = new Dayparts(
            LocalTime.of(9, 0), LocalTime.of(11, 30), LocalTime.of(14, 0), LocalTime.of(17, 30), LocalTime.of(20, 0));
    static final StoreRules RULES = new StoreRules(SHANGHAI, DAYPARTS, 3, 10_000, policies());
    static final UUID ZHOU = UUID.randomUUID(), LIN = UUID.randomUUID();
    static final String MOBILE = "+8613800006621", WIFE = "+8613900000417";
    static final Instant SETTLED = at("2026-04-10T16:00");

    // ---- the window

    @Test
    void FU_1_FU_15_A2_it_is_owed_from_the_next_day_until_the_end_of_the_third() {
        var window = DueWindow.after(SETTLED, SHANGHAI, 1, 3, 5);
        assertThat(window.from()).isEqualTo(at("2026-04-11T00:00"));
        assertThat(window.due()).isEqualTo(at("2026-04-14T00:00"));
        assertThat(window.hasBegunAt(at("2026-04-10T23:59:59"))).isFalse();
        assertThat(window.hasBegunAt(at("2026-04-11T00:00"))).isTrue();
    }

    @Test
    void FU_2_A21_the_memory_fades_after_the_fifth_day() {
        assertThat(DueWindow.after(SETTLED, SHANGHAI, 1, 3, 5).fades()).isEqualTo(at("2026-04-16T00:00"));
        assertThat(DueWindow.after(SETTLED, SHANGHAI, 1, 7, 5).fades()).isEqualTo(at("2026-04-18T00:00"));
    }

    @Test
    void FU_15_the_day_of_settlement_is_the_stores_day() {
        var lateInTheEvening = at("2026-04-10T23:59:59"); // 15:59:59 UTC
        var justAfter = at("2026-04-11T00:00");
        assertThat(DueWindow.after(lateInTheEvening, SHANGHAI, 1, 3, 5).from()).isEqualTo(at("2026-04-11T00:00"));
        assertThat(DueWindow.after(justAfter, SHANGHAI, 1, 3, 5).from()).isEqualTo(at("2026-04-12T00:00"));
    }

    @Test
    void FU_15_before_its_window_nothing_can_be_recorded() {
        var contact = contact(task());
        assertThat(refusal(missed(contact, "2026-04-10T23:59:59"))).isEqualTo(new NotYetDue(at("2026-04-11T00:00")));
        assertThat(answer(missed(contact, "2026-04-11T00:00"))).isInstanceOf(NeedsAnotherCall.class);
    }

    @Test
    void a_call_is_neither_later_than_now_nor_earlier_than_its_window() {
        var contact = contact(task());
        var now = at("2026-04-12T10:00");
        assertThat(refusal(attempt(contact, NO_ANSWER, now.plusMillis(1), now))).isEqualTo(new CallInFuture());
        assertThat(answer(attempt(contact, NO_ANSWER, now, now))).isInstanceOf(NeedsAnotherCall.class);
        assertThat(refusal(attempt(contact, NO_ANSWER, at("2026-04-10T23:59:59"), now)))
                .isEqualTo(new CallTooEarly(at("2026-04-11T00:00")));
        assertThat(answer(attempt(contact, NO_ANSWER, at("2026-04-11T00:00"), now)))
                .isInstanceOf(NeedsAnotherCall.class);
    }

    // ---- what counts

    @Test
    void A25_dayparts_are_half_open() {
        assertThat(counted("2026-04-11T08:59:59")).isFalse();
        assertThat(counted("2026-04-11T09:00")).isTrue();
        assertThat(counted("2026-04-11T19:59:59")).isTrue();
        assertThat(counted("2026-04-11T20:00")).isFalse();
        var morning = after(missed(contact(task()), "2026-04-11T11:29:59"));
        assertThat(only(morning).daypartsUsed()).containsExactly(Daypart.MORNING);
        var noon = after(missed(contact(task()), "2026-04-11T11:30"));
        assertThat(only(noon).daypartsUsed()).containsExactly(Daypart.NOON);
    }

    @Test
    void A25_an_attempt_outside_every_daypart_is_stored_and_does_not_count() {
        var decided = decided(missed(contact(task()), "2026-04-11T08:45"));
        assertThat(decided.attempt()).hasValueSatisfying(it -> {
            assertThat(it.daypart()).isEmpty();
            assertThat(it.served()).containsValue(false);
        });
        assertThat(only(decided.after()).attempts()).isZero();
        assertThat(only(decided.after()).state()).isEqualTo(TaskState.RETRY);
        assertThat(decided.after().notBefore()).hasValue(at("2026-04-11T09:00"));
        assertThat(only(after(missed(decided.after(), "2026-04-11T09:00"))).attempts())
                .isOne();
    }

    @Test
    void A25_only_one_attempt_a_day_counts_and_the_others_are_stored() {
        var once = after(missed(contact(task()), "2026-04-11T09:30"));
        var twice = decided(missed(once, "2026-04-11T14:30"));
        assertThat(twice.attempt()).isPresent();
        assertThat(only(twice.after()).attempts()).isOne();
        assertThat(only(twice.after()).daypartsUsed()).containsExactly(Daypart.MORNING);
        assertThat(only(after(missed(twice.after(), "2026-04-12T00:00"))).attempts())
                .as("midnight lies in no daypart")
                .isOne();
        assertThat(only(after(missed(twice.after(), "2026-04-12T14:30"))).attempts())
                .isEqualTo(2);
    }

    @Test
    void A25_a_daypart_counts_once() {
        var once = after(missed(contact(task()), "2026-04-11T09:30"));
        var again = after(missed(once, "2026-04-12T10:30"));
        assertThat(only(again).attempts()).isOne();
        assertThat(again.notBefore()).as("noon is free").hasValue(at("2026-04-12T11:30"));
        assertThat(only(after(missed(again, "2026-04-12T11:30"))).attempts()).isEqualTo(2);
    }

    @Test
    void A25_a_day_that_is_recorded_later_counts_once_too() {
        var now = at("2026-04-13T18:00");
        var contact = contact(task());
        contact = after(attempt(contact, NO_ANSWER, at("2026-04-13T09:30"), now));
        contact = after(attempt(contact, NO_ANSWER, at("2026-04-11T12:00"), now));
        contact = after(attempt(contact, NO_ANSWER, at("2026-04-11T15:00"), now));
        assertThat(only(contact).attempts()).isEqualTo(2);
        assertThat(only(contact).countedOn())
                .containsExactlyInAnyOrder(LocalDate.of(2026, 4, 13), LocalDate.of(2026, 4, 11));
    }

    @Test
    void FU_6_FU_8_not_connected_in_whatever_way_needs_another_call() {
        for (var outcome : AttemptOutcome.values()) {
            if (outcome.isNotConnected()) {
                var it = after(attempt(contact(task()), outcome, at("2026-04-11T10:00"), at("2026-04-11T10:00")));
                assertThat(only(it).state()).as(outcome.name()).isEqualTo(TaskState.RETRY);
                assertThat(only(it).attempts()).as(outcome.name()).isOne();
            }
        }
        assertThat(only(after(missed(contact(task()), "2026-04-11T08:45"))).state())
                .as("though it does not count")
                .isEqualTo(TaskState.RETRY);
    }

    @Test
    void FU_26_after_a_counting_attempt_it_is_called_again_the_next_day() {
        var decided = decided(missed(held(contact(task()), ZHOU, "2026-04-11T10:30"), "2026-04-11T10:00"));
        assertThat(decided.answer())
                .isEqualTo(new NeedsAnotherCall(
                        true, 1, 3, at("2026-04-12T00:00"), next("2026-04-12T11:30", NOON, AFTERNOON, EVENING)));
        assertThat(decided.after().notBefore()).hasValue(at("2026-04-12T00:00"));
        assertThat(decided.after().claim()).as("the clerk gives it back").isEmpty();
    }

    /** The first of those dayparts begins then. */
    private static Optional<NextChance> next(String at, Daypart... open) {
        return Optional.of(new NextChance(at(at), open[0], List.of(open)));
    }

    @Test
    void FU_7_A25_what_a_missed_call_comes_to_is_known_before_it_is_saved() {
        var policy = RULES.of(CallKind.SERVICE);

        var none = new CountedTries(0, Set.of(), Set.of());
        var saturday = LocalDate.of(2026, 4, 11);
        assertThat(none.ifMissed(local("2026-04-11T09:00"), DAYPARTS, policy))
                .as("the first minute of the morning counts")
                .isEqualTo(new IfMissed(
                        true, 1, 3, Optional.of(MORNING), false, next("2026-04-12T11:30", NOON, AFTERNOON, EVENING)));
        assertThat(none.ifMissed(local("2026-04-11T08:59"), DAYPARTS, policy))
                .as("before the morning nothing counts, and the morning is next")
                .isEqualTo(new IfMissed(
                        false,
                        0,
                        3,
                        Optional.empty(),
                        false,
                        next("2026-04-11T09:00", MORNING, NOON, AFTERNOON, EVENING)));
        var once = none.and(saturday, MORNING);
        assertThat(once.ifMissed(local("2026-04-11T12:00"), DAYPARTS, policy))
                .as("one a day")
                .isEqualTo(new IfMissed(
                        false, 1, 3, Optional.of(NOON), true, next("2026-04-12T11:30", NOON, AFTERNOON, EVENING)));
        assertThat(once.ifMissed(local("2026-04-12T10:00"), DAYPARTS, policy))
                .as("the morning was used")
                .isEqualTo(new IfMissed(
                        false, 1, 3, Optional.of(MORNING), false, next("2026-04-12T11:30", NOON, AFTERNOON, EVENING)));
        assertThat(once.ifMissed(local("2026-04-12T20:00"), DAYPARTS, policy).next())
                .as("after the evening the next day, in a daypart that is left")
                .isEqualTo(next("2026-04-13T11:30", NOON, AFTERNOON, EVENING));
        var twice = once.and(saturday.plusDays(1), NOON);
        var third = twice.ifMissed(local("2026-04-13T15:00"), DAYPARTS, policy);
        assertThat(third.counts()).isTrue();
        assertThat(third.isTheLast()).isTrue();
    }

    private static ZonedDateTime local(String at) {
        return at(at).atZone(SHANGHAI);
    }

    @Test
    void FU_7_A4_the_third_counting_attempt_ends_in_a_text() {
        var contact = after(missed(contact(task()), "2026-04-11T09:30"));
        var second = decided(attempt(contact, BUSY, at("2026-04-12T12:00"), at("2026-04-12T12:00")));
        assertThat(second.answer())
                .isEqualTo(new NeedsAnotherCall(
                        true, 2, 3, at("2026-04-13T00:00"), next("2026-04-13T14:00", AFTERNOON, EVENING)));
        assertThat(second.texts()).isEmpty();
        var third = decided(attempt(second.after(), SWITCHED_OFF, at("2026-04-13T15:00"), at("2026-04-13T15:00")));
        assertThat(third.answer()).isEqualTo(new EndsInText(3, List.of()));
        assertThat(only(third.after()).state()).isEqualTo(TaskState.TEXTING);
        assertThat(third.texts()).containsExactly(only(contact).id());
        assertThat(third.after().notBefore()).isEmpty();
    }

    @Test
    void A30_without_a_good_number_the_third_failure_ends_in_a_letter() {
        var tried = tried(task(), 2);
        var contact = new Contact(
                UUID.randomUUID(),
                RULES,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(tried));
        var third = decided(missed(contact, "2026-04-13T18:00"));
        assertThat(only(third.after()).state()).isEqualTo(TaskState.UNREACHED);
    }

    @Test
    void FU_7_with_two_attempts_nobody_can_be_given_up() {
        var now = at("2026-04-13T18:00");
        var two = contact(tried(task(), 2));
        assertThat(refusal(two.closeAsUnreachable(only(two).id(), by(ZHOU, now))))
                .isEqualTo(new TooFewAttempts(2, 3));
        var three = contact(tried(task(), 3));
        var closed = decided(three.closeAsUnreachable(only(three).id(), by(ZHOU, now)));
        assertThat(only(closed.after()).state()).isEqualTo(TaskState.TEXTING);
        assertThat(closed.attempt()).isEmpty();
    }

    // ---- one visit, several orders

    @Test
    void A26_an_attempt_serves_all_tasks_whose_window_has_begun() {
        var first = task();
        var tomorrow = settled(task(), "2026-04-11T10:00");
        var decided = decided(missed(contact(first, tomorrow), "2026-04-11T10:00"));
        assertThat(decided.attempt().orElseThrow().served()).containsOnlyKeys(first.id());
        var next = decided(missed(decided.after(), "2026-04-12T12:00"));
        assertThat(next.attempt().orElseThrow().served()).containsOnlyKeys(first.id(), tomorrow.id());
        assertThat(find(next.after(), first).attempts()).isEqualTo(2);
        assertThat(find(next.after(), tomorrow).attempts()).isOne();
    }

    @Test
    void A26_the_text_goes_out_once_for_the_visit() {
        var first = visit(tried(task(), 2), "JC1");
        var second = visit(tried(task(), 2), "JC1");
        var third = decided(missed(contact(first, second), "2026-04-13T18:00"));
        assertThat(third.texts()).containsExactly(first.id());
        assertThat(find(third.after(), first).state()).isEqualTo(TaskState.TEXTING);
        assertThat(find(third.after(), second).state()).isEqualTo(TaskState.LINKED);
        assertThat(find(third.after(), second).linkedTo()).hasValue(first.id());
        assertThat(third.answer()).isEqualTo(new EndsInText(3, List.of(second.id())));
    }

    @Test
    void A26_each_visit_has_its_own_text() {
        var first = visit(tried(task(), 2), "JC1");
        var other = visit(tried(task(), 2), "JC2");
        var third = decided(missed(contact(first, other), "2026-04-13T18:00"));
        assertThat(third.texts()).containsExactlyInAnyOrder(first.id(), other.id());
    }

    @Test
    void A26_a_visit_number_links_without_a_limit_of_days_both_ways() {
        var called = visit(settledOn(task(), "2026-04-09"), "JC1");
        var longBefore = visit(settledOn(task(), "2026-03-01"), "JC1");
        var later = visit(settled(settledOn(task(), "2026-04-20"), "2026-04-20T10:00"), "JC1");
        var otherVisit = visit(settledOn(task(), "2026-04-09"), "JC2");
        var after = after(answered(contact(called, longBefore, later, otherVisit), called, SATISFIED));
        assertThat(find(after, longBefore).linkedTo()).hasValue(called.id());
        assertThat(find(after, later).linkedTo()).as("its window has not begun").hasValue(called.id());
        assertThat(find(after, otherVisit).state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void A5_where_one_has_no_visit_number_three_days_link_and_four_do_not() {
        var called = settledOn(task(), "2026-04-07");
        var threeAfter = settledOn(task(), "2026-04-10");
        var fourAfter = settledOn(task(), "2026-04-11");
        var threeBefore = visit(settledOn(task(), "2026-04-04"), "JC9");
        var fourBefore = settledOn(task(), "2026-04-03");
        var after = after(answered(contact(called, threeAfter, fourAfter, threeBefore, fourBefore), called, SATISFIED));
        assertThat(find(after, threeAfter).linkedTo()).hasValue(called.id());
        assertThat(find(after, threeBefore).linkedTo()).hasValue(called.id());
        assertThat(find(after, fourAfter).state()).isEqualTo(TaskState.PENDING);
        assertThat(find(after, fourBefore).state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void A5_only_the_called_order_is_compared_so_no_chain_grows() {
        var called = settledOn(task(), "2026-04-01");
        var near = settledOn(task(), "2026-04-04");
        var farther = settledOn(task(), "2026-04-07");
        var after = after(answered(contact(called, near, farther), called, SATISFIED));
        assertThat(find(after, near).state()).isEqualTo(TaskState.LINKED);
        assertThat(find(after, farther).state()).isEqualTo(TaskState.PENDING);
    }

    // ---- answers

    @Test
    void FU_9_satisfied_or_dissatisfied_is_a_success() {
        var task = task();
        var satisfied = decided(answered(contact(task), task, SATISFIED));
        assertThat(only(satisfied.after()).state()).isEqualTo(TaskState.SUCCESS_SATISFIED);
        assertThat(satisfied.attempt().orElseThrow().outcome()).isEqualTo(AttemptOutcome.CONNECTED);
        var dissatisfied = decided(answered(contact(task), task, DISSATISFIED));
        assertThat(only(dissatisfied.after()).state()).isEqualTo(TaskState.SUCCESS_DISSATISFIED);
        assertThat(dissatisfied.after().promisedAt()).isEmpty();
        assertThat(dissatisfied.after().claim()).isEmpty();
    }

    @Test
    void FU_9_what_is_finished_stays() {
        for (var state : TaskState.values()) {
            if (!state.isOpen()) {
                var finished = task().with(state);
                assertThat(refusal(answered(contact(finished), finished, SATISFIED)))
                        .isEqualTo(new AlreadyFinished(state));
                assertThat(refusal(missed(contact(finished), "2026-04-11T10:00")))
                        .isEqualTo(new AlreadyFinished(state));
            }
        }
    }

    @Test
    void FU_11_an_answer_finishes_the_visit() {
        var called = visit(task(), "JC1");
        var other = visit(task(), "JC1");
        var decided = decided(answered(contact(called, other), called, SATISFIED));
        assertThat(decided.answer()).isEqualTo(new Answered(SATISFIED, List.of(other.id()), Optional.empty()));
        assertThat(find(decided.after(), other).linkedTo()).hasValue(called.id());
    }

    @Test
    void what_one_call_can_still_serve_stays_in_the_clerks_hand() {
        var called = visit(task(), "JC1");
        var other = visit(task(), "JC2");
        var contact = held(contact(called, other), ZHOU, "2026-04-12T10:30");
        assertThat(after(answered(contact, called, SATISFIED)).claim()).isPresent();
        var tomorrow = settled(visit(task(), "JC2"), "2026-04-12T10:00");
        var nothingMore = held(contact(called, tomorrow), ZHOU, "2026-04-12T10:30");
        assertThat(after(answered(nothingMore, called, SATISFIED)).claim()).isEmpty();
    }

    // ---- call-backs and numbers

    @Test
    void an_agreed_call_back_lies_ahead_and_does_not_count() {
        var now = at("2026-04-11T10:00");
        var contact = contact(task());
        assertThat(refusal(contact.attempt(
                        only(contact).id(), INCONVENIENT, now, Optional.of(now), Optional.empty(), by(ZHOU, now))))
                .isEqualTo(new CallBackNotAhead());
        assertThat(refusal(contact.attempt(
                        only(contact).id(), INCONVENIENT, now, Optional.empty(), Optional.empty(), by(ZHOU, now))))
                .isEqualTo(new CallBackNotAhead());
        var then = now.plusMillis(1);
        var decided = decided(contact.attempt(
                only(contact).id(), INCONVENIENT, now, Optional.of(then), Optional.empty(), by(ZHOU, now)));
        assertThat(decided.answer()).isEqualTo(new CallBackAgreed(then));
        assertThat(decided.after().promisedAt()).hasValue(then);
        assertThat(decided.after().notBefore()).hasValue(then);
        assertThat(only(decided.after()).attempts()).isZero();
        assertThat(decided.after().claim()).isEmpty();
    }

    @Test
    void a_promise_is_kept_once() {
        var now = at("2026-04-11T10:00");
        var promised = at("2026-04-12T15:00");
        var contact = contact(task());
        contact = after(contact.attempt(
                only(contact).id(), INCONVENIENT, now, Optional.of(promised), Optional.empty(), by(ZHOU, now)));
        var early = after(missed(contact, "2026-04-11T18:00"));
        assertThat(early.promisedAt()).as("he still waits for his call").hasValue(promised);
        assertThat(early.notBefore()).hasValue(promised);
        var kept = after(missed(contact, "2026-04-12T15:00"));
        assertThat(kept.promisedAt()).isEmpty();
        assertThat(kept.notBefore()).hasValue(at("2026-04-13T00:00"));
    }

    @Test
    void FU_26_a_wrong_number_leads_to_the_next_one_in_the_same_attempt_and_in_the_end_to_none() {
        var now = at("2026-04-11T10:00");
        var contact = held(contact(task()), ZHOU, "2026-04-11T10:30");
        var id = only(contact).id();
        var first = decided(contact.attempt(
                id, AttemptOutcome.WRONG_NUMBER, now, Optional.empty(), Optional.of(MOBILE), by(ZHOU, now)));
        assertThat(first.answer()).isEqualTo(new NextNumber(WIFE));
        assertThat(only(first.after()).state()).isEqualTo(TaskState.PENDING);
        assertThat(first.after().claim()).as("he dials on").isPresent();
        assertThat(refusal(first.after()
                        .attempt(
                                id,
                                AttemptOutcome.WRONG_NUMBER,
                                now,
                                Optional.empty(),
                                Optional.of(MOBILE),
                                by(ZHOU, now))))
                .isEqualTo(new NoSuchNumber(MOBILE));
        var last = decided(first.after()
                .attempt(id, AttemptOutcome.WRONG_NUMBER, now, Optional.empty(), Optional.empty(), by(ZHOU, now)));
        assertThat(last.answer()).isEqualTo(new NoNumberLeft());
        assertThat(only(last.after()).state()).isEqualTo(TaskState.WRONG_NUMBER);
        assertThat(only(last.after()).attempts()).isZero();
    }

    @Test
    void FU_14_a_text_goes_instead_only_where_calls_are_not_wanted() {
        var now = at("2026-04-11T10:00");
        var contact = contact(task());
        assertThat(refusal(contact.textInstead(only(contact).id(), by(ZHOU, now))))
                .isEqualTo(new CallsAreAllowed());
        var other = visit(task(), "JC1");
        var called = visit(task(), "JC1");
        var textOnly = new Contact(
                UUID.randomUUID(),
                RULES,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(MOBILE),
                List.of(called, other));
        var decided = decided(textOnly.textInstead(called.id(), by(ZHOU, now)));
        assertThat(decided.texts()).containsExactly(called.id());
        assertThat(find(decided.after(), called).state()).isEqualTo(TaskState.TEXTING);
        assertThat(find(decided.after(), other).state()).isEqualTo(TaskState.LINKED);
    }

    // ---- who holds it

    @Test
    void FU_6_a_contact_is_in_one_hand_until_the_claim_ends() {
        var contact = held(contact(task()), LIN, "2026-04-11T10:30");
        assertThat(refusal(missed(contact, "2026-04-11T10:29:59"))).isEqualTo(new HeldBy("林", at("2026-04-11T10:30")));
        assertThat(answer(missed(contact, "2026-04-11T10:30"))).isInstanceOf(NeedsAnotherCall.class);
        var own = held(contact(task()), ZHOU, "2026-04-11T10:30");
        assertThat(answer(missed(own, "2026-04-11T10:29:59"))).isInstanceOf(NeedsAnotherCall.class);
    }

    @Test
    void the_call_is_made_for_what_is_due_first_of_what_has_begun() {
        var first = task();
        var second = settled(task(), "2026-04-11T10:00");
        var contact = contact(second, first);
        assertThat(contact.calledAt(at("2026-04-10T23:59:59"), ZHOU)).isEmpty();
        assertThat(contact.calledAt(at("2026-04-12T10:00"), ZHOU)).hasValue(first);
        var done = after(answered(contact, first, SATISFIED));
        assertThat(done.calledAt(at("2026-04-12T10:00"), ZHOU))
                .as("linked by A5")
                .isEmpty();
    }

    @Test
    void a_rejected_call_is_not_a_result() {
        assertThat(answer(attempt(contact(task()), REJECTED, at("2026-04-11T10:00"), at("2026-04-11T10:00"))))
                .isInstanceOf(NeedsAnotherCall.class);
    }

    @Test
    void FU_20_the_first_script_is_for_cars_of_up_to_ten_thousand_kilometres() {
        assertThat(RULES.scriptFor(Optional.of(9_999))).isEqualTo(1);
        assertThat(RULES.scriptFor(Optional.of(10_000))).as("included").isEqualTo(1);
        assertThat(RULES.scriptFor(Optional.of(10_001))).isEqualTo(2);
        assertThat(RULES.scriptFor(Optional.empty())).isEqualTo(2);
    }

    // ---- fixtures

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    /** The handbook's, for every kind. */
    static Map<CallKind, CallPolicy> policies() {
        var policies = new EnumMap<CallKind, CallPolicy>(CallKind.class);
        for (var kind : CallKind.values()) {
            policies.put(kind, CallPolicySettings.read(kind, new StoreSettings(Map.of())));
        }
        return policies;
    }

    static OwedCall task() {
        return new OwedCall(
                UUID.randomUUID(),
                CallKind.SERVICE,
                UUID.randomUUID(),
                1,
                Optional.empty(),
                LocalDate.of(2026, 4, 10),
                DueWindow.after(SETTLED, SHANGHAI, 1, 3, 5),
                TaskState.PENDING,
                0,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    static OwedCall visit(OwedCall it, String visitNo) {
        return new OwedCall(
                it.id(),
                it.kind(),
                it.subject(),
                it.round(),
                Optional.of(visitNo),
                it.happenedOn(),
                it.window(),
                it.state(),
                it.attempts(),
                it.daypartsUsed(),
                it.countedOn(),
                it.barred(),
                it.linkedTo());
    }

    static OwedCall settledOn(OwedCall it, String day) {
        return new OwedCall(
                it.id(),
                it.kind(),
                it.subject(),
                it.round(),
                it.visitNo(),
                LocalDate.parse(day),
                it.window(),
                it.state(),
                it.attempts(),
                it.daypartsUsed(),
                it.countedOn(),
                it.barred(),
                it.linkedTo());
    }

    static OwedCall settled(OwedCall it, String local) {
        return new OwedCall(
                it.id(),
                it.kind(),
                it.subject(),
                it.round(),
                it.visitNo(),
                LocalDate.parse(local.substring(0, 10)),
                DueWindow.after(at(local), SHANGHAI, 1, 3, 5),
                it.state(),
                it.attempts(),
                it.daypartsUsed(),
                it.countedOn(),
                it.barred(),
                it.linkedTo());
    }

    /** Tried on the first days, in the first dayparts. */
    static OwedCall tried(OwedCall it, int times) {
        var tried = it;
        for (int n = 0; n < times; n++) {
            tried = tried.missed(
                    LocalDate.of(2026, 4, 11 + n),
                    Optional.of(List.of(Daypart.MORNING, Daypart.NOON, Daypart.AFTERNOON)
                            .get(n)),
                    RULES.of(it.kind()));
        }
        return tried;
    }

    static Contact contact(OwedCall... tasks) {
        return new Contact(
                UUID.randomUUID(),
                RULES,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(MOBILE, WIFE),
                new ArrayList<>(List.of(tasks)));
    }

    static Contact held(Contact it, UUID by, String until) {
        return new Contact(
                it.id(),
                it.rules(),
                it.textOnly(),
                Optional.of(new Claim(by, by.equals(LIN) ? "林" : "周", at(until))),
                it.promisedAt(),
                it.notBefore(),
                it.goodNumbers(),
                it.tasks());
    }

    static Recording by(UUID staff, Instant now) {
        return new Recording(UUID.randomUUID(), staff, now);
    }

    static Decision attempt(Contact contact, AttemptOutcome outcome, Instant at, Instant now) {
        return contact.attempt(
                contact.tasks().getFirst().id(), outcome, at, Optional.empty(), Optional.empty(), by(ZHOU, now));
    }

    static Decision missed(Contact contact, String local) {
        return attempt(contact, NO_ANSWER, at(local), at(local));
    }

    static Decision answered(Contact contact, OwedCall called, CallOutcome outcome) {
        var now = at("2026-04-12T10:00");
        return contact.answered(called.id(), outcome, now, by(ZHOU, now));
    }

    boolean counted(String local) {
        return only(after(missed(contact(task()), local))).attempts() == 1;
    }

    static Decision.Decided decided(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Decided.class);
        return (Decision.Decided) decision;
    }

    static Contact after(Decision decision) {
        return decided(decision).after();
    }

    static Recorded answer(Decision decision) {
        return decided(decision).answer();
    }

    static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).why();
    }

    static OwedCall only(Contact contact) {
        assertThat(contact.tasks()).hasSize(1);
        return contact.tasks().getFirst();
    }

    static OwedCall find(Contact contact, OwedCall wanted) {
        return contact.tasks().stream()
                .filter(it -> it.id().equals(wanted.id()))
                .findFirst()
                .orElseThrow();
    }
}
