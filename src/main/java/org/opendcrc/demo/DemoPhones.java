package org.opendcrc.demo;

import java.util.HashSet;
import java.util.Set;

/**
 * Telephone numbers that nobody has: the segment 164 of the numbering plan belongs to no operator (of 16x, 162 and 165 to 167 are given
 * out). They have the shape of a mobile number, so that every page treats them as one, and yet a clerk who dials one in a
 * demonstration, or a gateway that is switched on by mistake, reaches no one. There are no landlines: each of Hangzhou's might be
 * somebody's.
 */
final class DemoPhones {

    static final String SEGMENT = "164";

    private final Dice dice;
    private final Set<Integer> given = new HashSet<>();

    DemoPhones(Dice dice) {
        this.dice = dice;
    }

    /** A number that was not given before. */
    String next() {
        var rest = dice.below(100_000_000);
        while (!given.add(rest)) {
            rest = dice.below(100_000_000);
        }
        return SEGMENT + Digits.of(rest, 8);
    }
}
