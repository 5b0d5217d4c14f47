package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to somebody who works on letters. */
public sealed interface LetterDone {

    /** They are marked as printed and can be printed again alike. */
    record Printed(UUID printing, int letters) implements LetterDone {}

    /** They are off the list. */
    record Closed(int letters) implements LetterDone {}

    /** Nothing was changed. */
    record Refused(Refusal why) implements LetterDone {}

    /** Why nothing was done. */
    sealed interface Refusal {

        /** None was ticked, or somebody else has closed them all meanwhile. */
        record NothingOpen() implements Refusal {}

        /** Without an address no letter arrives; so many of those ticked have none. */
        record NoAddress(int letters) implements Refusal {}

        /** So many of those ticked were never printed, so they cannot have been sent. */
        record NotPrinted(int letters) implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
        default Sentence sentence() {
            return switch (this) {
                case NothingOpen() -> Sentence.of("letter.refused.nothing-open");
                case NoAddress(var letters) -> Sentence.of("letter.refused.no-address", letters);
                case NotPrinted(var letters) -> Sentence.of("letter.refused.not-printed", letters);
            };
        }
    }
}
