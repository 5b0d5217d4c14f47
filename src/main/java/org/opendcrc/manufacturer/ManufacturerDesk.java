package org.opendcrc.manufacturer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.complaints.CaseSheet;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.IntakeDesk;
import org.opendcrc.mail.Mail;
import org.opendcrc.mail.MailOutbox;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Messages;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where cases of the manufacturer's centre come in and are reported on, and where his people see what was submitted to them. */
@Service
@Transactional
public class ManufacturerDesk {

    /** What open pages listen to. */
    public static final String TOPIC = "manufacturer";

    /** What its mails are written for. */
    static final String MAIL = "manufacturer.report";

    private static final int LONGEST = 4_000;
    private static final int LONGEST_NUMBER = 60;

    private final OemCases cases;
    private final OemReports reports;
    private final OwedReports owed;
    private final MailOutbox mails;
    private final IntakeDesk intake;
    private final Stores stores;
    private final Settings settings;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    ManufacturerDesk(
            OemCases cases,
            OemReports reports,
            OwedReports owed,
            MailOutbox mails,
            IntakeDesk intake,
            Stores stores,
            Settings settings,
            Messages messages,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.reports = reports;
        this.owed = owed;
        this.mails = mails;
        this.intake = intake;
        this.stores = stores;
        this.settings = settings;
        this.messages = messages;
        this.events = events;
    }

    /** How a case came: by a program, in a file, or typed from his page while the line was down. */
    public enum Manner {
        API,
        FILE,
        HAND
    }

    /**
     * A case as the manufacturer sends it.
     *
     * @param oemNo his number
     * @param arrivedAt when it arrived in the house: the two hours and the terms run from here (CP-27)
     */
    public record Coming(
            String oemNo,
            UUID store,
            Instant arrivedAt,
            ComplaintKind kind,
            String content,
            String name,
            String phone,
            String plate) {}

    /** Takes a case in; the same number a second time changes nothing. */
    public TakenIn take(Actor actor, Coming it, Manner manner, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS, it.store());
        var oemNo = it.oemNo().strip();
        if (oemNo.isEmpty() || oemNo.length() > LONGEST_NUMBER) {
            return new TakenIn.Refused(Sentence.of("oem.refused.no-number"), "oem-case-without-number");
        }
        var dealer = actor.dealerId();
        cases.lockNumber(dealer, oemNo);
        var known = cases.byNumber(dealer, oemNo);
        if (known.isPresent()) {
            actor.require(UseCase.READ_COMPLAINTS, known.get().store());
            return new TakenIn.Kept(known.get().complaint(), known.get().number(), true);
        }
        var opened = intake.open(
                actor,
                new Intake(
                        it.store(),
                        ComplaintSource.CAC,
                        it.kind(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        it.content(),
                        it.arrivedAt(), // CP-27: two hours from arrival
                        false),
                sheet(oemNo),
                new IntakeDesk.Who(Optional.empty(), Optional.empty(), it.phone(), it.plate(), it.name()),
                now);
        return switch (opened) {
            case IntakeDesk.Answer.Opened(var id, var number, var _) -> {
                cases.add(
                        dealer,
                        Ids.next(),
                        it.store(),
                        oemNo,
                        id,
                        manner,
                        it.arrivedAt(),
                        terms(it.store()),
                        actor.staffId(),
                        now);
                audit(actor, now, "oem.case-taken-in", id, Map.of("oem_no", oemNo, "manner", manner.name()));
                yield new TakenIn.Kept(id, number, false);
            }
            case IntakeDesk.Answer.Refused(var why) -> new TakenIn.Refused(why.sentence(), "oem-case-refused");
            case IntakeDesk.Answer.Which _ ->
                new TakenIn.Refused(Sentence.of("oem.refused.which-customer"), "oem-case-of-several-customers");
        };
    }

    private static CaseSheet sheet(String oemNo) {
        var none = CaseSheet.NOTHING;
        return new CaseSheet(
                none.complainant(),
                none.name(),
                none.phone(),
                oemNo,
                none.people(),
                none.happened(),
                none.place(),
                none.object(),
                none.demand(),
                none.accused(),
                none.marks(),
                none.emergency(),
                none.matter(),
                none.answerBy());
    }

