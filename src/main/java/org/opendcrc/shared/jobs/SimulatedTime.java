package org.opendcrc.shared.jobs;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendcrc.shared.SimulationState;
import org.opendcrc.shared.database.CannotStart;
import org.opendcrc.shared.database.UnheardEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The business's time in simulation: a clock that stands still, no db-scheduler, and listeners that have done their work when the
 * answer comes.
 */
@Configuration(proxyBeanMethods = false)
@Profile("simulation")
class SimulatedTime {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedTime.class);

    /** Asks for {@link Installation}, so that no clock is made in a database of real work. */
    @Bean
    @Primary
    SimulationClock clock(
            JdbcClient jdbc,
            Installation installation,
            Environment environment,
            @Qualifier("systemClock") Clock systemClock) {
        installation.requireMode(Installation.Mode.SIMULATION);
        return SimulationClock.of(
                jdbc, beginning(environment.getProperty("opendcrc.clock", "")).orElseGet(systemClock::instant));
    }

    static Optional<Instant> beginning(String written) {
        if (written.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(written.strip()).toInstant());
        } catch (DateTimeException unreadable) {
            throw new CannotStart(
                    "OPENDCRC_CLOCK is \"%s\". Write the moment at which the simulated clock begins with its offset, such as"
                                    .formatted(written)
                            + " 2026-04-11T08:00:00+08:00.",
                    unreadable);
        }
    }

    @Bean
    SimulationDriver simulationDriver(
            JobCatalogue catalogue,
            SimulationClock clock,
            JdbcClient jdbc,
            UnheardEvents unheard,
            DataSource dataSource) {
        return new SimulationDriver(catalogue, clock, new Publications(jdbc, unheard), dataSource);
    }

    /** Listeners run in the thread of whoever published, after his commit. Under both names by which the framework looks for it. */
    @Bean({"applicationTaskExecutor", "taskExecutor"})
    TaskExecutor applicationTaskExecutor() {
        return new SyncTaskExecutor();
    }

    @Bean
    SimulationState simulationState(SimulationClock clock) {
        return new SimulationState() {
            @Override
            public boolean on() {
                return true;
            }

            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }

    /** A job that fails again must not keep people from the pages on which they can see why. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> resumedMove(SimulationDriver driver) {
        return _ -> {
            try {
                driver.resume();
            } catch (RuntimeException failure) {
                LOG.error("The interrupted move of the clock could not be ended; the next move tries again.", failure);
            }
        };
    }
}
