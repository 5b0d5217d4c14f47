package org.opendcrc.demo;

/**
 * Telephone numbers that nobody has: the segment 164 of the numbering plan belongs to no operator (of 16x, 162 and 165 to 167 are given
 * out). They have the shape of a mobile number, so that every page treats them as one, and yet a clerk who dials one in a
 * demonstration, or a gateway that is switched on by mistake, reaches no one. There are no landlines: each of Hangzhou's might be
 * somebody's.
 */
final class DemoPhones {

    static final String SEGMENT = "164";

    private static final int NUMBERS = 100_000_000;
    /** Of the staff, before the customers'. */
    private static final int FOR_STAFF = 1000;

    /** Which of a customer's numbers. */
    enum Which {
        FIRST(0),
        SECOND(1),
        CONTACT(2);

        private final int place;

        Which(int place) {
            this.place = place;
        }
    }

    private final Pack pack;

    DemoPhones(long seed) {
        this.pack = new Pack(seed, 'p', NUMBERS);
    }

    String ofStaff(int place) {
        return SEGMENT + Digits.of(pack.at(place), 8);
    }

    String ofOwner(int number, Which which) {
        return SEGMENT + Digits.of(pack.at(FOR_STAFF + number * Which.values().length + which.place), 8);
    }
}
