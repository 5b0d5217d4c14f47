package org.opendcrc.shared.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.SimulationState;
import org.opendcrc.shared.database.CannotStart;
import org.opendcrc.shared.database.Nodes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** The catalogue on the real db-scheduler, with two nodes on one database. */
class JobsOnTwoNodesTest {

    /** Far more often than any real job, so that the nodes fight for each moment. */
    private static final Duration OFTEN = Duration.ofMillis(250);

    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @SuppressWarnings("NullAway.Init")
    private static Nodes nodes;

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient jdbc;

    @Configuration(proxyBeanMethods = false)
    static class Probes {

        @Bean
        Job often(JdbcClient jdbc) {
            return new Timetable("probe.often", OFTEN, jdbc);
        }

        @Bean
        Job hourly(JdbcClient jdbc) {
            return new Timetable("probe.hourly", Duration.ofHours(1), jdbc);
        }

        @Bean
        Job failing(JdbcClient jdbc) {
            return new Timetable("probe.failing", Duration.ofHours(1), jdbc) {
                @Override
                public void run(Instant due) {
                    super.run(due);
                    if (FAILS.get()) {
                        throw new IllegalStateException("as the test wants it");
                    }
                }
            };
        }

        @Bean
        Job dying(JdbcClient jdbc) {
            return new Timetable("probe.dying", Duration.ofHours(1), jdbc);
        }

        @Bean
        Job deadline(JdbcClient jdbc) {
            return new Deadlines(jdbc);
        }
    }

    /** Notes each run in a table that knows no uniqueness, so that a second run would be seen. */
    static class Timetable implements Job {

        private final String name;
        private final Duration every;
        private final JdbcClient jdbc;
        private final UUID node = UUID.randomUUID();

        Timetable(String name, Duration every, JdbcClient jdbc) {
            this.name = name;
            this.every = every;
            this.jdbc = jdbc;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Instant nextDue(Instant after) {
            var past = after.toEpochMilli() / every.toMillis();
            return Instant.ofEpochMilli((past + 1) * every.toMillis());
        }

        @Override
        public void run(Instant due) {
            note(jdbc, name, node, due);
        }
    }

    static class Deadlines implements Job {

        private final JdbcClient jdbc;
        private final UUID node = UUID.randomUUID();

