package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** A part of a whole, kept as both, so that nothing is rounded before somebody looks. Both are numbers of tasks. */
public record Share(int part, int whole) {

    /** Of nothing. */
    static final Share NONE = new Share(0, 0);

    public Share {
        if (part < 0 || whole < part) {
            throw new IllegalArgumentException("%d of %d".formatted(part, whole));
        }
    }

    /** From 0 to 1; empty if there is no whole: a share of nothing is neither 0 % nor 100 %. */
    public Optional<BigDecimal> value() {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64));
    }
}
