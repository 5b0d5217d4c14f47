package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * An appointment as a calendar program sees it.
 *
 * @param series the first of the chain of moves: the same event through all of them
 * @param sequence rises with each move and with a cancellation
 * @param changedAt when what is written here came to be
 * @param reminder whether the program is to ring a quarter of an hour before
 */
record CalendarEntry(
        UUID series,
        int sequence,
        boolean cancelled,
        Instant startsAt,
        Duration takes,
        Instant changedAt,
        ZoneId zone,
        String store,
        String place,
        String title,
        String text,
        boolean reminder) {}
