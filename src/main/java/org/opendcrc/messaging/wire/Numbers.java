package org.opendcrc.messaging.wire;

import java.util.regex.Pattern;

/** Telephone numbers as partners write them. */
final class Numbers {

    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    private Numbers() {}

    /** How a partner wants to read a number. */
    enum Form {
        /** +8613800138000 */
        PLUS,
        /** 8613800138000 */
        DIGITS,
        /** 13800138000 for a Chinese one, else with the country in front */
        NATIONAL
    }

    static String written(String e164, Form form) {
        return switch (form) {
            case PLUS -> e164;
            case DIGITS -> e164.substring(1);
            case NATIONAL -> e164.startsWith("+86") ? e164.substring(3) : e164.substring(1);
        };
    }

    /** E.164 of whatever a partner wrote. */
    static String read(String written) {
        var digits = written.replaceAll("[^0-9]", "");
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        return MOBILE.matcher(digits).matches() ? "+86" + digits : "+" + digits;
    }
}
