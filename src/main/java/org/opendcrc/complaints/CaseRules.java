package org.opendcrc.complaints;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.complaints.CaseRefusal.Why;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;

/** Whether something can be done with a case, and if not, why: the handbook's rules in one place. Pure. */
final class CaseRules {

    /** So often a customer is tried before it is said that he cannot be reached. */
    static final int TRIES = 2;

    /** The third refused plan brings the case upwards. */
    static final int REFUSALS = 3;

    private CaseRules() {}

    /**
     * Who wants to do it.
     *
     * @param roles what he is in the case's store
     * @param actsFor whom he covers while they are away
     */
    record Who(UUID staff, Set<Role> roles, Set<UUID> actsFor) {

        Who {
            roles = Set.copyOf(roles);
            actsFor = Set.copyOf(actsFor);
        }

        Rank rank() {
            return Rank.of(roles);
        }

        boolean handles(CaseFacts facts) {
            return facts.handler()
                    .filter(it -> it.equals(staff) || actsFor.contains(it))
                    .isPresent();
        }
    }

    /** Somebody who is to handle it: what he is in the case's store; empty if nobody there is called so. */
    record Candidate(UUID staff, Optional<Rank> rank) {}

    /** What a store has decided. */
    record Terms(Authority authority, Rank handlerRank, ZoneId zone) {}

    /** What cannot be told from the case alone. */
    record Besides(Optional<Candidate> candidate, boolean intoIsAnOpenCaseOfTheSame, boolean accusedIsStaff) {

        static final Besides NOTHING = new Besides(Optional.empty(), false, false);
    }

    /** The table of what is possible: state, role, and that nobody works on a complaint about himself. */
    static Optional<CaseRefusal> impossible(CaseFacts facts, CaseAction action, Who who) {
        if (!action.isPossibleIn(facts.state())) {
            return Optional.of(CaseRefusal.of(
                    Why.NOT_NOW,
                    Sentence.of("complaint.action." + action),
                    Sentence.of("complaint.state." + facts.state())));
        }
        if (facts.accused().equals(Optional.of(who.staff())) && action != CaseAction.NOTE) {
            return Optional.of(CaseRefusal.of(Why.IS_ACCUSED)); // CP-3
        }
        if (!action.isAllowedTo(who.roles(), facts.kind(), who.handles(facts))) {
            return Optional.of(CaseRefusal.of(Why.NOT_YOURS, Sentence.of("complaint.action." + action)));
        }
        return Optional.empty();
    }

    /** The first reason that holds. */
    static Optional<CaseRefusal> obstacle(
            CaseFacts facts, CaseStep step, Who who, Terms terms, Besides besides, Instant now) {
        return impossible(facts, step.action(), who).or(() -> why(facts, step, who, terms, besides, now));
    }

