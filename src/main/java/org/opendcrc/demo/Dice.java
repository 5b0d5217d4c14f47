package org.opendcrc.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chance that repeats itself: by a named algorithm, and by nothing but its raw 64 bits, since how a library narrows them to a range may
 * change from one JDK to the next.
 */
final class Dice {

    private final RandomGenerator random;

    Dice(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** From 0, included, to {@code bound}, not included. */
    int below(int bound) {
        return Math.toIntExact(Long.remainderUnsigned(random.nextLong(), bound));
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
}
