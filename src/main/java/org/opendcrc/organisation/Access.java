package org.opendcrc.organisation;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;

/**
 * What a person may do at this moment, read from the database.
 *
 * @param generation of his sign-ins: one that was made under a lower generation has ended
 * @param mustChangePassword he signed in with a one-time slip and sees nothing but the page for a new password
 * @param chosenStore the one with which his lists begin; empty for all of his
 */
public record Access(Actor actor, int generation, boolean mustChangePassword, Optional<UUID> chosenStore) {}
