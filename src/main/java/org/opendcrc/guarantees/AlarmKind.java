package org.opendcrc.guarantees;

/** What somebody is called for; each has a warning before the limit and the limit itself. */
public enum AlarmKind {
    /** A repair begins its fifth day: a substitute will be owed tomorrow. */
    SUBSTITUTE_SOON(false),
    /** It begins its sixth: a spare car or transport money is owed (Art. 21). */
    SUBSTITUTE_OWED(true),
    /** Twenty days of repair altogether. */
    DAYS_SOON(false),
    /** More than thirty (Art. 24). */
    DAYS_OVER(true),
    /** A problem is repaired for the third time, a grave one for the first. */
    REPAIRS_SOON(false),
    /** A problem is repaired for the fifth time, a grave one for the second (Art. 24). */
    REPAIRS_OVER(true),
    /** The last day but one for the answer to a demand begins. */
    ANSWER_SOON(false),
    /** Ten working days are over without an answer (Art. 28). */
    ANSWER_MISSED(true),
    /** The last day but one for exchange or return begins. */
    DONE_SOON(false),
    /** Twenty working days are over (Art. 28). */
    DONE_MISSED(true);

    private final boolean limit;

    AlarmKind(boolean limit) {
        this.limit = limit;
    }

    /** Whether the limit is reached, not only near. */
    public boolean isLimit() {
        return limit;
    }
}
