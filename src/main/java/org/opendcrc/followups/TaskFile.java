package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.questionnaires.ResponseView;

/**
 * A task with what came of it, as programs read it.
 *
 * @param tries the calls that served it, the earliest first
 * @param result how the customer answered, if he did
 * @param remarks words added to it, the earliest first
 * @param file what a buyer said of his file, in a call after a sale (RP-19)
 */
public record TaskFile(
        TaskView task, List<Tried> tries, Optional<Result> result, List<Remark> remarks, List<CallFile.Checked> file) {

    public TaskFile {
        tries = List.copyOf(tries);
        remarks = List.copyOf(remarks);
        file = List.copyOf(file);
    }

    /**
     * A call that served the task.
     *
     * @param calledFor the task for which the number was dialled; another one where it only served along
     * @param counted whether it counts for this task (A25)
     */
    public record Tried(
            UUID id,
            UUID calledFor,
            Instant at,
            Optional<Daypart> daypart,
            AttemptOutcome outcome,
            boolean counted,
            String by,
            Instant recordedAt) {}

    /** What the customer said; {@code answers} are read by the questionnaire that asked. {@code servicesTold} is FU-28. */
    public record Result(
            CallOutcome outcome,
            Instant calledAt,
            String by,
            Instant recordedAt,
            Optional<UUID> complaintId,
            boolean servicesTold,
            ResponseView answers) {}

    /** Words that somebody added. */
    public record Remark(UUID id, Instant at, String by, String words) {}
}
