package org.opendcrc.vehicles;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A file of repair orders came in. Published in the transaction of the file, once for the whole file; what changed is read from
 * the orders themselves by {@code changed_in_run} and {@code settled_in_run}.
 *
 * @param runId the file, as it stands in {@code changed_in_run} and {@code settled_in_run}
 * @param firstLoad whether the dealer had no finished file of repair orders before: old orders then owe fewer calls
 * @param at when the file came in
 */
public record VisitsRecorded(int dealerId, UUID runId, boolean firstLoad, Instant at) implements DealerEvent {}
