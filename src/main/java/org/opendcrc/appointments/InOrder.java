package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings moments of two sorts together without crossing: as many pairs as there can be, each moment in one at most, and of those the
 * pairs that lie nearest to one another in all. What is earlier on one side is paired with what is earlier on the other.
 */
final class InOrder {

    private InOrder() {}

    /** Places in the two lists, from 0. */
    record Pair(int one, int other) {}

    /** Both lists in the order of time. */
    static List<Pair> pairs(List<Instant> ones, List<Instant> others) {
        int n = ones.size();
        int m = others.size();
        int most = Math.min(n, m);
        if (most == 0) {
            return List.of();
        }
        // best[i][j]: the least distance of min(i, j) pairs among the first i and the first j; of the shorter side all
        // are paired
        var best = new long[n + 1][m + 1];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= m; j++) {
                long paired = best[i - 1][j - 1] + distance(ones.get(i - 1), others.get(j - 1));
                best[i][j] = i == j ? paired : Math.min(paired, i < j ? best[i][j - 1] : best[i - 1][j]);
            }
        }
        var pairs = new ArrayList<Pair>();
        int i = n;
        int j = m;
        while (i > 0 && j > 0) {
            if (i < j && best[i][j] == best[i][j - 1]) {
                j--;
            } else if (i > j && best[i][j] == best[i - 1][j]) {
                i--;
            } else {
                pairs.add(new Pair(--i, --j));
            }
        }
        Collections.reverse(pairs);
        return pairs;
    }

    private static long distance(Instant one, Instant other) {
        return Duration.between(one, other).abs().toSeconds();
    }
}
