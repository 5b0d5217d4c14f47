package org.opendcrc.followups;

/** What happened when a number was dialled. */
public enum AttemptOutcome {
    /** The right person answered; there is a result. */
    CONNECTED,
    NO_ANSWER,
    BUSY,
    SWITCHED_OFF,
    OUT_OF_AREA,
    REJECTED,
    /** The right person answered but asked to be called at another time; not a failure. */
    INCONVENIENT,
    /** Certainly not a number of this customer. */
    WRONG_NUMBER;

    /** Whether it may count as one of the failed attempts after which a text is sent (FU-7). */
    public boolean isNotConnected() {
        return switch (this) {
            case NO_ANSWER, BUSY, SWITCHED_OFF, OUT_OF_AREA, REJECTED -> true;
            case CONNECTED, INCONVENIENT, WRONG_NUMBER -> false;
        };
    }
}