    /**
     * What is told the manufacturer.
     *
     * @param words the result, where it is about a case that the dealer settled
     * @param content what it was about; of such a case only (CP-7)
     * @param way how it was settled; the same
     * @param byMail to the store's address of his regional person
     */
    public record Telling(
            OemReport.Kind kind,
            String words,
            String content,
            String way,
            Optional<Boolean> satisfied,
            boolean byMail) {

        public Telling(OemReport.Kind kind, String words, Optional<Boolean> satisfied, boolean byMail) {
            this(kind, words, "", "", satisfied, byMail);
        }
    }

    /**
     * Writes a report; a mail waits in the queue from here on.
     *
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     */
    public TakenIn report(Actor actor, UUID complaint, Telling it, Instant now) {
        var dealer = actor.dealerId();
        var store = cases.lock(dealer, complaint, actor.storesFor(UseCase.READ_COMPLAINTS))
                .orElseThrow(() -> new NotFound("complaint " + complaint));
        actor.require(UseCase.REPORT_TO_MANUFACTURER, store);
        if (it.words().isBlank() || it.words().length() > LONGEST) {
            return new TakenIn.Refused(Sentence.of("oem.refused.nothing-written"), "oem-report-without-words");
        }
        var submitted = !cases.list(dealer, List.of(store), Optional.of(complaint), false, false, 1)
                .isEmpty();
        var settled = it.kind() == OemReport.Kind.SETTLED;
        if (!submitted && it.kind() != OemReport.Kind.ANNOUNCEMENT && !settled) { // CP-16: announced beforehand
            return new TakenIn.Refused(Sentence.of("oem.refused.not-submitted"), "oem-report-on-a-case-of-ours");
        }
        if (settled && (it.content().isBlank() || it.way().isBlank())) { // CP-7: content, way, result
            return new TakenIn.Refused(Sentence.of("oem.refused.incomplete"), "oem-report-incomplete");
        }
        var about = cases.list(dealer, List.of(store), Optional.of(complaint), false, true, 1).stream()
                .findFirst();
        var set = settings.of(store);
        var to = set.text(OemSettings.REPORT_TO).strip();
        if (it.byMail() && to.isEmpty()) {
            return new TakenIn.Refused(Sentence.of("oem.refused.no-address"), "oem-report-without-address");
        }
        var number = about.map(OemCase::number).orElse(complaint.toString());
        var zone = stores.get(store).zone();
        var msg = messages.in(java.util.Locale.CHINA);
        var words = settled
                ? msg.t(
                        "oem.mail.settled",
                        it.content().strip(),
                        it.way().strip(),
                        it.words().strip())
                : it.words().strip();
        var subject = msg.t(
                "oem.mail.subject",
                msg.t("oem.kind." + it.kind()),
                about.flatMap(OemCase::oemNo).orElse(number),
                number);
        var body = msg.t(
                "oem.mail.body",
                about.flatMap(OemCase::oemNo).orElse("–"),
                number,
                stores.get(store).name(),
                about.map(OemCase::state)
                        .map(state -> msg.t("complaint.state." + state))
                        .orElse("–"),
                words,
                it.satisfied()
                        .map(yes -> msg.t(yes ? "oem.mail.satisfied" : "oem.mail.dissatisfied"))
                        .orElse("–"),
                minute(now, zone),
                actor.name());
        var report = new OemReport(
                Ids.next(),
                it.kind(),
                words,
                it.satisfied(),
                now,
                actor.name(),
                it.byMail() ? Optional.of(to) : Optional.empty(),
                it.byMail() ? OemReport.State.QUEUED : OemReport.State.TOLD,
                Optional.empty(),
                Optional.empty());
        reports.add(dealer, store, complaint, report, subject, body, actor.staffId());
        if (it.byMail()) {
            mails.write(new Mail(report.id(), MAIL, to, subject, body), now);
        }
        cases.miss(dealer, now); // CP-14: told too late stays told too late
        owed.miss(dealer, now);
        owed.told(dealer, complaint, it.kind(), now);
        cases.told(dealer, complaint, it.kind(), now, terms(store).progress(now));
        audit(actor, now, "oem.reported", complaint, Map.of("kind", it.kind().name()));
        return new TakenIn.Kept(complaint, number, false);
    }

