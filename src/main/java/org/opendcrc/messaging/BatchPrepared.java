package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to text many at once. */
public sealed interface BatchPrepared {

    /** It waits for the manager's approval; nothing is sent yet. */
    record Prepared(UUID id) implements BatchPrepared {}

    record Refused(Refusal why) implements BatchPrepared {}

    /** Why it is not prepared. */
    sealed interface Refusal {

        record NoName() implements Refusal {}

        /** Nobody was named. */
        record Nobody() implements Refusal {}

        record TooMany(int count, int limit) implements Refusal {}

        /** The store has no such template for texts by hand. */
        record NoTemplate() implements Refusal {}

        /** The template leaves a field open of which the house knows nothing without a visit, such as the plate. */
        record FieldUnknown(String word) implements Refusal {}

        record BadPace(int from, int to) implements Refusal {}

        /** The person keeps no such list any more. */
        record NoList() implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the manager can read it. */
        default Sentence sentence() {
            return switch (this) {
                case NoName() -> Sentence.of("batch.refused.no-name");
                case Nobody() -> Sentence.of("batch.refused.nobody");
                case TooMany(var count, var limit) -> Sentence.of("batch.refused.too-many", count, limit);
                case NoTemplate() -> Sentence.of("batch.refused.no-template");
                case FieldUnknown(var word) -> Sentence.of("batch.refused.field-unknown", "{" + word + "}");
                case NoList() -> Sentence.of("batch.refused.no-list");
                case BadPace(var from, var to) -> Sentence.of("batch.refused.bad-pace", from, to);
            };
        }
    }
}
