package org.opendcrc.complaints;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A case as decisions see it, with everything that they need; its row is locked.
 *
 * @param phoneLeft whether somebody who is not in the file left a number
 * @param solvedAt when it was done and signed, in the present round
 * @param contactOwed whether somebody is to be contacted at all
 * @param tries how often the customer was tried and not reached before the first contact
 * @param plans of the present round, in their order
 * @param signed who signed what in the present round
 * @param check what came of the check call of the present round
 * @param steps of the crisis that are done
 * @param standingSince while its clocks stand still
 */
record CaseFacts(
        UUID id,
        UUID storeId,
        String number,
        ComplaintKind kind,
        CaseState state,
        Grade grade,
        Complainant complainant,
        Optional<UUID> customer,
        boolean phoneLeft,
        Optional<Instant> solvedAt,
        Optional<UUID> vehicle,
        Instant receivedAt,
        Optional<Instant> contactedAt,
        boolean contactOwed,
        Optional<Instant> answeredAt,
        boolean confirmationOwed,
        boolean confirmed,
        Optional<UUID> accused,
        Optional<UUID> handler,
        Optional<EscalatedTo> escalatedTo,
        int round,
        int tries,
        Findings findings,
        List<Plan> plans,
        Map<Signed, UUID> signed,
        Optional<Check> check,
        Optional<Instant> crisisSince,
        Set<CrisisStep> steps,
        Optional<Help> help,
        List<Promise> promises,
        Optional<Instant> standingSince,
        List<CaseClock.Stretch> stood,
        ComplaintSource source,
        int version) {

    CaseFacts {
        plans = List.copyOf(plans);
        signed = Map.copyOf(signed);
        steps = Set.copyOf(steps);
        promises = List.copyOf(promises);
        stood = List.copyOf(stood);
    }

    /** What closing asks for (CP-9). */
    record Findings(
            Optional<Root> root,
            Optional<String> cause,
            Optional<String> department,
            Optional<String> remedy,
            Optional<Long> costFen) {}

    /** @param needs whose authority it takes, where it is not the handler's and nobody has approved it */
    record Plan(UUID id, PlanState state, long costFen, Optional<Rank> needs, boolean approved) {

        boolean isOpen() {
            return state == PlanState.PROPOSED;
        }

        boolean waitsForApproval() {
            return needs.isPresent() && !approved;
        }

        /** Whether somebody of that rank may decide on it. */
        boolean isWithin(Rank rank) {
            return needs.isEmpty() || rank.isAtLeast(needs.get());
        }
    }

    /** The manufacturer's help: recognised, perhaps asked for, perhaps answered. */
    record Help(int nth, Instant recognisedAt, boolean asked, boolean answered) {}

    record Promise(UUID id, Instant answerBy, boolean kept) {}
}
