package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.CaseRefusal.Why;
import org.opendcrc.mail.TestMail;
import org.opendcrc.organisation.Stores;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.site.Messages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;

/** Who hears of a case and when, on PostgreSQL: people outside, the customer, who looks through the open ones. */
@ApplicationTest
@Import(TestHouse.class)
class ToldInTimeTest extends CaseHouse {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");

    private static final Duration DAY = Duration.ofDays(1);

    @LocalServerPort
    private int port;

    @Autowired
    private OutsideDesk outside;

    @Autowired
    private DailyDesk daily;

    @Autowired
    private CaseTables tables;

    @Autowired
    private Outsiders outsiders;

    @Autowired
    private Complaints complaints;

    @Autowired
    private Stores stores;

    @Autowired
    private Messages messages;

    @Autowired
    private Dealers dealers;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void CP_17_in_a_crisis_who_has_an_address_is_written_to_once_and_the_step_stays_open() {
        var address = "wang@" + house.code() + ".example.cn"; // other tests' mails go by the same server
        add(OutsideRole.REGIONAL_MANAGER, "王区域", "138 0000 1111", address);
        var id = receive("异响");
        try (var mail = new TestMail(jdbc, dealers, events)) {
            var notices = new Notices(jdbc, outsiders, mail.outbox(), complaints, stores, messages, events);
            builder.in(house, () -> {
                var facts = tables.facts(house.dealer(), id);
                notices.tell(house.dealer(), facts, OutsideRole.REGIONAL_MANAGER, Notices.Cause.CRISIS, "车自燃了", NOW);
                return true;
            });
            assertThat(notice(id).state()).isEqualTo(NoticeState.QUEUED);
            mail.refused().run(NOW);
            drained(id, NoticeState.FAILED);
            assertThat(log(id)).anyMatch(it -> it.startsWith("mail-failed 王区域 <" + address + ">: "));
            mail.job().run(NOW.plusSeconds(59));
            assertThat(mail.arrived())
                    .filteredOn(it -> it.startsWith(address))
                    .as("not tried before a minute is over")
                    .isEmpty();
            mail.down();
            mail.job().run(NOW.plusSeconds(60));
            assertThat(log(id))
                    .filteredOn(it -> it.startsWith("mail-failed"))
                    .as("no second line")
                    .hasSize(1);
            mail.up();
            mail.job().run(NOW.plus(Duration.ofMinutes(7)));
            mail.job().run(NOW.plus(Duration.ofMinutes(8)));
            mail.job().run(NOW.plus(DAY));
            assertThat(mail.arrived())
                    .filteredOn(it -> it.startsWith(address))
                    .containsExactly(address + " 【危机】"
                            + in(() -> stores.get(house.east()).name()) + " "
                            + view(lin, id).file().line().number());
            drained(id, NoticeState.SENT);
            assertThat(notice(id).sentAt()).contains(NOW.plus(Duration.ofMinutes(7)));
            assertThat(log(id)).filteredOn(it -> it.startsWith("mail-sent")).hasSize(1);
        }
        assertThat(body(id)).contains("车自燃了").doesNotContain("俞建平", "浙A0R7G6");
        done(lin, id, new CaseStep.DeclareCrisis("起火"));
        assertThat(view(lin, id).stepsDone())
                .as("only a person says that a step is done")
                .isEmpty();
    }

    @Test
    void CP_17_CP_2_CP_28_where_nothing_can_be_sent_somebody_must_call() {
        add(OutsideRole.ENGINEER, "刘工", "139 0000 2222", "");
        add(OutsideRole.HOTLINE, "厂家热线", "400 888 0000", "hotline@oem.example.cn");
        var id = receive("新车在路上自燃了");
        assertThat(notices(id))
                .containsExactlyInAnyOrder(
                        "CRISIS MANUFACTURER CALL NO_CONTACT ",
                        "CRISIS REGIONAL_MANAGER CALL NO_CONTACT ",
                        "CRISIS HOTLINE CALL NO_SERVER 厂家热线",
                        "CRISIS ENGINEER CALL NO_ADDRESS 刘工");
        assertThat(log(id)).contains("must-call.ENGINEER 刘工 139 0000 2222", "must-call.MANUFACTURER ");
        done(xu, id, new CaseStep.AskHelp(EscalatedTo.ENGINEER, NOW, "请来鉴定"));
        done(lin, id, new CaseStep.Escalate(EscalatedTo.MANUFACTURER, "请决定"));
        assertThat(notices(id))
                .contains("HELP ENGINEER CALL NO_ADDRESS 刘工", "ESCALATION MANUFACTURER CALL NO_CONTACT ");
        done(lin, receive("只在本店内升级"), new CaseStep.Escalate(EscalatedTo.DIRECTOR, "超权限"));
        assertThat(view(lin, id).details().outside())
                .extracting(OutsideContact::name)
                .containsExactlyInAnyOrder("刘工", "厂家热线");
    }

