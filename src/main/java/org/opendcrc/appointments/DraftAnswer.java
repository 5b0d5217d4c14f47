package org.opendcrc.appointments;

import java.util.List;
import java.util.UUID;

/** The answer to somebody who changes a draft. */
public sealed interface DraftAnswer {

    record Saved(UUID appointment) implements DraftAnswer {}

    /** All that is wrong, at once; the fields of a line are {@code lines[0].quantity}. */
    record Incomplete(List<Answer.Fault> faults) implements DraftAnswer {

        public Incomplete {
            faults = List.copyOf(faults);
        }
    }

    /** It is no draft any more: the order was opened, or the appointment moved or cancelled. */
    record Closed(AppointmentState state, String number) implements DraftAnswer {}
}
