package org.opendcrc.dms;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a column of a sheet are written out: as dates, with leading zeros, or as plain numbers.
 *
 * @param date whether the number counts days
 * @param percent whether it is shown as so many of a hundred
 * @param digits how many digits are shown at least; 1 for a plain number
 * @param before what is shown before a number with leading zeros: {@code TS} of {@code TS00301}
 * @param behind the same behind it
 */
record SheetNumber(boolean date, boolean percent, int digits, String before, String behind) {

    static final SheetNumber PLAIN = new SheetNumber(false, false, 1, "", "");

    private static final SheetNumber DATE = new SheetNumber(true, false, 1, "", "");
    private static final SheetNumber PERCENT = new SheetNumber(false, true, 1, "", "");
    /** Leading zeros between words of the format's own, behind the language that some programs write. */
    private static final Pattern NUMBERED =
            Pattern.compile("(?:\\[\\$-[^\\]]*\\])?((?:\"[^\"]*\"|\\\\.)*)(0{2,30})((?:\"[^\"]*\"|\\\\.)*)");
    /** What does not count in a code of a format: texts in quotes, escaped characters, colours and conditions. */
    private static final Pattern DECORATION = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hHmMsS]+\\])[^\\]]*\\]");

    private static final Pattern PART_OF_DATE = Pattern.compile("[yYdDhHsSmM年月日]");
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final int SECONDS_A_DAY = 86_400;
    /** 10000 to 100000 are the years 1927 to 2173. Below that, a format of days is no date that a dealer can mean. */
    private static final BigDecimal FIRST_DAY = BigDecimal.valueOf(10_000);

    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(100_000);
    /** A spreadsheet keeps fifteen digits; what has more has lost its last ones. */
    private static final int KEPT_DIGITS = 15;

    private static final BigDecimal LARGEST_KEPT = BigDecimal.TEN.pow(KEPT_DIGITS);
    private static final LocalDate SINCE_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate SINCE_1904 = LocalDate.of(1904, 1, 1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /**
     * By the number of a format and its code.
     *
     * @param code null for the formats that every spreadsheet has
     */
    static SheetNumber of(int format, @Nullable String code) {
        if (code == null) {
            // 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in Chinese.
            return (format >= 14 && format <= 22)
                            || (format >= 27 && format <= 36)
                            || (format >= 45 && format <= 47)
                            || (format >= 50 && format <= 58)
                    ? DATE
                    : format == 9 || format == 10 ? PERCENT : PLAIN;
        }
        if (code.equalsIgnoreCase("General")) {
            return PLAIN;
        }
        var numbered = NUMBERED.matcher(code);
        if (numbered.matches()) {
            return new SheetNumber(
                    false, false, numbered.group(2).length(), words(numbered.group(1)), words(numbered.group(3)));
        }
        var plain = DECORATION.matcher(code).replaceAll("");
        if (ZEROS.matcher(plain).matches()) {
            return new SheetNumber(false, false, plain.length(), "", "");
        }
        if (PART_OF_DATE.matcher(plain).find()) {
            return DATE;
        }
        return plain.contains("%") ? PERCENT : PLAIN;
    }

    /** Without their quotes. */
    private static String words(String quoted) {
        return quoted.replace("\"", "").replaceAll("\\\\(.)", "$1");
    }

    /** The number as text; as it stands in the file where it is none. */
    String text(String written, boolean since1904) {
        BigDecimal value;
        try {
            value = new BigDecimal(written.strip());
        } catch (NumberFormatException _) {
            return written;
        }
        if (value.precision() - value.scale() > 400 || value.scale() > 1_100) {
            return written;
        }
        if (date) {
            if (value.compareTo(FIRST_DAY) >= 0 && value.compareTo(LAST_DAY) <= 0) {
                return moment(value, since1904);
            }
            if (value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0) {
                return TIME.format(LocalTime.MIDNIGHT.plusSeconds(seconds(value)));
            }
        }
        return percent ? plain(value.movePointRight(2)) + "%" : plain(value);
    }

    /** To the nearest second. */
    private static String moment(BigDecimal value, boolean since1904) {
        var days = value.setScale(0, RoundingMode.FLOOR);
        var seconds = seconds(value.subtract(days));
        var moment = (since1904 ? SINCE_1904 : SINCE_1900)
                .plusDays(days.longValueExact())
                .atStartOfDay()
                .plusSeconds(seconds);
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toLocalDate() + " " + TIME.format(moment.toLocalTime());
    }

    private static long seconds(BigDecimal part) {
        return part.multiply(BigDecimal.valueOf(SECONDS_A_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private String plain(BigDecimal value) {
        var kept = value.round(new MathContext(KEPT_DIGITS, RoundingMode.HALF_UP));
        if (kept.signum() == 0) {
            return before + "0".repeat(digits) + behind;
        }
        if (kept.abs().compareTo(LARGEST_KEPT) >= 0 || kept.scale() > 30) {
            return scientific(kept.stripTrailingZeros());
        }
        var stripped = kept.stripTrailingZeros();
        var text = stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
        if (digits == 1 || stripped.signum() < 0 || stripped.scale() > 0) {
            return text;
        }
        return before + "0".repeat(Math.max(0, digits - text.length())) + text + behind;
    }

    /** {@code 3.30106199001011E+17}, as the spreadsheet shows it. */
    private static String scientific(BigDecimal value) {
        var exponent = value.precision() - value.scale() - 1;
        var mantissa = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "E" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
