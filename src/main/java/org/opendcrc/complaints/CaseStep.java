package org.opendcrc.complaints;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What somebody wants to do with a case, with what it takes. Words are as typed. */
public sealed interface CaseStep {

    /** The line of the table of what is possible. */
    CaseAction action();

    /**
     * The customer was tried and not reached.
     *
     * @param at its true time
     */
    record Attempt(Instant at, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ATTEMPT;
        }
    }

    record Note(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.NOTE;
        }
    }

    record Confirm(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.CONFIRM;
        }
    }

    /**
     * Names who handles it.
     *
     * @param reason must be said where somebody handles it already
     */
    record Assign(UUID handler, String reason) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ASSIGN;
        }
    }

    record Accuse(UUID staff) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ACCUSE;
        }
    }

    record Investigate() implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.INVESTIGATE;
        }
    }

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
            implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.FINDINGS;
        }
    }

    /**
     * Offers something to the customer.
     *
     * @param takes how long, in words
     */
    record Propose(String title, String pros, String cons, long costFen, String takes, boolean recommended)
            implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.PROPOSE;
        }
    }

    record Approve(UUID plan) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.APPROVE;
        }
    }

    record Refuse(UUID plan, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.REFUSE;
        }
    }

    record Agree(UUID plan, Consent manner, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.AGREE;
        }
    }

    record Execute() implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.EXECUTE;
        }
    }

    record Solve(String remedy, long costFen) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.SOLVE;
        }
    }

    record Countersign() implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.COUNTERSIGN;
        }
    }

    record SetGoal(String goal) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.SET_GOAL;
        }
    }

    record Close(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.CLOSE;
        }
    }

    /**
     * Ends it without the customer's word.
     *
     * @param how unreachable, no agreement or malicious
     */
    record CloseUnresolved(Closing how, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.CLOSE_UNRESOLVED;
        }
    }

    record Withdraw(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.WITHDRAW;
        }
    }

    /**
     * It was written down twice.
     *
     * @param into the number of the case that stays
     */
    record Merge(String into) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.MERGE;
        }
    }

    record Escalate(EscalatedTo to, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ESCALATE;
        }
    }

    record Regrade(Grade grade, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.REGRADE;
        }
    }

    record NeedHelp(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.NEED_HELP;
        }
    }

    /**
     * The manufacturer was asked.
     *
     * @param whom one of the manufacturer's people
     */
    record AskHelp(EscalatedTo whom, Instant at, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ASK_HELP;
        }
    }

    record HelpAnswered(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.HELP_ANSWERED;
        }
    }

    record DeclareCrisis(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.DECLARE_CRISIS;
        }
    }

    /**
     * A step of the crisis is done.
     *
     * @param arrivesAt when the engineer comes; for that step only
     */
    record CrisisDone(CrisisStep step, Instant at, Optional<Instant> arrivesAt, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.CRISIS_STEP;
        }
    }

    record EndCrisis(String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.END_CRISIS;
        }
    }

    record Promise(Instant answerBy, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.PROMISE;
        }
    }

    record KeepPromise(UUID promise, Instant at, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.KEEP_PROMISE;
        }
    }

    record Answer(ReplyManner manner, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.ANSWER;
        }
    }

    record StandStill(StandstillReason reason, String words) implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.STAND_STILL;
        }
    }

    record GoOn() implements CaseStep {
        @Override
        public CaseAction action() {
            return CaseAction.GO_ON;
        }
    }
}
