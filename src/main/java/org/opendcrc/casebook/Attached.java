package org.opendcrc.casebook;

import org.opendcrc.shared.Sentence;

/** The answer to the wish to bring a paper to a case. */
public sealed interface Attached {

    record Kept(Attachment attachment) implements Attached {}

    record Refused(Refusal why) implements Attached {}

    /** Why it is not kept. */
    sealed interface Refusal {

        record NoFile() implements Refusal {}

        /** Neither photo, recording nor PDF, whatever its name says. */
        record NotThatKind() implements Refusal {}

        record TooLarge(int megabytes) implements Refusal {}

        record TooMany(int most) implements Refusal {}

        record ThereAlready(String name) implements Refusal {}

        default Sentence sentence() {
            return switch (this) {
                case NoFile() -> Sentence.of("attachment.refused.no-file");
                case NotThatKind() -> Sentence.of("attachment.refused.not-that-kind");
                case TooLarge(var megabytes) -> Sentence.of("attachment.refused.too-large", megabytes);
                case TooMany(var most) -> Sentence.of("attachment.refused.too-many", most);
                case ThereAlready(var name) -> Sentence.of("attachment.refused.there-already", name);
            };
        }

        /** The refusal's name for machines. */
        default String type() {
            return switch (this) {
                case NoFile _ -> "attachment-missing";
                case NotThatKind _ -> "attachment-of-another-kind";
                case TooLarge _ -> "attachment-too-large";
                case TooMany _ -> "attachments-too-many";
                case ThereAlready _ -> "attachment-there-already";
            };
        }
    }
}
