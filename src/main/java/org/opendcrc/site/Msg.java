package org.opendcrc.site;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;

/** The texts in one person's language, and the forms in which dates, times, shares and telephone numbers are shown. */
public final class Msg {

    /** What stands where a share has no denominator. */
    public static final String NONE = "–";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    private final Messages messages;
    private final Locale locale;

    Msg(Messages messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** The text of a key. Arguments are numbers, texts or further sentences. */
    public String t(String key, Object... arguments) {
        var readable = Arrays.stream(arguments).map(this::readable).toArray();
        return messages.text(locale, key, readable);
    }

    public String t(Sentence sentence) {
        return t(sentence.key(), sentence.arguments().toArray());
    }

    public Locale locale() {
        return locale;
    }

    /** The value of {@code <html lang>}. */
    public String tag() {
        return locale.equals(Messages.PSEUDO) ? "en-x-pseudo" : locale.toLanguageTag();
    }

    /** {@code 11-16} in the year of {@code today}, else {@code 2025-11-25}. */
    public String date(LocalDate date, LocalDate today) {
        return date.getYear() == today.getYear() ? DAY.format(date) : date.toString();
    }

    /** {@code 11 月 19 日 周四}; in English {@code Thu 19 Nov}. */
    public String day(LocalDate date) {
        return t("site.day", date.getMonthValue(), date.getDayOfMonth(), weekday(date.getDayOfWeek()));
    }

    /** {@code 周四}, {@code Thu}. */
    public String weekday(DayOfWeek day) {
        return t("site.weekday." + day.getValue());
    }

    /** {@code 09:05}, 24 hours. */
    public String time(LocalTime time) {
        return TIME.format(time);
    }

    /**
     * A moment as the people of a store say it: {@code 10:24} today, {@code 昨 12:40} yesterday, {@code 明 10:00} tomorrow, else
     * date and time.
     *
     * @param zone the store's
     * @param today the store's day
     */
    public String moment(Instant moment, ZoneId zone, LocalDate today) {
        var local = moment.atZone(zone);
        var date = local.toLocalDate();
        var time = time(local.toLocalTime());
        if (date.equals(today)) {
            return time;
        }
        if (date.equals(today.minusDays(1))) {
            return t("site.moment.yesterday", time);
        }
        if (date.equals(today.plusDays(1))) {
            return t("site.moment.tomorrow", time);
        }
        return date(date, today) + " " + time;
    }

    /** A length of time in words: {@code 38 分}, {@code 1 时 51 分}. Minutes, not negative. */
    public String minutes(long minutes) {
        return minutes < 60 ? t("site.minutes", minutes) : t("site.hoursAndMinutes", minutes / 60, minutes % 60);
    }

    /** {@code 12,480}. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    /** An amount of money given in fen, shown in yuan with two decimals: {@code 1,286.00}. */
    public String amount(long fen) {
        var format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(BigDecimal.valueOf(fen, 2));
    }

    /** A share of 0 to 1 as {@code 92.7%}; an empty one (no denominator) as {@code –}. */
    public String percent(OptionalDouble share) {
        return share.isPresent() ? percent(BigDecimal.valueOf(share.getAsDouble())) : NONE;
    }

    /** A share of 0 to 1 as {@code 92.7%}, halves rounded up; null (no denominator) as {@code –}. */
    public String percent(@Nullable BigDecimal share) {
        return share == null
                ? NONE
                : share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
    }

    /** The share of {@code part} in {@code whole} as {@code 92.7%}; {@code –} if there is no whole. */
    public String percent(long part, long whole) {
        return whole == 0
                ? NONE
                : percent(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP));
    }

    /**
     * A telephone number with its middle hidden: {@code 138****6621}, {@code 0571-8***2210}. Of a number too short to be
     * recognised again, all but the last two digits are hidden.
     */
    public String masked(String phone) {
        var dash = phone.lastIndexOf('-');
        if (phone.startsWith("0") && dash > 0) {
            return phone.substring(0, dash + 1) + masked(phone.substring(dash + 1));
        }
        var digits = phone.replaceAll("[^0-9]", "");
        if (digits.length() == 13 && digits.startsWith("86")) {
            digits = digits.substring(2);
        }
        var length = digits.length();
        if (length >= 11) {
            return digits.substring(0, 3) + "*".repeat(length - 7) + digits.substring(length - 4);
        }
        if (length >= 7) {
            return digits.substring(0, 1) + "*".repeat(length - 5) + digits.substring(length - 4);
        }
        var hidden = Math.max(0, length - 2);
        return "*".repeat(hidden) + digits.substring(hidden);
    }

    boolean knows(String key) {
        return messages.knows(key);
    }

    private Object readable(Object argument) {
        return switch (argument) {
            case Sentence sentence -> t(sentence);
            case Number number -> number;
            default -> argument.toString();
        };
    }
}
