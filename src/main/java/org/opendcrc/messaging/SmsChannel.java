package org.opendcrc.messaging;

/**
 * The way out for texts. Which one is in force is a matter of the installation; business code never waits for it.
 *
 * <p>It is asked inside the transaction that writes its answer down. Both channels of this house only write; one that really sends
 * must be asked after a mark of its own was committed, so that a text of unknown outcome is never sent again blindly (A36).
 */
interface SmsChannel {

    /** A word for the outbox: {@code none}, {@code simulation}. */
    String name();

    Answer send(String phone, String body);

    /** What became of a text. */
    sealed interface Answer {

        record Sent() implements Answer {}

        /** It did not leave the house; {@code reason} is a key below {@code text.reason.}. */
        record NotSent(String reason) implements Answer {}

        /** A36: it may have left the house or not. It waits for a person and is never sent again by itself. */
        record Unknown() implements Answer {}
    }
}
