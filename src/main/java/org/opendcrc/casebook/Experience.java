package org.opendcrc.casebook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was learnt, as a question and its answer: a draft for the knowledge base. */
public record Experience(
        UUID id,
        String store,
        Optional<UUID> complaintId,
        Optional<String> complaint,
        String question,
        String answer,
        Instant createdAt,
        String createdBy) {}
