package org.opendcrc.messaging;

/** Why a chapter writes no text to somebody whom it owes one, so that a letter is owed instead (A30). */
public enum NoText {
    /** The customer has no good number left. */
    NO_NUMBER("no-number"),
    /** No text arrives at the numbers he has, or it would be too long. */
    NOT_TEXTABLE("not-textable"),
    /** The chapter's policy wants a letter at once. */
    LETTER_CHOSEN("letter-chosen");

    private final String reason;

    NoText(String reason) {
        this.reason = reason;
    }

    /** A key below {@code text.reason.} */
    String reason() {
        return reason;
    }
}
