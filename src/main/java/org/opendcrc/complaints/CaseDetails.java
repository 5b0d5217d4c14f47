package org.opendcrc.complaints;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Role;

/**
 * What was written about a case, for pages and machines; words as they were said.
 *
 * @param texts single fields by name: {@code people}, {@code demand}, {@code cause}, {@code handler} …; what is empty is absent
 * @param plans of all rounds, in their order
 * @param deadlines the earliest first
 * @param log the latest first
 * @param outside whom the store calls outside the house just now
 * @param notices what went out to them about this case, the latest first
 * @param coverers who acts for the handler just now
 * @param sameMatter other complaints of the same matter, the latest first
 */
public record CaseDetails(
        Map<String, String> texts,
        List<Plan> plans,
        List<Deadline> deadlines,
        List<Signature> signatures,
        List<Checked> checks,
        List<Escalated> escalations,
        List<Promised> promises,
        List<Stepped> steps,
        List<Colleague> colleagues,
        List<OutsideContact> outside,
        List<Notice> notices,
        List<UUID> coverers,
        List<Other> sameMatter,
        List<ComplaintFile.LogLine> log,
        List<ComplaintFile.Alarm> alarms) {

    public CaseDetails {
        texts = Map.copyOf(texts);
        plans = List.copyOf(plans);
        deadlines = List.copyOf(deadlines);
        signatures = List.copyOf(signatures);
        checks = List.copyOf(checks);
        escalations = List.copyOf(escalations);
        promises = List.copyOf(promises);
        steps = List.copyOf(steps);
        colleagues = List.copyOf(colleagues);
        outside = List.copyOf(outside);
        notices = List.copyOf(notices);
        coverers = List.copyOf(coverers);
        sameMatter = List.copyOf(sameMatter);
        log = List.copyOf(log);
        alarms = List.copyOf(alarms);
    }

    /** A single field, or nothing. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /**
     * What was offered to the customer.
     *
     * @param needs whose authority it takes beyond the handler's, perhaps {@code approvedBy} somebody by now
     */
    public record Plan(
            UUID id,
            int round,
            String title,
            String pros,
            String cons,
            long costFen,
            String takes,
            boolean recommended,
            PlanState state,
            Optional<Rank> needs,
            Optional<String> approvedBy,
            String decidedWords) {}

    /** A clock besides the first contact's. */
    public record Deadline(
            String rule,
            String subject,
            Instant startedAt,
            Instant dueAt,
            Optional<Instant> metAt,
            Optional<Instant> missedAt,
            boolean withdrawn,
            boolean running) {}

    public record Signature(int round, Signed what, String by, Rank rank, Instant at) {}

    /**
     * A check call.
     *
     * @param speed how fast the customer found it, one to five; empty if he was not asked
     * @param attitude how he found the way he was dealt with, the same
     */
    public record Checked(
            int round,
            Check ending,
            Instant at,
            Optional<String> by,
            String words,
            Optional<Integer> speed,
            Optional<Integer> attitude) {}

    /**
     * What went out to somebody outside, or that somebody has to call.
     *
     * @param cause {@code CRISIS}, {@code HELP} or {@code ESCALATION}
     * @param trouble what the mail server said, or {@code NO_CONTACT}, {@code NO_ADDRESS}, {@code NO_SERVER}
     */
    public record Notice(
            OutsideRole role,
            String cause,
            String name,
            String phone,
            String email,
            Instant at,
            NoticeState state,
            Optional<Instant> sentAt,
            String trouble) {}

    public record Escalated(EscalatedTo to, String why, Instant at, Optional<String> by, String words) {}

    public record Promised(UUID id, Instant answerBy, String words, Optional<Instant> keptAt, String keptWords) {}

    public record Stepped(CrisisStep step, Instant doneAt, String by, Optional<Instant> arrivesAt, String words) {}

    /** Somebody of the store. */
    public record Colleague(UUID id, String name, List<Role> roles) {

        public Colleague {
            roles = List.copyOf(roles);
        }

        public Rank rank() {
            return Rank.of(roles);
        }
    }

    public record Other(UUID id, String number, CaseState state, Instant receivedAt) {}
}
