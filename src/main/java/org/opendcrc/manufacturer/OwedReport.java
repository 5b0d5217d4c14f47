package org.opendcrc.manufacturer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * What the manufacturer is to hear of a case that has ended (CP-7, CP-11).
 *
 * @param kind {@code SETTLED} of a grave case that the dealer settled by himself, {@code FINAL} of one that was submitted
 * @param dueAt the first moment that is too late: midnight of the day on which it ended
 * @param missed whether that was written down
 */
public record OwedReport(
        UUID complaintId, String number, OemReport.Kind kind, Instant dueAt, boolean missed, ZoneId zone) {}
