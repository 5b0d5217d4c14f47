package org.opendcrc.complaints;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What somebody wants to do with a case, with what it takes. Words are as typed. */
public sealed interface CaseStep {

    /** The line of the table of what is possible. */
    default CaseAction action() {
        return switch (this) {
            case Attempt _ -> CaseAction.ATTEMPT;
            case Tell _ -> CaseAction.TELL;
            case Check _ -> CaseAction.CHECK;
            case Note _ -> CaseAction.NOTE;
            case Confirm _ -> CaseAction.CONFIRM;
            case Assign _ -> CaseAction.ASSIGN;
            case Accuse _ -> CaseAction.ACCUSE;
            case Investigate _ -> CaseAction.INVESTIGATE;
            case Findings _ -> CaseAction.FINDINGS;
            case Propose _ -> CaseAction.PROPOSE;
            case Approve _ -> CaseAction.APPROVE;
            case Refuse _ -> CaseAction.REFUSE;
            case Agree _ -> CaseAction.AGREE;
            case Execute _ -> CaseAction.EXECUTE;
            case Solve _ -> CaseAction.SOLVE;
            case Countersign _ -> CaseAction.COUNTERSIGN;
            case SetGoal _ -> CaseAction.SET_GOAL;
            case Close _ -> CaseAction.CLOSE;
            case CloseUnresolved _ -> CaseAction.CLOSE_UNRESOLVED;
            case Withdraw _ -> CaseAction.WITHDRAW;
            case Merge _ -> CaseAction.MERGE;
            case Escalate _ -> CaseAction.ESCALATE;
            case Regrade _ -> CaseAction.REGRADE;
            case NeedHelp _ -> CaseAction.NEED_HELP;
            case AskHelp _ -> CaseAction.ASK_HELP;
            case HelpAnswered _ -> CaseAction.HELP_ANSWERED;
            case DeclareCrisis _ -> CaseAction.DECLARE_CRISIS;
            case CrisisDone _ -> CaseAction.CRISIS_STEP;
            case EndCrisis _ -> CaseAction.END_CRISIS;
            case Promise _ -> CaseAction.PROMISE;
            case KeepPromise _ -> CaseAction.KEEP_PROMISE;
            case Answer _ -> CaseAction.ANSWER;
            case StandStill _ -> CaseAction.STAND_STILL;
            case GoOn _ -> CaseAction.GO_ON;
        };
    }

    /**
     * The customer was tried and not reached.
     *
     * @param at its true time
     */
    record Attempt(Instant at, String words) implements CaseStep {}

    /**
     * The customer was told how his case proceeds (CP-10).
     *
     * @param at its true time
     */
    record Tell(Instant at, String words) implements CaseStep {}

    /**
     * The check call was made by hand, because the queue cannot (CP-12).
     *
     * @param at its true time
     * @param speed how fast he found it, one to five
     * @param attitude how he found the way he was dealt with, one to five
     */
    record Check(
            org.opendcrc.complaints.Check ending,
            Instant at,
            String words,
            Optional<Integer> speed,
            Optional<Integer> attitude)
            implements CaseStep {}

    record Note(String words) implements CaseStep {}

    record Confirm(String words) implements CaseStep {}

    /**
     * Names who handles it.
     *
     * @param reason must be said where somebody handles it already
     */
    record Assign(UUID handler, String reason) implements CaseStep {}

    record Accuse(UUID staff) implements CaseStep {}

    record Investigate() implements CaseStep {}

    /**
     * What was found out.
     *
     * @param responsible the first person, in words
     * @param coResponsible the second
     * @param correction 纠正与处罚
     * @param prevention so that it does not happen again
     */
    record Findings(
            Optional<Root> root,
            String cause,
            String department,
            String responsible,
            String coResponsible,
            String correction,
            String prevention)
            implements CaseStep {}

    /**
     * Offers something to the customer.
     *
     * @param takes how long, in words
     */
    record Propose(String title, String pros, String cons, long costFen, String takes, boolean recommended)
            implements CaseStep {}

    record Approve(UUID plan) implements CaseStep {}

    record Refuse(UUID plan, String words) implements CaseStep {}

    record Agree(UUID plan, Consent manner, String words) implements CaseStep {}

    record Execute() implements CaseStep {}

    record Solve(String remedy, long costFen) implements CaseStep {}

    record Countersign() implements CaseStep {}

    record SetGoal(String goal) implements CaseStep {}

    /**
     * The end.
     *
     * @param toldAt when the customer was told the outcome (CP-11); empty if nobody said
     * @param manner how; the same
     */
    record Close(String words, Optional<Instant> toldAt, Optional<ReplyManner> manner) implements CaseStep {}

    /**
     * Ends it without the customer's word.
     *
     * @param how unreachable, no agreement or malicious
     */
    record CloseUnresolved(Closing how, String words) implements CaseStep {}

    record Withdraw(String words) implements CaseStep {}

    /**
     * It was written down twice.
     *
     * @param into the number of the case that stays
     */
    record Merge(String into) implements CaseStep {}

    record Escalate(EscalatedTo to, String words) implements CaseStep {}

    record Regrade(Grade grade, String words) implements CaseStep {}

    /**
     * It goes beyond the house.
     *
     * @param calmed what the customer was told first (CP-8); empty if nothing yet
     */
    record NeedHelp(String words, String calmed) implements CaseStep {}

    /**
     * The manufacturer was asked.
     *
     * @param whom one of the manufacturer's people
     */
    record AskHelp(EscalatedTo whom, Instant at, String words) implements CaseStep {}

    record HelpAnswered(String words) implements CaseStep {}

    record DeclareCrisis(String words) implements CaseStep {}

    /**
     * A step of the crisis is done.
     *
     * @param arrivesAt when the engineer comes; for that step only
     */
    record CrisisDone(CrisisStep step, Instant at, Optional<Instant> arrivesAt, String words) implements CaseStep {}

    record EndCrisis(String words) implements CaseStep {}

    record Promise(Instant answerBy, String words) implements CaseStep {}

    record KeepPromise(UUID promise, Instant at, String words) implements CaseStep {}

    record Answer(ReplyManner manner, String words) implements CaseStep {}

    record StandStill(StandstillReason reason, String words) implements CaseStep {}

    record GoOn() implements CaseStep {}
}
