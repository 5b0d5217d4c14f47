package org.opendcrc.complaints;

import java.util.List;
import org.opendcrc.shared.Sentence;

/**
 * Why something is not done with a case; the case stays as it was.
 *
 * @param arguments of its sentence
 */
public record CaseRefusal(Why why, List<Object> arguments) {

    public CaseRefusal {
        arguments = List.copyOf(arguments);
    }

    static CaseRefusal of(Why why, Object... arguments) {
        return new CaseRefusal(why, List.of(arguments));
    }

    /** What to do next, in words. */
    public Sentence sentence() {
        return new Sentence("complaint.no." + why, arguments);
    }

    /** Each reason with the rule that it keeps; its words are the message below {@code complaint.no.}. */
    public enum Why {
        /** The case does not stand where this can be done; arguments: action, state. */
        NOT_NOW(""),
        /** Somebody else does this; argument: action. */
        NOT_YOURS(""),
        /** It is the person himself who is complained about. */
        IS_ACCUSED("CP-3"),
        NOTHING_WRITTEN(""),
        /** The director of the field has not confirmed it yet. */
        TO_BE_CONFIRMED("FU-29"),
        CONFIRMED_ALREADY("FU-29"),
        HANDLER_IS_ACCUSED("CP-3"),
        /** Argument: the rank that it takes. */
        HANDLER_TOO_LOW("CP-4"),
        HANDLER_UNKNOWN("CP-4"),
        HANDLER_IS_HE(""),
        REASON_MISSING(""),
        ACCUSED_HANDLES("CP-3"),
        NO_HANDLER("CP-4"),
        NOT_CONTACTED("CP-1"),
        /** What speaks for and against is missing. */
        PROS_AND_CONS("CP-23"),
        /** Argument: whose authority it takes. */
        BEYOND_AUTHORITY("CP-5"),
        NOTHING_TO_APPROVE("CP-5"),
        NO_SUCH_PLAN(""),
        NOT_SIGNED_BY_HANDLER("CP-9"),
        SIGNED_ALREADY("CP-9"),
        /** Argument: what is missing, in words. */
        INCOMPLETE("CP-9"),
        NOT_SATISFIED("CP-12"),
        /** Who is in the file is called in the queue. */
        CHECK_IN_THE_QUEUE("CP-12"),
        /** The handler does not ask by himself whether he did well. */
        CHECK_BY_HANDLER("CP-12"),
        /** It is the next day's call. */
        CHECK_TOO_EARLY("CP-12"),
        /** When and how the customer was told the outcome. */
        OUTCOME_NOT_TOLD("CP-11"),
        /** From one to five. */
        FIVE_STEPS(""),
        GENERAL_MANAGER_DECIDES("CP-28"),
        /** Argument: how often he has to be tried. */
        TRIED_TOO_LITTLE("CP-1"),
        NO_WAY_TO_END(""),
        NO_DUPLICATE("CP-34"),
        NOT_HIGHER("CP-28"),
        WRONG_WHOM("CP-2"),
        HELP_IS_OPEN("CP-2"),
        NO_HELP_OPEN("CP-2"),
        CRISIS_ALREADY("CP-17"),
        NO_CRISIS("CP-17"),
        ARRIVAL_MISSING("CP-17"),
        STEP_DONE("CP-17"),
        PROMISE_IN_THE_PAST("CP-30"),
        NO_SUCH_PROMISE("CP-30"),
        BEFORE_RECEIPT(""),
        IN_THE_FUTURE(""),
        /** "Important" is not given by hand. */
        GRADE_BY_HAND("CP-33"),
        SAME_GRADE(""),
        ANSWERED_ALREADY("CP-33"),
        STANDS_ALREADY("CP-15"),
        STANDS_NOT("CP-15"),
        NO_SUCH_PERSON("");

        private final String rule;

        Why(String rule) {
            this.rule = rule;
        }

        /** The rule that it keeps; empty for none of the handbook's. */
        public String rule() {
            return rule;
        }
    }
}
