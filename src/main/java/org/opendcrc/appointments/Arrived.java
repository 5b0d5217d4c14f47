package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reconciliation found of an appointment.
 *
 * @param result {@code ON_TIME}, {@code EARLY}, {@code LATE} or {@code NO_SHOW}; null while it is open
 * @param decidedBy {@code GATE} or {@code SYSTEM}; null where nobody was seen
 * @param offMinutes after the appointment, by the clock that decides; negative: before
 * @param apartMinutes AP-9: system minus gate, where both are known
 * @param disagree whether gate and system tell different stories
 */
public record Arrived(
        @Nullable String result,
        @Nullable String decidedBy,
        Optional<Integer> offMinutes,
        Optional<Instant> gateAt,
        Optional<Instant> systemAt,
        Optional<Integer> apartMinutes,
        boolean disagree) {}