    private static Optional<CaseRefusal> why(
            CaseFacts facts, CaseStep step, Who who, Terms terms, Besides besides, Instant now) {
        return switch (step) {
            case CaseStep.Note it -> written(it.words());
            case CaseStep.Tell it -> written(it.words()).or(() -> whenTrue(it.at(), facts, now)); // CP-10
            case CaseStep.Check it -> check(facts, it, who, terms, now);
            case CaseStep.Attempt it -> written(it.words()).or(() -> whenTrue(it.at(), facts, now));
            case CaseStep.Confirm _ ->
                facts.confirmationOwed() && !facts.confirmed() ? Optional.empty() : no(Why.CONFIRMED_ALREADY); // FU-29
            case CaseStep.Assign it -> handler(facts, it, terms, besides);
            case CaseStep.Accuse it -> accused(facts, it, besides);
            case CaseStep.Investigate _ -> investigation(facts);
            case CaseStep.Findings _, CaseStep.Execute _ -> Optional.empty();
            case CaseStep.Propose it ->
                it.title().isBlank()
                        ? no(Why.NOTHING_WRITTEN)
                        : it.pros().isBlank() || it.cons().isBlank()
                                ? no(Why.PROS_AND_CONS) // CP-23
                                : Optional.empty();
            case CaseStep.Approve it -> approval(facts, it, who);
            case CaseStep.Refuse it -> open(facts, it.plan()).or(() -> written(it.words()));
            case CaseStep.Agree it -> consent(facts, it);
            case CaseStep.Solve it ->
                facts.signed().containsKey(Signed.HANDLER)
                        ? no(Why.SIGNED_ALREADY)
                        : written(it.remedy()).or(() -> beyond(facts, it.costFen(), who, terms));
            case CaseStep.Countersign _ ->
                !facts.signed().containsKey(Signed.HANDLER) ? no(Why.NOT_SIGNED_BY_HANDLER) : Optional.empty(); // CP-9
            case CaseStep.SetGoal it -> written(it.goal());
            case CaseStep.Close it -> closing(facts).or(() -> outcomeTold(facts, it, now));
            case CaseStep.CloseUnresolved it -> ending(facts, it, who);
            case CaseStep.Withdraw it -> written(it.words());
            case CaseStep.Merge _ -> besides.intoIsAnOpenCaseOfTheSame() ? Optional.empty() : no(Why.NO_DUPLICATE);
            case CaseStep.Escalate it ->
                written(it.words())
                        .or(() ->
                                Ladder.isHigher(it.to(), facts.escalatedTo()) ? Optional.empty() : no(Why.NOT_HIGHER));
            case CaseStep.Regrade it ->
                it.grade() == facts.grade()
                        ? no(Why.SAME_GRADE)
                        : it.grade() == Grade.IMPORTANT
                                ? no(Why.GRADE_BY_HAND) // CP-33
                                : written(it.words());
            case CaseStep.NeedHelp it ->
                facts.help().filter(help -> !help.answered()).isPresent() ? no(Why.HELP_IS_OPEN) : written(it.words());
            case CaseStep.AskHelp it ->
                it.whom().rank().isPresent()
                        ? no(Why.WRONG_WHOM)
                        : facts.help()
                                        .filter(help -> help.asked() && !help.answered())
                                        .isPresent()
                                ? no(Why.HELP_IS_OPEN)
                                : written(it.words()).or(() -> whenTrue(it.at(), facts, now));
            case CaseStep.HelpAnswered it ->
                facts.help().filter(help -> help.asked() && !help.answered()).isEmpty()
                        ? no(Why.NO_HELP_OPEN)
                        : written(it.words());
            case CaseStep.DeclareCrisis it ->
                facts.crisisSince().isPresent() ? no(Why.CRISIS_ALREADY) : written(it.words());
            case CaseStep.CrisisDone it -> crisisStep(facts, it, now);
            case CaseStep.EndCrisis it -> facts.crisisSince().isEmpty() ? no(Why.NO_CRISIS) : written(it.words());
            case CaseStep.Promise it ->
                !it.answerBy().isAfter(now) ? no(Why.PROMISE_IN_THE_PAST) : written(it.words()); // CP-30
            case CaseStep.KeepPromise it ->
                facts.promises().stream().noneMatch(p -> p.id().equals(it.promise()) && !p.kept())
                        ? no(Why.NO_SUCH_PROMISE)
                        : written(it.words()).or(() -> whenTrue(it.at(), facts, now));
            case CaseStep.Answer it -> facts.answeredAt().isPresent() ? no(Why.ANSWERED_ALREADY) : written(it.words());
            case CaseStep.StandStill it ->
                facts.standingSince().isPresent() ? no(Why.STANDS_ALREADY) : written(it.words());
            case CaseStep.GoOn _ -> facts.standingSince().isEmpty() ? no(Why.STANDS_NOT) : Optional.empty();
        };
    }

    private static Optional<CaseRefusal> handler(CaseFacts facts, CaseStep.Assign it, Terms terms, Besides besides) {
        if (facts.confirmationOwed() && !facts.confirmed()) {
            return no(Why.TO_BE_CONFIRMED); // FU-29
        }
        if (facts.accused().equals(Optional.of(it.handler()))) {
            return no(Why.HANDLER_IS_ACCUSED); // CP-3
        }
        var rank = besides.candidate().flatMap(Candidate::rank);
        if (rank.isEmpty()) {
            return no(Why.HANDLER_UNKNOWN);
        }
        if (!rank.get().isAtLeast(terms.handlerRank())) {
            return no(Why.HANDLER_TOO_LOW, Sentence.of("complaint.rank." + terms.handlerRank())); // CP-4
        }
        if (facts.handler().equals(Optional.of(it.handler()))) {
            return no(Why.HANDLER_IS_HE);
        }
        return facts.handler().isPresent() && it.reason().isBlank() ? no(Why.REASON_MISSING) : Optional.empty();
    }

