package org.opendcrc.casebook;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** A case behind a figure. */
public record CaseRow(
        UUID id,
        String number,
        String store,
        ZoneId zone,
        Instant receivedAt,
        Optional<Instant> closedAt,
        String kind,
        String department,
        String root,
        String source,
        String state,
        Optional<String> customer) {}