    @Test
    void CP_28_somebody_outside_is_called_from_his_first_day_to_his_last() {
        var today = LocalDate.ofInstant(NOW, HANGZHOU);
        in(() -> outside.add(lin, house.east(), OutsideRole.LAWYER, "方律师", "0571 8000", "", today.plusDays(1), NOW));
        add(OutsideRole.LAWYER, "徐律师", "0571 8001", "");
        assertThat(lawyers(today)).containsExactly("徐律师");
        assertThat(lawyers(today.plusDays(1))).containsExactly("方律师", "徐律师");
        var him = in(() -> outside.list(lin, house.east(), NOW)).stream()
                .filter(it -> it.name().equals("徐律师"))
                .findFirst()
                .orElseThrow();
        in(() -> {
            outside.end(lin, house.east(), him.id(), NOW);
            return true;
        });
        assertThat(lawyers(today)).as("his last day is included").containsExactly("徐律师");
        assertThat(lawyers(today.plusDays(1))).containsExactly("方律师");
        assertThat(in(() -> outside.add(lin, house.east(), OutsideRole.LAWYER, "谁", "", "", today, NOW)))
                .isEqualTo(OutsideDesk.Added.NOT_REACHED);
        assertThat(in(() -> outside.add(lin, house.east(), OutsideRole.LAWYER, "谁", "abc", "", today, NOW)))
                .isEqualTo(OutsideDesk.Added.PHONE_UNREADABLE);
        assertThat(in(() -> outside.add(lin, house.east(), OutsideRole.LAWYER, "谁", "", "a@b", today, NOW)))
                .isEqualTo(OutsideDesk.Added.EMAIL_UNREADABLE);
    }

    @Test
    void CP_10_after_three_days_without_a_word_the_handler_is_reminded_once() {
        var id = receive("等结果");
        contact(id);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        done(xu, id, new CaseStep.Investigate());
        var due = NOW.plus(DAY.multipliedBy(3));
        run(due);
        assertThat(reminders(id)).as("the last moment is in time").isZero();
        assertThat(in(() -> office.signs(xu, due)).silent()).isZero();
        run(due.plusNanos(1_000));
        run(due.plusSeconds(1));
        assertThat(reminders(id)).isEqualTo(1);
        assertThat(missed(id)).as("a reminder is no breach").doesNotContain("CP-10");
        assertThat(in(() -> office.signs(xu, due.plusSeconds(1))).silent()).isEqualTo(1);
        assertThat(in(() -> office.signs(lin, due.plusSeconds(1))).silent())
                .as("he handles it not")
                .isZero();
        var later = due.plus(Duration.ofHours(1));
        assertThat(take(xu, id, new CaseStep.Tell(later, "配件周五到"), later)).isEmpty();
        assertThat(in(() -> office.signs(xu, later)).silent()).isZero();
        run(later.plus(DAY.multipliedBy(3)));
        assertThat(reminders(id)).isEqualTo(1);
        run(later.plus(DAY.multipliedBy(3)).plusSeconds(1));
        assertThat(reminders(id)).isEqualTo(2);
    }

