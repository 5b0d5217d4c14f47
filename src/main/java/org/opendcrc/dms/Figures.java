package org.opendcrc.dms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers as a dealer's file writes them. */
class Figures {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,10})?");
    private static final Pattern KILOMETRES = Pattern.compile("(?i)(?:公里|千米|㎞|km)\\s*$");
    private static final Pattern YUAN = Pattern.compile("[¥￥元\\s\\p{Z}]|RMB|CNY");
    private static final Pattern PERCENT = Pattern.compile("[%％]\\s*$");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]");
    private static final BigDecimal MOST_KILOMETRES = BigDecimal.valueOf(9_999_999);
    private static final BigDecimal MOST = BigDecimal.valueOf(9_999_999);
    private static final BigDecimal MOST_YUAN = BigDecimal.valueOf(1_000_000_000_000L);

    private Figures() {}

    /** Whole kilometres: {@code 12345}, {@code 12,345}, {@code 12345公里}, {@code 12345 km}. Empty if it is no such number. */
    static OptionalInt kilometres(String written) {
        var number = number(KILOMETRES.matcher(written).replaceAll(""));
        return number.filter(it -> it.signum() >= 0 && it.compareTo(MOST_KILOMETRES) <= 0)
                .map(it -> OptionalInt.of(it.setScale(0, RoundingMode.HALF_UP).intValueExact()))
                .orElseGet(OptionalInt::empty);
    }

    /** An amount in fen, from yuan: {@code 1286}, {@code ¥1,286.00}, {@code 1286元}, {@code -30.5}. Empty if it is no such number. */
    static OptionalLong fen(String written) {
        var plain = YUAN.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("");
        return number(plain)
                .filter(it -> it.abs().compareTo(MOST_YUAN) <= 0)
                .map(it -> OptionalLong.of(
                        it.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact()))
                .orElseGet(OptionalLong::empty);
    }

    /** A quantity or a mark with at most so many decimals: {@code 4.5}, {@code 1,200}, {@code -2}. Empty if it is no such number. */
    static Optional<BigDecimal> decimal(String written, int decimals) {
        return number(written)
                .filter(it -> it.abs().compareTo(MOST) <= 0)
                .map(it -> it.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** A mark out of a hundred or on a scale: {@code 95}, {@code 4.5}, and {@code 95%} as 95. Empty if it is no such number. */
    static Optional<BigDecimal> points(String written, int decimals) {
        return decimal(PERCENT.matcher(written).replaceAll(""), decimals);
    }

    private static Optional<BigDecimal> number(String written) {
        var plain = BLANKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("")
                .replace('−', '-');
        return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain.replace(",", ""))) : Optional.empty();
    }
}
