package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of a batch, or one typed line that leads to nobody.
 *
 * @param number counted from 1, in the order in which they were given
 * @param typed what somebody wrote, where it led to nobody
 * @param phone E.164; shown with its middle hidden
 * @param body the whole message as it would leave the house
 * @param reason why he is left out, a key below {@code batch.left-out.}
 * @param textId of the text that is written, or would be
 * @param text what became of the text
 */
public record BatchLine(
        int number,
        Optional<String> typed,
        @Nullable UUID customerId,
        Optional<String> customer,
        Optional<String> phone,
        Optional<String> body,
        State state,
        Optional<String> reason,
        UUID textId,
        Optional<TextLine.State> text,
        Optional<String> textReason,
        Instant decidedAt) {

    /** To be written to; left out; written into the outbox; not written because the batch was stopped. */
    public enum State {
        READY,
        LEFT_OUT,
        WRITTEN,
        STOPPED
    }
}
