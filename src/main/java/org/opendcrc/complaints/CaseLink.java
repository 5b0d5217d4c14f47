package org.opendcrc.complaints;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;

/**
 * How the page of a case leads to what a higher chapter keeps about it: its papers, its car's guarantees, what the manufacturer was told.
 * Contributed as a bean by that chapter; asked for no statement of its own.
 */
@FunctionalInterface
public interface CaseLink {

    /** The way there as this person may go it; empty for none. */
    Optional<Way> of(Actor actor, About about);

    /** The case. */
    record About(UUID complaintId, UUID storeId, Optional<UUID> vehicleId) {}

    /**
     * Where it goes on.
     *
     * @param order smaller stands higher
     */
    record Way(int order, String icon, Sentence label, String href) {}
}
