package org.opendcrc.followups;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.Received;
import org.opendcrc.customers.Customers;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Recorded.Answered;
import org.opendcrc.followups.Recorded.Refused;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.questionnaires.Scored;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.PhoneNumber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where clerks record what came of their calls. Each method is one transaction: everything it says happens, or nothing. All of them
 * throw {@link org.opendcrc.shared.NotFound} for a task that is not in a store whose queue the person may see, and {@link
 * org.opendcrc.shared.NotAllowed} where he may see it but makes no calls. A task in nobody's hand needs no claim before.
 */
@Service
@Transactional
public class FollowUpDesk {

    /** What this chapter calls its calls, in the outbox and in links. */
    public static final String CAUSE = "follow-up";

    private final LockedContacts locked;
    private final Contacts contacts;
    private final Customers customers;
    private final Corrections corrections;
    private final Questionnaires questionnaires;
    private final CallQuestions questions;
    private final CallRecords records;
    private final FileChecks checks;

    FollowUpDesk(
            LockedContacts locked,
            Contacts contacts,
            Customers customers,
            Corrections corrections,
            Questionnaires questionnaires,
            CallQuestions questions,
            CallRecords records,
            FileChecks checks) {
        this.questions = questions;
        this.locked = locked;
        this.contacts = contacts;
        this.customers = customers;
        this.corrections = corrections;
        this.questionnaires = questionnaires;
        this.records = records;
        this.checks = checks;
    }

    /**
     * A call that led to no answers.
     *
     * @param outcome anything but {@link AttemptOutcome#CONNECTED}
     * @param at when the number was dialled; now if nobody says
     * @param callBackAt when the customer wants to be called, for {@link AttemptOutcome#INCONVENIENT}
     * @param phone E.164, which number is wrong, for {@link AttemptOutcome#WRONG_NUMBER}; the first good one if nobody says
     */
    public record AttemptRequest(
            AttemptOutcome outcome,
            Optional<Instant> at,
            Optional<Instant> callBackAt,
            Optional<String> phone,
            Optional<String> remark) {}

    /**
     * A call in which the customer answered.
     *
     * @param at when he was called; now if nobody says
     * @param complaint mandatory if he is dissatisfied (FU-10), else left aside
     * @param servicesTold he was told about the present services and his data were confirmed (FU-28)
     * @param questionnaire the version by which he was asked; the present one for such a call if nobody says
     * @param file what a buyer said of his file; left aside in calls that are about no sale
     */
    public record ResultRequest(
            CallOutcome outcome,
            Optional<Instant> at,
            AnswerSheet answers,
            Optional<String> remark,
            Optional<ComplaintSheet> complaint,
            boolean servicesTold,
            Optional<UUID> questionnaire,
            FileCheck file) {

        public ResultRequest(
                CallOutcome outcome,
                Optional<Instant> at,
                AnswerSheet answers,
                Optional<String> remark,
                Optional<ComplaintSheet> complaint,
                boolean servicesTold,
                Optional<UUID> questionnaire) {
            this(outcome, at, answers, remark, complaint, servicesTold, questionnaire, FileCheck.NOT_ASKED);
        }

        public ResultRequest(
                CallOutcome outcome,
                Optional<Instant> at,
                AnswerSheet answers,
                Optional<String> remark,
                Optional<ComplaintSheet> complaint,
                boolean servicesTold) {
            this(outcome, at, answers, remark, complaint, servicesTold, Optional.empty(), FileCheck.NOT_ASKED);
        }

        public ResultRequest(
                CallOutcome outcome,
                Optional<Instant> at,
                AnswerSheet answers,
                Optional<String> remark,
                Optional<ComplaintSheet> complaint) {
            this(outcome, at, answers, remark, complaint, false);
        }
    }

