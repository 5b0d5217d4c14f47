package org.opendcrc.reports.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.reports.ReportFixture.moment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.DayLists.Narrowing;
import org.opendcrc.reports.DayLists.Wish;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Period;
import org.opendcrc.reports.ReportFixture;
import org.opendcrc.reports.Signing;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.JobCatalogue;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.opendcrc.site.Messages;
import org.opendcrc.site.TestPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The day's lists from the tables of the other chapters to page, workbook and interface. Calls of Saturday 11 April 2026. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = "opendcrc.clock=2026-04-10T08:00:00+08:00")
class DayListsTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 4, 11);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JobCatalogue jobs;

    @Autowired
    private DayLists lists;

    @Autowired
    private JsonMapper json;

    @Autowired
    private SimulationDriver simulation;

    @LocalServerPort
    private int port;

    private ReportFixture house;
    private Actor manager;

    @BeforeEach
    void a_dealer_of_its_own() {
        house = new ReportFixture(jdbc, transaction);
        manager = house.actor(Role.CRC_MANAGER, house.store);
        // The clock never goes back, and other tests of this house have moved it too; there is nothing to freeze yet.
        simulation.moveTo(moment("2026-04-12 10:00"));
    }

    @Test
    void RP_10_RP_14_the_figures_are_those_that_plain_loops_over_the_raw_rows_give() {
        aDay();
        freeze();
        // The oracle: attempts of the day by plain loops, nothing of the reports' own code.
        record Raw(UUID task, String outcome, boolean late) {}
        var raw = house.in(() -> jdbc.sql("""
                        select x.task_id, a.outcome, a.recorded_at
                          from followups.attempt a
                          join followups.attempt_task x on x.dealer_id = a.dealer_id and x.attempt_id = a.id
                         where a.dealer_id = :dealer and a.store_id = :store and a.day = date '2026-04-11'
                         order by a.at
                        """)
                .param("dealer", house.dealer)
                .param("store", house.store)
                .query((row, _) -> new Raw(
                        row.getObject("task_id", UUID.class),
                        row.getString("outcome"),
                        row.getTimestamp("recorded_at").toInstant().isAfter(moment("2026-04-12 09:00"))))
                .list());
        int calls = 0;
        int success = 0;
        int failedCalls = 0;
        var lastOutcome = new java.util.HashMap<UUID, String>();
        for (var it : raw) {
            if (it.late()) {
                continue;
            }
            calls++;
            if (it.outcome().equals("CONNECTED")) {
                success++;
            } else if (!it.outcome().equals("INCONVENIENT")) {
                failedCalls++;
            }
            lastOutcome.put(it.task(), it.outcome());
        }
        int failedTasks = 0;
        for (var outcome : lastOutcome.values()) {
            if (!outcome.equals("CONNECTED") && !outcome.equals("INCONVENIENT")) {
                failedTasks++;
            }
        }
        var agents = on(DailyList.AGENTS_DAY).frozenFigures().orElseThrow();
        assertThat(agents.count("calls")).isEqualTo(calls).isEqualTo(5);
        assertThat(agents.count("success")).isEqualTo(success);
        assertThat(agents.count("failed")).isEqualTo(failedCalls);
        var failed = on(DailyList.FAILED_CALLS).frozenFigures().orElseThrow();
        assertThat(failed.count("failed")).isEqualTo(failedTasks);
    }

    @Test
    void RP_9_grievances_are_the_complaints_of_the_day_and_the_items_answered_badly() {
        aDay();
        var on = on(DailyList.GRIEVANCES);
        assertThat(on.live().count("complaints")).isOne();
        assertThat(on.live().count("fromCalls")).isOne();
        assertThat(on.live().count("items")).isOne();
        assertThat(on.live().count("dissatisfied")).isOne();
        assertThat(on.items()).containsEntry("remark", "其他意见或建议");
        assertThat(rows(DailyList.GRIEVANCES, new Narrowing("", "item", "item:remark"), false))
                .hasSize(1);
        assertThat(rows(DailyList.GRIEVANCES, new Narrowing("", "advisor", house.li.toString()), false))
                .allMatch(it -> it.fact("advisor").equals(house.li.toString()))
                .isNotEmpty();
    }

    @Test
    void RP_9_RP_10_RP_14_every_figure_and_every_cell_opens_down_to_as_many_rows_as_it_says() {
        aDay();
        freeze();
        for (var list : DailyList.values()) {
            var on = on(list);
            for (var frozen : List.of(true, false)) {
                var figures = frozen ? on.frozenFigures().orElseThrow() : on.live();
                for (var figure : list.figures()) {
                    assertThat(rows(list, new Narrowing(figure, "", ""), frozen))
                            .as("%s %s", list, figure)
                            .hasSize(figures.count(figure));
                }
                for (var table : figures.tables()) {
                    for (var line : table.lines()) {
                        line.counts()
                                .forEach((figure, count) -> assertThat(
                                                rows(list, new Narrowing(figure, table.by(), line.value()), frozen))
                                        .as("%s %s %s", list, table.by(), figure)
                                        .hasSize(count));
                    }
                }
            }
        }
    }

    @Test
    void RP_9_RP_10_RP_14_what_is_frozen_stays_and_what_is_recorded_later_changes_live_only() {
        var task = house.owed();
        aDay();
        freeze();
        var before = digests();
        assertThat(on(DailyList.AGENTS_DAY).moved()).isFalse();
        house.tried(task, "BUSY", "2026-04-11 16:30", "2026-04-12 09:30");
        var after = on(DailyList.AGENTS_DAY);
        assertThat(after.live().count("calls"))
                .isEqualTo(after.frozenFigures().orElseThrow().count("calls") + 1);
        assertThat(after.since().more()).isOne();
        assertThat(on(DailyList.FAILED_CALLS).since().more()).isOne();
        assertThat(digests()).isEqualTo(before);
        jobs.named("reports.freeze").run(moment("2026-04-12 09:00"));
        assertThat(digests()).isEqualTo(before);
        for (var statement : List.of(
                "update reports.list f set day = f.day where f.dealer_id = :dealer",
                "delete from reports.list f where f.dealer_id = :dealer",
                "update reports.list_row r set line = r.line where r.dealer_id = :dealer",
                "delete from reports.list_row r where r.dealer_id = :dealer",
                "update reports.signature s set signed_at = s.signed_at where s.dealer_id = :dealer",
                "delete from reports.signature s where s.dealer_id = :dealer")) {
            assertThatThrownBy(() -> house.in(() ->
                            jdbc.sql(statement).param("dealer", house.dealer).update()))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void RP_9_a_frozen_list_is_signed_once_by_a_person_and_one_that_may_still_change_by_nobody() {
        aDay();
        var boss = house.actor(Role.SERVICE_MANAGER, house.store);
        assertThat(sign(boss)).isEqualTo(new Signing.Refused(new Signing.Refusal.NotFrozenYet(SATURDAY)));
        freeze();
        assertThat(sign(boss)).isInstanceOf(Signing.Signed.class);
        assertThat(sign(boss)).isEqualTo(new Signing.Refused(new Signing.Refusal.SignedAlready(SATURDAY)));
        assertThat(on(DailyList.GRIEVANCES).frozen().getFirst().signatures())
                .extracting(it -> it.name())
                .containsExactly("周晓雯");
        assertThatThrownBy(() -> sign(manager)).isInstanceOf(NotAllowed.class);
        assertThat(page(DailyList.GRIEVANCES)).contains("周晓雯 已签");
    }

    @Test
    void RP_9_RP_14_a_manager_sees_all_a_clerk_and_an_advisor_their_own_and_a_guard_nothing() {
        aDay();
        house.tried(house.owed(), "BUSY", "2026-04-11 09:10", "2026-04-11 09:11", house.other);
        var clerk = house.actor(Role.AGENT, house.store);
        assertThat(rowsOf(manager, DailyList.AGENTS_DAY, "calls"))
                .hasSizeGreaterThan(rowsOf(clerk, DailyList.AGENTS_DAY, "calls").size());
        assertThat(rowsOf(clerk, DailyList.AGENTS_DAY, "calls"))
                .isNotEmpty()
                .allMatch(it -> it.fact("clerk").equals(house.clerk.toString()));
        var advisor = house.actorAs(house.li, Role.ADVISOR, house.store);
        assertThat(rowsOf(advisor, DailyList.GRIEVANCES, ""))
                .isNotEmpty()
                .allMatch(it -> it.fact("advisor").equals(house.li.toString()));
        assertThat(rowsOf(house.actorAs(house.wang, Role.ADVISOR, house.store), DailyList.GRIEVANCES, ""))
                .isEmpty();
        assertThatThrownBy(() -> rowsOf(advisor, DailyList.AGENTS_DAY, "")).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> rowsOf(house.actor(Role.GUARD, house.store), DailyList.GRIEVANCES, ""))
                .isInstanceOf(NotAllowed.class);
        assertThat(rowsOf(house.actor(Role.SALES_MANAGER, house.store), DailyList.GRIEVANCES, ""))
                .as("no grievance of the day concerns the sales")
                .isEmpty();
        assertThat(rowsOf(house.actor(Role.SERVICE_MANAGER, house.store), DailyList.GRIEVANCES, ""))
                .hasSize(2);
        assertThatThrownBy(() -> house.in(() -> lists.store(manager, DailyList.GRIEVANCES, "S2")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void RP_9_a_week_is_the_sum_of_its_days() {
        aDay();
        house.dissatisfied(
                house.owed(house.store, house.wang, "2026-04-09 23:31", LocalDate.of(2026, 4, 9)),
                "2026-04-10 11:00",
                "2026-04-10 11:05");
        var week = house.in(() -> lists.on(
                manager,
                lists.store(manager, DailyList.GRIEVANCES, "S1"),
                new Wish(DailyList.GRIEVANCES, Period.week(SATURDAY), "")));
        assertThat(week.live().count("complaints")).isEqualTo(2);
        assertThat(week.live().tables().getLast().by()).isEqualTo("day");
        assertThat(week.live().tables().getLast().lines())
                .extracting(it -> it.value())
                .containsExactly("2026-04-10", "2026-04-11");
        assertThat(on(DailyList.GRIEVANCES).live().count("complaints")).isOne();
    }

    @Test
    void RP_9_RP_10_RP_14_pages_name_nobody_of_the_customers_in_frozen_rows_and_carry_no_inline_script() {
        aDay();
        freeze();
        for (var list : DailyList.values()) {
            var page = page(list);
            assertThat(page)
                    .contains("数据版本 20260412-1", "2026-04-11")
                    .doesNotContain(" style=")
                    .doesNotContain("<script>")
                    .doesNotContain("NaN");
            assertThat(rowsPage(list, true)).doesNotContain("黄女士").doesNotContain("href=\"/follow-ups/");
            if (list != DailyList.APPOINTMENTS) { // nobody had one that day
                assertThat(rowsPage(list, false)).contains("黄女士");
            }
        }
        assertThat(page(DailyList.AGENTS_DAY)).contains("还没有接话机", "通话时长");
    }

    @Test
    void RP_9_RP_10_RP_14_a_workbook_has_figures_tables_and_all_columns_of_the_rows_and_no_formula()
            throws IOException {
        aDay();
        freeze();
        for (var list : DailyList.values()) {
            var book = WrittenBook.read(workbook(list));
            assertThat(book.hasFormula()).isFalse();
            assertThat(book.sheets().toString()).doesNotContain("黄女士");
            var rows = book.sheet("明细");
            assertThat(rows.getFirst()).hasSize(list.columns().size() + 1);
            assertThat(rows).hasSize(rows(list, Narrowing.NONE, true).size() + 1);
            var figures = book.sheet("数字");
            var frozen = on(list).frozenFigures().orElseThrow();
            for (var figure : list.figures()) {
                var name = TestPages.MESSAGES.in(Messages.CHINESE).t("reports.list.figure." + figure);
                assertThat(figures)
                        .as(name)
                        .anyMatch(it -> !it.isEmpty()
                                && it.getFirst().equals(name)
                                && it.get(1).equals(String.valueOf(frozen.count(figure))));
            }
        }
    }

    @Test
    void RP_9_RP_10_RP_14_programs_read_the_same_figures_and_rows() throws Exception {
        aDay();
        freeze();
        assertThat(get("/api/v1/reports/agents-day?store=S1&day=2026-04-11"))
                .contains("\"report\":\"RP-14\"", "\"own\":true", "\"calls\":5", "\"dataVersion\":\"20260412-1\"");
        assertThat(get("/api/v1/reports/agents-day/rows?day=2026-04-11&figure=calls&frozen=true"))
                .contains("\"count\":5")
                .doesNotContain("黄女士");
        assertThat(get("/api/v1/reports/failed-calls/rows?day=2026-04-11&by=reason&value=NO_ANSWER"))
                .contains("\"count\":1");
        assertThat(ask("GET", "/api/v1/reports/failed-calls/rows?day=2026-04-11&figure=nonsense", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("GET", "/api/v1/reports/nonsense?day=2026-04-11", "").statusCode())
                .isEqualTo(404);
        assertThat(ask("GET", "/api/v1/reports/grievances?store=S2&day=2026-04-11", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("POST", "/api/v1/reports/grievances/signatures", "{\"day\":\"2026-04-11\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/v3/api-docs")).contains("/api/v1/reports/{list}", "/api/v1/reports/grievances/signatures");
    }

    /** A satisfied and a dissatisfied customer, one not reached twice, one who asked for another time, one never called, one recorded late. */
    private void aDay() {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        house.dissatisfied(
                house.owed(house.store, house.li, "2026-04-10 23:31", LocalDate.of(2026, 4, 10)),
                "2026-04-11 11:00",
                "2026-04-11 11:05");
        var missed = house.owed();
        house.tried(missed, "BUSY", "2026-04-11 09:30", "2026-04-11 09:31");
        house.tried(missed, "NO_ANSWER", "2026-04-11 14:30", "2026-04-11 14:31");
        house.tried(house.owed(), "INCONVENIENT", "2026-04-11 15:00", "2026-04-11 15:01");
        house.owed();
    }

    private void freeze() {
        jobs.named("reports.freeze").run(moment("2026-04-12 09:00"));
    }

    private DayLists.On on(DailyList list) {
        return house.in(
                () -> lists.on(manager, lists.store(manager, list, "S1"), new Wish(list, Period.day(SATURDAY), "")));
    }

    private List<ListRow> rows(DailyList list, Narrowing narrowing, boolean frozen) {
        return house.in(() -> lists.rows(
                        manager,
                        lists.store(manager, list, "S1"),
                        new Wish(list, Period.day(SATURDAY), ""),
                        narrowing,
                        frozen)
                .rows());
    }

    private List<ListRow> rowsOf(Actor actor, DailyList list, String figure) {
        return house.in(() -> lists.rows(
                        actor,
                        lists.store(actor, list, "S1"),
                        new Wish(list, Period.day(SATURDAY), ""),
                        new Narrowing(figure, "", ""),
                        false)
                .rows());
    }

    private Signing sign(Actor actor) {
        return house.in(() -> lists.sign(actor, lists.store(actor, DailyList.GRIEVANCES, "S1"), SATURDAY));
    }

    private List<String> digests() {
        var digests = new ArrayList<String>();
        for (var list : DailyList.values()) {
            on(list).frozen().forEach(it -> digests.add(it.digest()));
        }
        assertThat(digests).hasSize(DailyList.values().length);
        return digests;
    }

    private String page(DailyList list) {
        var page = house.in(() -> new ListPages(TestPages.MESSAGES.in(Messages.CHINESE), json)
                .list(on(list), lists.stores(manager, list), false, null, manager));
        return TestPages.render(
                "reports/list",
                Map.of("frame", TestPages.frame(manager).withCharts().withOwnScript("lists.js"), "page", page));
    }

    private String rowsPage(DailyList list, boolean frozen) {
        var page = house.in(() -> new ListPages(TestPages.MESSAGES.in(Messages.CHINESE), json)
                .rows(
                        lists.rows(
                                manager,
                                lists.store(manager, list, "S1"),
                                new Wish(list, Period.day(SATURDAY), ""),
                                Narrowing.NONE,
                                frozen),
                        Narrowing.NONE,
                        manager));
        return TestPages.render("reports/list-rows", Map.of("frame", TestPages.frame(manager), "page", page));
    }

    private byte[] workbook(DailyList list) {
        return house.in(() -> {
            var store = lists.store(manager, list, "S1");
            var wish = new Wish(list, Period.day(SATURDAY), "");
            var file = new ByteArrayOutputStream();
            try {
                new ListWorkbook(TestPages.MESSAGES.in(Messages.CHINESE))
                        .write(
                                lists.on(manager, store, wish),
                                lists.rows(manager, store, wish, Narrowing.NONE, true),
                                file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return file.toByteArray();
        });
    }

    private String token = "";

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = "sim-" + house.signIn();
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = ask("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
