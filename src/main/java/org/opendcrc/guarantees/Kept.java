package org.opendcrc.guarantees;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to write something about a car's guarantees. */
public sealed interface Kept {

    /** It is written; {@code id} of the problem or demand, of the order where there is none. */
    record Written(UUID id) implements Kept {}

    /** Nothing was written. */
    record Refused(Refusal why) implements Kept {}

    /** Why not. */
    enum Refusal {
        NOTHING_WRITTEN,
        IN_THE_FUTURE,
        BEFORE_THE_REPAIR,
        TOO_MUCH_NOT_COUNTED,
        NO_SUM,
        NAME_TAKEN,
        DEMAND_OPEN,
        NOT_ASKED,
        NOT_AGREED,
        CLOSED,
        BEFORE_THE_DEMAND;

        public Sentence sentence() {
            return Sentence.of("guarantee.refused." + this);
        }

        /** The refusal's name for machines. */
        public String type() {
            return "guarantee-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
