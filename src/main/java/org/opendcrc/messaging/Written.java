package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to text a customer. */
public sealed interface Written {

    /** It stands in the outbox; what comes of it is told by {@link TextSent} or {@link TextFailed}. */
    record Queued(UUID textId) implements Written {}

    /** Nothing was written. */
    record Refused(Refusal why) implements Written {}

    /** Why a text is not written. */
    sealed interface Refusal {

        /** A20: 70 characters are allowed, 71 are not. Characters are those of UCS-2: rare signs and emoji count two. */
        record TooLong(int count, int limit) implements Refusal {}

        record NothingWritten() implements Refusal {}

        /** Not a number that could exist. */
        record ImpossiblePhone() implements Refusal {}

        /** A30: no text arrives at a landline. */
        record Landline() implements Refusal {}

        /** A commercial text to a customer who does not consent. */
        record NoConsent() implements Refusal {}

        /** A field between braces that nobody has filled in. */
        record FieldLeft(String word) implements Refusal {}

        /** The number is none of the customer's good ones. */
        record NotHisNumber() implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
        default Sentence sentence() {
            return switch (this) {
                case TooLong(var count, var limit) -> Sentence.of("text.refused.too-long", count, limit, count - limit);
                case NothingWritten() -> Sentence.of("text.refused.nothing-written");
                case ImpossiblePhone() -> Sentence.of("text.refused.impossible-phone");
                case Landline() -> Sentence.of("text.refused.landline");
                case FieldLeft(var word) -> Sentence.of("text.refused.field-left", "{" + word + "}");
                case NotHisNumber() -> Sentence.of("text.refused.not-his-number");
                case NoConsent() -> Sentence.of("text.refused.no-consent");
            };
        }
    }
}
