package org.opendcrc.followups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Texts to many customers who want no calls, each by the rule that holds for one (FU-14): whoever may be called is left out. Written
 * in pieces of one transaction each; what was written stays written, and the step says so, if the next piece fails.
 */
@Service
public class BulkTexts {

    /** How many rows one step takes; who chose more takes another step. */
    public static final int MOST = 500;

    private static final int BATCH = 50;

    private final ChosenRows rows;
    private final FollowUpDesk desk;
    private final Assignments assignments;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    BulkTexts(
            ChosenRows rows,
            FollowUpDesk desk,
            Assignments assignments,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.desk = desk;
        this.assignments = assignments;
        this.events = events;
        this.transaction = transaction;
    }

    /** A row that would be left out, and why. */
    public record LeftOut(QueueLine line, BulkOutcome why) {}

    /**
     * What would happen.
     *
     * @param more how many rows were chosen beyond what one step takes
     */
    public record Preview(List<QueueLine> texts, List<LeftOut> leftOut, int more) {

        public Preview {
            texts = List.copyOf(texts);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Says who would be written to and who would be left out.
     *
     * @throws org.opendcrc.shared.NotAllowed if he may do that in no store
     */
    public Preview preview(Actor actor, Chosen chosen, Instant now) {
        var all = chosen(actor, chosen, now);
        var texts = new ArrayList<QueueLine>();
        var leftOut = new ArrayList<LeftOut>();
        for (var line : all.subList(0, Math.min(MOST, all.size()))) {
            obstacle(line, actor, now)
                    .ifPresentOrElse(why -> leftOut.add(new LeftOut(line, why)), () -> texts.add(line));
        }
        return new Preview(texts, leftOut, Math.max(0, all.size() - MOST));
    }

    /**
     * Writes the texts.
     *
     * @return the step, to be read by {@link AssignmentDesk#step}
     * @throws org.opendcrc.shared.NotAllowed if he may do that in no store
     */
    public UUID send(Actor actor, Chosen chosen, Instant now) {
        var all = chosen(actor, chosen, now);
        var lines = all.subList(0, Math.min(MOST, all.size()));
        var step = Ids.next();
        transaction.executeWithoutResult(
                _ -> assignments.begin(actor.dealerId(), step, BulkKind.TEXT, actor.staffId(), now));
        var done = 0;
        for (int from = 0; from < lines.size(); from += BATCH) {
            var first = from;
            var batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
            done += Optional.ofNullable(transaction.execute(_ -> send(actor, step, batch, first, now)))
                    .orElse(0);
        }
        var written = done;
        transaction.executeWithoutResult(_ -> events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.bulk-text",
                "follow-up-step",
                step,
                Map.of("rows", Integer.toString(lines.size()), "done", Integer.toString(written)))));
        return step;
    }

    private List<QueueLine> chosen(Actor actor, Chosen chosen, Instant now) {
        var sight = Sight.of(actor, UseCase.TEXT_FOLLOW_UPS_IN_BULK, Optional.empty());
        return Optional.ofNullable(transaction.execute(_ -> rows.of(sight, chosen, now)))
                .orElse(List.of());
    }

    private int send(Actor actor, UUID step, List<QueueLine> batch, int first, Instant now) {
        var outcomes = new HashMap<UUID, BulkOutcome>();
        for (var line : batch) {
            var task = line.task().id();
            outcomes.put(
                    task,
                    switch (desk.textInstead(actor, task, now)) {
                        case Recorded.Refused(var why) -> outcome(why);
                        case Recorded _ -> BulkOutcome.DONE;
                    });
        }
        assignments
                .unreached(
                        actor.dealerId(),
                        outcomes.keySet().stream()
                                .filter(it -> outcomes.get(it) == BulkOutcome.DONE)
                                .toList())
                .forEach(it -> outcomes.put(it, BulkOutcome.NO_NUMBER));
        var kept = new ArrayList<Assignments.Row>();
        var done = 0;
        for (int n = 0; n < batch.size(); n++) {
            var task = batch.get(n).task();
            var outcome = outcomes.getOrDefault(task.id(), BulkOutcome.REFUSED);
            kept.add(new Assignments.Row(
                    first + n + 1, task.id(), task.storeId(), outcome, task.assignedTo(), Optional.empty()));
            done += outcome == BulkOutcome.DONE || outcome == BulkOutcome.NO_NUMBER ? 1 : 0;
        }
        assignments.add(actor.dealerId(), step, kept);
        return done;
    }

    private static BulkOutcome outcome(Refusal why) {
        return switch (why) {
            case Refusal.HeldBy _ -> BulkOutcome.HELD;
            case Refusal.AlreadyFinished _ -> BulkOutcome.FINISHED;
            case Refusal.NotYetDue _ -> BulkOutcome.NOT_YET_DUE;
            case Refusal.CallsAreAllowed _ -> BulkOutcome.CALLS_ALLOWED; // FU-14
            case Refusal _ -> BulkOutcome.REFUSED;
        };
    }

    private static Optional<BulkOutcome> obstacle(QueueLine line, Actor actor, Instant now) {
        var task = line.task();
        if (!task.state().isOpen()) {
            return Optional.of(BulkOutcome.FINISHED);
        }
        if (task.dueFrom().isAfter(now)) {
            return Optional.of(BulkOutcome.NOT_YET_DUE);
        }
        if (!task.textOnly()) {
            return Optional.of(BulkOutcome.CALLS_ALLOWED); // FU-14
        }
        return task.claimedBy().filter(it -> !it.equals(actor.name())).map(_ -> BulkOutcome.HELD);
    }
}
