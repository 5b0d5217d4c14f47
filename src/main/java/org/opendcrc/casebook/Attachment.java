package org.opendcrc.casebook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A paper of a case, without its bytes. {@code name}: for people, with the ending that belongs to its content. */
public record Attachment(
        UUID id,
        UUID complaintId,
        String name,
        AttachmentType type,
        int bytes,
        Optional<String> words,
        Instant addedAt,
        String addedBy) {}
