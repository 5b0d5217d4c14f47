package org.opendcrc.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Numbers as the files write them, whatever the machine's language. */
final class Digits {

    private Digits() {}

    /** With leading zeros. */
    static String of(long number, int width) {
        var plain = Long.toString(number);
        return "0".repeat(Math.max(0, width - plain.length())) + plain;
    }

    /** {@code 260410} */
    static String shortDay(LocalDate day) {
        return of(day.getYear() % 100, 2) + of(day.getMonthValue(), 2) + of(day.getDayOfMonth(), 2);
    }

    /** {@code 2026-04-10 16:05} */
    static String moment(LocalDateTime moment) {
        return moment.toLocalDate() + " " + time(moment.toLocalTime());
    }

    private static String time(LocalTime time) {
        return of(time.getHour(), 2) + ":" + of(time.getMinute(), 2);
    }

    /** {@code 1280.50} */
    static String yuan(long fen) {
        return fen / 100 + "." + of(fen % 100, 2);
    }
}
