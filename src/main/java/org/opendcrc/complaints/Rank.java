package org.opendcrc.complaints;

import java.util.Collection;
import java.util.Comparator;
import org.opendcrc.shared.Role;

/** How high somebody stands in the house (CP-4); the later the higher. Their words are the messages below {@code complaint.rank.}. */
public enum Rank {
    /** Nobody who deals with customers. */
    NONE,
    STAFF,
    MANAGER,
    DIRECTOR,
    GENERAL_MANAGER;

    public static Rank of(Role role) {
        return switch (role) {
            case AGENT, ADVISOR, CONSULTANT -> STAFF;
            case CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER -> MANAGER;
            case SERVICE_DIRECTOR, SALES_DIRECTOR -> DIRECTOR;
            case GENERAL_MANAGER -> Rank.GENERAL_MANAGER;
            case PARTS, WORKSHOP, GUARD, INFORMATION, ADMINISTRATOR, MANUFACTURER -> NONE;
        };
    }

    /** The highest of what somebody is in a store. */
    public static Rank of(Collection<Role> roles) {
        return roles.stream().map(Rank::of).max(Comparator.naturalOrder()).orElse(NONE);
    }

    boolean isAtLeast(Rank other) {
        return compareTo(other) >= 0;
    }
}
