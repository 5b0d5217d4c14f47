package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Optional;

/** A mean, kept as its sum and the number of sheets in it. */
public record Mean(BigDecimal sum, int of) {

    public Mean {
        sum = sum.stripTrailingZeros(); // so that equal means are equal, however they were written down
    }

    static Mean over(Collection<BigDecimal> values) {
        return new Mean(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add), values.size());
    }

    /** Empty where there is nothing to take the mean of. */
    public Optional<BigDecimal> value() {
        return of == 0 ? Optional.empty() : Optional.of(sum.divide(BigDecimal.valueOf(of), MathContext.DECIMAL64));
    }
}
