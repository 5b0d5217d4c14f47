package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of a text that goes by a gateway.
 *
 * @param part counted from 1
 * @param taken whether the partner took it, whatever came of it
 * @param reason a key below {@code text.reason.}, where it failed
 * @param code the partner's own word
 */
public record TextPart(
        int part,
        PartState state,
        boolean taken,
        Optional<String> reason,
        Optional<String> code,
        Optional<Instant> handedAt,
        Optional<Instant> acceptedAt,
        Optional<Instant> endedAt) {}
