package org.opendcrc.followups;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.ConfirmationDesk;
import org.opendcrc.complaints.CaseDesk;
import org.opendcrc.complaints.Check;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.Received;
import org.opendcrc.followups.Contact.Recording;
import org.opendcrc.messaging.NoText;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextField;
import org.opendcrc.messaging.TextRequest;
import org.opendcrc.messaging.TextRequest.Words;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.messaging.Written;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.CallFinished;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.site.Messages;
import org.opendcrc.vehicles.Maintenance;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps what a desk has decided about a call, with all that follows from it; part of the desk's transaction. */
@Component
class CallRecords {

    private final Contacts contacts;
    private final ComplaintOffice complaints;
    private final CaseDesk cases;
    private final AppointmentDesk appointments;
    private final ConfirmationDesk confirmations;
    private final Outbox outbox;
    private final Maintenance maintenance;
    private final Messages messages;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    CallRecords(
            Contacts contacts,
            ComplaintOffice complaints,
            CaseDesk cases,
            AppointmentDesk appointments,
            ConfirmationDesk confirmations,
            Outbox outbox,
            Maintenance maintenance,
            Messages messages,
            Policies policies,
            ApplicationEventPublisher events) {
        this.policies = policies;
        this.contacts = contacts;
        this.complaints = complaints;
        this.cases = cases;
        this.appointments = appointments;
        this.confirmations = confirmations;
        this.outbox = outbox;
        this.maintenance = maintenance;
        this.messages = messages;
        this.events = events;
    }

