package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.organisation.People;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where cases are worked on, step by step. What may be done is decided by {@link CaseRules}; here it is kept. */
@Service
@Transactional
public class CaseDesk {

    static final String ANSWER = "CP-33";
    static final String REPLY = "CP-21";
    static final String HELP = "CP-2";
    static final String PROMISE = "CP-30";
    static final String CRISIS = "CP-17";
    static final String LADDER = "CP-28";
    static final String SILENCE = "CP-10";
    static final String CHECK_CALL = "CP-12";

    private final CaseTables book;
    private final CaseDeadlines deadlines;
    private final CaseReader reader;
    private final ComplaintReader files;
    private final CaseTerms terms;
    private final Complaints complaints;
    private final ComplaintAlarms alarms;
    private final Notices notices;
    private final People people;
    private final ApplicationEventPublisher events;

    CaseDesk(
            CaseTables book,
            CaseDeadlines deadlines,
            CaseReader reader,
            ComplaintReader files,
            CaseTerms terms,
            Complaints complaints,
            ComplaintAlarms alarms,
            Notices notices,
            People people,
            ApplicationEventPublisher events) {
        this.book = book;
        this.deadlines = deadlines;
        this.reader = reader;
        this.files = files;
        this.terms = terms;
        this.complaints = complaints;
        this.alarms = alarms;
        this.notices = notices;
        this.people = people;
        this.events = events;
    }

    /** Everything that one step needs and leaves behind. */
    private record Doing(Actor actor, CaseFacts facts, CaseRules.Who who, CaseTerms.OfStore terms, Instant now) {

        int dealer() {
            return actor.dealerId();
        }

        UUID staff() {
            return actor.staffId();
        }
    }

