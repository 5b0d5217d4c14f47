package org.opendcrc.appointments;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to a change of the roster or the price list. */
public sealed interface RosterAnswer {

    /**
     * It is saved.
     *
     * @param id of what was saved
     * @param carsInTheWay how many appointments of his lie where he is away now, so that somebody must move them
     */
    record Saved(UUID id, int carsInTheWay) implements RosterAnswer {}

    /** Nothing was changed. */
    record Refused(Sentence why) implements RosterAnswer {}
}
