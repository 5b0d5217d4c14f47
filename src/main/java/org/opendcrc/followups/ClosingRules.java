package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.followups.Closing.LeftOut;
import org.opendcrc.messaging.Outbox;

/**
 * Which old calls may be closed by text. A text does not stand for a call that can still be made: what has not faded yet needs its
 * attempts like any other (FU-7); what has faded (FU-2) would only annoy by a call, and whoever wants no calls is texted anyway
 * (FU-14). A service text may go to who refused advertising; nobody gets two at once. Pure.
 */
final class ClosingRules {

    private ClosingRules() {}

    /**
     * An owed call after a repair, as it stands.
     *
     * @param fadesAt the first moment at which the memory counts as faded
     * @param textOnly the customer wants no calls
     * @param heldUntil until when somebody has it in his hand
     * @param numbers his good numbers, E.164, in his order
     */
    record Candidate(
            UUID task,
            UUID contact,
            UUID customer,
            TaskState state,
            int attempts,
            Instant fadesAt,
            boolean textOnly,
            Optional<Instant> promisedAt,
            Optional<Instant> heldUntil,
            boolean complaintOpen,
            List<String> numbers,
            CallKind kind) {

        Candidate {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Why it is left out; the first reason that somebody can do something about.
     *
     * @param required failed attempts after which its kind may be given up
     * @param atLeast failed attempts that a store wants even of an old call
     * @param taken customers who get a text in this closing already
     */
    static Optional<LeftOut> leftOut(Candidate it, int required, int atLeast, Set<UUID> taken, Instant now) {
        if (!it.state().isOpen()) {
            return Optional.of(LeftOut.FINISHED);
        }
        if (it.heldUntil().filter(until -> until.isAfter(now)).isPresent()) {
            return Optional.of(LeftOut.IN_A_CALL);
        }
        if (it.complaintOpen()) {
            return Optional.of(LeftOut.COMPLAINT_OPEN);
        }
        if (it.promisedAt().isPresent() && !it.textOnly()) {
            return Optional.of(LeftOut.PROMISED);
        }
        if (it.numbers().isEmpty()) {
            return Optional.of(LeftOut.NUMBER_WRONG);
        }
        if (Outbox.textable(it.numbers()).isEmpty()) {
            return Optional.of(LeftOut.NO_MOBILE); // A30
        }
        if (!it.textOnly() && it.attempts() < required) { // FU-7, FU-14
            var faded = !it.fadesAt().isAfter(now); // FU-2
            if (!faded || it.attempts() < atLeast) {
                return Optional.of(LeftOut.TOO_FEW_TRIES);
            }
        }
        return taken.contains(it.customer()) ? Optional.of(LeftOut.ANOTHER_OF_HIS) : Optional.empty();
    }
}
