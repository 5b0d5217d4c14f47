package org.opendcrc.messaging.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * The way out for texts: one partner, one line. Never called inside a transaction: the mark that a part is about to be handed over stands
 * in the database before, so that a part of unknown outcome is never sent again blindly (A36). Safe for many threads.
 */
public interface SmsChannel extends AutoCloseable {

    /** Hands over one part and waits for the partner's word, at most as long as is set. */
    Answer hand(Piece piece);

    /**
     * What became of a part, asked of the partner (A36).
     *
     * @param partnerId how the partner calls it; empty if his word never came
     */
    default Found ask(Piece piece, Optional<String> partnerId) {
        return new Found.CannotTell();
    }

    /** Looks after the line: opens it where it is closed and its time has come, and sees whether it still answers. Never throws. */
    default void tend(Instant now) {}

    default Health health() {
        return Health.UP;
    }

    /** How many parts may be on their way at once. */
    default int window() {
        return 1;
    }

    /** Into how many parts the words are cut. */
    default int parts(String words) {
        return Parts.count(words);
    }

    @Override
    default void close() {}

    /** What the partner said to a part. */
    sealed interface Answer {

        /** He has taken it and calls it so; receipts carry that word. */
        record Accepted(String partnerId) implements Answer {}

        /**
         * He has not taken it and will not.
         *
         * @param reason a key below {@code text.reason.}
         * @param code his own word, empty if he gave none
         */
        record Refused(String reason, String code) implements Answer {}

        /** He has not taken it now because it is too fast for him; it may be handed over again, slower. */
        record Slower(String code) implements Answer {}

        /** He was not asked: there is no line. */
        record NoLine() implements Answer {}

        /** A36: he may have taken it or not. */
        record Unknown(String code) implements Answer {}
    }

    /** What the partner says of a part that he was handed before. */
    sealed interface Found {

        /** He has it, and it is on its way. */
        record OnItsWay(Optional<String> partnerId) implements Found {}

        record Delivered() implements Found {}

        /** It did not arrive, or he never had it. */
        record Lost(String reason, String code) implements Found {}

        record CannotTell() implements Found {}
    }

    /**
     * How the line is.
     *
     * @param trouble a key below {@code gateway.trouble.}, where it is down
     */
    record Health(State state, Optional<String> trouble) {

        public static final Health UP = new Health(State.UP, Optional.empty());

        /** Nobody has tried it yet; it works; it does not. */
        public enum State {
            NEW,
            UP,
            DOWN
        }

        public static Health down(String trouble) {
            return new Health(State.DOWN, Optional.of(trouble));
        }

        public boolean isUp() {
            return state == State.UP;
        }
    }
}
