package org.opendcrc.appointments;

import java.time.LocalTime;
import java.util.UUID;

/**
 * A place in the book of a day.
 *
 * @param start store time
 * @param insertion whether it stands between two neighbours (AP-6); it never becomes a regular start
 */
public record Place(LocalTime start, UUID advisor, UUID bay, boolean insertion) {}
