package org.opendcrc.casebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How old a case is. */
public final class CaseAges {

    private CaseAges() {}

    /** Bands of the open cases (RP-23): up to one day, two to three, four to seven, older. */
    public enum Band {
        DAY(0, 1),
        THREE(2, 3),
        WEEK(4, 7),
        OLDER(8, Integer.MAX_VALUE);

        private final int least;
        private final int most;

        Band(int least, int most) {
            this.least = least;
            this.most = most;
        }

        /** The youngest of the band, in days begun. */
        int from() {
            return least;
        }

        int to() {
            return most;
        }

        public static Band of(int days) {
            return Arrays.stream(values())
                    .filter(it -> days <= it.most)
                    .findFirst()
                    .orElse(OLDER);
        }
    }

    /** Days begun since receipt: an hour old is one day, exactly 24 hours too. */
    public static int days(Instant from, Instant to) {
        var age = Duration.between(from, to);
        return age.isPositive() ? Math.toIntExact(age.plusDays(1).minusNanos(1).toDays()) : 0;
    }
}
