package org.opendcrc.casebook;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to write down a measure, a lesson or an experience. */
public sealed interface Learnt {

    record Written(UUID id) implements Learnt {}

    record Refused(Refusal why) implements Learnt {}

    /** Why nothing was written. */
    enum Refusal {
        NOTHING_WRITTEN,
        TOO_LONG,
        NOT_OF_THIS_STORE,
        LOOKED_BEFORE_HELD,
        IN_THE_FUTURE,
        CLOSED;

        public Sentence sentence() {
            return Sentence.of("casebook.refused." + this);
        }

        public String type() {
            return "casebook-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
