package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.followups.Closing.LeftOut;
import org.opendcrc.followups.ClosingRules.Candidate;

/** Which old calls may be closed by text when a manager closes a backlog. Three attempts are asked for, memory fades at noon. */
class ClosingRulesSpec {

    private static final Instant NOON = Instant.parse("2026-04-16T04:00:00Z");
    private static final UUID CUSTOMER = new UUID(0, 7);
    private static final List<String> MOBILE = List.of("+8613800006621");

    private TaskState state = TaskState.PENDING;
    private int attempts;
    private boolean textOnly;
    private Optional<Instant> promised = Optional.empty();
    private Optional<Instant> held = Optional.empty();
    private boolean complaint;
    private List<String> numbers = MOBILE;
    private int atLeast;
    private Set<UUID> taken = Set.of();

    @Test
    void FU_2_FU_7_what_has_faded_is_closed_from_that_moment_on_and_not_a_second_earlier() {
        assertThat(at(NOON)).isEmpty();
        assertThat(at(NOON.minusSeconds(1))).contains(LeftOut.TOO_FEW_TRIES);
    }

    @Test
    void FU_7_what_has_not_faded_needs_its_attempts() {
        attempts = 2;
        assertThat(at(NOON.minusSeconds(1))).contains(LeftOut.TOO_FEW_TRIES);
        attempts = 3;
        assertThat(at(NOON.minusSeconds(1))).isEmpty();
    }

    @Test
    void FU_7_a_store_may_ask_for_attempts_even_of_old_calls() {
        atLeast = 1;
        assertThat(at(NOON)).contains(LeftOut.TOO_FEW_TRIES);
        attempts = 1;
        assertThat(at(NOON)).isEmpty();
    }

    @Test
    void FU_14_who_wants_no_calls_is_texted_without_any() {
        textOnly = true;
        assertThat(at(NOON.minusSeconds(1))).isEmpty();
        promised = Optional.of(NOON.plusSeconds(60));
        assertThat(at(NOON)).as("he took his wish back, or it is older than it").isEmpty();
    }

    @Test
    void a_call_in_somebodys_hand_is_left_alone_until_its_end() {
        held = Optional.of(NOON.plusSeconds(1));
        assertThat(at(NOON)).contains(LeftOut.IN_A_CALL);
        held = Optional.of(NOON);
        assertThat(at(NOON)).isEmpty();
    }

    @Test
    void a_call_that_was_agreed_is_made_and_a_customer_with_an_open_complaint_is_spoken_with() {
        promised = Optional.of(NOON.minusSeconds(86_400));
        assertThat(at(NOON)).contains(LeftOut.PROMISED);
        complaint = true;
        assertThat(at(NOON)).contains(LeftOut.COMPLAINT_OPEN);
    }

    @Test
    void A30_no_text_goes_to_a_wrong_number_or_a_landline() {
        numbers = List.of();
        assertThat(at(NOON)).contains(LeftOut.NUMBER_WRONG);
        numbers = List.of("+8657188886666");
        assertThat(at(NOON)).contains(LeftOut.NO_MOBILE);
        numbers = List.of("+8657188886666", "+8613800006621");
        assertThat(at(NOON)).isEmpty();
    }

    @Test
    void nobody_gets_two_texts_and_what_is_finished_stays_finished() {
        taken = Set.of(CUSTOMER);
        assertThat(at(NOON)).contains(LeftOut.ANOTHER_OF_HIS);
        for (var it : TaskState.values()) {
            state = it;
            assertThat(at(NOON)).contains(it.isOpen() ? LeftOut.ANOTHER_OF_HIS : LeftOut.FINISHED);
        }
    }

    private Optional<LeftOut> at(Instant now) {
        return ClosingRules.leftOut(
                new Candidate(
                        new UUID(0, 1),
                        new UUID(0, 2),
                        CUSTOMER,
                        state,
                        attempts,
                        NOON,
                        textOnly,
                        promised,
                        held,
                        complaint,
                        numbers,
                        CallKind.SERVICE),
                3,
                atLeast,
                taken,
                now);
    }
}
