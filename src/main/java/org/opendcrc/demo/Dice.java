package org.opendcrc.demo;

import java.util.List;

/**
 * Chance that repeats itself: SplitMix64, written out, so that no library and no JDK decides what the next number is. Each thing of the
 * invented world has dice of its own, made from the seed and the thing's number; so it can be made alone and at any time.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /**
     * The dice of one thing.
     *
     * @param of what it is; things of two sorts with the same number have nothing to do with each other
     */
    static Dice of(long seed, char of, long number) {
        return new Dice(mixed(seed + of * GOLDEN) ^ mixed(number * GOLDEN + of));
    }

    /** Spreads neighbouring numbers over all bits. */
    static long mixed(long number) {
        var z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mixed(state);
    }

    /** From 0, included, to {@code bound}, not included. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** Both ends included. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** Whether something happens that happens so many times in a thousand. */
    boolean inThousand(int times) {
        return below(1000) < times;
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    /** The first ones are drawn more often, as with surnames. */
    <T> T ofMostlyFirst(List<T> all) {
        return all.get(Math.min(below(all.size()), below(all.size())));
    }

    char of(String all) {
        return all.charAt(below(all.length()));
    }
}