    private static Optional<CaseRefusal> accused(CaseFacts facts, CaseStep.Accuse it, Besides besides) {
        if (!besides.accusedIsStaff()) {
            return no(Why.NO_SUCH_PERSON);
        }
        return facts.handler().equals(Optional.of(it.staff())) ? no(Why.ACCUSED_HANDLES) : Optional.empty(); // CP-3
    }

    private static Optional<CaseRefusal> investigation(CaseFacts facts) {
        if (facts.handler().isEmpty()) {
            return no(Why.NO_HANDLER); // CP-4
        }
        return facts.contactedAt().isEmpty() && facts.contactOwed() ? no(Why.NOT_CONTACTED) : Optional.empty();
    }

    private static Optional<CaseRefusal> approval(CaseFacts facts, CaseStep.Approve it, Who who) {
        var plan = facts.plans().stream()
                .filter(p -> p.id().equals(it.plan()) && p.isOpen())
                .findFirst();
        if (plan.isEmpty()) {
            return no(Why.NO_SUCH_PLAN);
        }
        if (!plan.get().waitsForApproval()) {
            return no(Why.NOTHING_TO_APPROVE);
        }
        var needs = plan.get().needs().orElseThrow();
        return inField(who, facts).isAtLeast(needs)
                ? Optional.empty()
                : no(Why.BEYOND_AUTHORITY, Sentence.of("complaint.rank." + needs)); // CP-6
    }

    /** How high somebody stands in the field of the case. */
    private static Rank inField(Who who, CaseFacts facts) {
        return Rank.of(who.roles().stream()
                .filter(it -> Field.covers(it, facts.kind()))
                .toList());
    }

    private static Optional<CaseRefusal> consent(CaseFacts facts, CaseStep.Agree it) {
        return open(facts, it.plan())
                .or(() -> facts.plans().stream()
                        .filter(plan -> plan.id().equals(it.plan()) && plan.waitsForApproval())
                        .findFirst()
                        .map(plan -> CaseRefusal.of(
                                Why.BEYOND_AUTHORITY,
                                Sentence.of("complaint.rank." + plan.needs().orElseThrow())))); // CP-5
    }

    /** What it cost in the end may be more than the plan that somebody approved. */
    private static Optional<CaseRefusal> beyond(CaseFacts facts, long costFen, Who who, Terms terms) {
        var approved = facts.plans().stream()
                .filter(it -> it.state() == PlanState.AGREED)
                .mapToLong(CaseFacts.Plan::costFen)
                .max()
                .orElse(0);
        return costFen <= approved || terms.authority().isWithin(who.rank(), costFen)
                ? Optional.empty()
                : no(
                        Why.BEYOND_AUTHORITY,
                        Sentence.of("complaint.rank." + terms.authority().rankFor(costFen)));
    }

    /** CP-11: the outcome went back to the customer. */
    private static Optional<CaseRefusal> outcomeTold(CaseFacts facts, CaseStep.Close it, Instant now) {
        return it.toldAt().isEmpty() || it.manner().isEmpty()
                ? no(Why.OUTCOME_NOT_TOLD)
                : whenTrue(it.toldAt().get(), facts, now);
    }

    /** CP-12: the check call of somebody who is not in the file: not on the day of the solution, and not by who handled it. */
    private static Optional<CaseRefusal> check(CaseFacts facts, CaseStep.Check it, Who who, Terms terms, Instant now) {
        if (facts.customer().isPresent()) {
            return no(Why.CHECK_IN_THE_QUEUE);
        }
        if (who.handles(facts)) {
            return no(Why.CHECK_BY_HANDLER);
        }
        if (it.ending() == Check.NOBODY_TO_CALL) {
            return no(Why.NO_WAY_TO_END);
        }
        var solved = facts.solvedAt().orElse(facts.receivedAt());
        if (!it.at()
                .atZone(terms.zone())
                .toLocalDate()
                .isAfter(solved.atZone(terms.zone()).toLocalDate())) {
            return no(Why.CHECK_TOO_EARLY);
        }
        if (Stream.of(it.speed(), it.attitude()).flatMap(Optional::stream).anyMatch(step -> step < 1 || step > 5)) {
            return no(Why.FIVE_STEPS);
        }
        return written(it.words()).or(() -> whenTrue(it.at(), facts, now));
    }

