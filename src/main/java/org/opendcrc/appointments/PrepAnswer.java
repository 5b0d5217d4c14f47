package org.opendcrc.appointments;

import java.util.UUID;

/** The answer to somebody who takes a step of the preparation or hands on a form. */
public sealed interface PrepAnswer {

    /** It is written down. {@code changes} 0: it was so already. */
    record Done(UUID appointment, int changes) implements PrepAnswer {}

    /** Nothing was changed. */
    record Refused(PrepRefusal why) implements PrepAnswer {}
}