    @Test
    void CP_8_CP_10_the_customer_is_calmed_before_the_manufacturer_is_told() {
        var id = receive("发动机");
        assertThat(take(xu, id, new CaseStep.NeedHelp("本店修不了", "已说明明天请工程师来"), NOW))
                .isEmpty();
        assertThat(log(id)).contains("calmed 已说明明天请工程师来");
        assertThat(view(lin, id).details().text("toldAt")).isNotEmpty();
        var other = receive("变速箱");
        assertThat(take(xu, other, new CaseStep.NeedHelp("本店修不了", ""), NOW)).isEmpty();
        assertThat(view(lin, other).details().text("toldAt")).isEmpty();
    }

    @Test
    void CP_12_A3_who_is_not_in_the_file_is_called_by_hand_by_somebody_else_the_next_day() {
        var id = third();
        assertThat(view(lin, id).file().line().state()).isEqualTo(CaseState.SOLVED);
        assertThat(view(lin, id).next()).contains(CaseAction.CHECK);
        assertThat(view(xu, id).offered()).doesNotContain(CaseAction.CHECK);
        assertThat(view(clerk, id).offered()).contains(CaseAction.CHECK);
        assertThat(check(xu, id, NOW.plus(DAY))).contains(Why.CHECK_BY_HANDLER);
        assertThat(check(clerk, id, NOW.plus(Duration.ofHours(14)))).contains(Why.CHECK_TOO_EARLY); // 23:40
        var end = LocalDate.ofInstant(NOW, HANGZHOU)
                .plusDays(4)
                .atStartOfDay(HANGZHOU)
                .toInstant();
        run(end.minusNanos(1_000));
        assertThat(missed(id)).doesNotContain("CP-12");
        run(end);
        run(end.plusSeconds(1));
        assertThat(missed(id)).as("not called by the end of the third day").containsOnlyOnce("CP-12");
        assertThat(check(clerk, id, end.plus(DAY))).isEmpty();
        var checked = view(lin, id).details().checks().getFirst();
        assertThat(checked.ending()).isEqualTo(Check.SATISFIED);
        assertThat(checked.speed()).contains(4);
        assertThat(checked.attitude()).contains(5);
        assertThat(checked.by()).contains("zhou");
        assertThat(view(lin, id).file().line().state()).isEqualTo(CaseState.FOLLOW_UP);
        var known = receive("档案里的客户");
        assertThat(take(clerk, known, check(NOW.plus(DAY)), NOW.plus(DAY))).contains(Why.NOT_NOW);
    }

    @Test
    void CP_12_a_dissatisfied_third_party_begins_a_new_round() {
        var id = third();
        var at = NOW.plus(Duration.ofHours(15)); // 00:40 of the next day
        assertThat(take(
                        clerk,
                        id,
                        new CaseStep.Check(Check.DISSATISFIED, at, "还是不同意", Optional.empty(), Optional.empty()),
                        at))
                .isEmpty();
        assertThat(view(lin, id).file().line().state()).isEqualTo(CaseState.REOPENED);
        assertThat(view(lin, id).round()).isEqualTo(2);
        assertThat(take(
                        clerk,
                        third(),
                        new CaseStep.Check(Check.SATISFIED, at, "好", Optional.of(6), Optional.empty()),
                        at))
                .contains(Why.FIVE_STEPS);
    }

    @Test
    void CP_3_who_is_complained_about_is_named_at_the_receipt_himself_as_receiver_too() {
        var id = open(accusing(Complainant.CUSTOMER, clerk.staffId(), Optional.empty()), customerHimself());
        assertThat(view(lin, id).details().text("accused")).isEqualTo("zhou");
        assertThat(view(clerk, id).offered())
                .as("he has written it down and does nothing more")
                .containsExactly(CaseAction.NOTE);
        var about = open(accusing(Complainant.CUSTOMER, xu.staffId(), Optional.empty()), customerHimself());
        assertThat(take(lin, about, new CaseStep.Assign(xu.staffId(), ""), NOW)).contains(Why.HANDLER_IS_ACCUSED);
        assertThat(in(() -> intake.colleagues(clerk)))
                .extracting(IntakeDesk.Colleague::name)
                .contains("zhou", "xu", "lin");
        var browser = browser("zhou");
        assertThat(browser.get("/complaints/new").body()).contains("id=\"new-accused\"", ">xu<");
        assertThat(browser.get("/complaints/colleagues").body()).contains("name=\"accused\"", ">xu<");
    }