    private static Optional<CaseRefusal> closing(CaseFacts facts) {
        if (facts.check().filter(it -> it == Check.SATISFIED).isEmpty()) {
            return no(Why.NOT_SATISFIED); // CP-12
        }
        var missing = missing(facts);
        return missing.isEmpty()
                ? Optional.empty()
                : no(
                        Why.INCOMPLETE, // CP-9
                        new Sentence("complaint.missing", List.of(list(missing))));
    }

    /** A list of up to six things, as nested sentences. */
    private static Sentence list(List<String> missing) {
        var words = Sentence.of("complaint.missing." + missing.getLast());
        for (int i = missing.size() - 2; i >= 0; i--) {
            words = Sentence.of("complaint.missing.and", Sentence.of("complaint.missing." + missing.get(i)), words);
        }
        return words;
    }

    /** What closing still lacks, as keys below {@code complaint.missing.}, in the order of the form. */
    static List<String> missing(CaseFacts facts) {
        var missing = new ArrayList<String>();
        if (facts.findings().root().isEmpty()) {
            missing.add("root");
        }
        if (facts.findings().cause().isEmpty()) {
            missing.add("cause");
        }
        if (facts.findings().department().isEmpty()) {
            missing.add("department");
        }
        if (facts.findings().remedy().isEmpty() || facts.findings().costFen().isEmpty()) {
            missing.add("remedy");
        }
        if (!facts.signed().containsKey(Signed.HANDLER) || !facts.signed().containsKey(Signed.HEAD)) {
            missing.add("signature");
        }
        if (facts.check().isEmpty()) {
            missing.add("check");
        }
        return missing;
    }

    private static Optional<CaseRefusal> ending(CaseFacts facts, CaseStep.CloseUnresolved it, Who who) {
        return switch (it.how()) {
            case SATISFIED, WITHDRAWN, DUPLICATE -> no(Why.NO_WAY_TO_END);
            case MALICIOUS, NO_AGREEMENT ->
                who.roles().contains(Role.GENERAL_MANAGER)
                        ? written(it.words())
                        : no(Why.GENERAL_MANAGER_DECIDES); // CP-28
            case UNREACHABLE ->
                facts.tries() >= TRIES
                                || facts.check()
                                        .filter(check -> check == Check.NOT_REACHED || check == Check.NOBODY_TO_CALL)
                                        .isPresent()
                        ? written(it.words())
                        : no(Why.TRIED_TOO_LITTLE, TRIES);
        };
    }

    private static Optional<CaseRefusal> crisisStep(CaseFacts facts, CaseStep.CrisisDone it, Instant now) {
        if (facts.crisisSince().isEmpty()) {
            return no(Why.NO_CRISIS);
        }
        if (facts.steps().contains(it.step())) {
            return no(Why.STEP_DONE);
        }
        if (it.step() == CrisisStep.ENGINEER_COMES && it.arrivesAt().isEmpty()) {
            return no(Why.ARRIVAL_MISSING); // CP-17
        }
        return whenTrue(it.at(), facts, now);
    }

    private static Optional<CaseRefusal> open(CaseFacts facts, UUID plan) {
        return facts.plans().stream().anyMatch(it -> it.id().equals(plan) && it.isOpen())
                ? Optional.empty()
                : no(Why.NO_SUCH_PLAN);
    }

    private static Optional<CaseRefusal> written(String words) {
        return words.isBlank() ? no(Why.NOTHING_WRITTEN) : Optional.empty();
    }

    private static Optional<CaseRefusal> whenTrue(Instant at, CaseFacts facts, Instant now) {
        if (at.isBefore(facts.receivedAt().truncatedTo(ChronoUnit.MINUTES))) { // people write whole minutes
            return no(Why.BEFORE_RECEIPT);
        }
        return at.isAfter(now) ? no(Why.IN_THE_FUTURE) : Optional.empty();
    }

    private static Optional<CaseRefusal> no(Why why, Object... arguments) {
        return Optional.of(CaseRefusal.of(why, arguments));
    }

    /** What somebody can do now; what would make no sense is not offered, though it could be asked for. */
    static Set<CaseAction> offered(CaseFacts facts, Who who) {
        var offered = EnumSet.noneOf(CaseAction.class);
        for (var action : CaseAction.values()) {
            if (impossible(facts, action, who).isEmpty()
                    && makesSense(facts, action, who)
                    && (action != CaseAction.CHECK || !who.handles(facts))) {
                offered.add(action);
            }
        }
        return offered;
    }

