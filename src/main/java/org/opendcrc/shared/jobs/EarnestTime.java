package org.opendcrc.shared.jobs;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.opendcrc.shared.SimulationState;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** The business's time in earnest: the system's clock, and db-scheduler runs the catalogue. */
@Configuration(proxyBeanMethods = false)
@Profile("!simulation")
class EarnestTime {

    @Bean
    @Primary
    Clock clock(@Qualifier("systemClock") Clock systemClock) {
        return systemClock;
    }

    /** Asks for {@link Installation}, so that nothing starts over a database of the other mode. */
    @Bean
    Task<Instant> jobTask(JobCatalogue catalogue, Clock clock, Installation installation) {
        installation.requireMode(Installation.Mode.REAL);
        return new JobTask(catalogue, clock);
    }

    @Bean
    DbSchedulerCustomizer schedulerCustomizer() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new DoneMoment());
            }
        };
    }

    @Bean
    SimulationState simulationState(Clock clock) {
        return new SimulationState() {
            @Override
            public boolean on() {
                return false;
            }

            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }
}