        Deadlines(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public String name() {
            return "probe.deadline";
        }

        @Override
        public Instant nextDue(Instant after) {
            return jdbc.sql("select min(d.due_at) from infrastructure.probe_deadline d where not d.met")
                    .query((row, _) -> row.getObject(1) == null
                            ? Instant.MAX
                            : row.getObject(1, OffsetDateTime.class).toInstant())
                    .single();
        }

        @Override
        public Duration recheck() {
            return Duration.ofMillis(500);
        }

        @Override
        public void run(Instant due) {
            note(jdbc, name(), node, due);
            jdbc.sql("update infrastructure.probe_deadline set met = true where due_at <= :due")
                    .param("due", due.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private static void note(JdbcClient jdbc, String job, UUID node, Instant due) {
        jdbc.sql("insert into infrastructure.probe_run (job, node, due) values (:job, :node, :due)")
                .param("node", node)
                .param("job", job)
                .param("due", due.atOffset(ZoneOffset.UTC))
                .update();
    }

    @BeforeAll
    static void two_nodes_on_one_database() {
        nodes = new Nodes(
                new Class<?>[] {ProbeTables.class, Probes.class},
                "db-scheduler.polling-interval=100ms",
                "db-scheduler.heartbeat-interval=1s");
        jdbc = nodes.first().getBean(JdbcClient.class);
        nodes.another();
    }

    /** The probes' tables are there before the scheduler starts. */
    @Configuration(proxyBeanMethods = false)
    static class ProbeTables {

        @Bean
        @org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
        Object probeTables(
                @org.springframework.beans.factory.annotation.Qualifier("ownerDataSource") DataSource owner) {
            JdbcClient.create(owner).sql("""
                            create table if not exists infrastructure.probe_run (
                                id bigserial primary key, job text not null, node uuid not null, due timestamptz not null);
                            create table if not exists infrastructure.probe_deadline (
                                due_at timestamptz not null, met boolean not null default false);
                            grant all on infrastructure.probe_run, infrastructure.probe_deadline,
                                infrastructure.probe_run_id_seq to opendcrc_app
                            """).update();
            return new Object();
        }
    }

    @AfterAll
    static void the_house_closes() {
        nodes.close();
    }

    @Test
    void each_planned_moment_is_run_exactly_once_and_in_order() {
        await(() -> runs("probe.often").size() >= 40);
        var dues = runs("probe.often");
        var expected = Stream.iterate(dues.getFirst(), it -> it.plus(OFTEN))
                .limit(dues.size())
                .toList();
        assertThat(dues).isEqualTo(expected);
    }

    @Test
    void both_nodes_take_part() {
        await(() ->
                jdbc.sql("select count(distinct r.node) from infrastructure.probe_run r where r.job = 'probe.often'")
                                .query(Integer.class)
                                .single()
                        == 2);
    }

    @Test
    void after_an_outage_each_missed_moment_of_a_timetable_is_run_in_order() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        pretendDoneUntil("probe.hourly", hour.minus(Duration.ofHours(5)));
        await(() -> runs("probe.hourly").contains(hour));
        assertThat(runs("probe.hourly"))
                .startsWith(
                        hour.minus(Duration.ofHours(4)),
                        hour.minus(Duration.ofHours(3)),
                        hour.minus(Duration.ofHours(2)),
                        hour.minus(Duration.ofHours(1)),
                        hour)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_job_that_throws_is_tried_again_for_the_same_moment_and_nothing_is_lost() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        FAILS.set(true);
        pretendDoneUntil("probe.failing", hour.minus(Duration.ofHours(2)));
        await(() -> row("probe.failing").failures() == 1);
        var failed = row("probe.failing");
        assertThat(failed.executionTime()).isAfter(failed.lastFailure());
        assertThat(Duration.between(failed.lastFailure(), failed.executionTime()))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(failed.done()).isEqualTo(hour.minus(Duration.ofHours(2)).toString());
        FAILS.set(false);
        makeDue("probe.failing");
        await(() -> runs("probe.failing").contains(hour));
        assertThat(runs("probe.failing"))
                .startsWith(hour.minus(Duration.ofHours(1)), hour.minus(Duration.ofHours(1)), hour);
        await(() -> row("probe.failing").failures() == 0);
    }

    @Test
    void the_job_of_a_node_that_died_is_revived_on_another() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        pretendDoneUntil("probe.dying", hour.minus(Duration.ofHours(1)), """
                update infrastructure.scheduled_tasks
                   set task_data = convert_to(:done, 'UTF8'), execution_time = :time, version = version + 1,
                       picked = true, picked_by = 'a node that died', last_heartbeat = :time
                 where task_instance = :job
                """);
        await(() -> runs("probe.dying").contains(hour));
        assertThat(runs("probe.dying")).containsOnlyOnce(hour);
    }

    @Test
    void a_stored_deadline_is_noticed_and_dealt_with_once() {
        var due = Instant.now().minus(Duration.ofMinutes(3)).truncatedTo(ChronoUnit.MICROS);
        var before = Instant.now();
        for (int i = 0; i < 3; i++) {
            jdbc.sql("insert into infrastructure.probe_deadline (due_at) values (:due)")
                    .param("due", due.plusMillis(i).atOffset(ZoneOffset.UTC))
                    .update();
        }
        await(() -> jdbc.sql("select count(*) from infrastructure.probe_deadline d where not d.met")
                        .query(Integer.class)
                        .single()
                == 0);
        await(() -> !row("probe.deadline").picked());
        assertThat(runs("probe.deadline"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).isBetween(before, Instant.now())); // as of the present moment
    }

    @Test
    void every_job_of_the_catalogue_has_its_row() {
        var names = nodes.first().getBean(JobCatalogue.class).all().stream()
                .map(Job::name)
                .toList();
        assertThat(jdbc.sql("select t.task_instance from infrastructure.scheduled_tasks t where t.task_name = 'job'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void a_database_of_real_work_refuses_to_become_a_simulation() {
        var simulation = new MockEnvironment();
        simulation.addActiveProfile("simulation");
        assertThatThrownBy(() -> new Installation(jdbc, simulation, Clock.systemUTC()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("real use")
                .hasMessageContaining("OPENDCRC_DATABASE_URL");
        assertThat(nodes.first().getBean(SimulationState.class).on()).isFalse();
        assertThat(nodes.first().getBeansOfType(SimulationDriver.class)).isEmpty();
    }

    private static List<Instant> runs(String job) {
        return jdbc.sql("select r.due from infrastructure.probe_run r where r.job = :job order by r.id")
                .param("job", job)
                .query((row, _) -> row.getObject("due", OffsetDateTime.class).toInstant())
                .list();
    }

    private record Row(String done, Instant executionTime, Instant lastFailure, int failures, boolean picked) {}

    private static Row row(String job) {
        return jdbc.sql("""
                        select convert_from(t.task_data, 'UTF8') as done, t.execution_time,
                               coalesce(t.last_failure, '-infinity'::timestamptz) as last_failure,
                               coalesce(t.consecutive_failures, 0) as failures, t.picked
                          from infrastructure.scheduled_tasks t
                         where t.task_instance = :job
                        """)
                .param("job", job)
                .query((row, _) -> new Row(
                        row.getString("done"),
                        row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                        row.getObject("last_failure", OffsetDateTime.class).toInstant(),
                        row.getInt("failures"),
                        row.getBoolean("picked")))
                .single();
    }

    /** As if the house had been closed since then. */
    private static void pretendDoneUntil(String job, Instant done) {
        pretendDoneUntil(job, done, """
                update infrastructure.scheduled_tasks
                   set task_data = convert_to(:done, 'UTF8'), execution_time = :time, version = version + 1
                 where task_instance = :job
                   and not picked
                """);
    }

    private static void pretendDoneUntil(String job, Instant done, String statement) {
        await(() -> jdbc.sql(statement)
                        .param("job", job)
                        .param("done", done.toString())
                        .param("time", done.atOffset(ZoneOffset.UTC))
                        .update()
                == 1);
    }

    private static void makeDue(String job) {
        jdbc.sql("""
                        update infrastructure.scheduled_tasks
                           set execution_time = :now, version = version + 1
                         where task_instance = :job
                        """)
                .param("job", job)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    /** Looks at the database until it is so; red after a minute. */
    private static void await(BooleanSupplier so) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute is over").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
