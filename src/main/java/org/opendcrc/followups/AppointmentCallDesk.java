package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.ConfirmationDesk;
import org.opendcrc.appointments.ConfirmationFact;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.appointments.PrepAnswer;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepFact.Details;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Recorded.Refused;
import org.opendcrc.followups.Recorded.Told;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where it is recorded what a customer answers in a call about his appointment: that he comes, when else, that he does not, and what he
 * wants after he has missed it. What he is promised is promised in the same transaction, by the rules of the book; a refusal leaves the
 * call as it was.
 */
@Service
@Transactional
public class AppointmentCallDesk {

    private static final int LONGEST_NOTE = 200;

    private final LockedContacts locked;
    private final Contacts contacts;
    private final CallRecords records;
    private final AppointmentDesk appointments;
    private final ConfirmationDesk confirmations;
    private final PreparationDesk preparation;
    private final Msg words;
    private final JdbcClient jdbc;

    AppointmentCallDesk(
            LockedContacts locked,
            Contacts contacts,
            CallRecords records,
            AppointmentDesk appointments,
            ConfirmationDesk confirmations,
            PreparationDesk preparation,
            Messages messages,
            JdbcClient jdbc) {
        this.locked = locked;
        this.contacts = contacts;
        this.records = records;
        this.appointments = appointments;
        this.confirmations = confirmations;
        this.preparation = preparation;
        this.words = messages.in(Locale.CHINA);
        this.jdbc = jdbc;
    }

    /**
     * A call in which the customer answered.
     *
     * @param at when he was called; now if nobody says
     */
    public record Request(Said said, Optional<Instant> at, Optional<String> remark) {}

    /** What he said. */
    public sealed interface Said {

        AnswerKind kind();