    private static boolean makesSense(CaseFacts facts, CaseAction action, Who who) {
        var open = facts.plans().stream().filter(CaseFacts.Plan::isOpen).toList();
        return switch (action) {
            case CONTACT, ATTEMPT -> facts.contactOwed() && facts.contactedAt().isEmpty();
            case CONFIRM -> facts.confirmationOwed() && !facts.confirmed();
            case ASSIGN -> !facts.confirmationOwed() || facts.confirmed();
            case INVESTIGATE -> investigation(facts).isEmpty();
            case APPROVE -> open.stream().anyMatch(it -> it.waitsForApproval() && it.isWithin(who.rank())); // CP-5
            case AGREE -> open.stream().anyMatch(it -> !it.waitsForApproval());
            case REFUSE -> !open.isEmpty();
            case SOLVE -> !facts.signed().containsKey(Signed.HANDLER);
            case COUNTERSIGN -> facts.signed().containsKey(Signed.HANDLER);
            case CLOSE -> closing(facts).isEmpty();
            case CHECK -> facts.customer().isEmpty();
            case NEED_HELP -> facts.help().isEmpty() || facts.help().get().answered();
            case ASK_HELP ->
                facts.help().filter(it -> it.asked() && !it.answered()).isEmpty();
            case HELP_ANSWERED ->
                facts.help().filter(it -> it.asked() && !it.answered()).isPresent();
            case DECLARE_CRISIS -> facts.crisisSince().isEmpty();
            case CRISIS_STEP -> facts.crisisSince().isPresent() && facts.steps().size() < CrisisStep.values().length;
            case END_CRISIS -> facts.crisisSince().isPresent();
            case KEEP_PROMISE -> facts.promises().stream().anyMatch(it -> !it.kept());
            case ANSWER -> facts.answeredAt().isEmpty();
            case STAND_STILL -> facts.standingSince().isEmpty();
            case GO_ON -> facts.standingSince().isPresent();
            case NOTE,
                    TELL,
                    ACCUSE,
                    FINDINGS,
                    PROPOSE,
                    EXECUTE,
                    SET_GOAL,
                    CLOSE_UNRESOLVED,
                    WITHDRAW,
                    MERGE,
                    ESCALATE,
                    REGRADE,
                    PROMISE -> true;
        };
    }

    /** What the case waits for: the one thing that brings it on. Empty where it waits for somebody else's call, or is over. */
    static Optional<CaseAction> next(CaseFacts facts) {
        return switch (facts.state()) {
            case RECEIVED, CONTACTED -> Optional.of(before(facts));
            case INVESTIGATING ->
                Optional.of(facts.findings().cause().isEmpty() ? CaseAction.FINDINGS : CaseAction.PROPOSE);
            case PLAN_PROPOSED ->
                Optional.of(
                        facts.plans().stream().noneMatch(CaseFacts.Plan::isOpen)
                                ? CaseAction.PROPOSE
                                : facts.plans().stream()
                                                .filter(CaseFacts.Plan::isOpen)
                                                .allMatch(CaseFacts.Plan::waitsForApproval)
                                        ? CaseAction.APPROVE
                                        : CaseAction.AGREE);
            case PLAN_AGREED -> Optional.of(CaseAction.EXECUTE);
            case EXECUTING ->
                Optional.of(facts.signed().containsKey(Signed.HANDLER) ? CaseAction.COUNTERSIGN : CaseAction.SOLVE);
            case SOLVED -> facts.customer().isEmpty() ? Optional.of(CaseAction.CHECK) : Optional.empty();
            case FOLLOW_UP ->
                Optional.of(
                        facts.check().equals(Optional.of(Check.SATISFIED))
                                ? missing(facts).isEmpty() ? CaseAction.CLOSE : CaseAction.FINDINGS
                                : CaseAction.CLOSE_UNRESOLVED);
            case REOPENED -> Optional.of(CaseAction.SET_GOAL);
            case CLOSED_SATISFIED, CLOSED_UNRESOLVED, WITHDRAWN, MERGED -> Optional.empty();
        };
    }

    private static CaseAction before(CaseFacts facts) {
        if (facts.state() == CaseState.RECEIVED && facts.contactOwed()) {
            return CaseAction.CONTACT;
        }
        if (facts.confirmationOwed() && !facts.confirmed()) {
            return CaseAction.CONFIRM;
        }
        return facts.handler().isEmpty() ? CaseAction.ASSIGN : CaseAction.INVESTIGATE;
    }
}
