package org.opendcrc.complaints;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To whom a case is handed upwards: the ladder of the house, then the manufacturer's people. Their words are the messages below {@code complaint.level.}. */
public enum EscalatedTo {
    MANAGER(Rank.MANAGER),
    DIRECTOR(Rank.DIRECTOR),
    GENERAL_MANAGER(Rank.GENERAL_MANAGER),
    REGIONAL_MANAGER(null),
    ENGINEER(null),
    MANUFACTURER(null);

    private final @Nullable Rank rank;

    EscalatedTo(@Nullable Rank rank) {
        this.rank = rank;
    }

    /** The rank of the house; empty for the manufacturer's people. */
    Optional<Rank> rank() {
        return Optional.ofNullable(rank);
    }

    static EscalatedTo of(Rank rank) {
        return switch (rank) {
            case NONE, STAFF, MANAGER -> MANAGER;
            case DIRECTOR -> DIRECTOR;
            case GENERAL_MANAGER -> GENERAL_MANAGER;
        };
    }
}
