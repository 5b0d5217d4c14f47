package org.opendcrc.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Role;

/**
 * A person as the administrator sees him.
 *
 * @param active whether the staff file has him in at least one role
 * @param login with which he signs in, if he has one
 * @param state of that login
 * @param until the end of the slip or of the lock, for those two states
 * @param roles those he has now
 */
public record Colleague(
        UUID id,
        String staffNo,
        String name,
        boolean active,
        Optional<String> login,
        LoginState state,
        Optional<Instant> until,
        Optional<Instant> lastSignIn,
        List<RoleInStore> roles) {

    public Colleague {
        roles = List.copyOf(roles);
    }

    /** A role counts only in its store. */
    public record RoleInStore(UUID store, Role role) {}

    /** Whether and how somebody can sign in. */
    public enum LoginState {
        NONE,
        SLIP,
        SLIP_EXPIRED,
        OPEN,
        LOCKED,
        DISABLED,
        LEFT
    }
}