    public Recorded attempt(Actor actor, UUID task, AttemptRequest request, Instant now) {
        var contact = locked.open(actor, task);
        var before = contact.decides();
        var decision = before.attempt(
                task,
                request.outcome(),
                request.at().orElse(now),
                request.callBackAt(),
                request.phone(),
                CallRecords.recording(actor, now));
        return switch (decision) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                if (request.outcome() == AttemptOutcome.WRONG_NUMBER) {
                    before.goodNumbers().stream()
                            .filter(it -> !decided.after().goodNumbers().contains(it))
                            .forEach(it -> {
                                customers.markPhoneWrong(actor, contact.customerId(), new PhoneNumber(it), now);
                                corrections.ask(actor, task, contact.storeId(), contact.customerId(), it, now); // FU-6
                            });
                }
                var answer = records.keep(actor, contact, decided, now);
                records.remark(actor, task, request.remark(), now);
                records.audit(
                        actor,
                        now,
                        "follow-up.attempt",
                        task,
                        Map.of("outcome", request.outcome().name()));
                yield answer;
            }
        };
    }

    public Recorded result(Actor actor, UUID task, ResultRequest request, Instant now) {
        var contact = locked.open(actor, task);
        var before = contact.decides();
        var calledAt = request.at().orElse(now);
        return switch (before.answered(task, request.outcome(), calledAt, CallRecords.recording(actor, now))) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                var incomplete = incomplete(request);
                if (incomplete.isPresent()) {
                    yield new Refused(incomplete.get());
                }
                var questionnaire = questions.of(actor.dealerId(), task, request.questionnaire());
                if (questionnaire.isEmpty()) {
                    yield new Refused(new Refusal.AnswersUnfit(new Scored.Refusal.UnknownVersion().sentence()));
                }
                yield switch (questionnaires.record(questionnaire.get(), task, request.answers(), actor, calledAt)) {
                    case org.opendcrc.questionnaires.Recorded.Refused(var why) ->
                        new Refused(new Refusal.AnswersUnfit(why.sentence()));
                    case org.opendcrc.questionnaires.Recorded.Kept kept ->
                        answered(actor, task, contact, decided, request, kept.responseId(), now);
                };
            }
        };
    }

    private Recorded answered(
            Actor actor,
            UUID task,
            LockedContacts.Opened contact,
            Decision.Decided decided,
            ResultRequest request,
            UUID response,
            Instant now) {
        var calledAt = request.at().orElse(now);
        var complaint = request.outcome() == CallOutcome.DISSATISFIED
                ? request.complaint().map(it -> records.receive(actor, task, contact, it, calledAt, now))
                : Optional.<Received.Opened>empty();
        records.keep(actor, contact, decided, now);
        contacts.add(
                actor.dealerId(),
                new Contacts.Result(
                        task,
                        request.outcome(),
                        response,
                        complaint.map(Received.Opened::complaintId),
                        calledAt,
                        actor.staffId(),
                        now,
                        request.servicesTold())); // FU-28
        if (contact.decides().find(task).kind() == CallKind.SALES) {
            checks.keep(actor, task, contact, request.file(), now); // RP-19
        }
        records.remark(actor, task, request.remark(), now);
        records.audit(
                actor,
                now,
                "follow-up.result",
                task,
                Map.of("outcome", request.outcome().name()));
        return switch (decided.answer()) {
            case Answered it -> new Answered(it.outcome(), it.linked(), complaint.map(Received.Opened::number));
            case Recorded other -> other;
        };
    }

    /** What is missing of the complaint that a dissatisfied customer becomes. */
    private static Optional<Refusal> incomplete(ResultRequest request) {
        return request.outcome() == CallOutcome.SATISFIED ? Optional.empty() : incomplete(request.complaint());
    }

    static Optional<Refusal> incomplete(Optional<ComplaintSheet> complaint) {
        var noKind = complaint.flatMap(ComplaintSheet::kind).isEmpty();
        var noContent = complaint.map(ComplaintSheet::content).orElse("").isEmpty();
        return noKind || noContent
                ? Optional.of(new Refusal.ComplaintIncomplete(noKind, noContent)) // FU-10
                : Optional.empty();
    }

    /** FU-14: a text instead of a call, for a customer who does not want calls. */
    public Recorded textInstead(Actor actor, UUID task, Instant now) {
        var contact = locked.open(actor, task);
        return textual(
                actor, task, contact, contact.decides().textInstead(task, CallRecords.recording(actor, now)), now);
    }

    /** Gives a customer up who could not be reached often enough (FU-7). */
    public Recorded closeAsUnreachable(Actor actor, UUID task, Instant now) {
        var contact = locked.open(actor, task);
        return textual(
                actor,
                task,
                contact,
                contact.decides().closeAsUnreachable(task, CallRecords.recording(actor, now)),
                now);
    }

    private Recorded textual(Actor actor, UUID task, LockedContacts.Opened contact, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                var answer = records.keep(actor, contact, decided, now);
                records.audit(actor, now, "follow-up.text", task, Map.of());
                yield answer;
            }
        };
    }

    /**
     * Adds words to a task, open or finished: the only correction that there is.
     *
     * @return empty, or why nothing was written
     */
    public Optional<Refusal> appendRemark(Actor actor, UUID task, String words, Instant now) {
        locked.open(actor, task);
        if (words.isBlank()) {
            return Optional.of(new Refusal.NothingWritten());
        }
        records.remark(actor, task, Optional.of(words), now);
        records.audit(actor, now, "follow-up.remark", task, Map.of());
        return Optional.empty();
    }
}
