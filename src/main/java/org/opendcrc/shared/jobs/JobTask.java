package org.opendcrc.shared.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The earnest driver: the catalogue on db-scheduler. Each job is one row of {@code infrastructure.scheduled_tasks}; the row's data is
 * the moment up to which the job is done, and one execution does the next moment after it. So an outage is caught up moment by moment
 * and in order, a failure repeats the same moment until it succeeds, and of several nodes the one that has picked the row runs it.
 */
class JobTask extends CustomTask<Instant> {

    static final String NAME = "job";

    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);

    /** What a timetable leaves {@link Job#recheck} at; who asks for less has stored deadlines. */
    private static final Duration TIMETABLE = Duration.ofHours(1);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final JobCatalogue catalogue;
    private final Clock clock;

    JobTask(JobCatalogue catalogue, Clock clock) {
        super(
                NAME,
                Instant.class,
                (client, _, task) -> scheduleNewJobs(catalogue, clock, client, task::instance),
                Function.identity(),
                (complete, operations) -> retry(clock, complete, operations),
                new DeadExecutionHandler.ReviveDeadExecution<>());
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A job that is new in the house begins now; what is on the books already keeps its moment. */
    private static void scheduleNewJobs(
            JobCatalogue catalogue,
            Clock clock,
            SchedulerClient client,
            java.util.function.BiFunction<String, Instant, TaskInstance<Instant>> row) {
        var now = clock.instant();
        catalogue.all().forEach(job -> client.scheduleIfNotExists(row.apply(job.name(), now), now));
    }

    private static void retry(Clock clock, ExecutionComplete complete, ExecutionOperations<Instant> operations) {
        var failures = Math.min(complete.getExecution().consecutiveFailures, 10);
        var wait = FIRST_RETRY.multipliedBy(1L << failures);
        operations.reschedule(complete, clock.instant().plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY));
    }

    @Override
    public CompletionHandler<Instant> execute(TaskInstance<Instant> row, ExecutionContext context) {
        var found = catalogue.find(row.getId());
        if (found.isEmpty()) {
            // While a new version is rolled out, an older node meets jobs that it does not know yet.
            LOG.warn("The job {} is not in the catalogue of this node and is left to another one.", row.getId());
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(Duration.ofMinutes(1)));
        }
        var job = found.get();
        var done = row.getData();
        var now = clock.instant();
        var due = job.nextDue(done);
        if (due.isAfter(now)) {
            return again(job, due, done, context);
        }
        var moment = momentFor(job, due, done, now);
        job.run(moment);
        var next = job.nextDue(moment);
        if (next.equals(due)) {
            throw new NoProgress(job.name(), due);
        }
        return again(job, next, moment, context);
    }

    /** A timetable runs for the planned moment, however late; stored deadlines that are over are dealt with as of now. */
    private static Instant momentFor(Job job, Instant due, Instant done, Instant now) {
        if (job.recheck().compareTo(TIMETABLE) >= 0 && due.isAfter(done)) {
            return due;
        }
        return now.isAfter(done) ? now : done; // clocks of nodes differ; what is done never goes back
    }

    private CompletionHandler<Instant> again(Job job, Instant next, Instant done, ExecutionContext context) {
        return (complete, operations) -> {
            var now = clock.instant();
            var ask = now.plus(job.recheck());
            operations.reschedule(complete, next.isBefore(ask) ? next : ask, done);
            if (!next.isAfter(now) && context.getSchedulerClient() instanceof Scheduler scheduler) {
                scheduler.triggerCheckForDueExecutions(); // catching up need not wait for the next poll
            }
        };
    }
}
