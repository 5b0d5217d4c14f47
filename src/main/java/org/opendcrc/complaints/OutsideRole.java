package org.opendcrc.complaints;

import java.util.Optional;

/** What somebody outside the house is to it. Their words are the messages below {@code complaint.outside.}. */
public enum OutsideRole {
    REGIONAL_MANAGER,
    ENGINEER,
    /** The manufacturer's customer centre (CAC). */
    MANUFACTURER,
    /** The manufacturer's hotline. */
    HOTLINE,
    RECALL_OFFICE,
    LAWYER,
    /** The house's own line for complaints: nobody outside, but printed on the notice beside his (CP-26). */
    HOUSE_LINE;

    /** Who is called when a case goes there; nobody outside for a rank of the house. */
    static Optional<OutsideRole> of(EscalatedTo to) {
        return switch (to) {
            case MANAGER, DIRECTOR, GENERAL_MANAGER -> Optional.empty();
            case REGIONAL_MANAGER -> Optional.of(REGIONAL_MANAGER);
            case ENGINEER -> Optional.of(ENGINEER);
            case MANUFACTURER -> Optional.of(MANUFACTURER);
        };
    }
}
