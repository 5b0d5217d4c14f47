package org.opendcrc.dms;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date or a time as a dealer's file writes it, in the store's zone.
 *
 * @param local the wall clock of the store; midnight where the file gives a date only
 * @param dateOnly whether no time was written: it is then compared by date
 */
record FileMoment(LocalDateTime local, boolean dateOnly, ZoneId zone) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4})(?:-(\\d{1,2})-|/(\\d{1,2})/|\\.(\\d{1,2})\\.|年(\\d{1,2})月)(\\d{1,2})日?|(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern TIME =
            Pattern.compile("(上午|早上|凌晨|中午|下午|晚上|傍晚|AM|PM)?(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?"
                    + "|[时点](?:(\\d{1,2})分)?(?:(\\d{1,2})秒)?)(AM|PM)?(Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern SERIAL = Pattern.compile("\\d{4,6}(?:\\.\\d+)?");
    private static final LocalDate SERIALS_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate SERIALS_1904 = LocalDate.of(1904, 1, 1);
    private static final double SECONDS_A_DAY = 86_400;
    /** 1927 to 2173: what lies outside is a number, not a date. */
    private static final double FIRST_SERIAL = 10_000;

    private static final double LAST_SERIAL = 100_000;

    /** As a CSV file writes it; serial numbers count from 1900. */
    static Optional<FileMoment> read(String written, ZoneId zone) {
        return read(written, zone, false);
    }

    /**
     * Reads all forms that real exports bring.
     *
     * @param since1904 whether the workbook counts its serial numbers from 1904
     * @return empty if it is no date or there is no such day
     */
    static Optional<FileMoment> read(String written, ZoneId zone, boolean since1904) {
        var plain = BLANKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toUpperCase(java.util.Locale.ROOT);
        try {
            if (SERIAL.matcher(plain).matches()) {
                return ofSerial(Double.parseDouble(plain), zone, since1904);
            }
            var date = WRITTEN.matcher(plain);
            return date.lookingAt() ? ofWritten(date, plain.substring(date.end()), zone) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<FileMoment> ofSerial(double serial, ZoneId zone, boolean since1904) {
        if (serial < FIRST_SERIAL || serial > LAST_SERIAL) {
            return Optional.empty();
        }
        var days = Math.floor(serial);
        var seconds = Math.round((serial - days) * SECONDS_A_DAY);
        var local = (since1904 ? SERIALS_1904 : SERIALS_1900)
                .plusDays((long) days)
                .atStartOfDay()
                .plusSeconds(seconds);
        return Optional.of(new FileMoment(local, local.toLocalTime().equals(LocalTime.MIDNIGHT), zone));
    }

    private static Optional<FileMoment> ofWritten(Matcher date, String behind, ZoneId zone) {
        var day = date.group(7) != null
                ? LocalDate.of(number(date.group(7)), number(date.group(8)), number(date.group(9)))
                : LocalDate.of(number(date.group(1)), month(date), number(date.group(6)));
        var rest = behind.startsWith("T") ? behind.substring(1) : behind;
        rest = rest.replace(" ", "");
        if (rest.isEmpty()) {
            return Optional.of(new FileMoment(day.atStartOfDay(), true, zone));
        }
        var time = TIME.matcher(rest);
        if (!time.matches()) {
            return Optional.empty();
        }
        var minutes = time.group(3) == null ? time.group(5) : time.group(3);
        var seconds = time.group(4) == null ? time.group(6) : time.group(4);
        var daypart = time.group(1) == null ? time.group(7) : time.group(1);
        var hour = hour(daypart, number(time.group(2)));
        // 晚上12点 is the midnight at the end of the day.
        var local =
                day.plusDays(hour / 24).atTime(LocalTime.of(hour % 24, numberOrZero(minutes), numberOrZero(seconds)));
        var offset = time.group(8);
        if (offset == null) {
            return Optional.of(new FileMoment(local, false, zone));
        }
        var moment = local.toInstant(ZoneOffset.of(offset));
        return Optional.of(new FileMoment(LocalDateTime.ofInstant(moment, zone), false, zone));
    }

    private static int month(Matcher date) {
        for (var group = 2; group <= 5; group++) {
            if (date.group(group) != null) {
                return number(date.group(group));
            }
        }
        throw new DateTimeException("no month");
    }

    private static int hour(@Nullable String daypart, int written) {
        if (daypart == null) {
            return atMost(23, written);
        }
        return switch (daypart) {
            case "上午", "早上", "凌晨", "AM" -> written == 12 ? 0 : atMost(11, written);
            case "中午" -> written >= 10 ? atMost(14, written) : written + 12;
            case "晚上", "傍晚" -> evening(written);
            default -> written >= 12 ? atMost(23, written) : written + 12;
        };
    }

    private static int evening(int written) {
        if (written == 12) {
            return 24;
        }
        return written > 12 ? atMost(23, written) : written + 12;
    }

    private static int atMost(int limit, int hour) {
        if (hour > limit) {
            throw new DateTimeException("no such hour: " + hour);
        }
        return hour;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int numberOrZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    LocalDate date() {
        return local.toLocalDate();
    }

    Instant instant() {
        return local.atZone(zone).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether it is earlier; by date where one of both is a date only. */
    boolean isBefore(FileMoment other) {
        var byDate = dateOnly || other.dateOnly;
        return byDate ? date().isBefore(other.date()) : local.isBefore(other.local);
    }
}