    private static String minute(Instant at, ZoneId zone) {
        return at.atZone(zone)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString()
                .replace('T', ' ');
    }

    /** For the dealer's people: the cases that the manufacturer sent or that were submitted to him, the latest first. */
    @Transactional(readOnly = true)
    public List<OemCase> list(Actor actor, boolean openOnly, int limit) {
        actor.require(UseCase.SEE_MANUFACTURERS_CASES);
        return cases.list(
                actor.dealerId(),
                actor.storesFor(UseCase.SEE_MANUFACTURERS_CASES),
                Optional.empty(),
                openOnly,
                false,
                limit);
    }

    /**
     * One of them, with reports and instructions.
     *
     * @throws NotFound if it is no such case, or was never submitted to the manufacturer: exactly these are his to see; the dealer's people
     *     see their own before that too
     */
    @Transactional(readOnly = true)
    public OemFile find(Actor actor, UUID complaint) {
        actor.require(UseCase.SEE_MANUFACTURERS_CASES);
        var dealer = actor.dealerId();
        var own = actor.storesFor(UseCase.READ_COMPLAINTS);
        var found = Stream.concat(
                        cases
                                .list(
                                        dealer,
                                        actor.storesFor(UseCase.SEE_MANUFACTURERS_CASES),
                                        Optional.of(complaint),
                                        false,
                                        false,
                                        1)
                                .stream(),
                        own.isEmpty()
                                ? Stream.empty()
                                : cases.list(dealer, own, Optional.of(complaint), false, true, 1).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound("case " + complaint));
        return new OemFile(found, reports.of(dealer, complaint), reports.said(dealer, complaint));
    }

    /** The manufacturer's people say what is to be done. */
    public TakenIn instruct(Actor actor, UUID complaint, String words, Instant now) {
        var found = find(actor, complaint).oemCase();
        actor.require(UseCase.INSTRUCT_AS_MANUFACTURER, found.storeId());
        if (words.isBlank() || words.length() > LONGEST) {
            return new TakenIn.Refused(Sentence.of("oem.refused.nothing-written"), "oem-instruction-without-words");
        }
        reports.say(actor.dealerId(), Ids.next(), complaint, words.strip(), actor.staffId(), now);
        audit(actor, now, "oem.instructed", complaint, Map.of());
        return new TakenIn.Kept(complaint, found.number(), false);
    }

    /** For the dealer's people: what the manufacturer is to hear of cases that have ended (CP-7, CP-11), the earliest first. */
    @Transactional(readOnly = true)
    public List<OwedReport> owed(Actor actor) {
        var stores = actor.storesFor(UseCase.REPORT_TO_MANUFACTURER);
        return stores.isEmpty() ? List.of() : owed.open(actor.dealerId(), stores);
    }

    /** A case has ended: the manufacturer is to hear of it, if it was submitted to him (CP-11) or was a grave one (CP-7). Harmless twice. */
    @Transactional(propagation = Propagation.MANDATORY)
    void ended(int dealer, UUID complaint, Instant at) {
        owed.ended(dealer, complaint)
                .ifPresent(it ->
                        owed.owe(dealer, complaint, it, at, terms(it.store()).status(at)));
        events.publishEvent(new Changed(dealer, TOPIC));
    }

    /** Writes each term down that passed (CP-14, CP-15), once, though nobody opened a page. */
    @Transactional(propagation = Propagation.MANDATORY)
    void watch(int dealer, Instant due) {
        if (cases.miss(dealer, due) + owed.miss(dealer, due) > 0) {
            events.publishEvent(new Changed(dealer, TOPIC));
        }
    }

    private Terms terms(UUID store) {
        var set = settings.of(store);
        return new Terms(
                stores.get(store).zone(), set.number(OemSettings.RESULT_DAYS), set.number(OemSettings.PROGRESS_DAYS));
    }

    private void audit(Actor actor, Instant now, String action, UUID complaint, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "complaint", complaint, after));
        events.publishEvent(new Changed(actor.dealerId(), TOPIC));
        events.publishEvent(new Changed(actor.dealerId(), Changed.COMPLAINTS));
    }
}
