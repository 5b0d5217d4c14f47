package org.opendcrc.followups;

import java.util.UUID;

/**
 * A filter that a person keeps under a name.
 *
 * @param filter as the address carries it, without the question mark
 * @param standard whether it opens instead of the orders of three days ago
 */
public record SavedView(UUID id, String name, String filter, boolean standard) {}
