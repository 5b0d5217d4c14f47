package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.reports.ReportFixture.moment;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The report of the three-day calls, from the tables of the other chapters to what hangs on the wall. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = "opendcrc.clock=2026-04-10T08:00:00+08:00")
class FreezingTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 4, 11);
    private static final LocalDate SUNDAY = LocalDate.of(2026, 4, 12);
    private static final LocalDate MONDAY = LocalDate.of(2026, 4, 13);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private FreezeJob job;

    @Autowired
    private ThreeDayCalls calls;

    @Autowired
    private SimulationDriver simulation;

    private ReportFixture house;

    @BeforeEach
    void a_dealer_of_its_own() {
        house = new ReportFixture(jdbc, transaction);
    }

    @Test
    void RP_8_the_figures_are_those_of_the_rows_in_the_tables() {
        var satisfied = house.owed();
        var dissatisfied = house.owed(house.store, house.li, "2026-04-10 23:31", FRIDAY);
        var missed = house.owed();
        var linked = house.owed();
        var texted = house.owed();
        house.owed();
        var cancelled = house.owed();
        var late = house.owed(house.store, null, "2026-04-05 23:31", LocalDate.of(2026, 4, 5));
        house.owed(house.store, house.wang, "2026-04-03 23:31", LocalDate.of(2026, 4, 3));
        house.owed(house.otherStore, house.wang, "2026-04-10 23:31", FRIDAY);
        house.satisfied(satisfied, "2026-04-11 10:00", "2026-04-11 10:05");
        house.dissatisfied(dissatisfied, "2026-04-11 11:00", "2026-04-12 08:30");
        house.tried(missed, "NO_ANSWER", "2026-04-11 09:30", "2026-04-11 09:31");
        house.linked(linked, satisfied, "2026-04-11 10:00", "2026-04-11 10:05");
        house.ended(texted, "SMS_DONE", null, "2026-04-11 12:00");
        house.ended(cancelled, "CANCELLED", null, "2026-04-10 23:59");
        house.satisfied(late, "2026-04-11 16:00", "2026-04-11 16:05");

        job.run(moment("2026-04-12 09:00"));

        var day = day(SATURDAY);
        var figures = day.frozen().orElseThrow().report().all();
        assertThat(figures.count(Figure.DUE)).isEqualTo(6);
        assertThat(figures.count(Figure.CALLED)).isEqualTo(4);
        assertThat(figures.count(Figure.SUCCESS)).isEqualTo(3);
        assertThat(figures.count(Figure.SATISFIED)).isEqualTo(2);
        assertThat(figures.count(Figure.DISSATISFIED)).isOne();
        assertThat(figures.count(Figure.NOT_CONNECTED)).isOne();
        assertThat(figures.count(Figure.LINKED)).isOne();
        assertThat(figures.count(Figure.TEXTED)).isOne();
        assertThat(figures.count(Figure.OVERDUE)).isOne();
        assertThat(figures.count(Figure.FADED)).isOne();
        assertThat(figures.inTimeRate()).isEqualTo(new Share(2, 6));
        assertThat(figures.followUpRate()).isEqualTo(new Share(4, 6));
        assertThat(figures.firstTimeFixRate()).isEqualTo(new Share(2, 3));
        assertThat(figures.verySatisfiedShare()).isEqualTo(new Share(2, 3));
        assertThat(figures.completeShare()).isEqualTo(new Share(3, 3));
        assertThat(figures.total().value().orElseThrow()).isEqualByComparingTo("84");
        assertThat(day.frozen().orElseThrow().report().grievances())
                .containsExactly(new ThreeDayCallReport.Grievances("remark", 1));
        assertThat(day.items()).containsEntry("remark", "其他意见或建议");
        assertThat(day.names()).containsEntry(house.li, "李海涛");
        assertThat(day.moved()).as("nothing was recorded since").isFalse();
    }

    @Test
    void RP_8_every_frozen_number_opens_down_to_exactly_its_rows() {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        house.dissatisfied(house.owed(), "2026-04-11 11:00", "2026-04-11 11:05");
        house.tried(house.owed(), "BUSY", "2026-04-11 11:00", "2026-04-11 11:05");
        job.run(moment("2026-04-12 09:00"));
        var actor = house.actor(Role.SERVICE_MANAGER, house.store);
        house.in(() -> {
            var store = calls.store(actor, "S1");
            var frozen = calls.on(actor, store, SATURDAY).frozen().orElseThrow();
            for (var figure : Figure.values()) {
                assertThat(calls.rows(actor, store, SATURDAY, figure.word(), null, true)
                                .rows())
                        .as(figure.word())
                        .hasSize(frozen.report().all().count(figure));
            }
            assertThat(calls.rows(actor, store, SATURDAY, "item:remark", null, true)
                            .rows())
                    .singleElement()
                    .satisfies(it -> assertThat(it.outcome()).contains("DISSATISFIED"));
            assertThat(calls.rows(actor, store, SATURDAY, "", null, true).customers())
                    .as("frozen rows hold no names")
                    .isEmpty();
            assertThat(calls.rows(actor, store, SATURDAY, "", null, false)
                            .customers()
                            .values())
                    .allSatisfy(it -> assertThat(it.name()).isEqualTo("黄女士"));
            return null;
        });
        assertThatThrownBy(() ->
                        house.in(() -> calls.rows(actor, calls.store(actor, "S1"), SATURDAY, "nonsense", null, true)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void A32_an_entry_until_the_freeze_counts_for_the_day_of_the_call_a_later_one_moves_the_live_figure_only() {
        var early = house.owed();
        var later = house.owed();
        house.satisfied(early, "2026-04-11 17:00", "2026-04-12 09:00");
        job.run(moment("2026-04-12 09:00"));
        house.satisfied(later, "2026-04-11 17:10", "2026-04-12 09:01");

        moveClockTo("2026-04-12T09:02:00+08:00");
        var day = day(SATURDAY);
        assertThat(day.frozen().orElseThrow().report().all().count(Figure.SUCCESS))
                .isOne();
        assertThat(day.live().all().count(Figure.SUCCESS)).isEqualTo(2);
        assertThat(day.moved()).isTrue();

        job.run(moment("2026-04-12 09:05"));
        assertThat(day(SATURDAY).frozen()).as("frozen once and for ever").isEqualTo(day.frozen());
    }

    @Test
    void FU_5_a_day_is_frozen_at_nine_of_the_next_day_and_not_a_second_earlier() {
        house.owed();
        job.run(moment("2026-04-12 08:59"));
        assertThat(house.frozenDays()).isEmpty();
        job.run(moment("2026-04-12 09:00"));
        assertThat(house.frozenDays()).containsExactly(SATURDAY);
        var frozen = day(SATURDAY).frozen().orElseThrow();
        assertThat(frozen.frozenAt()).isEqualTo(moment("2026-04-12 09:00"));
        assertThat(frozen.dataVersion()).isEqualTo("20260412-1");
    }

    @Test
    void FU_5_the_hour_is_the_stores_own() {
        house.setting("report.freeze-time", "08:30");
        house.owed();
        job.run(moment("2026-04-12 08:29"));
        assertThat(house.frozenDays()).isEmpty();
        job.run(moment("2026-04-12 08:30"));
        assertThat(house.frozenDays()).containsExactly(SATURDAY);
    }

    @Test
    void A32_closed_days_freeze_at_nine_of_the_next_opening_day() {
        house.closedOnWeekends();
        house.owed(house.store, house.wang, "2026-04-09 23:31", LocalDate.of(2026, 4, 9));
        job.run(moment("2026-04-12 09:00"));
        assertThat(house.frozenDays()).as("Friday's figure hangs on Monday").isEmpty();
        job.run(moment("2026-04-13 08:59"));
        assertThat(house.frozenDays()).isEmpty();
        job.run(moment("2026-04-13 09:00"));
        assertThat(house.frozenDays()).containsExactly(FRIDAY, SATURDAY, SUNDAY);
        assertThat(day(SUNDAY).frozen().orElseThrow().dataVersion()).isEqualTo("20260413-3");
        job.run(moment("2026-04-14 09:00"));
        assertThat(house.frozenDays()).containsExactly(FRIDAY, SATURDAY, SUNDAY, MONDAY);
    }

    @Test
    void FU_5_A32_after_an_outage_each_missed_day_is_frozen_as_it_was_known_at_its_own_moment() {
        var task = house.owed();
        house.satisfied(task, "2026-04-11 10:00", "2026-04-12 10:00");
        job.run(moment("2026-04-14 15:00"));
        assertThat(house.frozenDays()).containsExactly(SATURDAY, SUNDAY, MONDAY);
        assertThat(day(SATURDAY).frozen().orElseThrow().report().all().count(Figure.SUCCESS))
                .isZero();
        assertThat(day(SATURDAY).frozen().orElseThrow().frozenAt()).isEqualTo(moment("2026-04-12 09:00"));
    }

    @Test
    void FU_5_two_nodes_freeze_a_day_once() throws Exception {
        house.owed();
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var runs = List.of(
                    nodes.submit(() -> job.run(moment("2026-04-12 09:00"))),
                    nodes.submit(() -> job.run(moment("2026-04-12 09:00"))));
            for (var run : runs) {
                run.get();
            }
        }
        assertThat(house.frozenDays()).containsExactly(SATURDAY);
        assertThat(house.<Integer>in(() -> jdbc.sql("""
                        select count(*)
                          from reports.frozen_row r
                         where r.dealer_id = :dealer
                        """)
                        .param("dealer", house.dealer)
                        .query(Integer.class)
                        .single()))
                .isOne();
    }

    @Test
    void FU_5_a_store_without_a_task_has_no_history_to_freeze() {
        job.run(moment("2026-04-12 09:00"));
        assertThat(house.frozenDays()).isEmpty();
        assertThat(house.<Boolean>in(() -> calls.shelf(
                                house.actor(Role.AGENT, house.store),
                                calls.store(house.actor(Role.AGENT, house.store), null))
                        .next()
                        .isEmpty()))
                .isTrue();
    }

    @Test
    void FU_5_the_job_says_when_it_is_due_next_and_a_missed_moment_lies_in_the_past() {
        house.owed();
        assertThat(job.nextDue(moment("2026-04-20 12:00"))).isBeforeOrEqualTo(moment("2026-04-12 09:00"));
        job.run(moment("2026-04-20 12:00"));
        assertThat(job.nextDue(moment("2026-04-20 12:00")))
                .as("the other dealers of these tests have set half past eight or nine")
                .isBetween(moment("2026-04-21 08:30"), moment("2026-04-21 09:00"));
    }

    @Test
    void RP_8_what_is_frozen_cannot_be_changed_or_taken_away_by_the_application() {
        house.owed();
        job.run(moment("2026-04-12 09:00"));
        for (var statement : List.of(
                "update reports.frozen f set day = f.day where f.dealer_id = :dealer",
                "delete from reports.frozen f where f.dealer_id = :dealer",
                "update reports.frozen_row r set state = r.state where r.dealer_id = :dealer",
                "delete from reports.frozen_row r where r.dealer_id = :dealer")) {
            assertThatThrownBy(() -> house.in(() ->
                            jdbc.sql(statement).param("dealer", house.dealer).update()))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_report_of_another_store_does_not_exist_for_him() {
        var actor = house.actor(Role.AGENT, house.store);
        house.in(() -> {
            assertThat(calls.stores(actor)).extracting(ReportStore::code).containsExactly("S1");
            assertThat(calls.store(actor, house.store.toString()).code()).isEqualTo("S1");
            return null;
        });
        assertThatThrownBy(() -> house.in(() -> calls.store(actor, "S2"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        house.in(() -> calls.store(actor, UUID.randomUUID().toString())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> house.in(() -> calls.store(house.actor(Role.GUARD, house.store), "S1")))
                .isInstanceOf(NotAllowed.class);
    }

    private ThreeDayCalls.OnDay day(LocalDate day) {
        var actor = house.actor(Role.SERVICE_MANAGER, house.store);
        return house.in(() -> calls.on(actor, calls.store(actor, "S1"), day));
    }

    private void moveClockTo(String moment) {
        simulation.moveTo(
                house.actor(Role.ADMINISTRATOR, house.store),
                java.time.OffsetDateTime.parse(moment).toInstant());
    }
}
