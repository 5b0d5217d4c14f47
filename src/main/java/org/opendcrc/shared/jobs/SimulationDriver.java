package org.opendcrc.shared.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The simulation's driver: moves the clock from one due moment to the next and runs at each what is due, in the order of names, until
 * nothing is due any more. Whatever the way to a moment, in one move or in many, the same jobs run for the same moments.
 */
public class SimulationDriver {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationDriver.class);

    /** Key of the lock that one mover holds; any number that nobody else uses. */
    static final long MOVER = 0x0DC2C_0001L;

    /** Jobs that make work for one another without end would never let the clock go on. */
    private static final int MOST_ROUNDS_AT_ONE_MOMENT = 1000;

    private final JobCatalogue catalogue;
    private final SimulationClock clock;
    private final Publications publications;
    private final DataSource dataSource;

    SimulationDriver(JobCatalogue catalogue, SimulationClock clock, Publications publications, DataSource dataSource) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.publications = publications;
        this.dataSource = dataSource;
    }

    /** {@link #moveTo(Instant)} as a person's wish. */
    public Move moveTo(Actor actor, Instant target) {
        actor.require(UseCase.RUN_JOBS);
        return moveTo(target);
    }

    /**
     * Moves the clock to {@code target} and runs everything that falls due on the way, {@code target} included. Answers when jobs
     * and listeners are done. To the present moment: runs what has fallen due at it meanwhile. Not inside a transaction.
     *
     * @throws JobFailed if a job throws; the clock then stands where it failed, and the next move runs that moment again
     */
    public Move moveTo(Instant target) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (!lock(connection)) {
                return new Move.MovedByAnother();
            }
            try {
                return move(target.truncatedTo(ChronoUnit.MICROS));
            } finally {
                unlock(connection);
            }
        } catch (SQLException lost) {
            throw new IllegalStateException("the lock of the clock could not be asked for", lost);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Ends a move in whose middle the house was killed. */
    void resume() {
        var standing = clock.standing();
        if (standing.doneThrough().isBefore(standing.now())) {
            LOG.info(
                    "The clock was being moved when the house stopped; what is due at {} is run again.",
                    standing.now());
            moveTo(standing.now());
        }
    }

    private Move move(Instant target) {
        var standing = clock.standing();
        if (target.isBefore(standing.now())) {
            return new Move.NeverBack(standing.now(), target);
        }
        publications.drain();
        var runs = new ArrayList<Move.Run>();
        var now = standing.now();
        var done = standing.doneThrough();
        var rounds = 0;
        for (var next = earliest(done); !next.isAfter(target); next = earliest(done)) {
            rounds = next.isAfter(now) ? 0 : rounds + 1;
            if (rounds > MOST_ROUNDS_AT_ONE_MOMENT) {
                throw new IllegalStateException("at %s there is always something due again, lastly %s"
                        .formatted(now, runs.isEmpty() ? "" : runs.getLast().job()));
            }
            if (next.isAfter(now)) {
                now = next;
                clock.advanceTo(now);
            }
            for (var job : catalogue.all()) {
                runIfDue(job, done, now).ifPresent(runs::add);
            }
            // Nothing else is due before `now`: it was the earliest moment, or lay in the past.
            done = now;
            clock.doneThrough(done);
        }
        clock.advanceTo(target);
        clock.doneThrough(target);
        return new Move.Moved(target, runs);
    }

    private Instant earliest(Instant done) {
        return catalogue.all().stream()
                .map(it -> it.nextDue(done))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Optional<Move.Run> runIfDue(Job job, Instant done, Instant now) {
        var due = job.nextDue(done);
        if (due.isAfter(now)) {
            return Optional.empty();
        }
        var moment = due.isAfter(done) ? due : now; // a stored deadline that is over is dealt with as of now
        try {
            job.run(moment);
            publications.drain();
        } catch (RuntimeException failure) {
            throw new JobFailed(job.name(), moment, failure);
        }
        if (job.nextDue(moment).equals(due)) {
            throw new NoProgress(job.name(), due);
        }
        return Optional.of(new Move.Run(job.name(), moment));
    }

    /** Waits for nobody: the lock belongs to the connection, so a killed mover gives it back. */
    private static boolean lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, MOVER);
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            statement.setLong(1, MOVER);
            statement.execute();
        }
    }
}
