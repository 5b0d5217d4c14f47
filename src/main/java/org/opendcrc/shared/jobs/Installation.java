package org.opendcrc.shared.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.opendcrc.shared.database.CannotStart;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What this database is for: real work or simulation. Decided at the first start and for life, since a clock that was moved would
 * spoil real deadlines, and simulated history would spoil real figures.
 */
@Component
class Installation {

    enum Mode {
        REAL,
        SIMULATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Mode mode;

    /** @throws CannotStart if the database was first started in the other mode */
    Installation(JdbcClient jdbc, Environment environment, @Qualifier("systemClock") Clock systemClock) {
        this.mode = environment.acceptsProfiles(Profiles.of("simulation")) ? Mode.SIMULATION : Mode.REAL;
        jdbc.sql("""
                        insert into infrastructure.installation (mode, started_at)
                        values (:mode, :now)
                        on conflict (only_row) do nothing
                        """)
                .param("mode", mode.word())
                .param("now", systemClock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record First(String mode, Instant startedAt) {}
        var first = jdbc.sql("select i.mode, i.started_at from infrastructure.installation i")
                .query((row, _) -> new First(
                        row.getString("mode"),
                        row.getObject("started_at", java.time.OffsetDateTime.class)
                                .toInstant()))
                .single();
        if (!first.mode().equals(mode.word())) {
            throw new CannotStart(
                    switch (mode) {
                        case SIMULATION ->
                            ("This database has been in real use since %s, so its clock cannot be simulated. Start without the"
                                            + " profile (unset SPRING_PROFILES_ACTIVE), or give the simulation a database of its own"
                                            + " by OPENDCRC_DATABASE_URL or OPENDCRC_DATA.")
                                    .formatted(first.startedAt());
                        case REAL ->
                            ("This database has been a simulation since %s, and its history was made by a moved clock. Start with"
                                            + " SPRING_PROFILES_ACTIVE=simulation, or give real work a database of its own by"
                                            + " OPENDCRC_DATABASE_URL or OPENDCRC_DATA.")
                                    .formatted(first.startedAt());
                    });
        }
    }

    /** Goes on only in that mode; a bean that must not exist in the other one asks for it. */
    void requireMode(Mode required) {
        if (mode != required) {
            throw new IllegalStateException("the installation is " + mode.word());
        }
    }
}
