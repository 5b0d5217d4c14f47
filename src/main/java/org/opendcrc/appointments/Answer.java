package org.opendcrc.appointments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer of the desk to somebody who wants to book, move or cancel. */
public sealed interface Answer {

    /**
     * It is promised.
     *
     * @param number of the form
     * @param unsent why the customer could not be texted; empty if he was, or was not to be
     */
    record Made(UUID appointment, String number, Instant startsAt, Place place, Optional<Sentence> unsent)
            implements Answer {}

    /** It was taken back and the place is free. */
    record Cancelled(UUID appointment) implements Answer {}

    /**
     * Nothing was promised or changed.
     *
     * @param rule the rule's number, empty for none
     */
    record Refused(Booking.Refusal why, String rule, List<Offer> offers) implements Answer {

        public Refused {
            offers = List.copyOf(offers);
        }
    }

    /** The form is not complete; all faults at once. */
    record Incomplete(List<Fault> faults) implements Answer {

        public Incomplete {
            faults = List.copyOf(faults);
        }
    }

    /** It was moved or cancelled already, or the car is there. */
    record NotAhead(AppointmentState state, String number) implements Answer {}

    /** A field of the form and what is wrong with it. */
    record Fault(String field, Sentence sentence) {}
}