    @Test
    void CP_4_who_stands_high_enough_by_the_stores_setting_is_offered_and_accepted_and_nobody_lower() {
        setting("complaint.handler-rank", "DIRECTOR");
        var id = receive("异响");
        assertThat(take(lin, id, new CaseStep.Assign(xu.staffId(), ""), NOW)).contains(Why.HANDLER_TOO_LOW);
        assertThat(view(lin, id).handlerRank()).isEqualTo(Rank.DIRECTOR);
        var page = browser("lin").get("/complaints/" + id).body();
        var offered = page.substring(page.indexOf("name=\"handler\""));
        assertThat(offered.substring(0, offered.indexOf("</select>")))
                .contains(">fang<")
                .doesNotContain(">xu<");
        done(lin, id, new CaseStep.Assign(director.staffId(), ""));
    }

    @Test
    void CP_24_each_day_somebody_looks_through_the_open_cases_and_it_is_written_down_with_its_time() {
        var old = receive("较早的");
        var id = receive("较晚的");
        contact(id);
        assertThat(in(() -> office.signs(lin, NOW)).unlooked()).isEqualTo(1);
        in(() -> {
            daily.look(lin, house.east(), "已催办", NOW);
            daily.look(lin, house.east(), "再看一次", NOW.plusSeconds(60));
            return true;
        });
        assertThat(in(() -> office.signs(lin, NOW)).unlooked()).isZero();
        var looks = in(() -> daily.today(lin, Optional.of(house.east()), NOW))
                .getFirst()
                .looks();
        assertThat(looks).singleElement().satisfies(it -> {
            assertThat(it.by()).isEqualTo("lin");
            assertThat(it.at()).isEqualTo(NOW);
            assertThat(it.open()).isEqualTo(2);
            assertThat(it.unanswered()).isEqualTo(2);
            assertThat(it.words()).isEqualTo("已催办");
        });
        var midnight = LocalDate.ofInstant(NOW, HANGZHOU)
                .plusDays(1)
                .atStartOfDay(HANGZHOU)
                .toInstant();
        assertThat(in(() -> office.signs(lin, midnight.minusSeconds(1))).unlooked())
                .isZero();
        assertThat(in(() -> office.signs(lin, midnight)).unlooked())
                .as("tomorrow's is owed")
                .isEqualTo(1);
        var lines = in(() -> daily.open(lin, Optional.empty(), NOW));
        assertThat(lines).extracting(DailyDesk.Line::id).containsExactly(old, id);
        assertThat(lines).extracting(DailyDesk.Line::nextRule).containsExactly("CP-1", "CP-33");
        assertThat(lines.getLast().told()).contains(NOW);
        builder.systemClock().set(NOW);
        var browser = browser("lin");
        assertThat(browser.get("/complaints/daily?order=TOLD").body()).contains("已催办", "俞建平");
        assertThat(browser.get("/complaints/daily.xlsx").headers().firstValue("Content-Type"))
                .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(browser.get("/").body()).contains("/complaints/daily");
    }

    @Test
    void CP_26_the_numbers_of_house_and_manufacturer_are_on_the_notice_and_whom_to_call_on_the_page_of_a_crisis() {
        builder.systemClock().set(NOW);
        var browser = browser("lin");
        assertThat(browser.get("/complaints/outside").body()).contains("dc-empty");
        browser.post(
                "/complaints/outside",
                Map.of(
                        "store",
                        house.east().toString(),
                        "role",
                        "HOUSE_LINE",
                        "name",
                        "投诉台",
                        "phone",
                        "0571-8888 0000"));
        browser.post(
                "/complaints/outside",
                Map.of("store", house.east().toString(), "role", "HOTLINE", "name", "厂家热线", "phone", "400 888 0000"));
        browser.post(
                "/complaints/outside",
                Map.of("store", house.east().toString(), "role", "LAWYER", "name", "方律师", "phone", "0571-6000"));
        assertThat(browser.get("/complaints/notice?store=" + house.east()).body())
                .contains("0571-8888 0000", "400 888 0000")
                .doesNotContain("0571-6000");
        var id = receive("车自燃");
        assertThat(browser.get("/complaints/" + id + "/crisis").body())
                .contains("href=\"tel:4008880000\"", "厂家热线")
                .contains("没有邮箱：须有人打电话");
        assertThat(browser("zhou")
                        .post(
                                "/complaints/outside",
                                Map.of("store", house.east().toString(), "role", "LAWYER", "name", "x", "phone", "123"))
                        .statusCode())
                .isEqualTo(403);
    }

