package org.opendcrc.reports;

import java.time.LocalDate;
import java.util.Map;
import org.opendcrc.shared.Sentence;

/** What became of a wish to sign a day's list. */
public sealed interface Signing {

    record Signed(FrozenList.Signature signature) implements Signing {}

    /** Nothing was written. */
    record Refused(Refusal why) implements Signing {}

    /** Why a list cannot be signed. */
    sealed interface Refusal {

        /** A list that may still change is nothing to put one's name below. */
        record NotFrozenYet(LocalDate day) implements Refusal {}

        record SignedAlready(LocalDate day) implements Refusal {}

        default Sentence sentence() {
            return switch (this) {
                case NotFrozenYet(var day) -> Sentence.of("reports.sign.refused.notFrozenYet", day.toString());
                case SignedAlready(var day) -> Sentence.of("reports.sign.refused.signedAlready", day.toString());
            };
        }

        /** In kebab case, for programs. */
        default String type() {
            return switch (this) {
                case NotFrozenYet _ -> "list-not-frozen-yet";
                case SignedAlready _ -> "list-signed-already";
            };
        }

        default Map<String, Object> fields() {
            return switch (this) {
                case NotFrozenYet(var day) -> Map.of("day", day.toString());
                case SignedAlready(var day) -> Map.of("day", day.toString());
            };
        }
    }
}
