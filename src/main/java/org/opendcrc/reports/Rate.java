package org.opendcrc.reports;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A share against what a brand asks for. Whether it passes is decided on the whole numbers, never on a rounded figure.
 *
 * @param part appointments that were kept on time
 * @param whole repair visits (A11)
 * @param target in percent
 */
public record Rate(int part, int whole, int target) {

    /** From 0 to 1, unrounded; empty without visits. */
    public Optional<BigDecimal> value() {
        return new Share(part, whole).value();
    }

    /** Whether it reaches the target; empty without visits: that is neither passed nor failed. */
    public Optional<Boolean> passes() { // AP-10, AP-11, AP-12
        return whole == 0 ? Optional.empty() : Optional.of(100L * part >= (long) target * whole);
    }

    /** How many more would reach it with as many visits; 0 if it is reached. */
    public int lacking() {
        return whole == 0 ? 0 : Math.toIntExact(Math.max(0, Math.ceilDiv((long) target * whole, 100L) - part));
    }

    /** AP-12: what a brand asks for the on-time rate (RP-6) where nobody has written anything else down. */
    static int onTimeTarget(String brand) {
        return isFord(brand) ? 50 : 40; // AP-12
    }

    /** AP-12: the same for the effective rate (RP-7). */
    static int effectiveTarget(String brand) {
        return isFord(brand) ? 30 : 25; // AP-12
    }

    private static boolean isFord(String brand) {
        var plain = brand.strip().toLowerCase(Locale.ROOT);
        return plain.contains("福特") || plain.contains("ford");
    }
}
