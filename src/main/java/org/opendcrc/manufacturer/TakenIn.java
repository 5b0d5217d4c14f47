package org.opendcrc.manufacturer;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to a case that came in, or to a report. */
public sealed interface TakenIn {

    /** It is taken in; {@code known}: it was there already, and nothing was done. */
    record Kept(UUID complaintId, String number, boolean known) implements TakenIn {}

    record Refused(Sentence why, String type) implements TakenIn {}
}
