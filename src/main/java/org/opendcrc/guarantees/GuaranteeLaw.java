package org.opendcrc.guarantees;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** The figures of the law (SAMR Order 43 of 2021) and what is reckoned with them. They are the state's, so no store sets them differently. */
public final class GuaranteeLaw {

    /** Art. 24: accumulated repair days; one more and the car may be exchanged or returned. */
    public static final int MOST_DAYS = 30;

    /** Art. 24: repairs of one problem; one more and the car may be exchanged or returned. */
    public static final int MOST_REPAIRS = 4;

    /** Art. 21: days of one repair; from the next one on the customer has a substitute or transport money. */
    public static final int DAYS_WITHOUT_SUBSTITUTE = 5;

    /** Art. 28: working days of the state in which a demand is answered. */
    public static final int ANSWER_DAYS = 10;

    /** Art. 28: working days of the state in which the car is exchanged or taken back. */
    public static final int DONE_DAYS = 20;

    /** Art. 27: the largest factor of the compensation, in hundredths of a per cent. */
    public static final int LARGEST_FACTOR = 50;

    /** Ours: the alarm before thirty days. */
    static final int WARNING_DAYS = 20;

    /** Ours: the alarm before the fifth repair. */
    static final int WARNING_REPAIRS = 3;

    private static final Duration DAY = Duration.ofDays(1);

    private GuaranteeLaw() {}

    /**
     * The days of one repair (Art. 40): every started 24 hours is a day.
     *
     * @param from when the repair was agreed
     * @param to when it was completed, or now
     * @param notCounted transport of parts made for this car or of a battery, the way of a rescue (Art. 24)
     */
    public static int days(Instant from, Instant to, Duration notCounted) {
        var counted = Duration.between(from, to).minus(notCounted);
        return counted.isPositive()
                ? Math.toIntExact(counted.plus(DAY).minusNanos(1).dividedBy(DAY))
                : 0;
    }

    /** The last moment, included, at which a repair has taken that many days and no more. */
    static Instant endOfDay(int day, Instant from, Duration notCounted) {
        return from.plus(notCounted).plus(DAY.multipliedBy(day));
    }

    /** The first moment, as the database can tell moments, at which a repair is in its that many-th day. */
    static Instant beginOfDay(int day, Instant from, Duration notCounted) {
        return endOfDay(day - 1, from, notCounted).plusNanos(1_000);
    }

    /**
     * What the customer pays for the use of a car that is exchanged or taken back (Art. 27): price × km ÷ 1000 × factor, rounded to the fen.
     *
     * @param priceFen what he paid for the car
     * @param km driven
     * @param factor in hundredths of a per cent: 50 is 0.5 %, the most that the law allows
     * @throws IllegalArgumentException if one is negative or the factor above the law's
     */
    public static long compensationFen(long priceFen, int km, int factor) {
        if (priceFen < 0 || km < 0 || factor < 0 || factor > LARGEST_FACTOR) {
            throw new IllegalArgumentException("price %d, km %d, factor %d".formatted(priceFen, km, factor));
        }
        return BigDecimal.valueOf(priceFen)
                .multiply(BigDecimal.valueOf(km))
                .multiply(BigDecimal.valueOf(factor))
                .movePointLeft(7)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
