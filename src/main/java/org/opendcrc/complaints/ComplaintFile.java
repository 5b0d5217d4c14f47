package org.opendcrc.complaints;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Role;

/**
 * A complaint with everything that was written about it.
 *
 * @param customerId empty where he is not in the file
 * @param phone the customer's first number, or the one he left, E.164
 * @param car brand, series and model, as far as known
 * @param missedAt when the deadline of the first contact was missed, if ever
 * @param version for the form
 * @param log the latest first; nothing in it is ever changed
 * @param alarms that were raised, the earliest first
 */
public record ComplaintFile(
        ComplaintLine line,
        Optional<UUID> customerId,
        Optional<String> phone,
        Optional<UUID> vehicleId,
        Optional<String> car,
        Optional<UUID> orderId,
        Optional<String> orderNo,
        Optional<String> advisor,
        Optional<UUID> taskId,
        Instant recordedAt,
        String recordedBy,
        Optional<String> contactedBy,
        Optional<Instant> missedAt,
        int version,
        List<LogLine> log,
        List<Alarm> alarms) {

    public ComplaintFile {
        log = List.copyOf(log);
        alarms = List.copyOf(alarms);
    }

    /**
     * Somebody was called because the customer waited, and perhaps took note.
     *
     * @param role who was called
     * @param subject which clock it is about, where there are several
     */
    public record Alarm(
            AlarmStep step,
            Role role,
            String subject,
            Instant raisedAt,
            Optional<Instant> acknowledgedAt,
            Optional<String> acknowledgedBy) {}

    /**
     * What happened.
     *
     * @param at when it happened, by its true time
     * @param recordedAt when it was written down
     * @param staff who wrote it; empty for the system
     * @param what a key below {@code complaint.log.}
     */
    public record LogLine(
            Instant at, Instant recordedAt, Optional<String> staff, String what, Optional<String> words) {}
}