        /** He comes as agreed. */
        record Confirmed() implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.CONFIRMED;
            }
        }

        /** He knows what is missing, and comes as agreed. */
        record Kept() implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.KEPT;
            }
        }

        /** He comes then. */
        record Moved(AppointmentDesk.Move to) implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.MOVED;
            }
        }

        /** He does not come, or the dealer cannot have him. */
        record Cancelled(AppointmentDesk.Cancellation how) implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.CANCELLED;
            }
        }

        /** He has got a new appointment: the earliest that he has. */
        record NewAppointment() implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.NEW_APPOINTMENT;
            }
        }

        record NoWish() implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.NO_WISH;
            }
        }

        /** {@code sheet} says what is wrong. */
        record Complains(ComplaintSheet sheet) implements Said {
            @Override
            public AnswerKind kind() {
                return AnswerKind.COMPLAINT;
            }
        }
    }

    /**
     * Records his answer.
     *
     * @throws org.opendcrc.shared.NotFound for a task that is not in a store whose queue the person may see, or that only another may call
     * @throws org.opendcrc.shared.StaleVersion if somebody else changed the appointment meanwhile
     * @throws org.opendcrc.shared.NotAllowed if he makes no calls, or changes no appointments
     */
    public Recorded answer(Actor actor, UUID task, Request request, Instant now) {
        var contact = locked.open(actor, task);
        var before = contact.decides();
        var at = request.at().orElse(now);
        var kind = request.said().kind();
        return switch (before.told(task, kind, at, CallRecords.recording(actor, now))) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.Decided decided -> {
                var call = before.find(task);
                var done = promised(actor, contact, call, request, at, now);
                yield switch (done) {
                    case No(var why) -> new Refused(why);
                    case Yes yes -> kept(actor, contact, decided, task, yes, request, at, now);
                };
            }
        };
    }

    /** What became of the wish itself. */
    private sealed interface Done {}

    private record No(Refusal why) implements Done {}

    private record Yes(Optional<UUID> appointment, Optional<UUID> complaint, Optional<String> number) implements Done {

        static final Yes NOTHING_MORE = new Yes(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Recorded kept(
            Actor actor,
            LockedContacts.Opened contact,
            Decision.Decided decided,
            UUID task,
            Yes done,
            Request request,
            Instant at,
            Instant now) {
        records.keep(actor, contact, decided, now);
        var linked = decided.answer() instanceof Told told ? told.linked() : List.<UUID>of();
        var answer = new Told(request.said().kind(), linked, done.appointment(), done.number());
        contacts.add(actor.dealerId(), task, answer, done.complaint(), at, actor.staffId(), now);
        records.remark(actor, task, request.remark(), now);
        records.audit(
                actor,
                now,
                "follow-up.answer",
                task,
                Map.of("answer", answer.answer().name()));
        return answer;
    }

    private Done promised(
            Actor actor, LockedContacts.Opened contact, OwedCall call, Request request, Instant at, Instant now) {
        var step = call.kind().confirms();
        return switch (request.said()) {
            case Said.Confirmed() ->
                switch (confirmations.confirm(actor, call.subject(), step.orElseThrow(), at, now)) {
                    case ConfirmationDesk.Confirmed.Kept() -> Yes.NOTHING_MORE;
                    case ConfirmationDesk.Confirmed.NotAhead(var state, var number) ->
                        new No(new Refusal.AppointmentOver(state, number));
                };
            case Said.Kept() ->
                informed(
                        actor,
                        call,
                        request.remark()
                                .map(String::strip)
                                .filter(it -> !it.isEmpty())
                                .orElseGet(() -> words.t("followups.kept.note")),
                        now);
            case Said.Moved(var to) ->
                done(
                        actor,
                        call,
                        step,
                        ConfirmationFact.Result.MOVED,
                        appointments.move(actor, call.subject(), to, now),
                        at,
                        now);
            case Said.Cancelled(var how) ->
                done(
                        actor,
                        call,
                        step,
                        ConfirmationFact.Result.CANCELLED,
                        appointments.cancel(actor, call.subject(), how, now),
                        at,
                        now);
            case Said.NewAppointment() ->
                ahead(actor.dealerId(), contact, now)
                        .<Done>map(it -> new Yes(Optional.of(it.id()), Optional.empty(), Optional.of(it.number())))
                        .orElseGet(() -> new No(new Refusal.NothingBooked()));
            case Said.NoWish() -> Yes.NOTHING_MORE;
            case Said.Complains(var sheet) ->
                FollowUpDesk.incomplete(Optional.of(sheet)).<Done>map(No::new).orElseGet(() -> {
                    var opened = records.receive(actor, call.id(), contact, sheet, at, now); // FU-10
                    return new Yes(Optional.empty(), Optional.of(opened.complaintId()), Optional.of(opened.number()));
                });
        };
    }

    /** AP-22: the last of the chain, told to the customer; the board shows it. */
    private Done informed(Actor actor, OwedCall call, String note, Instant now) {
        var shown = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
        return switch (preparation.take(
                actor, call.subject(), PrepStep.CUSTOMER, PrepFact.Kind.INFORMED, Details.note(shown), now)) {
            case PrepAnswer.Done _ -> Yes.NOTHING_MORE;
            case PrepAnswer.Refused(var why) -> new No(new Refusal.AppointmentIncomplete(why.sentence()));
        };
    }

    /** {@code step}: of the confirmation in which he said so; empty where another call asked him. */
    private Done done(
            Actor actor,
            OwedCall call,
            Optional<ConfirmationStep> step,
            ConfirmationFact.Result result,
            Answer answer,
            Instant at,
            Instant now) {
        return switch (answer) {
            case Answer.Made(var id, var number, var _, var _, var _) -> {
                step.ifPresent(it -> confirmations.note(actor, call.subject(), it, result, at, now));
                yield new Yes(Optional.of(id), Optional.empty(), Optional.of(number));
            }
            case Answer.Cancelled _ -> {
                step.ifPresent(it -> confirmations.note(actor, call.subject(), it, result, at, now));
                yield Yes.NOTHING_MORE;
            }
            case Answer.Refused refused -> new No(new Refusal.PlaceRefused(refused));
            case Answer.Incomplete(var faults) ->
                new No(new Refusal.AppointmentIncomplete(faults.getFirst().sentence()));
            case Answer.NotAhead(var state, var number) -> new No(new Refusal.AppointmentOver(state, number));
        };
    }

    private record Ahead(UUID id, String number) {}

    /** The earliest appointment that the customer has in that store. */
    private Optional<Ahead> ahead(int dealer, LockedContacts.Opened contact, Instant now) {
        return jdbc.sql("""
                        select a.appointment_id, a.number
                          from appointments.report_appointment a
                         where a.dealer_id = :dealer
                           and a.customer_id = :customer
                           and a.store_id = :store
                           and a.starts_at > :now
                           and a.ahead
                         order by a.starts_at, a.appointment_id
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("customer", contact.customerId())
                .param("store", contact.storeId())
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Ahead(row.getObject("appointment_id", UUID.class), row.getString("number")))
                .optional();
    }
}
