package org.opendcrc.guarantees.web;

import java.math.BigDecimal;
import java.util.Optional;
import org.opendcrc.guarantees.GuaranteeLaw;

/**
 * The compensation of what somebody typed (Art. 27).
 *
 * @param priceFen in fen
 * @param factor in hundredths of a per cent
 */
record Reckoned(long priceFen, int km, int factor, long fen) {

    private static final BigDecimal MOST = new BigDecimal("1000000000");

    /** Empty where a figure is none, is negative, or the factor exceeds the law's or has more than two decimals. */
    static Optional<Reckoned> of(String priceYuan, String km, String factorPercent) {
        try {
            var price = new BigDecimal(priceYuan.strip().replace(",", ""));
            var driven = new BigDecimal(km.strip().replace(",", ""));
            var factor = new BigDecimal(factorPercent.strip().replace("%", ""));
            if (price.signum() < 0
                    || driven.signum() < 0
                    || factor.signum() < 0
                    || price.compareTo(MOST) > 0
                    || driven.compareTo(MOST) > 0
                    || factor.compareTo(BigDecimal.ONE) > 0) {
                return Optional.empty();
            }
            return of(
                    price.movePointRight(2).longValueExact(),
                    driven.intValueExact(),
                    factor.movePointRight(2).intValueExact());
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty(); // no figure, or one with more decimals than there are
        }
    }

    static Optional<Reckoned> of(long priceFen, int km, int factor) {
        return priceFen < 0 || km < 0 || factor < 0 || factor > GuaranteeLaw.LARGEST_FACTOR
                ? Optional.empty()
                : Optional.of(new Reckoned(priceFen, km, factor, GuaranteeLaw.compensationFen(priceFen, km, factor)));
    }
}
