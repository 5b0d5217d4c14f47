package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.CaseRefusal.Why;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.StaleVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Cases on PostgreSQL: taken in, handled, escalated, in crisis, ended. */
@ApplicationTest
@Import(TestHouse.class)
class CaseTest extends CaseHouse {

    @Autowired
    private CoverDesk covers;

    @Autowired
    private FirstContactJob job;

    private Actor boss;

    @BeforeEach
    void whoStandsAbove() {
        boss = person("boss", Role.GENERAL_MANAGER);
    }

    @Test
    void CP_9_a_case_goes_from_receipt_to_its_signature() {
        var id = receive("保养多收 320 元");
        assertThat(take(clerk, id, new CaseStep.Assign(xu.staffId(), ""))).contains(Why.NOT_YOURS);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        assertThat(take(xu, id, new CaseStep.Investigate())).contains(Why.NOT_CONTACTED);
        contact(id);
        done(xu, id, new CaseStep.Investigate());
        done(xu, id, new CaseStep.Findings(Optional.of(Root.PRICE), "项目未事先告知", "前台", "孙磊", "", "口头提醒", "交车前逐项确认"));
        done(xu, id, new CaseStep.Propose("退 320 元", "当天到账", "成本自担", 32_000, "今天", true));
        done(xu, id, new CaseStep.Propose("抵 400 元", "面值高", "要等四个月", 40_000, "下次", false));
        var plan = view(lin, id).details().plans().getFirst();
        assertThat(plan.needs()).isEmpty();
        done(clerk, id, new CaseStep.Agree(plan.id(), Consent.PHONE, "同意退款"));
        assertThat(view(lin, id).details().plans())
                .extracting(CaseDetails.Plan::state)
                .containsExactly(PlanState.AGREED, PlanState.SUPERSEDED);
        done(xu, id, new CaseStep.Execute());
        assertThat(view(xu, id).next()).contains(CaseAction.SOLVE);
        done(xu, id, new CaseStep.Solve("已退 320 元", 32_000));
        var view = view(lin, id);
        assertThat(view.file().line().state()).isEqualTo(CaseState.SOLVED);
        assertThat(view.next()).as("waits for the check call").isEmpty();
        assertThat(view.details().signatures())
                .as("the head of the department handled it himself and signs for both")
                .extracting(CaseDetails.Signature::what, CaseDetails.Signature::by)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Signed.HANDLER, "xu"),
                        org.assertj.core.groups.Tuple.tuple(Signed.HEAD, "xu"));
        assertThat(view.missing()).containsExactly("check");
        assertThat(view.details().deadlines())
                .filteredOn(it -> it.rule().equals("CP-33"))
                .singleElement()
                .satisfies(it -> assertThat(it.metAt()).contains(NOW));
        assertThat(take(lin, id, new CaseStep.Close("", Optional.of(NOW), Optional.of(ReplyManner.PHONE))))
                .contains(Why.NOT_NOW);
        assertThat(checked(id, 1, Check.SATISFIED)).isTrue();
        assertThat(checked(id, 1, Check.DISSATISFIED)).as("heard twice").isFalse();
        done(lin, id, new CaseStep.Close("客户满意", Optional.of(NOW), Optional.of(ReplyManner.PHONE)));
        assertThat(view(lin, id).file().line().state()).isEqualTo(CaseState.CLOSED_SATISFIED);
        assertThat(take(lin, id, new CaseStep.Note("又来了"))).contains(Why.NOT_NOW);
    }

    @Test
    void CP_12_A28_a_dissatisfied_customer_begins_a_new_round_with_a_new_goal() {
        var id = solved();
        assertThat(checked(id, 1, Check.DISSATISFIED)).isTrue();
        var view = view(lin, id);
        assertThat(view.file().line().state()).isEqualTo(CaseState.REOPENED);
        assertThat(view.round()).isEqualTo(2);
        assertThat(view.details().texts()).doesNotContainKeys("remedy", "goal").containsKey("cause");
        assertThat(view.file().alarms()).extracting(ComplaintFile.Alarm::step).contains(AlarmStep.TO_ASSIGN);
        done(lin, id, new CaseStep.SetGoal("当面道歉"));
        assertThat(view(lin, id).file().line().state()).isEqualTo(CaseState.INVESTIGATING);
        assertThat(view(lin, id).details().text("goal")).isEqualTo("当面道歉");
        done(xu, id, new CaseStep.Propose("道歉", "诚意", "费时", 0, "", true));
        assertThat(view(lin, id).details().plans())
                .extracting(CaseDetails.Plan::round)
                .containsExactly(1, 2);
    }

    @Test
    void CP_5_CP_6_what_goes_beyond_the_handlers_authority_goes_upwards_at_once() {
        var id = investigated();
        done(xu, id, new CaseStep.Propose("换总成", "根治", "贵", 300_000, "", true));
        var view = view(lin, id);
        assertThat(view.escalatedTo()).contains(EscalatedTo.DIRECTOR);
        assertThat(view.next()).contains(CaseAction.APPROVE);
        assertThat(view.file().alarms())
                .anyMatch(it -> it.step() == AlarmStep.ESCALATED && it.role() == Role.SERVICE_DIRECTOR);
        var plan = view.details().plans().getFirst().id();
        assertThat(take(clerk, id, new CaseStep.Agree(plan, Consent.PHONE, ""))).contains(Why.BEYOND_AUTHORITY);
        assertThat(take(lin, id, new CaseStep.Approve(plan))).contains(Why.BEYOND_AUTHORITY);
        done(director, id, new CaseStep.Approve(plan));
        done(clerk, id, new CaseStep.Agree(plan, Consent.SIGNED, ""));
    }

    @Test
    void CP_28_three_refused_plans_go_upwards() {
        var id = investigated();
        for (int n = 1; n <= 3; n++) {
            done(xu, id, new CaseStep.Propose("方案 " + n, "好", "坏", 1_000, "", false));
            assertThat(view(lin, id).escalatedTo()).isEmpty();
            var plan = view(lin, id).details().plans().getLast().id();
            done(clerk, id, new CaseStep.Refuse(plan, "不接受"));
        }
        assertThat(view(lin, id).escalatedTo()).contains(EscalatedTo.DIRECTOR);
        assertThat(view(lin, id).details().escalations())
                .extracting(CaseDetails.Escalated::why)
                .containsExactly("REFUSALS");
    }

    @Test
    void CP_33_CP_28_an_answer_that_is_late_is_written_down_once_and_goes_up_step_by_step() {
        var id = receive("变速箱异响");
        contact(id);
        var due = RECEIVED.plus(Duration.ofDays(1));
        run(due);
        assertThat(missed(id)).as("the last moment is in time").doesNotContain("CP-33");
        run(due.plusNanos(1_000));
        run(due.plusSeconds(1));
        assertThat(missed(id)).containsOnlyOnce("CP-33", "CP-21");
        assertThat(view(lin, id).escalatedTo()).contains(EscalatedTo.DIRECTOR);
        run(due.plus(Duration.ofHours(25)));
        run(due.plus(Duration.ofHours(80)));
        assertThat(view(lin, id).escalatedTo()).contains(EscalatedTo.GENERAL_MANAGER);
        assertThat(view(lin, id).details().escalations())
                .extracting(CaseDetails.Escalated::to)
                .containsExactly(EscalatedTo.DIRECTOR, EscalatedTo.GENERAL_MANAGER);
        assertThat(missed(id)).containsOnlyOnce("CP-33", "CP-21", "CP-28");
        assertThat(view(lin, id).file().alarms())
                .filteredOn(it ->
                        it.step() == AlarmStep.CLOCK_MISSED && !it.subject().startsWith("CP-10"))
                .hasSize(3);
    }

    @Test
    void CP_34_the_third_complaint_of_a_matter_is_escalated_and_answered_within_eight_hours() {
        assertThat(view(lin, receive("异响")).file().line().grade()).isEqualTo(Grade.GENERAL);
        assertThat(view(lin, receive("还是异响")).file().line().grade()).isEqualTo(Grade.GENERAL);
        var third = view(lin, receive("第三次来了，异响"));
        assertThat(third.file().line().grade()).isEqualTo(Grade.ESCALATED);
        assertThat(third.details().text("nth")).isEqualTo("3");
        assertThat(third.details().sameMatter()).hasSize(2);
        assertThat(third.details().deadlines())
                .filteredOn(it -> it.rule().equals("CP-33"))
                .singleElement()
                .satisfies(it -> assertThat(it.dueAt()).isEqualTo(RECEIVED.plus(Duration.ofHours(8))));
        var other = open(it -> it, sheet -> with(sheet, new CaseSheet.Heard.New()));
        assertThat(view(lin, other).file().line().grade()).isEqualTo(Grade.GENERAL);
    }

    @Test
    void CP_17_a_burning_car_is_a_crisis_at_once_and_its_clocks_run() {
        var id = receive("新车在路上自燃了");
        var view = view(clerk, id);
        assertThat(view.file().line().crisis()).isTrue();
        assertThat(view.file().alarms())
                .filteredOn(it -> it.step() == AlarmStep.CRISIS)
                .extracting(ComplaintFile.Alarm::role)
                .containsExactlyInAnyOrder(Role.CRC_MANAGER, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER);
        assertThat(crisis(view)).hasSize(6).allMatch(CaseDetails.Deadline::running);
        for (var step : List.of(CrisisStep.CAC_TOLD, CrisisStep.REGION_TOLD, CrisisStep.HOTLINE_TOLD)) {
            done(clerk, id, new CaseStep.CrisisDone(step, NOW, Optional.empty(), "已报"));
        }
        var arrives = NOW.plus(Duration.ofHours(5));
        done(clerk, id, new CaseStep.CrisisDone(CrisisStep.ENGINEER_COMES, NOW, Optional.of(arrives), ""));
        run(arrives.plusSeconds(1));
        assertThat(view(clerk, id).details().deadlines())
                .filteredOn(it -> it.missedAt().isPresent() && it.rule().equals("CP-17"))
                .extracting(CaseDetails.Deadline::subject)
                .containsExactlyInAnyOrder("OWNER_TOLD", "CAR_BOOKED", "ENGINEER_THERE");
        done(boss, id, new CaseStep.EndCrisis("火已扑灭，车已进厂"));
        assertThat(view(clerk, id).file().line().crisis()).isFalse();
    }

    @Test
    void CP_30_a_promise_is_kept_by_its_true_time_and_missed_once() {
        var id = receive("催结果");
        done(clerk, id, new CaseStep.Promise(NOW.plus(Duration.ofHours(1)), "一小时内回电"));
        done(clerk, id, new CaseStep.Promise(NOW.plus(Duration.ofHours(2)), "两小时内再回电"));
        run(NOW.plus(Duration.ofMinutes(61)));
        run(NOW.plus(Duration.ofMinutes(62)));
        assertThat(missed(id)).containsOnlyOnce("CP-30");
        var second = view(clerk, id).details().promises().getLast();
        var later = NOW.plus(Duration.ofHours(3));
        var at = NOW.plus(Duration.ofMinutes(115));
        assertThat(take(clerk, id, new CaseStep.KeepPromise(second.id(), at, "还没有结果"), later))
                .isEmpty();
        assertThat(view(clerk, id).details().promises().getLast().keptAt()).contains(at);
        assertThat(missed(id)).as("kept in time, though it was recorded later").containsOnlyOnce("CP-30");
    }

    @Test
    void CP_2_help_counts_from_its_recognition_and_else_from_receipt() {
        var id = receive("要厂家来看");
        var recognised = NOW.plus(Duration.ofHours(5));
        assertThat(take(xu, id, new CaseStep.NeedHelp("本店修不了", ""), recognised)).isEmpty();
        assertThat(take(
                        xu,
                        id,
                        new CaseStep.AskHelp(EscalatedTo.ENGINEER, recognised.plus(Duration.ofHours(2)), "请来鉴定"),
                        recognised.plus(Duration.ofHours(3))))
                .isEmpty();
        assertThat(missed(id)).doesNotContain("CP-2");
        assertThat(take(xu, id, new CaseStep.HelpAnswered("周二到"), recognised.plus(Duration.ofHours(4))))
                .isEmpty();
        var other = open(it -> it, sheet -> with(sheet, new CaseSheet.Heard.New()));
        var late = RECEIVED.plus(Duration.ofMinutes(121));
        assertThat(take(xu, other, new CaseStep.AskHelp(EscalatedTo.MANUFACTURER, late, "求援"), late))
                .isEmpty();
        assertThat(missed(other)).contains("CP-2");
    }

    @Test
    void CP_15_while_a_case_stands_its_clock_does_not_run() {
        var id = receive("等备件");
        contact(id);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        done(xu, id, new CaseStep.Investigate());
        done(xu, id, new CaseStep.StandStill(StandstillReason.PARTS, "水泵周五到"));
        run(RECEIVED.plus(Duration.ofHours(40)));
        assertThat(missed(id)).doesNotContain("CP-33");
        var on = NOW.plus(Duration.ofDays(2));
        assertThat(take(xu, id, new CaseStep.GoOn(), on)).isEmpty();
        run(RECEIVED.plus(Duration.ofDays(3)));
        assertThat(missed(id)).doesNotContain("CP-33");
        run(RECEIVED.plus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(missed(id)).contains("CP-33");
    }

    @Test
    void CP_35_what_is_written_down_more_than_an_hour_later_is_a_breach() {
        var late = open(it -> it, it -> it, RECEIVED.plus(Duration.ofHours(1)));
        assertThat(missed(late)).doesNotContain("CP-35");
        var later = open(it -> it, it -> it, RECEIVED.plus(Duration.ofMinutes(61)));
        assertThat(missed(later)).contains("CP-35");
    }

    @Test
    void CP_21_an_anonymous_complaint_has_nobody_to_contact_and_a_third_partys_goes_to_the_regional_manager() {
        var anonymous = open(it -> it, sheet -> by(sheet, Complainant.ANONYMOUS, ""));
        run(RECEIVED.plus(Duration.ofHours(3)));
        assertThat(missed(anonymous)).doesNotContain("CP-1");
        assertThat(view(lin, anonymous).file().line().timer(NOW).state()).isEqualTo(FirstContactTimer.State.WAIVED);
        done(lin, anonymous, new CaseStep.Assign(xu.staffId(), ""));
        done(xu, anonymous, new CaseStep.Investigate());
        var third = open(it -> it, sheet -> by(sheet, Complainant.THIRD_PARTY, "杭州 12315"));
        assertThat(view(lin, third).escalatedTo()).contains(EscalatedTo.REGIONAL_MANAGER);
        assertThat(view(lin, third).details().deadlines())
                .anyMatch(it -> it.rule().equals("CP-2") && it.running());
    }

    @Test
    void CP_3_A22_the_accused_does_nothing_and_the_clerk_does_not_see_who_it_is() {
        var id = receive("服务经理态度差");
        done(lin, id, new CaseStep.Accuse(xu.staffId()));
        assertThat(take(lin, id, new CaseStep.Assign(xu.staffId(), ""))).contains(Why.HANDLER_IS_ACCUSED);
        assertThat(take(xu, id, new CaseStep.Escalate(EscalatedTo.DIRECTOR, "不服")))
                .contains(Why.IS_ACCUSED);
        done(xu, id, new CaseStep.Note("当时排队的人多"));
        assertThat(view(clerk, id).seesAccused()).isFalse();
        assertThat(view(lin, id).seesAccused()).isTrue();
        assertThat(builder.in(
                        house,
                        () -> office.recordContact(
                                xu, id, NOW, "道歉", view(xu, id).file().version(), NOW)))
                .isEqualTo(new FirstContact.Refused(new FirstContact.Refusal.IsAccused()));
    }

    @Test
    void who_covers_a_handler_acts_for_him_while_it_holds() {
        var id = receive("异响");
        contact(id);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        var deputy = person("sun", Role.SALES_MANAGER);
        assertThat(in(() ->
                        covers.name(lin, house.east(), xu.staffId(), clerk.staffId(), NOW, NOW.plusSeconds(60), NOW)))
                .as("a clerk has not the rank")
                .isEqualTo(CoverDesk.Named.NOT_HE);
        assertThat(in(() ->
                        covers.name(lin, house.east(), xu.staffId(), deputy.staffId(), NOW, NOW.plusSeconds(60), NOW)))
                .isEqualTo(CoverDesk.Named.DONE);
        assertThat(take(deputy, id, new CaseStep.Investigate(), NOW.plusSeconds(60)))
                .as("the end is not included")
                .contains(Why.NOT_YOURS);
        assertThat(take(deputy, id, new CaseStep.Investigate(), NOW.plusSeconds(59)))
                .isEmpty();
        assertThat(view(deputy, id).offered()).contains(CaseAction.PROPOSE);
    }

    @Test
    void a_duplicate_is_merged_with_both_histories_and_counts_no_more() {
        var first = receive("异响");
        var twin = receive("又登记了一次异响");
        assertThat(take(lin, twin, new CaseStep.Merge("TS-20270409-999"))).contains(Why.NO_DUPLICATE);
        done(lin, twin, new CaseStep.Merge(view(lin, first).file().line().number()));
        assertThat(view(lin, twin).file().line().state()).isEqualTo(CaseState.MERGED);
        assertThat(view(lin, first).file().log())
                .extracting(ComplaintFile.LogLine::what)
                .contains("took-in", "ended.DUPLICATE");
        assertThat(view(lin, receive("第二次")).details().text("nth")).isEqualTo("2");
        run(RECEIVED.plus(Duration.ofHours(3)));
        assertThat(missed(twin)).doesNotContain("CP-1");
    }

    @Test
    void two_who_save_at_once_lose_nothing() {
        var id = receive("异响");
        var seen = view(lin, id).file().version();
        assertThat(in(() -> desk.take(lin, id, new CaseStep.Assign(xu.staffId(), ""), seen, NOW)))
                .isEqualTo(new CaseAnswer.Done());
        assertThatThrownBy(() -> in(() -> desk.take(boss, id, new CaseStep.Regrade(Grade.ESCALATED, "媒体"), seen, NOW)))
                .isInstanceOf(StaleVersion.class);
        assertThat(in(() -> desk.take(clerk, id, new CaseStep.Note("客户又来电"), seen, NOW)))
                .as("a note is only added")
                .isEqualTo(new CaseAnswer.Done());
    }

    @Test
    void CP_21_a_store_says_what_it_expects_of_a_channel() {
        assertThat(in(() -> covers.expect(
                        lin, house.east(), ComplaintSource.PHONE, new ChannelTerms(0, ReplyManner.PHONE, 30), NOW)))
                .isFalse();
        assertThat(in(() -> covers.expect(
                        lin, house.east(), ComplaintSource.PHONE, new ChannelTerms(6, ReplyManner.WRITTEN, 45), NOW)))
                .isTrue();
        assertThat(in(() -> covers.channels(lin, house.east())).get(ComplaintSource.PHONE))
                .isEqualTo(new ChannelTerms(6, ReplyManner.WRITTEN, 45));
        assertThat(view(lin, receive("异响")).details().deadlines())
                .filteredOn(it -> it.rule().equals("CP-21"))
                .singleElement()
                .satisfies(it -> assertThat(it.dueAt()).isEqualTo(RECEIVED.plus(Duration.ofHours(6))));
    }

    @Test
    void CP_24_open_and_unanswered_cases_are_counted_and_from_the_fourth_day_on_apart() {
        var id = receive("异响");
        assertThat(in(() -> office.signs(clerk, RECEIVED.plus(Duration.ofDays(3)))))
                .satisfies(it -> assertThat(List.of(it.open(), it.old(), it.unanswered()))
                        .containsExactly(1, 0, 1));
        var later = RECEIVED.plus(Duration.ofDays(3)).plusSeconds(1);
        assertThat(in(() -> office.signs(clerk, later)).old()).isOne();
        contact(id);
        done(clerk, id, new CaseStep.Answer(ReplyManner.PHONE, "周五给结果"));
        assertThat(in(() -> office.signs(clerk, later)).unanswered()).isZero();
        done(clerk, id, new CaseStep.Withdraw("客户说算了"));
        assertThat(in(() -> office.signs(clerk, later)).open()).isZero();
    }

    @Test
    void A29_a_draft_is_kept_for_its_writer_until_it_is_saved() {
        in(() -> {
            office.keepDraft(clerk, "{\"content\":\"说到一半\"}", NOW);
            return true;
        });
        assertThat(in(() -> office.draft(clerk, NOW))).contains("{\"content\":\"说到一半\"}");
        assertThat(in(() -> office.draft(lin, NOW))).isEmpty();
        assertThat(in(() -> office.draft(clerk, NOW.plus(Duration.ofDays(7))))).isEmpty();
        receive("说完了");
        assertThat(in(() -> office.draft(clerk, NOW))).isEmpty();
    }

    @Test
    void somebody_unknown_is_taken_down_and_a_number_of_two_asks_which() {
        var answer = open(new IntakeDesk.Who(Optional.empty(), Optional.empty(), "13911112222", "", "新客户"));
        var opened = (IntakeDesk.Answer.Opened) answer;
        assertThat(view(lin, opened.complaintId()).file().line().customer()).isEqualTo("新客户");
        assertThat(open(new IntakeDesk.Who(Optional.empty(), Optional.empty(), "", "", "")))
                .isEqualTo(new IntakeDesk.Answer.Refused(new Received.Refusal.NobodyComplains()));
    }

    // ---- fixtures

    private UUID open(UnaryOperator<Intake> intakes, UnaryOperator<CaseSheet> sheets) {
        return open(intakes, sheets, RECEIVED);
    }

    private UUID open(UnaryOperator<Intake> intakes, UnaryOperator<CaseSheet> sheets, Instant now) {
        var sheet = sheets.apply(CaseSheet.NOTHING);
        var who = new IntakeDesk.Who(
                sheet.complainant() == Complainant.CUSTOMER ? Optional.of(customer) : Optional.empty(),
                Optional.empty(),
                "",
                "",
                sheet.name());
        return ((IntakeDesk.Answer.Opened) in(() -> intake.open(clerk, intakes.apply(intake("另一件事")), sheet, who, now)))
                .complaintId();
    }

    private IntakeDesk.Answer open(IntakeDesk.Who who) {
        return in(() -> intake.open(clerk, intake("来电投诉"), CaseSheet.NOTHING, who, RECEIVED));
    }

    private static CaseSheet with(CaseSheet it, CaseSheet.Heard heard) {
        return new CaseSheet(
                it.complainant(),
                it.name(),
                it.phone(),
                it.sourceNo(),
                it.people(),
                it.happened(),
                it.place(),
                it.object(),
                it.demand(),
                it.accused(),
                it.marks(),
                it.emergency(),
                heard,
                it.answerBy());
    }

    private static CaseSheet by(CaseSheet it, Complainant who, String name) {
        return new CaseSheet(
                who,
                name,
                it.phone(),
                it.sourceNo(),
                it.people(),
                it.happened(),
                it.place(),
                it.object(),
                it.demand(),
                it.accused(),
                it.marks(),
                it.emergency(),
                it.matter(),
                it.answerBy());
    }

    private UUID investigated() {
        var id = receive("异响");
        contact(id);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        done(xu, id, new CaseStep.Investigate());
        return id;
    }

    private UUID solved() {
        var id = investigated();
        done(xu, id, new CaseStep.Findings(Optional.of(Root.PEOPLE), "未拧紧", "机修", "", "", "", ""));
        done(xu, id, new CaseStep.Propose("返修", "免费", "等一天", 0, "", true));
        done(
                clerk,
                id,
                new CaseStep.Agree(view(lin, id).details().plans().getFirst().id(), Consent.PHONE, ""));
        done(xu, id, new CaseStep.Execute());
        done(xu, id, new CaseStep.Solve("返修完毕", 0));
        return id;
    }

    private boolean checked(UUID id, int round, Check check) {
        return builder.in(
                house,
                () -> desk.checked(
                                house.dealer(),
                                id,
                                round,
                                Ids.next(),
                                check,
                                Optional.of(clerk.staffId()),
                                "",
                                NOW.plus(Duration.ofDays(1)))
                        .isPresent());
    }

    @Override
    void run(Instant due) {
        super.run(due);
        assertThat(job.name()).isEqualTo("complaints.first-contact");
    }

    private static List<CaseDetails.Deadline> crisis(CaseView view) {
        return view.details().deadlines().stream()
                .filter(it -> it.rule().equals("CP-17"))
                .toList();
    }
}
