package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.ComplaintSheet;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.reports.SatisfactionReport.Dimension;
import org.opendcrc.reports.web.WrittenBook;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** RP-15, RP-11 and the close of the day from recorded calls to the pages. Friday 20 November 2026, four orders of Wednesday. */
@ApplicationTest
@Import(TestHouse.class)
class SatisfactionTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    Satisfaction satisfaction;

    @Autowired
    DayClose close;

    Visits visits;
    Actor zhou;
    Actor li;
    Actor lin;
    Actor jian;

    @BeforeEach
    void three_answers_and_one_call_in_vain() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        li = visits.clerk("li");
        lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        jian = visits.person("jian", visits.east(), Role.ADVISOR);
        var run = Ids.next();
        for (int n = 1; n <= 5; n++) {
            visits.settled(
                    run,
                    visits.car("方志强", false, "+861380000662" + n),
                    "WT" + n,
                    null,
                    "2026-11-18T08:00",
                    "2026-11-18T1" + n + ":00");
        }
        visits.recorded(run, "2026-11-18T23:30", true);
        visits.in(() -> jdbc.sql("""
                        update followups.task t
                           set advisor_id = :advisor
                         where t.dealer_id = :dealer
                           and t.order_no in ('WT1', 'WT2')
                        """)
                .param("dealer", zhou.dealerId())
                .param("advisor", jian.staffId())
                .update());
        builder.systemClock().set(Visits.at("2026-11-20T17:00"));
        answer(zhou, "WT1", CallOutcome.SATISFIED, "10", "yes");
        answer(zhou, "WT2", CallOutcome.DISSATISFIED, "3", "no");
        answer(li, "WT3", CallOutcome.SATISFIED, "8", "yes");
        visits.asDealer(() -> desk.attempt(
                li,
                task("WT4"),
                new FollowUpDesk.AttemptRequest(
                        AttemptOutcome.WRONG_NUMBER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Visits.at("2026-11-20T11:00")));
    }

    @Test
    void RP_15_RP_11_every_number_opens_exactly_as_many_rows() {
        var on = as(() -> satisfaction.on(lin, "east", RatePeriod.Span.MONTH, FRIDAY));
        assertThat(on.all().answered()).isEqualTo(3);
        assertThat(on.all().rate()).isEqualTo(new Share(2, 3));
        assertThat(on.all().mark().sum()).isEqualByComparingTo("21");
        for (var dimension : Dimension.values()) {
            var lines = on.by(dimension);
            assertThat(lines.stream().mapToInt(it -> it.answered()).sum()).isEqualTo(3);
            for (var line : lines) {
                assertThat(on.narrowed("answered", dimension.fact(), line.value()))
                        .hasSize(line.answered());
                assertThat(on.narrowed("dissatisfied", dimension.fact(), line.value()))
                        .hasSize(line.dissatisfied());
            }
        }
        assertThat(on.itemLines())
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(on.narrowed("item:" + it.key(), "", "")).hasSize(it.answered()));
        // The questions' points sum up to the sheets' totals.
        assertThat(on.itemLines().stream().mapToInt(it -> it.points()).sum())
                .isEqualTo(on.rows().stream()
                        .mapToInt(it -> Integer.parseInt(it.fact("total")))
                        .sum());
        var overall = on.indicators().getFirst();
        assertThat(overall.answered()).isEqualTo(3);
        assertThat(overall.favourable()).as("nine and ten are very satisfied").isOne();
        on.indicators().forEach(it -> {
            assertThat(on.narrowed("indicator:" + it.indicator(), "", "")).hasSize(it.answered());
            assertThat(on.narrowed("favour:" + it.indicator(), "", "")).hasSize(it.favourable());
        });
        assertThat(on.by(Dimension.VERSION))
                .singleElement()
                .satisfies(it -> assertThat(it.value()).startsWith("service/").endsWith("/1"));
        var cvp = as(() -> satisfaction.cvp(lin, "east", java.time.YearMonth.of(2026, 12)));
        assertThat(cvp.months()).hasSize(Satisfaction.MONTHS);
        assertThat(cvp.on().rows()).as("nothing in December yet").isEmpty();
        assertThat(cvp.months().getOrDefault(java.time.YearMonth.of(2026, 11), List.of()))
                .first()
                .isEqualTo(overall);
        assertThat(as(() -> satisfaction.on(lin, "east", RatePeriod.Span.DAY, FRIDAY.plusDays(1)))
                        .rows())
                .isEmpty();
    }

    @Test
    void A35_RP_15_who_reads_what() {
        assertThat(rowsOf(lin)).containsExactlyInAnyOrder("WT1", "WT2", "WT3");
        assertThat(rowsOf(jian)).as("an advisor his own").containsExactlyInAnyOrder("WT1", "WT2");
        assertThat(rowsOf(li)).as("a clerk her own").containsExactly("WT3");
        assertThat(rowsOf(visits.person("chen", visits.east(), Role.SERVICE_MANAGER)))
                .hasSize(3);
        assertThat(rowsOf(visits.person("xu", visits.east(), Role.SALES_MANAGER)))
                .as("no sales call was answered")
                .isEmpty();
        visits.person("wei", visits.west(), Role.CRC_MANAGER);
        for (var refused : List.of("/reports/cvp", "/reports/close")) {
            assertThat(browser("jian").get(refused).statusCode()).isEqualTo(403);
            assertThat(browser("li").get(refused).statusCode()).isEqualTo(403);
        }
        for (var refused : List.of(
                "/follow-ups/team",
                "/follow-ups/closings",
                "/follow-ups/team/" + zhou.staffId() + "?store=" + visits.east())) {
            assertThat(browser("jian").get(refused).statusCode()).as(refused).isEqualTo(403);
            assertThat(browser("li").get(refused).statusCode()).as(refused).isEqualTo(403);
        }
        assertThat(browser("wei").get("/reports/satisfaction?store=east").statusCode())
                .isEqualTo(404);
        assertThat(browser("wei").get("/follow-ups/team?store=" + visits.east()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void RP_15_RP_11_pages_workbooks_and_the_interface_say_the_same() throws IOException {
        var browser = browser("lin");
        var where = "?store=east&span=month&day=2026-11-20";
        assertThat(browser.get("/reports/satisfaction" + where).body())
                .contains("回访结果分析", "按服务顾问", "jian", "回答少", "66.7")
                .contains(
                        "/reports/satisfaction/rows?store=east&amp;span=month&amp;day=2026-11-01&amp;figure=dissatisfied");
        assertThat(browser.get("/reports/satisfaction/rows" + where + "&figure=answered&by=advisor&value="
                                + jian.staffId())
                        .body())
                .contains("WT1", "WT2")
                .doesNotContain("WT3");
        assertThat(browser.get("/reports/satisfaction/rows" + where + "&by=nonsense")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/reports/satisfaction?store=all&day=2026-11-20").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/reports/cvp?store=east&month=2026-11").body())
                .contains("六指标", "总体满意", "33.3")
                .doesNotContain("目标 80");
        setting("report.cvp-target", "80");
        assertThat(browser.get("/reports/cvp?store=east&month=2026-11").body()).contains("目标 80%");
        var book = WrittenBook.read(browser.bytes("/reports/satisfaction.xlsx" + where));
        assertThat(book.toString()).contains("WT1", "jian");
        assertThat(WrittenBook.read(browser.bytes("/reports/cvp.xlsx?store=east&month=2026-11"))
                        .toString())
                .contains("2026-11", "总体满意");
        assertThat(browser.get("/reports").body()).contains("RP-15", "RP-11", "日结");
    }

    @Test
    void FU_5_RP_9_the_close_of_the_day_says_what_is_still_open_and_who_was_dissatisfied() {
        var on = as(() -> close.on(lin, "east", FRIDAY));
        assertThat(on.open())
                .as("WT5 was not called; WT4 has no good number; the complaint waits for its first contact")
                .isEqualTo(new DayClose.Open(0, 0, 0, 0, 0, 1, 0, 1));
        assertThat(on.frozen()).isEmpty();
        assertThat(on.dissatisfied()).hasSize(1);
        // The day after, WT5 must be made; the day after that it is overdue.
        assertThat(as(() -> close.on(lin, "east", FRIDAY.plusDays(1))).open().due())
                .isOne();
        assertThat(as(() -> close.on(lin, "east", FRIDAY.plusDays(2))).open().overdue())
                .isOne();
        assertThat(browser("lin")
                        .get("/reports/close?store=east&day=2026-11-20")
                        .body())
                .contains("还没更正的错号", "不满意 1 件", "冻结");
    }

    private List<String> rowsOf(Actor who) {
        return as(() -> satisfaction.on(who, "east", RatePeriod.Span.MONTH, FRIDAY)).rows().stream()
                .map(it -> it.fact("number"))
                .toList();
    }

    private void answer(Actor clerk, String order, CallOutcome outcome, String mark, String fixed) {
        visits.asDealer(() -> desk.result(
                clerk,
                task(order),
                new FollowUpDesk.ResultRequest(
                        outcome,
                        Optional.empty(),
                        AnswerSheet.empty()
                                .with("car-in-order", fixed)
                                .with("fixed-first-time", fixed)
                                .with("satisfaction", mark),
                        Optional.empty(),
                        outcome == CallOutcome.DISSATISFIED
                                ? Optional.of(new ComplaintSheet(
                                        Optional.of(ComplaintKind.REPAIR_SKILL), "又响了", false, false))
                                : Optional.empty()),
                Visits.at("2026-11-20T10:00")));
    }

    private void setting(String key, String value) {
        visits.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2026-04-01Z')
                        """)
                .param("dealer", zhou.dealerId())
                .param("store", visits.east())
                .param("key", key)
                .param("value", value)
                .update());
    }

    private Browser browser(String login) {
        var browser = new Browser(port);
        browser.signIn(login + "@" + visits.code(), PASSWORD);
        return browser;
    }

    private UUID task(String order) {
        return visits.task(order).id();
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(zhou.dealerId(), work);
    }
}
