package org.opendcrc.demo;

/**
 * A shuffled pack of numbered cards: at each place lies another card, and which one can be told without laying out the pack. So telephone
 * numbers and plates differ although nobody remembers which were given. A Feistel network of four rounds over the next even number of
 * bits; what falls outside is shuffled again.
 */
final class Pack {

    private static final int ROUNDS = 4;

    private final long seed;
    private final int cards;
    private final int half;

    Pack(long seed, char of, int cards) {
        this.seed = Dice.mixed(seed + of);
        this.cards = cards;
        this.half = Math.max(1, (32 - Integer.numberOfLeadingZeros(cards - 1) + 1) / 2);
    }

    int cards() {
        return cards;
    }

    /** The card at that place, both from 0 and below the number of cards. */
    int at(int place) {
        long card = place;
        do {
            card = shuffled(card);
        } while (card >= cards);
        return (int) card;
    }

    private long shuffled(long card) {
        var mask = (1L << half) - 1;
        var left = card >>> half;
        var right = card & mask;
        for (var round = 0; round < ROUNDS; round++) {
            var before = right;
            right = left ^ (Dice.mixed(seed + right * ROUNDS + round) & mask);
            left = before;
        }
        return left << half | right;
    }
}
