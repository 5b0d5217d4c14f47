package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A step with many rows, as it was taken.
 *
 * @param rows how many
 * @param done with how many it was done
 */
public record BulkStep(UUID id, BulkKind kind, String by, Instant at, ZoneId zone, int rows, int done) {

    /** A row and what became of it. */
    public record Row(
            int no,
            UUID task,
            String customer,
            Optional<String> plate,
            String orderNo,
            BulkOutcome outcome,
            Optional<String> from,
            Optional<String> to) {}

    /** A step with its first rows, those that were left out at the front. */
    public record File(BulkStep step, List<Row> rows) {

        public File {
            rows = List.copyOf(rows);
        }
    }
}
