package org.opendcrc.complaints;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The office that takes complaints in and sees that the customer is contacted in time. */
@Service
@Transactional
public class ComplaintOffice {

    private final Complaints complaints;
    private final ComplaintAlarms alarms;
    private final ComplaintReader reader;
    private final FirstContactClock clock;
    private final ApplicationEventPublisher events;

    ComplaintOffice(
            Complaints complaints,
            ComplaintAlarms alarms,
            ComplaintReader reader,
            FirstContactClock clock,
            ApplicationEventPublisher events) {
        this.complaints = complaints;
        this.alarms = alarms;
        this.reader = reader;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Opens a complaint; part of the caller's transaction.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not receive complaints in that store
     * @throws NotFound if the store is not the dealer's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Received receive(Intake intake, Actor actor, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS, intake.storeId());
        var refusal = ComplaintRules.refusal(intake, now);
        if (refusal.isPresent()) {
            return new Received.Refused(refusal.get());
        }
        var dealer = actor.dealerId();
        var zone = complaints.zone(dealer, intake.storeId());
        var day = now.atZone(zone).toLocalDate();
        var number = ComplaintRules.number(now, zone, complaints.nextNumber(dealer, day));
        var plan = clock.plan(intake.storeId(), intake.receivedAt()); // CP-1: from receipt, not from recording
        var dueAt = plan.dueAt();
        var id = Ids.next();
        complaints.add(dealer, id, number, intake, actor.staffId(), now, dueAt);
        complaints.log(
                dealer,
                id,
                intake.receivedAt(),
                now,
                Optional.of(actor.staffId()),
                "received",
                Optional.of(intake.content().strip()));
        if (!intake.spokenAbout()) {
            alarms.plan(dealer, id, intake.storeId(), plan);
        }
        if (intake.spokenAbout()) { // A27
            complaints.log(
                    dealer,
                    id,
                    intake.receivedAt(),
                    now,
                    Optional.of(actor.staffId()),
                    "contacted-in-call",
                    Optional.empty());
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.received",
                "complaint",
                id,
                Map.of("number", number, "kind", intake.kind().name())));
        events.publishEvent(new ComplaintReceived(dealer, id, intake.storeId(), now));
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        return new Received.Opened(id, number, dueAt);
    }

    /**
     * Records the first contact with the customer by its true time, which may lie before the moment of recording.
     *
     * @param trueTime when the customer was spoken to
     * @param words what was said
     * @param version the complaint as the form showed it
     * @throws org.opendcrc.shared.NotAllowed if the person may not work on complaints in the complaint's store
     * @throws NotFound if there is no such complaint in a store whose complaints the person may see
     * @throws StaleVersion if somebody else wrote meanwhile
     */
    public FirstContact recordContact(
            Actor actor, UUID complaintId, Instant trueTime, String words, int version, Instant now) {
        var dealer = actor.dealerId();
        var complaint = complaints
                .lock(dealer, complaintId, actor.storesFor(UseCase.READ_COMPLAINTS))
                .orElseThrow(() -> new NotFound("complaint " + complaintId));
        actor.require(UseCase.WORK_ON_COMPLAINTS, complaint.storeId());
        if (complaint.version() != version) {
            throw new StaleVersion(Sentence.of("complaint.stale", complaint.number()));
        }
        var refusal = ComplaintRules.refusal(complaint.receivedAt(), complaint.contactedAt(), trueTime, words, now);
        if (refusal.isPresent()) {
            return new FirstContact.Refused(refusal.get());
        }
        complaints.contacted(dealer, complaintId, trueTime, actor.staffId());
        complaints.log(
                dealer,
                complaintId,
                trueTime,
                now,
                Optional.of(actor.staffId()),
                "contacted",
                Optional.of(words.strip()));
        var inTime = ComplaintRules.inTime(trueTime, complaint.contactDueAt());
        if (!inTime) {
            miss(dealer, complaintId, complaint.storeId(), complaint.contactDueAt(), now);
        } else if (complaints.hasMissed(dealer, complaintId, ComplaintRules.FIRST_CONTACT)) {
            complaints.log(
                    dealer,
                    complaintId,
                    now,
                    now,
                    Optional.of(actor.staffId()),
                    "contact-was-in-time",
                    Optional.empty());
        }
        tell(dealer, alarms.raise(dealer, complaintId, trueTime)); // CP-1: who should have been called by then
        alarms.withdraw(dealer, complaintId);
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.contacted",
                "complaint",
                complaintId,
                Map.of("contacted_at", trueTime.toString(), "in_time", Boolean.toString(inTime))));
        return new FirstContact.Made(trueTime, inTime);
    }

    /**
     * A piece of the list of the stores whose complaints the person may see.
     *
     * @param store only that store; one that he may not see shows nothing
     * @param after the last row of the piece before; empty for the beginning
     * @param before the first row of the piece after, to go back; then {@code after} does not count
     * @param limit at most so many
     * @throws org.opendcrc.shared.NotAllowed if he may see complaints in no store
     */
    public ComplaintPage list(
            Actor actor,
            ComplaintView view,
            Optional<UUID> store,
            Optional<RowKey> after,
            Optional<RowKey> before,
            Instant now,
            int limit) {
        actor.require(UseCase.READ_COMPLAINTS);
        var stores = actor.storesFor(UseCase.READ_COMPLAINTS).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
        return reader.page(actor, stores, view, after, before, now, limit);
    }

    /**
     * Everything about one complaint.
     *
     * @throws NotFound if there is no such complaint in a store whose complaints the person may see
     */
    public ComplaintFile find(Actor actor, UUID complaintId) {
        actor.require(UseCase.READ_COMPLAINTS);
        return reader.file(
                        actor.dealerId(),
                        complaintId,
                        actor.storesFor(UseCase.READ_COMPLAINTS),
                        alarms.of(actor.dealerId(), complaintId))
                .orElseThrow(() -> new NotFound("complaint " + complaintId));
    }

    /** What burns for the person, for menu and bar: one statement. */
    @Transactional(readOnly = true)
    public ComplaintSigns signs(Actor actor, Instant now) {
        return alarms.signs(
                actor.dealerId(), actor.storesFor(UseCase.READ_COMPLAINTS), ComplaintAlarms.Concerned.of(actor), now);
    }

    /**
     * The clocks that run and the complaints of which the person has to take note, the earliest deadline first: one statement.
     *
     * @param store only that store; one that he may not see shows nothing
     */
    @Transactional(readOnly = true)
    public List<ComplaintClock> clocks(Actor actor, Optional<UUID> store, Instant now, int limit) {
        var stores = actor.storesFor(UseCase.READ_COMPLAINTS).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
        return reader.clocks(actor, stores, now, limit);
    }

    /**
     * Takes note of the alarms that were raised for the person's role; who and when is kept, and one of a role is enough. Twice is
     * harmless.
     *
     * @throws org.opendcrc.shared.NotAllowed if nobody of his roles is ever called in the complaint's store
     * @throws NotFound if there is no such complaint in a store whose complaints the person may see
     */
    public void acknowledge(Actor actor, UUID complaintId, Instant now) {
        var dealer = actor.dealerId();
        var complaint = complaints
                .lock(dealer, complaintId, actor.storesFor(UseCase.READ_COMPLAINTS))
                .orElseThrow(() -> new NotFound("complaint " + complaintId));
        actor.require(UseCase.ACKNOWLEDGE_ALARMS, complaint.storeId());
        var steps = alarms.acknowledge(dealer, complaintId, ComplaintAlarms.Concerned.of(actor), actor.staffId(), now);
        if (!steps.isEmpty()) {
            events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
            events.publishEvent(Audited.by(
                    actor,
                    now,
                    "complaint.alarm-acknowledged",
                    "complaint",
                    complaintId,
                    Map.of("steps", steps.stream().sorted().map(Enum::name).collect(Collectors.joining(" ")))));
        }
    }

    /**
     * Writes down every first contact of the dealer that was still owed when its deadline had passed, raises the alarms that are due, and
     * tells of each once. The
     * deadline itself is still in time, so at {@code due} only earlier ones are missed.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void missFirstContacts(int dealer, Instant due) {
        for (var it : complaints.overdue(dealer, due)) {
            miss(dealer, it.id(), it.storeId(), it.contactDueAt(), due);
        }
        tell(dealer, alarms.raise(dealer, due));
    }

    private void tell(int dealer, List<ComplaintAlarms.Raised> raised) {
        if (!raised.isEmpty()) {
            raised.forEach(it -> events.publishEvent(new AlarmRaised(dealer, it.complaint(), it.store(), it.step())));
            events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        }
    }

    /** A missed deadline is a fact: it is written once and never taken back, whatever is recorded later. */
    private void miss(int dealer, UUID complaint, UUID store, Instant dueAt, Instant recordedAt) {
        if (complaints.addMissed(dealer, complaint, ComplaintRules.FIRST_CONTACT, dueAt)) {
            complaints.log(
                    dealer, complaint, dueAt, recordedAt, Optional.empty(), "first-contact-missed", Optional.empty());
            events.publishEvent(new DeadlineMissed(dealer, complaint, store, ComplaintRules.FIRST_CONTACT));
        }
    }
}
