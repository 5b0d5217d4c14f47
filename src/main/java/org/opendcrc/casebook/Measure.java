package org.opendcrc.casebook;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody will do until a day, so that it does not happen again.
 *
 * @param about a kind, department or cause of the figures, as it was shown
 * @param dueOn included
 */
public record Measure(
        UUID id,
        UUID storeId,
        String store,
        Optional<UUID> complaintId,
        Optional<String> complaint,
        Optional<String> about,
        String words,
        String responsible,
        LocalDate dueOn,
        State state,
        Optional<String> outcome,
        int version) {

    /** To be done; done; given up, with the reason. */
    public enum State {
        OPEN,
        DONE,
        DROPPED
    }

    public boolean isOverdue(LocalDate today) {
        return state == State.OPEN && today.isAfter(dueOn);
    }
}