    /**
     * Does a step.
     *
     * @param version the case as the form showed it; a note may be added to a newer one
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     * @throws StaleVersion if somebody else wrote meanwhile
     */
    public CaseAnswer take(Actor actor, UUID complaint, CaseStep step, int version, Instant now) {
        var dealer = actor.dealerId();
        var facts = book.lock(dealer, complaint, actor.storesFor(UseCase.READ_COMPLAINTS))
                .orElseThrow(() -> new NotFound("complaint " + complaint));
        if (facts.version() != version && step.action() != CaseAction.NOTE) {
            throw new StaleVersion(Sentence.of("complaint.stale", facts.number()));
        }
        var who = new CaseRules.Who(
                actor.staffId(),
                actor.roles().getOrDefault(facts.storeId(), Set.of()),
                book.coveredBy(dealer, actor.staffId(), now));
        var store = terms.of(facts.storeId());
        var refusal = CaseRules.obstacle(facts, step, who, store.rules(), besides(dealer, facts, step), now);
        if (refusal.isPresent()) {
            return new CaseAnswer.Refused(refusal.get());
        }
        missed(dealer, Optional.of(complaint), trueTime(step, now)); // what was over before this step was over
        apply(new Doing(actor, facts, who, store, now), step);
        word(step, now).filter(_ -> !ends(step)).ifPresent(at -> told(dealer, facts, store, at)); // CP-10
        book.remember(dealer, complaint, now);
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.step",
                "complaint",
                complaint,
                Map.of("number", facts.number(), "step", step.action().name())));
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        return new CaseAnswer.Done();
    }

    /** What is recorded later counts by its true time. */
    private static Instant trueTime(CaseStep step, Instant now) {
        return switch (step) {
            case CaseStep.AskHelp it -> it.at();
            case CaseStep.CrisisDone it -> it.at();
            case CaseStep.KeepPromise it -> it.at();
            case CaseStep.Check it -> it.at();
            case CaseStep.Tell it -> it.at();
            default -> now;
        };
    }

    /** When the customer hears something by a step; empty if he does not. */
    private static Optional<Instant> word(CaseStep step, Instant now) {
        return switch (step) {
            case CaseStep.Tell it -> Optional.of(it.at());
            case CaseStep.KeepPromise it -> Optional.of(it.at());
            case CaseStep.CrisisDone it when it.step() == CrisisStep.OWNER_TOLD -> Optional.of(it.at());
            case CaseStep.NeedHelp it when !it.calmed().isBlank() -> Optional.of(now);
            case CaseStep.Propose _, CaseStep.Refuse _, CaseStep.Agree _, CaseStep.Promise _, CaseStep.Answer _ ->
                Optional.of(now);
            default -> Optional.empty();
        };
    }

    private static boolean ends(CaseStep step) {
        return switch (step) {
            case CaseStep.Close _, CaseStep.CloseUnresolved _, CaseStep.Withdraw _, CaseStep.Merge _ -> true;
            default -> false;
        };
    }

    /** The customer has heard something; if he hears nothing for so many days from here on, the handler is reminded (CP-10). */
    void told(int dealer, CaseFacts facts, CaseTerms.OfStore store, Instant at) {
        told(dealer, facts.id(), facts.storeId(), store, at);
    }

    void told(int dealer, UUID complaint, UUID storeId, CaseTerms.OfStore store, Instant at) {
        if (book.told(dealer, complaint, at)) {
            silence(dealer, complaint, storeId, store, at);
        }
    }

    /** Starts the clock of the silence; the one before is over. */
    void silence(int dealer, UUID complaint, UUID storeId, CaseTerms.OfStore store, Instant from) {
        deadlines.withdraw(dealer, complaint, List.of(SILENCE), from);
        if (store.silence() > 0) {
            deadlines.startUntil(
                    dealer,
                    new CaseDeadlines.Key(complaint, storeId, SILENCE, from.toString(), Role.CRC_MANAGER),
                    from,
                    from.plus(Duration.ofDays(store.silence())));
        }
    }

    /**
     * A case as the person sees it.
     *
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     */
    public CaseView view(Actor actor, UUID complaint, Instant now) {
        actor.require(UseCase.READ_COMPLAINTS);
        var dealer = actor.dealerId();
        var details = reader.details(dealer, complaint, now).orElseThrow(() -> new NotFound("complaint " + complaint));
        var file = files.file(
                        dealer, complaint, actor.storesFor(UseCase.READ_COMPLAINTS), details.log(), details.alarms())
                .orElseThrow(() -> new NotFound("complaint " + complaint));
        var facts = book.facts(dealer, complaint);
        var store = facts.storeId();
        var who = new CaseRules.Who(
                actor.staffId(),
                actor.roles().getOrDefault(store, Set.of()),
                details.coverers().contains(actor.staffId())
                        ? facts.handler().map(Set::of).orElse(Set.of())
                        : Set.of());
        return new CaseView(
                file,
                details,
                facts.round(),
                facts.escalatedTo(),
                facts.confirmationOwed() && !facts.confirmed(),
                actor.may(UseCase.SEE_ACCUSED, store), // A22
                CaseRules.offered(facts, who),
                CaseRules.next(facts),
                CaseRules.missing(facts),
                facts.standingSince().isPresent(),
                facts.steps(),
                Rank.valueOf(details.texts().getOrDefault("handlerRank", ComplaintSettings.HANDLER_RANK.standard())));
    }

    private CaseRules.Besides besides(int dealer, CaseFacts facts, CaseStep step) {
        return switch (step) {
            case CaseStep.Assign it ->
                new CaseRules.Besides(
                        Optional.of(new CaseRules.Candidate(
                                it.handler(), terms.rankOf(dealer, facts.storeId(), it.handler()))),
                        false,
                        false);
            case CaseStep.Accuse it -> new CaseRules.Besides(Optional.empty(), false, book.isStaff(dealer, it.staff()));
            case CaseStep.Merge it ->
                new CaseRules.Besides(
                        Optional.empty(),
                        book.sameOpen(dealer, facts, it.into()).isPresent(),
                        false);
            default -> CaseRules.Besides.NOTHING;
        };
    }

    private void apply(Doing doing, CaseStep step) {
        var facts = doing.facts();
        var dealer = doing.dealer();
        var now = doing.now();
        switch (step) {
            case CaseStep.Note it -> log(doing, now, "note", it.words());
            case CaseStep.Tell it -> {
                log(doing, it.at(), "told", it.words());
                change(doing, CaseChange.NONE);
            }
            case CaseStep.Check it -> {
                deadlines.meet(dealer, facts.id(), CHECK_CALL, Integer.toString(facts.round()), it.at());
                book.sign(
                        dealer, facts, Signed.CHECK, doing.staff(), doing.who().rank(), now);
                heard(
                        dealer,
                        facts,
                        new Heard(
                                Optional.empty(),
                                it.ending(),
                                Optional.of(doing.staff()),
                                it.words(),
                                it.speed(),
                                it.attitude(),
                                it.at()),
                        now);
            }
            case CaseStep.Attempt it -> {
                log(doing, it.at(), "tried", it.words());
                change(doing, CaseChange.NONE);
            }
            case CaseStep.Confirm it -> {
                change(doing, CaseChange.NONE.confirmed(doing.staff(), now)); // FU-29
                log(doing, now, "confirmed", it.words());
            }
            case CaseStep.Assign it -> assign(doing, it);
            case CaseStep.Accuse it -> {
                change(doing, CaseChange.NONE.about(it.staff()));
                log(doing, now, "accused", "");
            }
            case CaseStep.Investigate _ -> {
                change(doing, CaseChange.NONE.to(CaseState.INVESTIGATING));
                log(doing, now, "investigating", "");
            }
            case CaseStep.Findings it -> {
                book.findings(dealer, facts.id(), it);
                log(doing, now, "findings", it.cause());
            }
            case CaseStep.Propose it -> propose(doing, it);
            case CaseStep.Approve it -> {
                book.approve(dealer, it.plan(), doing.staff(), now);
                change(doing, CaseChange.NONE);
                log(doing, now, "approved", "");
            }
            case CaseStep.Refuse it -> refuse(doing, it);
            case CaseStep.Agree it -> {
                book.decide(
                        dealer, it.plan(), PlanState.AGREED, Optional.of(it.manner()), it.words(), doing.staff(), now);
                book.supersedePlans(dealer, facts.id(), facts.round());
                deadlines.withdraw(dealer, facts.id(), List.of(LADDER), now);
                change(doing, CaseChange.NONE.to(CaseState.PLAN_AGREED));
                log(doing, now, "agreed", it.words());
            }
            case CaseStep.Execute _ -> {
                change(doing, CaseChange.NONE.to(CaseState.EXECUTING));
                log(doing, now, "executing", "");
            }
            case CaseStep.Solve it -> solve(doing, it);
            case CaseStep.Countersign _ -> {
                book.sign(dealer, facts, Signed.HEAD, doing.staff(), doing.who().rank(), now); // CP-9
                log(doing, now, "countersigned", "");
                solved(doing, CaseChange.NONE);
            }
            case CaseStep.SetGoal it -> {
                change(
                        doing,
                        CaseChange.NONE
                                .to(CaseState.INVESTIGATING)
                                .aiming(it.goal().strip())); // CP-12
                log(doing, now, "goal", it.goal());
            }
            case CaseStep.Close it -> {
                book.sign(
                        dealer,
                        facts,
                        Signed.CLOSING,
                        doing.staff(),
                        doing.who().rank(),
                        now);
                book.outcome(dealer, facts.id(), it); // CP-11
                log(
                        doing,
                        it.toldAt().orElseThrow(),
                        "outcome-told." + it.manner().orElseThrow(),
                        "");
                end(doing, CaseState.CLOSED_SATISFIED, Closing.SATISFIED, it.words(), Optional.empty());
            }
            case CaseStep.CloseUnresolved it ->
                end(doing, CaseState.CLOSED_UNRESOLVED, it.how(), it.words(), Optional.empty());
            case CaseStep.Withdraw it ->
                end(doing, CaseState.WITHDRAWN, Closing.WITHDRAWN, it.words(), Optional.empty());
            case CaseStep.Merge it -> {
                var into = book.sameOpen(dealer, facts, it.into());
                end(doing, CaseState.MERGED, Closing.DUPLICATE, it.into(), into);
                complaints.log(
                        dealer,
                        into.orElseThrow(),
                        now,
                        now,
                        Optional.of(doing.staff()),
                        "took-in",
                        Optional.of(facts.number()));
            }
            case CaseStep.Escalate it -> {
                escalate(dealer, facts, doing.terms(), it.to(), "BY_HAND", it.words(), Optional.of(doing.staff()), now);
                change(doing, CaseChange.NONE.escalated(it.to()));
            }
            case CaseStep.Regrade it -> {
                change(doing, CaseChange.NONE.graded(it.grade()));
                answerBy(doing, it.grade());
                log(doing, now, "graded." + it.grade(), it.words());
            }
            case CaseStep.NeedHelp it -> {
                var nth = facts.help().map(help -> help.nth() + 1).orElse(1);
                book.helpNeeded(dealer, facts.id(), nth, now, it.words());
                clock(doing, HELP, Integer.toString(nth), now, doing.terms().help()); // CP-2: from the recognition
                change(doing, CaseChange.NONE);
                log(doing, now, "help-needed", it.words());
                if (!it.calmed().isBlank()) { // CP-8
                    log(doing, now, "calmed", it.calmed());
                }
            }
            case CaseStep.AskHelp it -> askHelp(doing, it);
            case CaseStep.HelpAnswered it -> {
                book.helpAnswered(dealer, facts.id(), facts.help().orElseThrow().nth(), it.words(), now);
                change(doing, CaseChange.NONE);
                log(doing, now, "help-answered", it.words());
            }
            case CaseStep.DeclareCrisis it ->
                declareCrisis(dealer, facts, doing.terms(), it.words(), Optional.of(doing.staff()), now);
            case CaseStep.CrisisDone it -> crisisStep(doing, it);
            case CaseStep.EndCrisis it -> {
                book.crisis(dealer, facts.id(), Optional.empty());
                deadlines.withdraw(dealer, facts.id(), List.of(CRISIS), now);
                log(doing, now, "crisis-over", it.words());
            }
            case CaseStep.Promise it -> {
                promise(dealer, facts.id(), facts.storeId(), it, doing.staff(), now);
                change(doing, CaseChange.NONE);
                log(doing, now, "promised", it.words());
            }
            case CaseStep.KeepPromise it -> {
                book.keepPromise(dealer, it, doing.staff());
                deadlines.meet(
                        dealer, facts.id(), PROMISE, it.promise().toString(), it.at()); // CP-30, by the true time
                change(doing, CaseChange.NONE);
                log(doing, it.at(), "promise-kept", it.words());
            }
            case CaseStep.Answer it -> {
                answered(doing);
                change(doing, CaseChange.NONE.answered(now));
                log(doing, now, "answered." + it.manner(), it.words());
            }
            case CaseStep.StandStill it -> {
                book.stand(dealer, facts.id(), it, doing.staff(), now);
                deadlines.stand(dealer, facts.id());
                log(doing, now, "stands." + it.reason(), it.words());
            }
            case CaseStep.GoOn _ -> {
                book.goOn(dealer, facts.id(), now);
                var clock = doing.terms().clock(book.facts(dealer, facts.id()).stood());
                deadlines
                        .standing(dealer, facts.id())
                        .forEach(it -> clock.dueAt(it.startedAt(), it.length())
                                .ifPresent(due -> deadlines.goOn(dealer, facts.id(), it, due)));
                log(doing, now, "goes-on", "");
            }
        }
    }

    private void assign(Doing doing, CaseStep.Assign it) {
        var facts = doing.facts();
        book.handlerChanged(doing.dealer(), facts, it.handler(), it.reason(), doing.staff(), doing.now());
        change(doing, CaseChange.NONE.handledBy(it.handler())); // CP-3, CP-4
        var name = people.names(List.of(it.handler())).getOrDefault(it.handler(), "");
        log(
                doing,
                doing.now(),
                facts.handler().isPresent() ? "handed-over" : "assigned",
                it.reason().isBlank() ? name : name + " · " + it.reason().strip());
    }

    private void propose(Doing doing, CaseStep.Propose it) {
        var facts = doing.facts();
        var needed = doing.terms().authority().rankFor(it.costFen());
        var needs = doing.who().rank().isAtLeast(needed) ? Optional.<Rank>empty() : Optional.of(needed); // CP-5
        book.plan(doing.dealer(), facts, it, needs, doing.staff(), doing.now());
        if (facts.answeredAt().isEmpty()) {
            answered(doing); // CP-33: a plan that is explained is an answer in substance
        }
        var change = CaseChange.NONE.to(CaseState.PLAN_PROPOSED).answered(doing.now());
        log(doing, doing.now(), "proposed", it.title());
        if (needs.isPresent()) { // CP-6: beyond one's authority it goes upwards at once
            var to = EscalatedTo.of(needs.get());
            escalate(
                    doing.dealer(),
                    facts,
                    doing.terms(),
                    to,
                    "AUTHORITY",
                    it.title(),
                    Optional.of(doing.staff()),
                    doing.now());
            change = Ladder.isHigher(to, facts.escalatedTo()) ? change.escalated(to) : change;
        }
        change(doing, change);
    }

    private void refuse(Doing doing, CaseStep.Refuse it) {
        var facts = doing.facts();
        book.decide(
                doing.dealer(), it.plan(), PlanState.REFUSED, Optional.empty(), it.words(), doing.staff(), doing.now());
        log(doing, doing.now(), "refused", it.words());
        var change = CaseChange.NONE;
        if (book.refusals(doing.dealer(), facts.id()) % CaseRules.REFUSALS == 0) { // three refused plans
            var up = Ladder.above(facts.escalatedTo());
            up.ifPresent(to ->
                    escalate(doing.dealer(), facts, doing.terms(), to, "REFUSALS", "", Optional.empty(), doing.now()));
            change = up.map(change::escalated).orElse(change);
        }
        change(doing, change);
    }

    private void solve(Doing doing, CaseStep.Solve it) {
        var facts = doing.facts();
        book.sign(
                doing.dealer(),
                facts,
                Signed.HANDLER,
                doing.staff(),
                doing.who().rank(),
                doing.now()); // CP-9
        log(doing, doing.now(), "solved", it.remedy());
        var change = CaseChange.NONE.remedied(it.remedy().strip(), it.costFen());
        if (CaseAction.COUNTERSIGN.isAllowedTo(doing.who().roles(), facts.kind(), false)) {
            // He is the head of the department himself: he signs once for both.
            book.sign(
                    doing.dealer(),
                    facts,
                    Signed.HEAD,
                    doing.staff(),
                    doing.who().rank(),
                    doing.now());
            solved(doing, change);
        } else {
            change(doing, change);
        }
    }

    /** Done and signed: the next day's call is owed, or there is nobody to call. */
    private void solved(Doing doing, CaseChange change) {
        var facts = doing.facts();
        var now = doing.now();
        deadlines.withdraw(doing.dealer(), facts.id(), List.of(LADDER), now);
        if (facts.customer().isEmpty() && !facts.phoneLeft()) {
            book.check(
                    doing.dealer(),
                    facts.id(),
                    facts.round(),
                    Optional.empty(),
                    Check.NOBODY_TO_CALL,
                    now,
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty());
            change(doing, change.to(CaseState.FOLLOW_UP).solved(now));
            return;
        }
        change(doing, change.to(CaseState.SOLVED).solved(now));
        if (facts.customer().isEmpty()) { // the queue calls customers: here somebody is called by hand (CP-12)
            deadlines.startUntil(
                    doing.dealer(),
                    new CaseDeadlines.Key(
                            facts.id(), facts.storeId(), CHECK_CALL, Integer.toString(facts.round()), Role.CRC_MANAGER),
                    now,
                    doing.terms().checkBy(now));
            return;
        }
        events.publishEvent(new ComplaintSolved(
                doing.dealer(),
                facts.id(),
                facts.storeId(),
                facts.round(),
                facts.number(),
                facts.customer().get(),
                facts.vehicle().orElse(null),
                facts.handler().orElseThrow(),
                now)); // CP-12
    }

    private void end(Doing doing, CaseState state, Closing how, String words, Optional<UUID> into) {
        var facts = doing.facts();
        var now = doing.now();
        var watch =
                terms.channel(doing.dealer(), facts.storeId(), facts.source()).watchDays();
        if (facts.standingSince().isPresent()) {
            book.goOn(doing.dealer(), facts.id(), now);
        }
        deadlines.withdrawAll(doing.dealer(), facts.id(), now);
        alarms.withdraw(doing.dealer(), facts.id());
        book.end(
                doing.dealer(),
                facts.id(),
                state,
                how,
                words,
                into,
                doing.staff(),
                now,
                watch == 0
                        ? Optional.empty()
                        : Optional.of(
                                now.atZone(doing.terms().zone()).toLocalDate().plusDays(watch))); // CP-21
        log(doing, now, "ended." + how, words);
        events.publishEvent(new ComplaintEnded(doing.dealer(), facts.id(), how, now));
    }

    private void askHelp(Doing doing, CaseStep.AskHelp it) {
        var facts = doing.facts();
        var open = facts.help().filter(help -> !help.asked());
        var nth = open.map(CaseFacts.Help::nth)
                .orElseGet(() -> facts.help().map(help -> help.nth() + 1).orElse(1));
        if (open.isEmpty()) { // CP-2: nobody said when it was recognised, so at receipt
            book.helpNeeded(doing.dealer(), facts.id(), nth, facts.receivedAt(), it.words());
            clock(
                    doing,
                    HELP,
                    Integer.toString(nth),
                    facts.receivedAt(),
                    doing.terms().help());
        }
        missed(doing.dealer(), Optional.of(facts.id()), it.at());
        book.helpAsked(doing.dealer(), facts.id(), nth, it, doing.staff());
        deadlines.meet(doing.dealer(), facts.id(), HELP, Integer.toString(nth), it.at());
        var change = CaseChange.NONE;
        if (Ladder.isHigher(it.whom(), facts.escalatedTo())) {
            book.escalated(
                    doing.dealer(),
                    facts.id(),
                    it.whom(),
                    "BY_HAND",
                    it.words(),
                    Optional.of(doing.staff()),
                    doing.now());
            change = change.escalated(it.whom());
        }
        change(doing, change);
        log(doing, it.at(), "help-asked." + it.whom(), it.words());
        OutsideRole.of(it.whom())
                .ifPresent(
                        role -> notices.tell(doing.dealer(), facts, role, Notices.Cause.HELP, it.words(), doing.now()));
    }

    private void crisisStep(Doing doing, CaseStep.CrisisDone it) {
        var facts = doing.facts();
        book.crisisStep(doing.dealer(), facts.id(), it, doing.staff(), doing.now());
        deadlines.meet(doing.dealer(), facts.id(), CRISIS, it.step().name(), it.at());
        it.arrivesAt()
                .filter(_ -> it.step() == CrisisStep.ENGINEER_COMES)
                .ifPresent(at -> deadlines.startUntil(
                        doing.dealer(),
                        new CaseDeadlines.Key(
                                facts.id(),
                                facts.storeId(),
                                CRISIS,
                                CrisisStep.ENGINEER_THERE.name(),
                                Role.GENERAL_MANAGER),
                        doing.now(),
                        at)); // CP-17: followed until he is on site
        change(doing, CaseChange.NONE);
        log(doing, it.at(), "crisis." + it.step(), it.words());
    }

    /** CP-17: everybody of the house is called at once, and a clock runs for each who has to be told. */
    void declareCrisis(
            int dealer, CaseFacts facts, CaseTerms.OfStore store, String words, Optional<UUID> staff, Instant now) {
        book.crisis(dealer, facts.id(), Optional.of(now));
        complaints.log(dealer, facts.id(), now, now, staff, "crisis", Optional.of(words));
        var called = new HashMap<Role, Boolean>();
        for (var role : List.of(Role.CRC_MANAGER, head(facts.kind()), Role.GENERAL_MANAGER)) {
            called.put(role, book.call(dealer, facts, AlarmStep.CRISIS, role, now.toString(), now));
        }
        for (var step : List.of(
                CrisisStep.CAC_TOLD,
                CrisisStep.REGION_TOLD,
                CrisisStep.HOTLINE_TOLD,
                CrisisStep.ENGINEER_COMES,
                CrisisStep.OWNER_TOLD,
                CrisisStep.CAR_BOOKED)) {
            if (!facts.steps().contains(step)) {
                var length = step.compareTo(CrisisStep.ENGINEER_COMES) < 0
                        ? store.crisis()
                        : store.crisis().multipliedBy(4);
                deadlines.start(
                        dealer,
                        new CaseDeadlines.Key(facts.id(), facts.storeId(), CRISIS, step.name(), Role.GENERAL_MANAGER),
                        now,
                        length,
                        false,
                        false,
                        now.plus(length)); // a crisis knows no closing time
            }
        }
        for (var role : List.of(
                OutsideRole.MANUFACTURER, OutsideRole.REGIONAL_MANAGER, OutsideRole.HOTLINE, OutsideRole.ENGINEER)) {
            notices.tell(dealer, facts, role, Notices.Cause.CRISIS, words, now);
        }
        if (called.containsValue(true)) {
            events.publishEvent(new AlarmRaised(dealer, facts.id(), facts.storeId(), AlarmStep.CRISIS));
        }
    }

    /** 315, a court, the press: the regional manager is to be told at once. */
    void tellRegionalManager(int dealer, CaseFacts facts, CaseTerms.OfStore store, String words, Instant now) {
        escalate(dealer, facts, store, EscalatedTo.REGIONAL_MANAGER, "GRAVITY", words, Optional.empty(), now);
        book.change(dealer, facts.id(), CaseChange.NONE.escalated(EscalatedTo.REGIONAL_MANAGER));
        book.helpNeeded(dealer, facts.id(), 1, facts.receivedAt(), "");
        deadlines.start(
                dealer,
                new CaseDeadlines.Key(facts.id(), facts.storeId(), HELP, "1", Role.CRC_MANAGER),
                facts.receivedAt(),
                store.help(),
                store.business(),
                false,
                store.after(facts.receivedAt(), store.help())); // CP-2
    }

    /** Starts the clock of an answer that was promised (CP-30). */
    void promise(int dealer, UUID complaint, UUID store, CaseStep.Promise it, UUID staff, Instant now) {
        var id = book.promise(dealer, complaint, it.answerBy(), it.words(), staff, now);
        deadlines.startUntil(
                dealer,
                new CaseDeadlines.Key(complaint, store, PROMISE, id.toString(), Role.CRC_MANAGER),
                now,
                it.answerBy());
    }

    /** Hands a case upwards and calls who is there; where the house can go higher, time goes on (CP-28). */
    private void escalate(
            int dealer,
            CaseFacts facts,
            CaseTerms.OfStore store,
            EscalatedTo to,
            String why,
            String words,
            Optional<UUID> staff,
            Instant now) {
        book.escalated(dealer, facts.id(), to, why, words, staff, now);
        complaints.log(
                dealer,
                facts.id(),
                now,
                now,
                staff,
                "escalated." + to,
                words.isBlank() ? Optional.empty() : Optional.of(words.strip()));
        OutsideRole.of(to).ifPresent(it -> notices.tell(dealer, facts, it, Notices.Cause.ESCALATION, words, now));
        var role = roleOf(to, facts.kind());
        if (book.call(dealer, facts, AlarmStep.ESCALATED, role, to + " " + now, now)) {
            events.publishEvent(new AlarmRaised(dealer, facts.id(), facts.storeId(), AlarmStep.ESCALATED));
        }
        deadlines.withdraw(dealer, facts.id(), List.of(LADDER), now);
        if (Ladder.above(Optional.of(to)).isPresent()) {
            deadlines.start(
                    dealer,
                    new CaseDeadlines.Key(facts.id(), facts.storeId(), LADDER, to + " " + now, role),
                    now,
                    store.escalation(),
                    store.business(),
                    true,
                    store.after(now, store.escalation()));
        }
    }

    static Role head(ComplaintKind kind) {
        return Field.of(kind).contains(Field.SERVICE) ? Role.SERVICE_MANAGER : Role.SALES_MANAGER;
    }

    static Role director(ComplaintKind kind) {
        return Field.of(kind).contains(Field.SERVICE) ? Role.SERVICE_DIRECTOR : Role.SALES_DIRECTOR;
    }

    private static Role roleOf(EscalatedTo to, ComplaintKind kind) {
        return switch (to) {
            case MANAGER -> head(kind);
            case DIRECTOR -> director(kind);
            case GENERAL_MANAGER -> Role.GENERAL_MANAGER;
            case REGIONAL_MANAGER, ENGINEER, MANUFACTURER -> Role.CRC_MANAGER; // who tells the manufacturer's people
        };
    }

    /** The clocks of the answer are met. */
    private void answered(Doing doing) {
        deadlines.meet(doing.dealer(), doing.facts().id(), ANSWER, "", doing.now()); // CP-33
        deadlines.meet(doing.dealer(), doing.facts().id(), REPLY, "", doing.now()); // CP-21
    }

    /** Sets the clock of the answer by another grade, from receipt on. */
    private void answerBy(Doing doing, Grade grade) {
        var facts = doing.facts();
        if (facts.answeredAt().isPresent()) {
            return;
        }
        var length = doing.terms().answer(grade);
        doing.terms()
                .clock(facts.stood())
                .dueAt(facts.receivedAt(), length)
                .ifPresent(due -> deadlines.start(
                        doing.dealer(),
                        new CaseDeadlines.Key(facts.id(), facts.storeId(), ANSWER, "", Role.CRC_MANAGER),
                        facts.receivedAt(),
                        length,
                        doing.terms().business(),
                        true,
                        due));
    }

    private void clock(Doing doing, String rule, String subject, Instant from, Duration length) {
        deadlines.start(
                doing.dealer(),
                new CaseDeadlines.Key(doing.facts().id(), doing.facts().storeId(), rule, subject, Role.CRC_MANAGER),
                from,
                length,
                doing.terms().business(),
                false,
                doing.terms().after(from, length));
    }

    private void change(Doing doing, CaseChange change) {
        book.change(doing.dealer(), doing.facts().id(), change);
    }

    private void log(Doing doing, Instant at, String what, String words) {
        complaints.log(
                doing.dealer(),
                doing.facts().id(),
                at,
                doing.now(),
                Optional.of(doing.staff()),
                what,
                words.isBlank() ? Optional.empty() : Optional.of(words.strip()));
    }

    /**
     * What came of the next day's call about a case (CP-12); part of the caller's transaction, harmless twice. A dissatisfied customer
     * opens a new round.
     *
     * @param round of the case in which the call was owed
     * @return the number of the case; empty if that round is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> checked(
            int dealer,
            UUID complaint,
            int round,
            UUID task,
            Check ending,
            Optional<UUID> caller,
            String words,
            Instant now) {
        var found = book.find(dealer, complaint).filter(it -> it.state() == CaseState.SOLVED && it.round() == round);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var facts = found.get();
        var heard = new Heard(Optional.of(task), ending, caller, words, Optional.empty(), Optional.empty(), now);
        if (!heard(dealer, facts, heard, now)) {
            return Optional.empty();
        }
        book.remember(dealer, complaint, now);
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        return Optional.of(facts.number());
    }

    /** What a check call came to, from the queue or by hand; without a task by hand. */
    private record Heard(
            Optional<UUID> task,
            Check ending,
            Optional<UUID> caller,
            String words,
            Optional<Integer> speed,
            Optional<Integer> attitude,
            Instant at) {}

    /** Answers whether it is news. */
    private boolean heard(int dealer, CaseFacts facts, Heard it, Instant now) {
        var complaint = facts.id();
        var round = facts.round();
        if (!book.check(
                dealer,
                complaint,
                round,
                it.task(),
                it.ending(),
                it.at(),
                it.caller(),
                it.words(),
                it.speed(),
                it.attitude())) {
            return false;
        }
        complaints.log(
                dealer,
                complaint,
                it.at(),
                now,
                it.caller(),
                "checked." + it.ending(),
                it.words().isBlank() ? Optional.empty() : Optional.of(it.words().strip()));
        if (it.ending() == Check.SATISFIED || it.ending() == Check.DISSATISFIED) {
            told(dealer, facts, terms.of(facts.storeId()), it.at());
        }
        if (it.ending() == Check.DISSATISFIED) {
            book.supersedePlans(dealer, complaint, round);
            var grade = round >= Matter.THIRD && facts.grade() == Grade.GENERAL ? Grade.ESCALATED : facts.grade();
            book.reopen(dealer, complaint, grade); // CP-12
            if (book.call(dealer, facts, AlarmStep.TO_ASSIGN, Role.CRC_MANAGER, Integer.toString(round + 1), now)) {
                events.publishEvent(new AlarmRaised(dealer, complaint, facts.storeId(), AlarmStep.TO_ASSIGN));
            }
        } else {
            book.change(dealer, complaint, CaseChange.NONE.to(CaseState.FOLLOW_UP));
        }
        return true;
    }

    /** Writes down which clocks were over before {@code due} and calls whom it concerns; who was too slow is passed over (CP-28). */
    @Transactional(propagation = Propagation.MANDATORY)
    void missed(int dealer, Optional<UUID> complaint, Instant due) {
        for (var it : deadlines.miss(dealer, complaint, due)) {
            if (!it.rule().equals(SILENCE)) { // a reminder, no breach
                events.publishEvent(new DeadlineMissed(dealer, it.complaint(), it.store(), it.rule()));
            }
            events.publishEvent(new AlarmRaised(dealer, it.complaint(), it.store(), AlarmStep.CLOCK_MISSED));
            if (it.rule().equals(ANSWER) || it.rule().equals(LADDER)) {
                var facts = book.lock(dealer, it.complaint());
                Ladder.above(facts.escalatedTo()).ifPresent(to -> {
                    escalate(
                            dealer,
                            facts,
                            terms.of(facts.storeId()),
                            to,
                            "TIME",
                            "",
                            Optional.empty(),
                            Complaints.firstMomentAfter(it.dueAt()));
                    book.change(dealer, facts.id(), CaseChange.NONE.escalated(to));
                });
            }
            events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
        }
    }

    /** Who handled cases has left: somebody else is to be named. */
    @Transactional(propagation = Propagation.MANDATORY)
    void handlerGone(int dealer, UUID staff, Instant now) {
        for (var id : book.handledBy(dealer, staff)) {
            var facts = book.lock(dealer, id);
            if (book.call(dealer, facts, AlarmStep.HANDLER_GONE, Role.CRC_MANAGER, staff.toString(), now)) {
                complaints.log(dealer, id, now, now, Optional.empty(), "handler-gone", Optional.empty());
                events.publishEvent(new AlarmRaised(dealer, id, facts.storeId(), AlarmStep.HANDLER_GONE));
                events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
            }
        }
    }
}
