package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.calendar.Daypart.AFTERNOON;
import static org.opendcrc.calendar.Daypart.EVENING;
import static org.opendcrc.calendar.Daypart.MORNING;
import static org.opendcrc.calendar.Daypart.NOON;
import static org.opendcrc.followups.RecordingACallSpec.SETTLED;
import static org.opendcrc.followups.RecordingACallSpec.SHANGHAI;
import static org.opendcrc.followups.RecordingACallSpec.ZHOU;
import static org.opendcrc.followups.RecordingACallSpec.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Contact.Recording;
import org.opendcrc.organisation.Settings.StoreSettings;

/** How a store tries, as data: what the handbook says for each kind, and what changes when a store goes its own way. */
class CallPolicySpec {

    static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);

    // ---- the handbook

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONFIRM_72", "CONFIRM_24", "CONFIRM_1", "APPOINTMENT_NOT_READY"}) // calls before an appointment
    void FU_7_A4_A25_the_handbook_wants_three_attempts_on_three_days_in_three_dayparts(CallKind kind) {
        var policy = policy(kind, Map.of());
        assertThat(policy.required()).isEqualTo(3);
        assertThat(policy.distinct()).isTrue();
        assertThat(policy.daysBetween()).isOne();
        assertThat(policy.dayparts()).containsExactlyInAnyOrder(MORNING, NOON, AFTERNOON, EVENING);
    }

    @Test
    void FU_27_after_the_workshop_there_are_calls_of_three_kinds() {
        assertThat(CallKind.of("FIRST_SERVICE")).isEqualTo(CallKind.FIRST_MAINTENANCE);
        assertThat(CallKind.of("WARRANTY")).isEqualTo(CallKind.WARRANTY);
        for (var other : List.of("GENERAL", "MAINTENANCE", "ACCIDENT", "REWORK")) {
            assertThat(CallKind.of(other)).as(other).isEqualTo(CallKind.SERVICE);
        }
        assertThat(CallKind.afterService())
                .containsExactlyInAnyOrder(CallKind.SERVICE, CallKind.FIRST_MAINTENANCE, CallKind.WARRANTY);
    }

    @Test
    void A3_a_complaint_is_checked_the_next_day_and_missed_after_the_third() {
        var window = policy(CallKind.COMPLAINT_CHECK, Map.of()).windowOf(SETTLED, SHANGHAI);
        assertThat(window.from()).isEqualTo(at("2026-04-11T00:00"));
        assertThat(window.due()).isEqualTo(at("2026-04-14T00:00"));
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_names_its_settings_and_the_written_rules_list_them(CallKind kind) throws IOException {
        var written = Files.readString(Path.of("docs/rules/follow-ups.md"));
        assertThat(CallPolicySettings.offered(kind))
                .hasSize(PolicyField.offered(kind).size())
                .allSatisfy(it -> {
                    assertThat(it.key()).startsWith(kind.prefix() + ".");
                    assertThat(written).contains("`" + it.key() + "`");
                });
        for (var field : PolicyField.offered(kind)) {
            assertThat(PolicyField.named(field.of(kind).key())).hasValue(new PolicyField.OfKind(kind, field));
        }
    }

    // ---- what a store decides otherwise

    @Test
    void A25_attempts_may_share_a_daypart_where_the_store_says_so() {
        var own = policy(Map.of("follow-up.distinct-dayparts", "false"));
        assertThat(own.shut(Set.of(MORNING))).isEmpty();
        assertThat(policy(Map.of()).shut(Set.of(MORNING))).containsExactly(MORNING);
    }

    @Test
    void A25_a_daypart_that_the_store_does_not_want_does_not_count() {
        var contact = contact(Map.of("follow-up.dayparts", "AFTERNOON EVENING", "follow-up.attempts", "2"));
        var morning = decided(contact, "2026-04-11T10:00");
        assertThat(only(morning.after()).attempts()).isZero();
        assertThat(morning.after().notBefore()).as("the next one that counts").hasValue(at("2026-04-11T14:00"));
        assertThat(only(decided(contact, "2026-04-11T14:00").after()).attempts())
                .isOne();
    }

    @Test
    void A25_there_cannot_be_more_attempts_than_dayparts_of_their_own() {
        assertThat(policy(Map.of("follow-up.dayparts", "MORNING EVENING")).required())
                .isEqualTo(2);
        assertThat(policy(Map.of("follow-up.dayparts", "MORNING EVENING", "follow-up.distinct-dayparts", "false"))
                        .required())
                .isEqualTo(3);
    }

    @Test
    void A25_the_days_from_one_attempt_to_the_next_are_the_stores() {
        var everyOther = policy(Map.of("follow-up.days-between", "2"));
        assertThat(everyOther.isFree(FRIDAY.plusDays(1), Set.of(FRIDAY))).isFalse();
        assertThat(everyOther.isFree(FRIDAY.plusDays(2), Set.of(FRIDAY))).isTrue();
        assertThat(everyOther.isFree(FRIDAY.minusDays(1), Set.of(FRIDAY)))
                .as("written down later")
                .isFalse();
        var sameDay = policy(Map.of("follow-up.days-between", "0"));
        assertThat(sameDay.isFree(FRIDAY, Set.of(FRIDAY))).isTrue();
    }

    @Test
    void FU_26_the_next_call_is_offered_when_it_can_count() {
        var everyOther = decided(contact(Map.of("follow-up.days-between", "2")), "2026-04-11T10:00");
        assertThat(everyOther.after().notBefore()).hasValue(at("2026-04-13T00:00"));
        var sameDay = decided(contact(Map.of("follow-up.days-between", "0")), "2026-04-11T10:00");
        assertThat(sameDay.after().notBefore()).hasValue(at("2026-04-11T11:30"));
    }

    @Test
    void FU_1_the_window_is_the_stores() {
        var own = policy(Map.of("follow-up.first-day", "0", "follow-up.window-days", "1", "follow-up.faded-days", "2"))
                .windowOf(SETTLED, SHANGHAI);
        assertThat(own.from()).isEqualTo(at("2026-04-10T00:00"));
        assertThat(own.due()).isEqualTo(at("2026-04-12T00:00"));
        assertThat(own.fades()).isEqualTo(at("2026-04-13T00:00"));
    }

    @Test
    void A30_what_follows_the_last_failure_is_the_stores() {
        var text = decided(contact(Map.of("follow-up.attempts", "1")), "2026-04-11T10:00");
        assertThat(text.answer()).isEqualTo(new Recorded.EndsInText(1, List.of()));
        assertThat(text.texts()).hasSize(1);
        var letter = decided(
                contact(Map.of("follow-up.attempts", "1", "follow-up.unreached", "LETTER")), "2026-04-11T10:00");
        assertThat(letter.answer()).isEqualTo(new Recorded.EndsInLetter(1, List.of()));
        assertThat(only(letter.after()).state()).isEqualTo(TaskState.UNREACHED);
        assertThat(letter.texts()).isEmpty();
        var nothing = decided(
                contact(Map.of("follow-up.attempts", "1", "follow-up.unreached", "NOTHING")), "2026-04-11T10:00");
        assertThat(nothing.answer()).isEqualTo(new Recorded.GivenUp(1, List.of()));
        assertThat(only(nothing.after()).state()).isEqualTo(TaskState.GIVEN_UP);
    }

    @Test
    void FU_1_a_call_back_agreed_for_after_the_window_is_kept_and_the_window_stays() {
        var contact = contact(Map.of());
        var now = at("2026-04-13T15:00");
        var promised = at("2026-04-20T10:00");
        var agreed = (Decision.Decided) contact.attempt(
                only(contact).id(), AttemptOutcome.INCONVENIENT, now, Optional.of(promised), Optional.empty(), by(now));
        assertThat(agreed.answer()).isEqualTo(new Recorded.CallBackAgreed(promised));
        assertThat(agreed.after().notBefore()).hasValue(promised);
        assertThat(only(agreed.after()).window().due()).as("overdue meanwhile").isEqualTo(at("2026-04-14T00:00"));
    }

    @Test
    void each_call_of_a_contact_goes_by_the_policy_of_its_kind() {
        var service = task(CallKind.SERVICE, Optional.empty());
        var warranty = task(CallKind.WARRANTY, Optional.empty());
        var contact = contact(Map.of("warranty-call.attempts", "1"), false, service, warranty);
        var after = decided(contact, service, "2026-04-11T10:00").after();
        assertThat(find(after, warranty).state()).isEqualTo(TaskState.TEXTING);
        assertThat(find(after, service).state()).as("of the same visit").isEqualTo(TaskState.LINKED);
    }

    // ---- calls that are no follow-ups of a visit

    @Test
    void CP_12_whoever_handled_it_does_not_ask_about_it() {
        var check = task(CallKind.COMPLAINT_CHECK, Optional.of(ZHOU));
        var contact = contact(Map.of(), false, check);
        var now = at("2026-04-11T10:00");
        assertThat(contact.obstacleToClaim(check.id(), ZHOU, now)).hasValue(new Refusal.SomebodyElseMustCall());
        assertThat(contact.obstacleToClaim(check.id(), UUID.randomUUID(), now)).isEmpty();
        assertThat(contact.calledAt(now, ZHOU)).isEmpty();
    }

    @Test
    void CP_12_his_other_calls_to_the_customer_do_not_serve_it() {
        var service = task(CallKind.SERVICE, Optional.empty());
        var check = task(CallKind.COMPLAINT_CHECK, Optional.of(ZHOU));
        var decided = decided(contact(Map.of(), false, service, check), service, "2026-04-11T10:00");
        assertThat(decided.attempt().orElseThrow().served()).containsOnlyKeys(service.id());
        assertThat(find(decided.after(), check).attempts()).isZero();
    }

    @Test
    void FU_11_an_answer_about_a_visit_does_not_answer_for_a_complaint() {
        var service = task(CallKind.SERVICE, Optional.empty());
        var check = task(CallKind.COMPLAINT_CHECK, Optional.empty());
        var now = at("2026-04-11T10:00");
        var after = (Decision.Decided)
                contact(Map.of(), false, service, check).answered(service.id(), CallOutcome.SATISFIED, now, by(now));
        assertThat(find(after.after(), check).state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void FU_14_a_call_that_the_customer_expects_is_made_and_serves_no_other() {
        var service = task(CallKind.SERVICE, Optional.empty());
        var check = task(CallKind.COMPLAINT_CHECK, Optional.empty());
        var now = at("2026-04-11T10:00");
        var contact = contact(Map.of(), true, service, check);
        assertThat(decided(contact, check, "2026-04-11T10:00")
                        .attempt()
                        .orElseThrow()
                        .served())
                .containsOnlyKeys(check.id());
        assertThat(contact.textInstead(check.id(), by(now)))
                .isEqualTo(new Decision.Refused(new Refusal.CallsAreAllowed()));
        assertThat(contact.textInstead(service.id(), by(now))).isInstanceOf(Decision.Decided.class);
    }

    // ---- what does not go together

    @Test
    void A25_attempts_that_do_not_fit_into_the_dayparts_are_refused() {
        var three = Map.of("follow-up.dayparts", "MORNING NOON AFTERNOON");
        assertThat(objection(PolicyField.DAYPARTS, three)).isEmpty();
        assertThat(objection(PolicyField.DAYPARTS, Map.of("follow-up.dayparts", "MORNING NOON")))
                .hasValue("followups.policy.refused.too-few-dayparts");
        assertThat(objection(
                        PolicyField.DAYPARTS,
                        Map.of("follow-up.dayparts", "MORNING NOON", "follow-up.distinct-dayparts", "false")))
                .isEmpty();
        assertThat(objection(PolicyField.DAYPARTS, Map.of("follow-up.dayparts", "")))
                .hasValue("followups.policy.refused.no-daypart");
        assertThat(objection(PolicyField.DAYPARTS, Map.of("follow-up.dayparts", "MORNING NIGHT")))
                .hasValue("followups.policy.refused.no-daypart");
    }

    @Test
    void FU_1_FU_2_a_window_begins_before_it_ends_and_ends_before_it_fades() {
        assertThat(objection(PolicyField.FIRST_DAY, Map.of("follow-up.first-day", "3")))
                .isEmpty();
        assertThat(objection(PolicyField.FIRST_DAY, Map.of("follow-up.first-day", "4")))
                .hasValue("followups.policy.refused.window");
        assertThat(objection(PolicyField.FADED_DAYS, Map.of("follow-up.faded-days", "3")))
                .isEmpty();
        assertThat(objection(PolicyField.FADED_DAYS, Map.of("follow-up.faded-days", "2")))
                .hasValue("followups.policy.refused.faded");
    }

    @Test
    void A30_what_follows_is_one_of_three() {
        assertThat(objection(PolicyField.UNREACHED, Map.of("follow-up.unreached", "LETTER")))
                .isEmpty();
        assertThat(objection(PolicyField.UNREACHED, Map.of("follow-up.unreached", "A_VISIT")))
                .hasValue("followups.policy.refused.unreached");
    }

    @Test
    void nonsense_that_a_program_wrote_is_read_as_the_handbooks() {
        var policy =
                policy(Map.of("follow-up.dayparts", "never", "follow-up.unreached", "?", "follow-up.first-day", "9"));
        assertThat(policy.dayparts()).hasSize(4);
        assertThat(policy.unreached()).isEqualTo(WhenUnreached.TEXT);
        assertThat(policy.firstDay()).as("not behind the window's end").isEqualTo(3);
    }

    // ---- fixtures

    static CallPolicy policy(CallKind kind, Map<String, String> own) {
        return CallPolicySettings.read(kind, new StoreSettings(own));
    }

    static CallPolicy policy(Map<String, String> own) {
        return policy(CallKind.SERVICE, own);
    }

    static Optional<String> objection(PolicyField field, Map<String, String> own) {
        return CallPolicyDesk.objection(new PolicyField.OfKind(CallKind.SERVICE, field), new StoreSettings(own))
                .map(org.opendcrc.shared.Sentence::key);
    }

    static OwedCall task(CallKind kind, Optional<UUID> barred) {
        return new OwedCall(
                UUID.randomUUID(),
                kind,
                UUID.randomUUID(),
                1,
                Optional.empty(),
                FRIDAY,
                DueWindow.after(SETTLED, SHANGHAI, 1, 3, 5),
                TaskState.PENDING,
                0,
                Set.of(),
                Set.of(),
                barred,
                Optional.empty());
    }

    static Contact contact(Map<String, String> own) {
        return contact(own, false, task(CallKind.SERVICE, Optional.empty()));
    }

    static Contact contact(Map<String, String> own, boolean dnd, OwedCall... tasks) {
        var policies = new EnumMap<CallKind, CallPolicy>(CallKind.class);
        for (var kind : CallKind.values()) {
            policies.put(kind, policy(kind, new HashMap<>(own)));
        }
        return new Contact(
                UUID.randomUUID(),
                new StoreRules(SHANGHAI, RecordingACallSpec.DAYPARTS, 3, 10_000, policies),
                dnd,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(RecordingACallSpec.MOBILE),
                Arrays.asList(tasks));
    }

    static Decision.Decided decided(Contact contact, String at) {
        return decided(contact, only(contact), at);
    }

    static Decision.Decided decided(Contact contact, OwedCall called, String local) {
        var at = at(local);
        return (Decision.Decided)
                contact.attempt(called.id(), AttemptOutcome.NO_ANSWER, at, Optional.empty(), Optional.empty(), by(at));
    }

    static Recording by(java.time.Instant now) {
        return new Recording(UUID.randomUUID(), ZHOU, now);
    }

    static OwedCall only(Contact contact) {
        return contact.tasks().getFirst();
    }

    static OwedCall find(Contact contact, OwedCall task) {
        return contact.tasks().stream()
                .filter(it -> it.id().equals(task.id()))
                .findFirst()
                .orElseThrow();
    }
}
