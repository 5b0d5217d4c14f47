package org.opendcrc.appointments;

import java.util.List;
import org.opendcrc.shared.Sentence;

/** The answer to a customer who does something himself, without a login. */
public sealed interface SelfAnswer {

    /**
     * He is expected then.
     *
     * @param token of a new link to the appointment
     */
    record Promised(String token) implements SelfAnswer {}

    /** His word is noted. */
    record Noted() implements SelfAnswer {}

    /** It was taken back. */
    record Cancelled() implements SelfAnswer {}

    /** The place is not given; what is offered instead was free at that moment. */
    record Refused(Booking.Refusal why, List<FreePlaces.Start> offers) implements SelfAnswer {

        public Refused {
            offers = List.copyOf(offers);
        }
    }

    /** Something is missing or too much; all faults at once. */
    record Incomplete(List<Answer.Fault> faults) implements SelfAnswer {

        public Incomplete {
            faults = List.copyOf(faults);
        }
    }

    /** A bound of the house. */
    record Bounded(Sentence why) implements SelfAnswer {}

    /** The link or the pass counts no more, or never did: the same for both. */
    record Gone() implements SelfAnswer {}
}
