package org.opendcrc.shared.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.SimulationState;
import org.opendcrc.shared.database.CannotStart;
import org.opendcrc.shared.jobs.Move.Run;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The simulation: its clock, and the driver that runs the catalogue along it. Each test goes on where the clock stands. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = "opendcrc.clock=2026-04-11T08:00:00+08:00")
class SimulationTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    private SimulationDriver driver;

    @Autowired
    private SimulationClock clock;

    @Autowired
    private SimulationState state;

    @Autowired
    private Probes probes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @TestConfiguration(proxyBeanMethods = false)
    static class ProbeBeans {

        @Bean
        Probes probes() {
            return new Probes();
        }

        @Bean
        Job second(Probes probes, Clock clock) {
            return new AtNine("probe.b", probes, clock);
        }

        @Bean
        Job first(Probes probes, Clock clock) {
            return new AtNine("probe.a", probes, clock);
        }

        @Bean
        Job deadlines(Probes probes, Clock clock) {
            return new Deadlines(probes, clock);
        }

        @Bean
        Job publisher(Probes probes, ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
            return new AtNine("probe.c", probes, clock) {
                @Override
                public void run(Instant due) {
                    super.run(due);
                    if (probes.publishes) {
                        transaction.executeWithoutResult(_ -> events.publishEvent(new Rang(due)));
                    }
                }
            };
        }

        @Bean
        Ear ear(Probes probes) {
            return new Ear(probes);
        }
    }

    record Rang(Instant at) {}

    static class Ear {
        private final Probes probes;

        Ear(Probes probes) {
            this.probes = probes;
        }

        @ApplicationModuleListener
        void on(Rang event) {
            probes.tellings++;
            if (probes.deafFor-- > 0) {
                throw new IllegalStateException("deaf, as the test wants it");
            }
            probes.heard.add(event.at());
        }
    }

    /** What the probes do and what was seen of them. */
    static class Probes {
        final List<Run> seen = new CopyOnWriteArrayList<>();
        final List<Instant> clockAtRun = new CopyOnWriteArrayList<>();
        final TreeSet<Instant> deadlines = new TreeSet<>();
        final List<Instant> heard = new CopyOnWriteArrayList<>();
        boolean publishes;
        boolean stores;
        boolean sticks;
        String fails = "";
        int deafFor;
        int tellings;
    }

    /** Daily at nine in Shanghai. */
    static class AtNine implements Job {
        private final String name;
        private final Probes probes;
        private final Clock clock;

        AtNine(String name, Probes probes, Clock clock) {
            this.name = name;
            this.probes = probes;
            this.clock = clock;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Instant nextDue(Instant after) {
            var local = after.atZone(ZONE);
            var nine = local.with(LocalTime.of(9, 0));
            return (nine.isAfter(local) ? nine : nine.plusDays(1)).toInstant();
        }

        @Override
        public void run(Instant due) {
            probes.seen.add(new Run(name, due));
            probes.clockAtRun.add(clock.instant());
            if (probes.fails.equals(name)) {
                throw new IllegalStateException("killed, as the test wants it");
            }
            if (probes.stores && name.equals("probe.a")) {
                probes.deadlines.add(due.plus(Duration.ofMinutes(30)));
            }
        }
    }

    static class Deadlines implements Job {
        private final Probes probes;
        private final Clock clock;

        Deadlines(Probes probes, Clock clock) {
            this.probes = probes;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "probe.deadline";
        }

        @Override
        public Instant nextDue(Instant after) {
            return probes.deadlines.isEmpty() ? Instant.MAX : probes.deadlines.first();
        }

        @Override
        public void run(Instant due) {
            probes.seen.add(new Run(name(), due));
            probes.clockAtRun.add(clock.instant());
            if (!probes.sticks) {
                probes.deadlines.headSet(due, true).clear();
            }
        }
    }

    @BeforeEach
    void a_quiet_house_at_eight_in_the_morning() {
        probes.publishes = false;
        probes.stores = false;
        probes.sticks = false;
        probes.fails = "";
        probes.deafFor = 0;
        probes.deadlines.clear();
        var local = clock.instant().atZone(ZONE);
        var eight = local.with(LocalTime.of(8, 0));
        moved(driver.moveTo((eight.isBefore(local) ? eight.plusDays(1) : eight).toInstant()));
        probes.seen.clear();
        probes.clockAtRun.clear();
        probes.heard.clear();
        probes.tellings = 0;
    }

    @Test
    void jobs_run_at_their_moments_in_order_and_those_of_one_moment_by_name() {
        var nine = nextNine();
        probes.stores = true;
        var answer = moved(driver.moveTo(nine.plus(DAY).plus(Duration.ofHours(1))));
        var half = Duration.ofMinutes(30);
        assertThat(probesOf(answer.jobsRun()))
                .containsExactly(
                        new Run("probe.a", nine),
                        new Run("probe.b", nine),
                        new Run("probe.c", nine),
                        new Run("probe.deadline", nine.plus(half)),
                        new Run("probe.a", nine.plus(DAY)),
                        new Run("probe.b", nine.plus(DAY)),
                        new Run("probe.c", nine.plus(DAY)),
                        new Run("probe.deadline", nine.plus(DAY).plus(half)))
                .isEqualTo(probes.seen);
        assertThat(probes.clockAtRun)
                .as("the clock shows the moment for which a job runs")
                .isEqualTo(probes.seen.stream().map(Run::due).toList());
        assertThat(answer.now())
                .isEqualTo(clock.instant())
                .isEqualTo(nine.plus(DAY).plus(Duration.ofHours(1)));
    }

    @Test
    void one_move_or_many_make_no_difference() {
        var start = clock.instant();
        probes.stores = true;
        var inOne = shifted(moved(driver.moveTo(start.plus(DAY.multipliedBy(2)))), start);
        var again = clock.instant();
        var inMany = new ArrayList<Run>();
        for (int hours = 0; hours <= 48; hours += 6) {
            inMany.addAll(shifted(moved(driver.moveTo(again.plus(Duration.ofHours(hours)))), again));
        }
        assertThat(inMany).isEqualTo(inOne);
    }

    @Test
    void the_moment_itself_is_included_and_a_moment_before_is_not_enough() {
        var nine = nextNine();
        assertThat(probesOf(
                        moved(driver.moveTo(nine.minus(1, ChronoUnit.MICROS))).jobsRun()))
                .isEmpty();
        assertThat(probesOf(moved(driver.moveTo(nine)).jobsRun())).hasSize(3);
        assertThat(probesOf(moved(driver.moveTo(nine)).jobsRun())).isEmpty();
    }

    @Test
    void a_deadline_that_is_over_is_dealt_with_at_the_present_moment() {
        var now = clock.instant();
        probes.deadlines.add(now.minus(Duration.ofHours(3)));
        probes.deadlines.add(now);
        assertThat(probesOf(moved(driver.moveTo(now)).jobsRun())).containsExactly(new Run("probe.deadline", now));
    }

    @Test
    void the_clock_never_goes_back() {
        var now = clock.instant();
        var before = now.minus(1, ChronoUnit.MICROS);
        assertThat(driver.moveTo(before)).isEqualTo(new Move.NeverBack(now, before));
        assertThatThrownBy(() -> clock.advanceTo(before)).isInstanceOf(IllegalStateException.class);
        assertThat(clock.instant()).isEqualTo(now);
    }

    @Test
    void the_clock_stands_still_and_survives_a_restart() {
        var now = clock.instant();
        var restarted = SimulationClock.of(jdbc, now.plus(DAY));
        assertThat(restarted.instant())
                .isEqualTo(now)
                .isEqualTo(clock.instant())
                .isEqualTo(state.now());
        assertThat(restarted.withZone(ZONE).instant()).isEqualTo(now);
        assertThat(state.on()).isTrue();
    }

    @Test
    void what_was_killed_in_the_middle_is_run_again_and_the_end_is_the_same() {
        var nine = nextNine();
        probes.fails = "probe.b";
        assertThatThrownBy(() -> driver.moveTo(nine.plus(DAY)))
                .isInstanceOf(JobFailed.class)
                .hasMessageContaining("probe.b");
        assertThat(clock.standing())
                .isEqualTo(new SimulationClock.Standing(nine, clock.standing().doneThrough()));
        assertThat(clock.standing().doneThrough()).isBefore(nine);
        probes.fails = "";
        probes.seen.clear();
        assertThat(probesOf(moved(driver.moveTo(nine.plus(DAY))).jobsRun()))
                .containsExactly(
                        new Run("probe.a", nine),
                        new Run("probe.b", nine),
                        new Run("probe.c", nine),
                        new Run("probe.a", nine.plus(DAY)),
                        new Run("probe.b", nine.plus(DAY)),
                        new Run("probe.c", nine.plus(DAY)));
    }

    @Test
    void a_restart_ends_the_move_in_whose_middle_the_house_was_killed() {
        var nine = nextNine();
        probes.fails = "probe.c";
        assertThatThrownBy(() -> driver.moveTo(nine.plus(DAY))).isInstanceOf(JobFailed.class);
        probes.fails = "";
        probes.seen.clear();
        driver.resume();
        assertThat(probes.seen)
                .containsExactly(new Run("probe.a", nine), new Run("probe.b", nine), new Run("probe.c", nine));
        assertThat(clock.standing()).isEqualTo(new SimulationClock.Standing(nine, nine));
        driver.resume();
        assertThat(probes.seen).hasSize(3);
    }

    @Test
    void a_job_that_makes_no_progress_is_an_error_and_no_endless_loop() {
        probes.deadlines.add(clock.instant());
        probes.sticks = true;
        assertThatThrownBy(() -> driver.moveTo(clock.instant()))
                .isInstanceOf(NoProgress.class)
                .hasMessageContaining("probe.deadline");
        assertThat(probes.seen).hasSize(1);
    }

    @Test
    void listeners_have_heard_everything_when_the_answer_comes() {
        var nine = nextNine();
        probes.publishes = true;
        moved(driver.moveTo(nine));
        assertThat(probes.heard).containsExactly(nine);
    }

    @Test
    void a_listener_that_fails_once_is_told_once_more() {
        var nine = nextNine();
        probes.publishes = true;
        probes.deafFor = 1;
        moved(driver.moveTo(nine));
        assertThat(probes.heard).containsExactly(nine);
        assertThat(probes.tellings).isEqualTo(2);
    }

    @Test
    void a_listener_that_keeps_failing_stops_the_clock_with_its_name() {
        var nine = nextNine();
        probes.publishes = true;
        probes.deafFor = 2;
        assertThatThrownBy(() -> driver.moveTo(nine.plus(DAY)))
                .isInstanceOf(JobFailed.class)
                .rootCause()
                .hasMessageContaining("Ear.on")
                .hasMessageContaining("Rang");
        assertThat(clock.instant()).isEqualTo(nine);
        moved(driver.moveTo(nine)); // told a third time, it hears
        assertThat(probes.heard).contains(nine);
    }

    @Test
    void only_one_moves_the_clock_at_a_time() throws Exception {
        try (var other = dataSource.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(SimulationDriver.MOVER));
            assertThat(driver.moveTo(nextNine())).isEqualTo(new Move.MovedByAnother());
            assertThat(probes.seen).isEmpty();
            statement.execute("select pg_advisory_unlock(%d)".formatted(SimulationDriver.MOVER));
        }
        moved(driver.moveTo(nextNine()));
    }

    @Test
    void moving_the_clock_is_an_administrators_right() {
        var nine = nextNine();
        assertThatThrownBy(() -> driver.moveTo(actor(Role.AGENT), nine)).isInstanceOf(NotAllowed.class);
        assertThat(driver.moveTo(actor(Role.ADMINISTRATOR), nine)).isInstanceOf(Move.Moved.class);
    }

    @Test
    void a_database_of_a_simulation_refuses_real_work() {
        assertThatThrownBy(() -> new Installation(jdbc, new MockEnvironment(), Clock.systemUTC()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("simulation since")
                .hasMessageContaining("SPRING_PROFILES_ACTIVE=simulation");
    }

    private Instant nextNine() {
        return clock.instant().atZone(ZONE).with(LocalTime.of(9, 0)).toInstant();
    }

    private static Move.Moved moved(Move answer) {
        assertThat(answer).isInstanceOf(Move.Moved.class);
        return (Move.Moved) answer;
    }

    private static List<Run> shifted(Move.Moved moved, Instant start) {
        return probesOf(moved.jobsRun()).stream()
                .map(it -> new Run(it.job(), Instant.EPOCH.plus(Duration.between(start, it.due()))))
                .toList();
    }

    private static List<Run> probesOf(List<Run> runs) {
        return runs.stream().filter(it -> it.job().startsWith("probe.")).toList();
    }

    private static Actor actor(Role role) {
        return new Actor(
                1,
                UUID.randomUUID(),
                "probe",
                "Probe",
                java.util.Map.of(UUID.randomUUID(), java.util.Set.of(role)),
                java.util.Locale.ENGLISH,
                true);
    }
}
