package org.opendcrc.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.complaints.CaseDesk;
import org.opendcrc.complaints.CaseSheet;
import org.opendcrc.complaints.CaseStep;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.IntakeDesk;
import org.opendcrc.complaints.Root;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes round again on PostgreSQL: the causes of a quarter with the general manager, and the week as it ended. */
@ApplicationTest
@Import(TestHouse.class)
class QuartersTest {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 1);

    @LocalServerPort
    private int port;

    @Autowired
    private QuarterDesk desk;

    @Autowired
    private PaperDesk papers;

    @Autowired
    private IntakeDesk intake;

    @Autowired
    private ComplaintOffice office;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor manager;
    private Actor boss;
    private Actor xu;
    private UUID customer = Ids.next();
    private UUID vehicle = Ids.next();

    @BeforeEach
    void open() {
        house = builder.open();
        builder.employ(house, "guan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "zong", Map.of(house.east(), Set.of(Role.GENERAL_MANAGER)));
        builder.employ(house, "xu", Map.of(house.east(), Set.of(Role.SERVICE_MANAGER)));
        manager = builder.actor(house, "guan");
        boss = builder.actor(house, "zong");
        xu = builder.actor(house, "xu");
        builder.in(house, () -> {
            customer = TestRows.customer(jdbc, "钱雪梅", "FEMALE");
            vehicle = TestRows.vehicle(jdbc, customer, "浙A5Q8L0");
            return true;
        });
    }

    @Test
    void CP_32_each_quarter_with_complaints_owes_an_analysis_and_a_plan_within_seven_days() {
        received("TS-20261110-001", "2026-11-10T09:00");
        run("2026-12-31T23:59");
        assertThat(quarters()).as("it has not ended").isEmpty();
        run("2027-01-01T00:00");
        run("2027-01-01T00:00");
        assertThat(quarters()).singleElement().satisfies(it -> {
            assertThat(it.begins()).isEqualTo(AUTUMN);
            assertThat(it.dueOn()).isEqualTo(LocalDate.of(2027, 1, 15));
        });
        run("2027-01-15T23:59");
        assertThat(quarters().getFirst().analysisMissed()).isFalse();
        assertThat(analyse(boss, manager, "2027-01-15T23:59")).isEqualTo(QuarterDesk.Written.WITHOUT_GENERAL_MANAGER);
        assertThat(plan("2027-01-15T23:59")).as("the analysis comes first").isEqualTo(QuarterDesk.Written.NOT_OWED);
        assertThat(analyse(manager, boss, "2027-01-15T23:59")).isEqualTo(QuarterDesk.Written.DONE);
        assertThat(analyse(manager, boss, "2027-01-16T09:00")).isEqualTo(QuarterDesk.Written.NOT_OWED);
        assertThat(quarters().getFirst()).satisfies(it -> {
            assertThat(it.analysisMissed()).isFalse();
            assertThat(it.with()).isEqualTo("zong");
            assertThat(it.planDueOn()).contains(LocalDate.of(2027, 1, 22));
        });
        run("2027-01-22T23:59");
        assertThat(quarters().getFirst().planMissed())
                .as("the seventh day is in time")
                .isFalse();
        run("2027-01-23T00:00");
        assertThat(quarters().getFirst().planMissed()).isTrue();
        assertThat(plan("2027-01-24T09:00")).isEqualTo(QuarterDesk.Written.DONE);
        assertThat(quarters().getFirst().planMissed()).as("it stays").isTrue();
        run("2027-04-01T00:00");
        assertThat(quarters()).extracting(Quarter::begins).containsExactly(LocalDate.of(2027, 1, 1), AUTUMN);
    }

    @Test
    void CP_32_an_analysis_that_is_late_is_written_down_once_and_a_first_start_owes_no_old_quarters() {
        received("TS-20240110-001", "2024-01-10T09:00");
        run("2027-01-10T00:00");
        assertThat(quarters()).extracting(Quarter::begins).containsExactly(AUTUMN);
        run("2027-01-16T00:00");
        assertThat(quarters().getFirst().analysisMissed()).isTrue();
        assertThat(analyse(manager, boss, "2027-01-17T09:00")).isEqualTo(QuarterDesk.Written.DONE);
        assertThat(quarters().getFirst().analysisMissed()).isTrue();
        builder.systemClock().set(at("2027-01-17T09:00"));
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        var page = browser.get("/casebook/quarters").body();
        assertThat(page).contains("/casebook?month=2026-12&amp;span=3", "name=\"plan\"", "接待慢");
        assertThat(browser.post(
                                "/casebook/quarters/plan",
                                Map.of("store", house.east().toString(), "begins", "2026-10-01", "plan", " "))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.post(
                                "/casebook/quarters/plan",
                                Map.of("store", house.east().toString(), "begins", "2026-10-01", "plan", "周会培训"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(quarters().getFirst().plan()).isEqualTo("周会培训");
    }

    /** Monday 9 to Sunday 15 November; the house was down until the Wednesday after. */
    @Test
    void CP_25_RP_13_after_an_outage_the_week_is_shown_as_it_ended_and_not_as_it_is_posted() {
        var id = open("2026-11-13T10:00");
        step(manager, id, new CaseStep.Assign(xu.staffId(), ""), "2026-11-14T10:00");
        builder.in(
                house,
                () -> office.recordContact(
                        manager, id, at("2026-11-13T11:00"), "致歉", version(id), at("2026-11-14T10:30")));
        step(xu, id, new CaseStep.Investigate(), "2026-11-15T23:59");
        step(xu, id, new CaseStep.Findings(Optional.of(Root.PEOPLE), "未拧紧", "机修", "", "", "", ""), "2026-11-16T00:00");
        step(xu, id, new CaseStep.Propose("返修", "免费", "等一天", 0, "", true), "2026-11-16T10:00");
        step(manager, id, new CaseStep.Withdraw("客户撤回"), "2026-11-17T10:00");
        builder.in(house, () -> {
            papers.postUpTo(house.dealer(), at("2026-11-18T09:00"));
            return true;
        });
        var week = builder.in(house, () -> papers.week(manager, house.east(), LocalDate.of(2026, 11, 9)));
        assertThat(week.frozenAt()).isEqualTo(at("2026-11-16T08:30"));
        assertThat(week.summary().rows()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo("INVESTIGATING");
            assertThat(it.department()).isEmpty();
            assertThat(it.result()).isEmpty();
            assertThat(it.days()).isEqualTo(3);
            assertThat(it.contact()).contains(true);
        });
        assertThat(week.summary().open()).isEqualTo(1);
    }

    private UUID open(String at) {
        var wish = new Intake(
                house.east(),
                ComplaintSource.PHONE,
                ComplaintKind.REPAIR_SKILL,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "异响",
                at(at),
                false);
        return ((IntakeDesk.Answer.Opened) builder.in(
                        house,
                        () -> intake.open(
                                manager,
                                wish,
                                CaseSheet.NOTHING,
                                new IntakeDesk.Who(Optional.of(customer), Optional.of(vehicle), "", "", ""),
                                at(at))))
                .complaintId();
    }

    private int version(UUID id) {
        return cases.view(manager, id, at("2026-11-18T09:00")).file().version();
    }

    private void step(Actor actor, UUID id, CaseStep step, String at) {
        assertThat(builder.in(house, () -> cases.take(actor, id, step, version(id), at(at))))
                .isInstanceOf(org.opendcrc.complaints.CaseAnswer.Done.class);
    }

    private void received(String number, String at) {
        builder.in(
                house,
                () -> TestCases.received(
                        jdbc, house.east(), customer, vehicle, manager.staffId(), number, "RECEPTION", at(at)));
    }

    private QuarterDesk.Written analyse(Actor by, Actor with, String at) {
        return builder.in(house, () -> desk.analyse(by, house.east(), AUTUMN, with.staffId(), "接待慢", "减半", at(at)));
    }

    private QuarterDesk.Written plan(String at) {
        return builder.in(house, () -> desk.plan(manager, house.east(), AUTUMN, "每周演练", at(at)));
    }

    private void run(String at) {
        builder.in(house, () -> {
            desk.run(house.dealer(), at(at));
            return true;
        });
    }

    private List<Quarter> quarters() {
        return builder.in(house, () -> desk.list(manager, Optional.empty()));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
