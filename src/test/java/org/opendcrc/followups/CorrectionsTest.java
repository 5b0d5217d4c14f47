package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.Corrections.Done;
import org.opendcrc.followups.Corrections.Why;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A number that is certainly wrong (FU-6). An order settled on Friday 10 April 2026 at 16:00; its customer has one number. */
@ApplicationTest
@Import(TestHouse.class)
class CorrectionsTest {

    static final Instant SATURDAY = at("2026-04-11T10:00");
    static final String WRONG = "+8613800006621";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    Corrections corrections;

    @Autowired
    FollowUpFiles files;

    @Autowired
    NextCalls nextCalls;

    Visits visits;
    Actor zhou;
    Actor chen;

    @BeforeEach
    void a_stranger_answered() {
        visits = new Visits(builder, jdbc, events);
        var run = Ids.next();
        visits.settled(run, visits.car("方志强", false, WRONG), "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        zhou = visits.clerk("zhou");
        chen = visits.person("chen", visits.east(), Role.ADVISOR);
        var wrong = new FollowUpDesk.AttemptRequest(
                AttemptOutcome.WRONG_NUMBER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(visits.in(() -> desk.attempt(zhou, visits.task("WT1").id(), wrong, SATURDAY)))
                .isInstanceOf(Recorded.NoNumberLeft.class);
    }

    List<Correction> seenBy(Actor actor) {
        return visits.in(() -> corrections.open(actor, Optional.empty(), 10));
    }

    Done correct(Actor actor, String number, Instant now) {
        var id = seenBy(zhou).getFirst().id();
        return visits.in(() -> corrections.correct(actor, id, number, now));
    }

    @Test
    void FU_6_a_wrong_number_is_asked_of_the_store_once() {
        assertThat(seenBy(zhou)).singleElement().satisfies(it -> {
            assertThat(it.wrong()).isEqualTo(WRONG);
            assertThat(it.about()).isEqualTo("WT1");
        });
        assertThat(seenBy(chen))
                .as("asked of nobody, so of every advisor of the store")
                .hasSize(1);
        var west = visits.person("bai", visits.west(), Role.ADVISOR);
        assertThat(seenBy(west)).isEmpty();
        assertThatThrownBy(() -> correct(west, "139 0000 0417", SATURDAY)).isInstanceOf(NotFound.class);
        var guard = visits.person("bao", visits.east(), Role.GUARD);
        assertThatThrownBy(() -> seenBy(guard)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void FU_6_FU_2_a_better_number_is_called_first_and_its_call_is_owed_again_until_the_memory_fades() {
        assertThat(correct(chen, "139 0000 0417", at("2026-04-15T23:59:59")))
                .isEqualTo(new Done.Corrected("+8613900000417", 1));
        assertThat(visits.task("WT1").state()).isEqualTo("RETRY");
        assertThat(seenBy(zhou)).isEmpty();
    }

    @Test
    void FU_6_FU_19_a_corrected_call_comes_back_to_who_had_it_and_says_so_until_it_is_made() {
        var task = visits.task("WT1").id();
        correct(chen, "139 0000 0417", at("2026-04-12T09:00"));
        assertThat(row(task).corrected()).isTrue();
        assertThat(row(task).task().assignedTo()).as("who made the last call").hasValue(zhou.staffId());
        var li = visits.clerk("li");
        assertThat(visits.in(() -> nextCalls.of(zhou, Optional.empty(), at("2026-04-12T15:00"), 5)))
                .singleElement()
                .satisfies(it -> assertThat(it.corrected()).isTrue());
        var missed = new FollowUpDesk.AttemptRequest(
                AttemptOutcome.NO_ANSWER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        visits.in(() -> desk.attempt(li, task, missed, at("2026-04-12T15:00")));
        assertThat(row(task).corrected()).as("called with the new number").isFalse();
    }

    @Test
    void FU_6_FU_19_who_makes_no_calls_any_more_is_passed_over_for_the_clerk_of_the_advisor() {
        var task = visits.task("WT1").id();
        var li = visits.clerk("li");
        visits.in(() -> jdbc.sql("""
                        update followups.task t
                           set advisor_id = :advisor
                         where t.dealer_id = :dealer
                           and t.id = :task
                        """)
                .param("dealer", zhou.dealerId())
                .param("task", task)
                .param("advisor", chen.staffId())
                .update());
        visits.in(() -> jdbc.sql("""
                        insert into followups.pairing (dealer_id, store_id, advisor_id, staff_id)
                        values (:dealer, :store, :advisor, :staff)
                        """)
                .param("dealer", zhou.dealerId())
                .param("store", visits.east())
                .param("advisor", chen.staffId())
                .param("staff", li.staffId())
                .update());
        visits.in(() -> jdbc.sql("""
                        update organisation.staff_role r
                           set active = false
                         where r.dealer_id = :dealer
                           and r.staff_id = :staff
                        """)
                .param("dealer", zhou.dealerId())
                .param("staff", zhou.staffId())
                .update());
        correct(chen, "139 0000 0417", at("2026-04-12T09:00"));
        assertThat(row(task).task().assignedTo()).hasValue(li.staffId());
    }

    private QueueLine row(java.util.UUID task) {
        return visits.in(() -> files.chosen(zhou, List.of(task), SATURDAY))
                .lines()
                .getFirst();
    }

    @Test
    void FU_6_FU_2_once_the_memory_has_faded_the_number_alone_is_kept() {
        assertThat(correct(chen, "139 0000 0417", at("2026-04-16T00:00")))
                .isEqualTo(new Done.Corrected("+8613900000417", 0));
        assertThat(visits.task("WT1").state()).isEqualTo("WRONG_NUMBER");
    }

    @Test
    void FU_6_no_number_the_wrong_one_and_no_words_are_refused() {
        assertThat(correct(chen, "12", SATURDAY)).isEqualTo(new Done.Refused(Why.NO_NUMBER));
        assertThat(correct(chen, "138 0000 6621", SATURDAY)).isEqualTo(new Done.Refused(Why.SAME_NUMBER));
        var id = seenBy(chen).getFirst().id();
        assertThat(visits.in(() -> corrections.end(chen, id, " ", SATURDAY))).isEqualTo(new Done.Refused(Why.NO_WORDS));
        assertThat(visits.in(() -> corrections.end(chen, id, "问过销售顾问", SATURDAY)))
                .isEqualTo(new Done.Ended());
        assertThat(visits.in(() -> corrections.end(chen, id, "再问一遍", SATURDAY)))
                .isEqualTo(new Done.Refused(Why.ALREADY_DONE));
        assertThat(visits.task("WT1").state()).isEqualTo("WRONG_NUMBER");
    }
}
