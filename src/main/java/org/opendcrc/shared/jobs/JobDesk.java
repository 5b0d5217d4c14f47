package org.opendcrc.shared.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The administrator's view of the catalogue: when each job is due, how it went, and running one at once. */
@Service
public class JobDesk {

    private final JobCatalogue catalogue;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    JobDesk(
            JobCatalogue catalogue,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * One job of the catalogue.
     *
     * @param name what it does is the message {@code job.<name>}
     * @param nextDue when the scheduler runs or asks it next; in simulation, which has no scheduler, the job's next moment; one in the
     *     past is a stored deadline not yet dealt with; empty if there is none
     * @param lastRun when the scheduler last ran or asked it successfully; empty in simulation and before the first time
     * @param failures how often it has failed since
     */
    public record Entry(String name, Optional<Instant> nextDue, Optional<Instant> lastRun, int failures) {}

    /** The catalogue in the order of names. */
    public List<Entry> catalogue(Actor actor) {
        actor.require(UseCase.RUN_JOBS);
        var now = clock.instant();
        var rows = rows();
        return catalogue.all().stream().map(it -> entry(it, now, rows)).toList();
    }

    private static Entry entry(Job job, Instant now, Map<String, Row> rows) {
        var row = Optional.ofNullable(rows.get(job.name()));
        var due = row.map(Row::nextTime).orElseGet(() -> job.nextDue(now));
        return new Entry(
                job.name(),
                due.equals(Instant.MAX) ? Optional.empty() : Optional.of(due),
                row.flatMap(Row::lastSuccess),
                row.map(Row::failures).orElse(0));
    }

    private record Row(String job, Instant nextTime, Optional<Instant> lastSuccess, int failures) {}

    private Map<String, Row> rows() {
        return jdbc
                .sql("""
                        select t.task_instance, t.execution_time, t.last_success, t.consecutive_failures
                          from infrastructure.scheduled_tasks t
                         where t.task_name = :name
                        """)
                .param("name", JobTask.NAME)
                .query((row, _) -> new Row(
                        row.getString("task_instance"),
                        row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("last_success", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getInt("consecutive_failures")))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::job, Function.identity()));
    }

    /**
     * Runs a job at once for the present moment, for all dealers, and answers when it is done. Its timetable is not touched: being
     * run twice does a job no harm. Not inside a transaction.
     *
     * @return the moment for which it ran
     * @throws NotFound if there is no such job
     */
    public Instant runNow(Actor actor, String name) {
        actor.require(UseCase.RUN_JOBS);
        var job = catalogue.named(name);
        var now = clock.instant();
        // Written first: also a run that fails was ordered by somebody.
        transaction.executeWithoutResult(_ ->
                events.publishEvent(Audited.by(actor, now, "job.run", "job", name, Map.of("due", now.toString()))));
        job.run(now);
        return now;
    }
}
