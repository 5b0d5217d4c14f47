package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Optional;

/**
 * A copy of the form that the service manager has handed on (AP-19).
 *
 * @param handedBy his name
 * @param readBy the reader's name; empty with {@code readAt}
 */
public record Copy(
        CopyReader reader, Instant handedAt, String handedBy, Optional<Instant> readAt, Optional<String> readBy) {}
