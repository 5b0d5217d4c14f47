package org.opendcrc.shared.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of a simulation: stands still, is kept in the database, survives restarts and never goes back. Each reading asks the
 * database, so that every node shows the same time.
 */
class SimulationClock extends Clock {

    private final JdbcClient jdbc;
    private final ZoneId zone;

    private SimulationClock(JdbcClient jdbc, ZoneId zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** The clock as it stands, or one that begins at {@code beginning} if the simulation is new. */
    static SimulationClock of(JdbcClient jdbc, Instant beginning) {
        jdbc.sql("""
                        insert into infrastructure.simulation_clock (now, done_through)
                        values (:now, :now)
                        on conflict (only_row) do nothing
                        """)
                .param("now", beginning.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
        return new SimulationClock(jdbc, ZoneOffset.UTC);
    }

    /** Where the clock stands, and the moment up to which every due job has been run. */
    record Standing(Instant now, Instant doneThrough) {}

    Standing standing() {
        return jdbc.sql("select c.now, c.done_through from infrastructure.simulation_clock c")
                .query((row, _) -> new Standing(
                        row.getObject("now", OffsetDateTime.class).toInstant(),
                        row.getObject("done_through", OffsetDateTime.class).toInstant()))
                .single();
    }

    /** Moves forward, or stays. */
    void advanceTo(Instant moment) {
        change("""
                update infrastructure.simulation_clock
                   set now = :moment
                 where now <= :moment
                """, moment);
    }

    /** Everything that was due up to that moment, included, has been run. */
    void doneThrough(Instant moment) {
        change("""
                update infrastructure.simulation_clock
                   set done_through = :moment
                 where done_through <= :moment
                """, moment);
    }

    private void change(String statement, Instant moment) {
        if (jdbc.sql(statement).param("moment", moment.atOffset(ZoneOffset.UTC)).update() != 1) {
            throw new IllegalStateException("the clock never goes back, not to " + moment);
        }
    }

    @Override
    public Instant instant() {
        return standing().now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SimulationClock(jdbc, other);
    }
}
