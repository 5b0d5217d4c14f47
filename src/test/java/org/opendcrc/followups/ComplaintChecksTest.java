package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.casebook.CasePaper;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.casebook.PaperForm;
import org.opendcrc.casebook.PaperForms;
import org.opendcrc.complaints.CaseDesk;
import org.opendcrc.complaints.CaseSheet;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.CaseStep;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Consent;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.IntakeDesk;
import org.opendcrc.complaints.ReplyManner;
import org.opendcrc.complaints.Root;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.site.Messages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The call on the day after a complaint was solved, in the one queue: made by somebody else than the handler, and what comes of it. */
@ApplicationTest
@Import(TestHouse.class)
class ComplaintChecksTest {

    private static final Instant FRIDAY = Visits.at("2026-04-10T10:00");
    private static final Instant SATURDAY = Visits.at("2026-04-11T10:00");

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private IntakeDesk intake;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private FollowUpQueue queue;

    @Autowired
    private FollowUpDesk desk;

    @Autowired
    private PaperDesk papers;

    @Autowired
    private Messages messages;

    private Visits visits;
    private Actor zhou;
    private Actor lin;
    private Actor xu;
    private UUID complaint;

    @BeforeEach
    void a_complaint_is_solved() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        xu = visits.person("xu", visits.east(), Role.SERVICE_MANAGER);
        var car = visits.car("方志强", false, "+8613800006621");
        var opened = (IntakeDesk.Answer.Opened) in(() -> intake.open(
                zhou,
                new Intake(
                        visits.east(),
                        ComplaintSource.PHONE,
                        ComplaintKind.REPAIR_SKILL,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "异响没修好",
                        FRIDAY,
                        true),
                CaseSheet.NOTHING,
                new IntakeDesk.Who(Optional.of(car.customer()), Optional.of(car.vehicle()), "", "", ""),
                FRIDAY));
        complaint = opened.complaintId();
        take(lin, new CaseStep.Assign(xu.staffId(), ""));
        take(xu, new CaseStep.Investigate());
        take(xu, new CaseStep.Findings(Optional.of(Root.PEOPLE), "未拧紧", "机修", "", "", "", ""));
        round();
    }

    private void round() {
        take(xu, new CaseStep.Propose("返修", "免费", "等一天", 0, "", true));
        take(lin, new CaseStep.Agree(view().details().plans().getLast().id(), Consent.PHONE, ""));
        take(xu, new CaseStep.Execute());
        take(xu, new CaseStep.Solve("返修完毕", 0));
        visits.drained();
    }

    @Test
    void CP_12_CP_13_the_next_day_somebody_else_calls_and_the_satisfied_customer_lets_it_close() {
        assertThat(next(zhou, FRIDAY)).as("not before the next day").isInstanceOf(Claimed.NothingToCall.class);
        var held = (Claimed.Held) next(zhou, SATURDAY);
        result(held.taskId(), CallOutcome.SATISFIED, Optional.empty());
        visits.drained();
        assertThat(view().file().line().state()).isEqualTo(CaseState.FOLLOW_UP);
        take(lin, new CaseStep.Close("", Optional.of(FRIDAY), Optional.of(ReplyManner.PHONE)));
        assertThat(view().file().line().state()).isEqualTo(CaseState.CLOSED_SATISFIED);
    }

    @Test
    void CP_12_a_dissatisfied_check_reopens_the_case_and_opens_no_second_one() {
        var held = (Claimed.Held) next(zhou, SATURDAY);
        result(
                held.taskId(),
                CallOutcome.DISSATISFIED,
                Optional.of(new ComplaintSheet(Optional.of(ComplaintKind.REPAIR_SKILL), "还是响", true, false)));
        visits.drained();
        assertThat(view().file().line().state()).isEqualTo(CaseState.REOPENED);
        assertThat(view().details().checks()).singleElement().satisfies(it -> {
            assertThat(it.words()).isEqualTo("还是响");
            assertThat(it.by()).contains("zhou");
        });
        assertThat(visits.count("select count(*) from complaints.complaint c where c.dealer_id = :dealer"))
                .isOne();
        take(lin, new CaseStep.SetGoal("换件"));
        round();
        assertThat(visits.count("select count(*) from followups.task t where t.dealer_id = :dealer and t.round = 2"))
                .as("owed anew in the new round")
                .isOne();
    }

    @Test
    void CP_12_the_handler_is_never_asked_about_himself_and_an_end_takes_the_call_back() {
        assertThat(
                        visits.count(
                                "select count(*) from followups.task t where t.dealer_id = :dealer and t.barred_staff is not null"))
                .isOne();
        var boss = visits.person("boss", visits.east(), Role.GENERAL_MANAGER);
        take(boss, new CaseStep.CloseUnresolved(org.opendcrc.complaints.Closing.MALICIOUS, "恶意索赔"));
        visits.drained();
        assertThat(next(zhou, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
    }

    @Test
    void CP_25_kh_03_02_names_who_called_and_what_the_customer_said_of_handling_speed_and_attitude() {
        var held = (Claimed.Held) next(zhou, SATURDAY);
        result(
                held.taskId(),
                AnswerSheet.empty()
                        .with("solved", "yes")
                        .with("handling", "good")
                        .with("speed", "poor")
                        .with("attitude", "very-good"),
                CallOutcome.SATISFIED,
                Optional.empty());
        visits.drained();
        var paper = in(() -> papers.find(lin, complaint));
        assertThat(paper.checks())
                .extracting(CasePaper.Check::ending, CasePaper.Check::by)
                .containsExactly(tuple("SATISFIED", Optional.of("zhou")));
        assertThat(paper.attempts())
                .extracting(CasePaper.Try::handling, CasePaper.Try::speed, CasePaper.Try::attitude)
                .containsExactly(tuple(Optional.of(4), Optional.of(2), Optional.of(5)));
        var form = PaperForms.check(paper, messages.in(Locale.CHINA));
        assertThat(ticked(form, "satisfaction")).containsExactly("4 满意");
        assertThat(ticked(form, "speed")).containsExactly("2 不满意");
        assertThat(ticked(form, "attitude")).containsExactly("5 非常满意");
        assertThat(view().file().line().state())
                .as("a slow answer alone opens nothing again")
                .isEqualTo(CaseState.FOLLOW_UP);
    }

    private static List<String> ticked(PaperForm form, String field) {
        return form.parts().stream()
                .filter(PaperForm.Fields.class::isInstance)
                .map(PaperForm.Fields.class::cast)
                .flatMap(it -> it.rows().stream())
                .flatMap(it -> it.fields().stream())
                .filter(it -> it.key().equals(field))
                .flatMap(it -> it.ticks().stream())
                .filter(PaperForm.Tick::ticked)
                .map(PaperForm.Tick::label)
                .toList();
    }

    private CaseView view() {
        return in(() -> cases.view(lin, complaint, FRIDAY));
    }

    private void take(Actor actor, CaseStep step) {
        assertThat(in(() -> cases.take(actor, complaint, step, view().file().version(), FRIDAY)))
                .as(step.toString())
                .isInstanceOf(org.opendcrc.complaints.CaseAnswer.Done.class);
    }

    private Claimed next(Actor clerk, Instant now) {
        return in(() -> queue.claimNext(clerk, Optional.empty(), now));
    }

    private void result(UUID task, CallOutcome outcome, Optional<ComplaintSheet> sheet) {
        result(
                task,
                AnswerSheet.empty().with("solved", outcome == CallOutcome.SATISFIED ? "yes" : "no"),
                outcome,
                sheet);
    }

    private void result(UUID task, AnswerSheet answers, CallOutcome outcome, Optional<ComplaintSheet> sheet) {
        var request = new ResultRequest(outcome, Optional.empty(), answers, Optional.empty(), sheet);
        assertThat(in(() -> desk.result(zhou, task, request, SATURDAY))).isInstanceOf(Recorded.Answered.class);
    }

    private <T> T in(Supplier<T> work) {
        return DealerContext.callAs(visits.house.dealer(), work);
    }
}