    /** Writes down what was decided, texts included; the answer says how the call really ended. */
    Recorded keep(Actor actor, LockedContacts.Opened contact, Contact.Decision.Decided decided, Instant now) {
        var dealer = actor.dealerId();
        var unsent = new HashMap<UUID, TaskState>();
        for (var task : decided.texts()) {
            if (!text(actor, contact, task, now)) {
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
        tell(actor, contact.decides(), decided.after().withStates(unsent), now);
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
                        FollowUpDesk.CAUSE,
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
    private void tell(Actor actor, Contact before, Contact after, Instant now) {
        after.tasks().stream()
                .filter(it -> !before.tasks().contains(it))
                .forEach(it -> it.state()
                        .ending()
                        .ifPresent(ending -> events.publishEvent(new CallFinished(
                                actor.dealerId(),
                                it.kind().name(),
                                it.subject(),
                                it.round(),
                                it.id(),
                                ending,
                                Optional.of(actor.staffId()),
                                now))));
    }

    private static long open(Contact contact) {
        return contact.tasks().stream().filter(OwedCall::isOpen).count();
    }

    /** Writes the text of a task into the outbox, in this transaction; the wording goes by what the call was about. */
    private boolean text(Actor actor, LockedContacts.Opened contact, UUID task, Instant now) {
        var call = contact.decides().find(task);
        var good = contact.decides().goodNumbers();
        return switch (call.kind()) {
            case SERVICE, FIRST_MAINTENANCE, WARRANTY, COMPLAINT_CHECK, SALES ->
                neverCalled(contact, call)
                        ? text(contact, task, good, new Words.Template(TextTemplate.FOLLOW_UP_LATE), now)
                        : text(
                                contact,
                                task,
                                good,
                                policies.textOf(contact.storeId(), call.kind())
                                        .<Words>map(
                                                it -> new Words.Chosen(it, TextTemplate.FOLLOW_UP_UNREACHABLE)) // FU-7
                                        .orElseGet(() -> new Words.Template(TextTemplate.FOLLOW_UP_UNREACHABLE)),
                                now);
            case CONFIRM_72, CONFIRM_24, CONFIRM_1, APPOINTMENT_NOT_READY ->
                text(actor, contact, call, TextTemplate.APPOINTMENT_UNCONFIRMED, now); // AP-16
            case MISSED_APPOINTMENT -> text(actor, contact, call, TextTemplate.APPOINTMENT_MISSED, now);
        };
    }

    /** Nobody called in vain: an old call is closed by text, and its words must be true. */
    private static boolean neverCalled(LockedContacts.Opened contact, OwedCall call) {
        return call.attempts() == 0
                && call.kind().isAboutAVisit()
                && !contact.decides().textOnly();
    }

    /** To the number that he gave for this appointment, else to one of his. */
    private boolean text(
            Actor actor, LockedContacts.Opened contact, OwedCall call, TextTemplate template, Instant now) {
        var file = appointments.find(actor, call.subject());
        var day = file.day();
        var values = Map.of(
                TextField.DATE,
                messages.in(Locale.CHINA).t("text.day", day.getMonthValue(), day.getDayOfMonth()),
                TextField.TIME,
                file.line().place().start().toString(),
                TextField.ADVISOR,
                file.advisor());
        var numbers = Stream.concat(Stream.of(file.phone()), contact.decides().goodNumbers().stream())
                .toList();
        var link = template == TextTemplate.APPOINTMENT_UNCONFIRMED
                ? confirmations.link(file, now) // AP-24
                : Optional.<String>empty();
        return text(contact, call.id(), numbers, new Words.Template(template, values, link), now);
    }

    private boolean text(LockedContacts.Opened contact, UUID task, List<String> numbers, Words words, Instant now) {
        var number = Outbox.textable(numbers);
        if (number.isEmpty()) {
            return false;
        }
        var request = new TextRequest(
                contact.storeId(),
                contact.customerId(),
                number.get(),
                words,
                TextClass.SERVICE,
                FollowUpDesk.CAUSE,
                task);
        return switch (outbox.write(request, now)) {
            case Written.Queued _ -> true;
            case Written.Refused _ -> false;
        };
    }

    /** What a dissatisfied customer says becomes a complaint in the same save (FU-10); where it was asked about one, that one begins anew. */
    Received.Opened receive(
            Actor actor,
            UUID task,
            LockedContacts.Opened contact,
            ComplaintSheet sheet,
            Instant calledAt,
            Instant now) {
        var call = contact.decides().find(task);
        if (call.kind() == CallKind.COMPLAINT_CHECK) { // CP-12: the case itself begins anew
            var reopened = cases.checked(
                    actor.dealerId(),
                    call.subject(),
                    call.round(),
                    task,
                    Check.DISSATISFIED,
                    Optional.of(actor.staffId()),
                    sheet.content(),
                    now);
            if (reopened.isPresent()) {
                return new Received.Opened(call.subject(), reopened.get(), now);
            }
        }
        var intake = new Intake(
                contact.storeId(),
                ComplaintSource.FOLLOW_UP,
                sheet.kind().orElseThrow(),
                sheet.grievanceSolved(),
                Optional.of(contact.customerId()),
                contact.vehicleId(),
                contacts.orderOf(actor.dealerId(), task),
                Optional.of(task),
                sheet.content(),
                sheet.spokenAbout() ? calledAt : now, // A27: else the two hours run from the save
                sheet.spokenAbout());
        return switch (complaints.receive(intake, sheet.accused(), actor, now)) {
            case Received.Opened opened -> opened;
            case Received.Refused(Received.Refusal.NotFoundHere()) -> throw new NotFound("who is complained about");
            case Received.Refused(var why) ->
                throw new IllegalStateException("a complaint that was checked is refused: " + why);
        };
    }

    void remark(Actor actor, UUID task, Optional<String> words, Instant now) {
        words.map(String::strip)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> contacts.addRemark(actor.dealerId(), Ids.next(), task, it, actor.staffId(), now));
    }

    static Recording recording(Actor actor, Instant now) {
        return new Recording(Ids.next(), actor.staffId(), now);
    }

    void audit(Actor actor, Instant now, String action, UUID task, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "follow-up", task, after));
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
    }
}
