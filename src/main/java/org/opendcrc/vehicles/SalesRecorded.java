package org.opendcrc.vehicles;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A file that brought or changed sales came in. Published once for the whole file, at the end of its run; what changed is read from the
 * sales themselves by {@code changed_in_run} and {@code sold_in_run}.
 *
 * @param runId the file, as it stands in {@code changed_in_run} and {@code sold_in_run}
 * @param firstLoad whether the dealer had no finished file of sales before: old sales then owe fewer calls
 * @param at when the file came in
 */
public record SalesRecorded(int dealerId, UUID runId, boolean firstLoad, Instant at) implements DealerEvent {}
