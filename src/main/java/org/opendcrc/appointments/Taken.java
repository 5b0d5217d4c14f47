package org.opendcrc.appointments;

import java.util.UUID;

/** A place that is promised to somebody. */
public record Taken(UUID appointment, Place place) {}
