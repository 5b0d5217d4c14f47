package org.opendcrc.followups;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.Received;
import org.opendcrc.customers.Customers;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Contact.Recording;
import org.opendcrc.followups.Recorded.Answered;
import org.opendcrc.followups.Recorded.Refused;
import org.opendcrc.messaging.NoText;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextRequest;
import org.opendcrc.messaging.TextRequest.Words;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.messaging.Written;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.CallFinished;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.vehicles.Maintenance;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ComplaintOffice complaints;
    private final Outbox outbox;
    private final Maintenance maintenance;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    FollowUpDesk(
            LockedContacts locked,
            Contacts contacts,
            Customers customers,
            Corrections corrections,
            Questionnaires questionnaires,
            ComplaintOffice complaints,
            Outbox outbox,
            Maintenance maintenance,
            Policies policies,
            ApplicationEventPublisher events) {
        this.policies = policies;
        this.locked = locked;
        this.contacts = contacts;
        this.customers = customers;
        this.corrections = corrections;
        this.questionnaires = questionnaires;
        this.complaints = complaints;
        this.outbox = outbox;
        this.maintenance = maintenance;
        this.events = events;
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
     */
    public record ResultRequest(
            CallOutcome outcome,
            Optional<Instant> at,
            AnswerSheet answers,
            Optional<String> remark,
            Optional<ComplaintSheet> complaint,
            boolean servicesTold) {

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
                recording(actor, now));
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
                var answer = keep(actor, contact, decided, now);
                remark(actor, task, request.remark(), now);
                audit(
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
        return switch (before.answered(task, request.outcome(), calledAt, recording(actor, now))) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                var incomplete = incomplete(request);
                if (incomplete.isPresent()) {
                    yield new Refused(incomplete.get());
                }
                var questionnaire = questionnaires.current(Questionnaire.SERVICE);
                yield switch (questionnaires.record(questionnaire, task, request.answers(), actor, calledAt)) {
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
                ? request.complaint().map(it -> receive(actor, task, contact, it, calledAt, now))
                : Optional.<Received.Opened>empty();
        keep(actor, contact, decided, now);
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
        remark(actor, task, request.remark(), now);
        audit(
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
        if (request.outcome() == CallOutcome.SATISFIED) {
            return Optional.empty();
        }
        var noKind = request.complaint().flatMap(ComplaintSheet::kind).isEmpty();
        var noContent =
                request.complaint().map(ComplaintSheet::content).orElse("").isEmpty();
        return noKind || noContent
                ? Optional.of(new Refusal.ComplaintIncomplete(noKind, noContent)) // FU-10
                : Optional.empty();
    }

    private Received.Opened receive(
            Actor actor,
            UUID task,
            LockedContacts.Opened contact,
            ComplaintSheet sheet,
            Instant calledAt,
            Instant now) {
        var intake = new Intake(
                contact.storeId(),
                ComplaintSource.FOLLOW_UP,
                sheet.kind().orElseThrow(),
                sheet.grievanceSolved(),
                contact.customerId(),
                contact.vehicleId(),
                contacts.orderOf(actor.dealerId(), task),
                Optional.of(task),
                sheet.content(),
                sheet.spokenAbout() ? calledAt : now, // A27: else the two hours run from the save
                sheet.spokenAbout());
        return switch (complaints.receive(intake, actor, now)) {
            case Received.Opened opened -> opened;
            case Received.Refused(var why) ->
                throw new IllegalStateException("a complaint that was checked is refused: " + why);
        };
    }

    /** FU-14: a text instead of a call, for a customer who does not want calls. */
    public Recorded textInstead(Actor actor, UUID task, Instant now) {
        var contact = locked.open(actor, task);
        return textual(actor, task, contact, contact.decides().textInstead(task, recording(actor, now)), now);
    }

    /** Gives a customer up who could not be reached often enough (FU-7). */
    public Recorded closeAsUnreachable(Actor actor, UUID task, Instant now) {
        var contact = locked.open(actor, task);
        return textual(actor, task, contact, contact.decides().closeAsUnreachable(task, recording(actor, now)), now);
    }

    private Recorded textual(Actor actor, UUID task, LockedContacts.Opened contact, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                var answer = keep(actor, contact, decided, now);
                audit(actor, now, "follow-up.text", task, Map.of());
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
        remark(actor, task, Optional.of(words), now);
        audit(actor, now, "follow-up.remark", task, Map.of());
        return Optional.empty();
    }

    private void remark(Actor actor, UUID task, Optional<String> words, Instant now) {
        words.map(String::strip)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> contacts.addRemark(actor.dealerId(), Ids.next(), task, it, actor.staffId(), now));
    }

    /** Writes down what was decided, texts included; the answer says how the call really ended. */
    private Recorded keep(Actor actor, LockedContacts.Opened contact, Decision.Decided decided, Instant now) {
        var dealer = actor.dealerId();
        var unsent = new HashMap<UUID, TaskState>();
        for (var task : decided.texts()) {
            if (!text(contact, task, now)) {
                unsent.put(task, TaskState.UNREACHED); // A30: an impossible text ends in the letter list
            }
        }
        contacts.save(
                dealer,
                contact.decides(),
                decided.after().withStates(unsent),
                decided.attempt().map(Attempt::at),
                now);
        decided.attempt().ifPresent(it -> contacts.add(dealer, contact.decides().id(), contact.storeId(), it));
        oweLetters(contact, decided.after().withStates(unsent), unsent.keySet(), now);
        tell(dealer, contact.decides(), decided.after().withStates(unsent), now);
        if (open(decided.after()) < open(contact.decides())) {
            contact.vehicleId().ifPresent(it -> maintenance.forecast(it, contact.storeId())); // FU-12
        }
        contacts.dropDrafts(dealer, actor.staffId(), contact.decides().id()); // A29
        return answer(decided, !unsent.isEmpty());
    }

    /** A30: what ends without a call and without a text ends on the list of letters. */
    private void oweLetters(LockedContacts.Opened contact, Contact after, Set<UUID> unsent, Instant now) {
        var open = contact.decides().tasks().stream()
                .filter(OwedCall::isOpen)
                .map(OwedCall::id)
                .collect(Collectors.toSet());
        after.tasks().stream()
                .filter(it -> it.state() == TaskState.UNREACHED && open.contains(it.id()))
                .forEach(it -> outbox.oweLetter(
                        contact.storeId(),
                        contact.customerId(),
                        CAUSE,
                        it.id(),
                        unsent.contains(it.id())
                                ? NoText.NOT_TEXTABLE
                                : after.goodNumbers().isEmpty() ? NoText.NO_NUMBER : NoText.LETTER_CHOSEN,
                        now));
    }

    /** A30: whom no text can reach is owed a letter, and the clerk reads so. */
    private static Recorded answer(Contact.Decision.Decided decided, boolean unsent) {
        return unsent && decided.answer() instanceof Recorded.EndsInText(var made, var linked)
                ? new Recorded.EndsInLetter(made, linked)
                : decided.answer();
    }

    /** Tells whoever wanted a call how it ended. */
    private void tell(int dealer, Contact before, Contact after, Instant now) {
        after.tasks().stream()
                .filter(it -> !before.tasks().contains(it))
                .forEach(it -> it.state()
                        .ending()
                        .ifPresent(ending -> events.publishEvent(new CallFinished(
                                dealer, it.kind().name(), it.subject(), it.round(), it.id(), ending, now))));
    }

    private static long open(Contact contact) {
        return contact.tasks().stream().filter(OwedCall::isOpen).count();
    }

    /** Writes the text of a task into the outbox, in this transaction. */
    private boolean text(LockedContacts.Opened contact, UUID task, Instant now) {
        var good = contact.decides().goodNumbers();
        var number = Outbox.textable(good);
        if (number.isEmpty()) {
            return false;
        }
        var request = new TextRequest(
                contact.storeId(),
                contact.customerId(),
                number.get(),
                policies.textOf(contact.storeId(), kind(contact.decides(), task))
                        .<Words>map(it -> new Words.Chosen(it, TextTemplate.FOLLOW_UP_UNREACHABLE)) // FU-7
                        .orElseGet(() -> new Words.Template(TextTemplate.FOLLOW_UP_UNREACHABLE)),
                TextClass.SERVICE,
                CAUSE,
                task);
        return switch (outbox.write(request, now)) {
            case Written.Queued _ -> true;
            case Written.Refused _ -> false;
        };
    }

    private static CallKind kind(Contact contact, UUID task) {
        return contact.tasks().stream()
                .filter(it -> it.id().equals(task))
                .map(OwedCall::kind)
                .findFirst()
                .orElseThrow();
    }

    private static Recording recording(Actor actor, Instant now) {
        return new Recording(Ids.next(), actor.staffId(), now);
    }

    private void audit(Actor actor, Instant now, String action, UUID task, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "follow-up", task, after));
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
    }
}
