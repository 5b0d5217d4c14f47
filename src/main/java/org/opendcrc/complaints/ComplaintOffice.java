package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
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
import org.opendcrc.shared.Role;
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

    private static final String REPORT = "CP-35";

    /** How long words about a customer that nobody saved are kept. */
    private static final Duration DRAFT_KEPT = Duration.ofDays(7);

    private static final int LONGEST_DRAFT = 20_000;

    private final Complaints complaints;
    private final ComplaintAlarms alarms;
    private final ComplaintReader reader;
    private final FirstContactClock clock;
    private final CaseTables book;
    private final CaseDeadlines deadlines;
    private final CaseTerms terms;
    private final CaseDesk desk;
    private final ApplicationEventPublisher events;

    ComplaintOffice(
            Complaints complaints,
            ComplaintAlarms alarms,
            ComplaintReader reader,
            FirstContactClock clock,
            CaseTables book,
            CaseDeadlines deadlines,
            CaseTerms terms,
            CaseDesk desk,
            ApplicationEventPublisher events) {
        this.complaints = complaints;
        this.alarms = alarms;
        this.reader = reader;
        this.clock = clock;
        this.book = book;
        this.deadlines = deadlines;
        this.terms = terms;
        this.desk = desk;
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
        return receive(intake, Optional.empty(), actor, now);
    }

    /**
     * The same where the customer complains about one of the staff (CP-3).
     *
     * @param accused who never handles it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Received receive(Intake intake, Optional<UUID> accused, Actor actor, Instant now) {
        return receive(intake, CaseSheet.NOTHING.about(accused), actor, now);
    }

    /**
     * The same for a complaint that somebody wrote down by himself, whichever way it came; its draft is dropped (A29).
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not receive complaints in that store
     * @throws NotFound if the store is not the dealer's
     */
    public Received open(Intake intake, CaseSheet sheet, Actor actor, Instant now) {
        var received = receive(intake, sheet, actor, now);
        if (received instanceof Received.Opened) {
            book.dropDraft(actor.dealerId(), actor.staffId());
        }
        return received;
    }

    private Received receive(Intake intake, CaseSheet sheet, Actor actor, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS, intake.storeId());
        var dealer = actor.dealerId();
        var store = terms.of(intake.storeId());
        var earlier = intake.customerId()
                .map(it -> Matter.candidates(
                        book.earlier(dealer, it, now),
                        intake.receivedAt(),
                        store.zone(),
                        store.set().number(ComplaintSettings.REPEAT_DAYS)))
                .orElse(List.of());
        var refusal = ComplaintRules.refusal(intake, now)
                .or(() -> ComplaintRules.refusal(
                        intake, sheet, earlier, sheet.accused().map(it -> book.isStaff(dealer, it)), now));
        if (refusal.isPresent()) {
            return new Received.Refused(refusal.get());
        }
        var zone = store.zone();
        var day = now.atZone(zone).toLocalDate();
        var plan = clock.plan(intake.storeId(), intake.receivedAt()); // CP-1: from receipt, not from recording
        var matter = switch (sheet.matter()) {
            case CaseSheet.Heard.New() -> Optional.<Matter.Earlier>empty();
            case CaseSheet.Heard.NotSaid() -> Matter.same(earlier, intake.kind(), intake.vehicleId());
            case CaseSheet.Heard.Of(var id) ->
                earlier.stream().filter(it -> it.id().equals(id)).findFirst();
        };
        var nth = matter.map(it -> book.countOfMatter(dealer, it.matter()) + 1).orElse(1); // A28
        var emergency = sheet.emergency().or(() -> Emergency.in(intake.content())); // CP-17: by kind and by words
        var marks = EnumSet.noneOf(GradeMark.class);
        marks.addAll(sheet.marks());
        if (emergency.equals(Optional.of(Emergency.FIRE))) {
            marks.add(GradeMark.SELF_IGNITION);
        }
        var grade = Matter.grade(marks, nth, store.set().number(ComplaintSettings.REPEAT_LIMIT)); // CP-34
        var id = Ids.next();
        var opening = new Complaints.Opening(
                id,
                ComplaintRules.number(now, zone, complaints.nextNumber(dealer, day)),
                plan.dueAt(),
                grade,
                matter.map(Matter.Earlier::matter),
                nth,
                sheet.complainant() != Complainant.ANONYMOUS || sheet.phone().isPresent(),
                intake.source() == ComplaintSource.FOLLOW_UP
                        && store.set().flag(ComplaintSettings.CONFIRMATION)); // FU-29
        complaints.add(dealer, opening, intake, sheet, actor.staffId(), now);
        log(
                actor,
                id,
                intake.receivedAt(),
                now,
                "received",
                Optional.of(intake.content().strip()));
        if (intake.spokenAbout()) { // A27
            log(actor, id, intake.receivedAt(), now, "contacted-in-call", Optional.empty());
        } else if (opening.contactOwed()) {
            alarms.plan(dealer, id, intake.storeId(), plan);
        }
        begin(actor, intake, sheet, emergency, opening, store, now);
        book.remember(dealer, id, now);
        matter.ifPresent(it -> log(actor, id, now, now, "repeats", Optional.of(it.number())));
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.received",
                "complaint",
                id,
                Map.of(
                        "number",
                        opening.number(),
                        "kind",
                        intake.kind().name(),
                        "source",
                        intake.source().name(),
                        "grade",
                        grade.name())));
        events.publishEvent(new ComplaintReceived(dealer, id, intake.storeId(), now));
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        return new Received.Opened(id, opening.number(), plan.dueAt());
    }

    /** The clocks of a new case, and who is called at once. */
    private void begin(
            Actor actor,
            Intake intake,
            CaseSheet sheet,
            Optional<Emergency> emergency,
            Complaints.Opening opening,
            CaseTerms.OfStore store,
            Instant now) {
        var dealer = actor.dealerId();
        var channel = terms.channel(dealer, intake.storeId(), intake.source());
        start(dealer, intake, opening, CaseDesk.ANSWER, store.answer(opening.grade()), store); // CP-33
        start(dealer, intake, opening, CaseDesk.REPLY, Duration.ofHours(channel.replyHours()), store); // CP-21
        start(dealer, intake, opening, REPORT, store.report(), store); // CP-35
        if (opening.contactOwed()) { // who left nothing cannot be told anything
            desk.silence(dealer, opening.id(), intake.storeId(), store, intake.receivedAt()); // CP-10
        }
        desk.missed(dealer, Optional.of(opening.id()), now);
        deadlines.meet(dealer, opening.id(), REPORT, "", now); // written down is told
        sheet.answerBy()
                .ifPresent(it -> desk.promise(
                        dealer,
                        opening.id(),
                        intake.storeId(),
                        new CaseStep.Promise(it, intake.content().strip()),
                        actor.staffId(),
                        now)); // CP-30
        if (opening.confirmationOwed()
                && book.call(
                        dealer,
                        opening.id(),
                        intake.storeId(),
                        AlarmStep.TO_CONFIRM,
                        CaseDesk.director(intake.kind()),
                        "",
                        now)) { // FU-29
            events.publishEvent(new AlarmRaised(dealer, opening.id(), intake.storeId(), AlarmStep.TO_CONFIRM));
        }
        if (emergency.isPresent() || sheet.complainant() == Complainant.THIRD_PARTY) {
            var facts = book.facts(dealer, opening.id());
            emergency.ifPresent(it -> desk.declareCrisis(
                    dealer, facts, store, intake.content().strip(), Optional.of(actor.staffId()), now));
            if (sheet.complainant() == Complainant.THIRD_PARTY) {
                desk.tellRegionalManager(dealer, facts, store, intake.content().strip(), now);
            }
        }
    }

    private void start(
            int dealer,
            Intake intake,
            Complaints.Opening opening,
            String rule,
            Duration length,
            CaseTerms.OfStore store) {
        deadlines.start(
                dealer,
                new CaseDeadlines.Key(opening.id(), intake.storeId(), rule, "", Role.CRC_MANAGER),
                intake.receivedAt(),
                length,
                store.business(),
                !rule.equals(REPORT),
                store.after(intake.receivedAt(), length));
    }

    private void log(Actor actor, UUID id, Instant at, Instant now, String what, Optional<String> words) {
        complaints.log(actor.dealerId(), id, at, now, Optional.of(actor.staffId()), what, words);
    }

    /** What somebody has typed of a new complaint (A29): kept for a week, for himself alone. */
    public void keepDraft(Actor actor, String typed, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        if (typed.length() <= LONGEST_DRAFT) {
            book.keepDraft(actor.dealerId(), actor.staffId(), typed, now, now.plus(DRAFT_KEPT));
        }
    }

    @Transactional(readOnly = true)
    public Optional<String> draft(Actor actor, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        return book.draft(actor.dealerId(), actor.staffId(), now);
    }

    public void dropDraft(Actor actor) {
        book.dropDraft(actor.dealerId(), actor.staffId());
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
        if (!complaint.handler().equals(Optional.of(actor.staffId()))) {
            actor.require(UseCase.WORK_ON_COMPLAINTS, complaint.storeId());
        }
        if (complaint.version() != version) {
            throw new StaleVersion(Sentence.of("complaint.stale", complaint.number()));
        }
        if (!complaint.state().isOpen()) {
            return new FirstContact.Refused(new FirstContact.Refusal.CaseIsOver());
        }
        if (complaint.accused().equals(Optional.of(actor.staffId()))) { // CP-3
            return new FirstContact.Refused(new FirstContact.Refusal.IsAccused());
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
        desk.told(dealer, complaintId, complaint.storeId(), terms.of(complaint.storeId()), trueTime); // CP-10
        book.remember(dealer, complaintId, now);
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
                actor.dealerId(),
                actor.staffId(),
                actor.storesFor(UseCase.READ_COMPLAINTS),
                ComplaintAlarms.Concerned.of(actor),
                now);
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
        desk.missed(dealer, Optional.empty(), due);
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
