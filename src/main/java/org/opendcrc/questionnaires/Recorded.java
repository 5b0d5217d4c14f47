package org.opendcrc.questionnaires;

import java.util.UUID;

/** Whether answers were kept. */
public sealed interface Recorded {

    /** They are kept for ever. */
    record Kept(UUID responseId, Score score) implements Recorded {}

    /** Nothing was kept. */
    record Refused(Scored.Refusal why) implements Recorded {}
}
