package org.opendcrc.complaints;

import java.util.Optional;

/** The ladder of the house (CP-28): who decides where the one below could not, or was too slow. */
final class Ladder {

    private Ladder() {}

    /** One step up; empty at the top: beyond the general manager only people hand on, to the manufacturer. */
    static Optional<EscalatedTo> above(Optional<EscalatedTo> reached) {
        if (reached.isEmpty()) {
            return Optional.of(EscalatedTo.DIRECTOR); // a manager handles it already (CP-4)
        }
        return switch (reached.get()) {
            case MANAGER -> Optional.of(EscalatedTo.DIRECTOR);
            case DIRECTOR -> Optional.of(EscalatedTo.GENERAL_MANAGER);
            case GENERAL_MANAGER, REGIONAL_MANAGER, ENGINEER, MANUFACTURER -> Optional.empty();
        };
    }

    /** Whether handing it to {@code wanted} brings it higher than it is. */
    static boolean isHigher(EscalatedTo wanted, Optional<EscalatedTo> reached) {
        return reached.isEmpty() || wanted.compareTo(reached.get()) > 0;
    }
}