    private UUID third() {
        var id = open(
                accusing(Complainant.THIRD_PARTY, null, PhoneNumber.of("057187654321", "0571")),
                new IntakeDesk.Who(Optional.empty(), Optional.empty(), "0571-87654321", "", "杭州 12315"));
        contact(id);
        done(lin, id, new CaseStep.Assign(xu.staffId(), ""));
        done(xu, id, new CaseStep.Investigate());
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

    private static CaseStep.Check check(Instant at) {
        return new CaseStep.Check(Check.SATISFIED, at, "满意", Optional.of(4), Optional.of(5));
    }

    private Optional<Why> check(Actor actor, UUID id, Instant at) {
        return take(actor, id, check(at), at);
    }

    private static CaseSheet accusing(
            Complainant who, @org.jspecify.annotations.Nullable UUID whom, Optional<PhoneNumber> phone) {
        return new CaseSheet(
                who,
                "",
                phone,
                "",
                "",
                "",
                "",
                "",
                "",
                Optional.ofNullable(whom),
                Set.of(),
                Optional.empty(),
                new CaseSheet.Heard.New(),
                Optional.empty());
    }

    @Override
    UUID receive(String content) {
        return open(content, accusing(Complainant.CUSTOMER, null, Optional.empty()), customerHimself());
    }

    private UUID open(CaseSheet sheet, IntakeDesk.Who who) {
        return open("态度差", sheet, who);
    }

    private UUID open(String content, CaseSheet sheet, IntakeDesk.Who who) {
        return ((IntakeDesk.Answer.Opened) in(() -> intake.open(clerk, intake(content), sheet, who, RECEIVED)))
                .complaintId();
    }

    private void add(OutsideRole role, String name, String phone, String email) {
        var today = LocalDate.ofInstant(NOW, HANGZHOU);
        assertThat(in(() -> outside.add(lin, house.east(), role, name, phone, email, today, NOW)))
                .isEqualTo(OutsideDesk.Added.DONE);
    }

    private List<String> lawyers(LocalDate day) {
        return builder.in(house, () -> outsiders.of(house.dealer(), house.east(), OutsideRole.LAWYER, day)).stream()
                .map(OutsideContact::name)
                .toList();
    }

    private CaseDetails.Notice notice(UUID id) {
        return view(lin, id).details().notices().getFirst();
    }

    /** What is told after the commit is told by threads of the application. */
    private void drained(UUID id, NoticeState state) {
        await().untilAsserted(() -> assertThat(notice(id).state()).isEqualTo(state));
    }

    private List<String> notices(UUID id) {
        return view(lin, id).details().notices().stream()
                .map(it -> it.cause() + " " + it.role() + " " + it.state() + " " + it.trouble() + " " + it.name())
                .toList();
    }

    private List<String> log(UUID id) {
        return view(lin, id).details().log().stream()
                .map(it -> it.what() + " " + it.words().orElse(""))
                .toList();
    }

    private String body(UUID id) {
        return builder.in(
                house,
                () -> jdbc.sql("""
                        select l.body
                          from mail.letter l
                          join complaints.notice n on n.dealer_id = :dealer and n.id = l.id
                         where l.dealer_id = :dealer
                           and n.complaint_id = :id
                        """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .query(String.class)
                        .single());
    }

    private long reminders(UUID id) {
        return view(lin, id).file().alarms().stream()
                .filter(it ->
                        it.step() == AlarmStep.CLOCK_MISSED && it.subject().startsWith("CP-10"))
                .count();
    }

    private void setting(String key, String value) {
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2027-01-01Z')
                        """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .param("key", key)
                        .param("value", value)
                        .update());
    }

    private Browser browser(String login) {
        var browser = new Browser(port);
        browser.signIn(login + "@" + house.code(), PASSWORD);
        return browser;
    }
}
