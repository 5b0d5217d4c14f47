package org.opendcrc.appointments;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A plate reduced to what the eye and the thumb confuse: half width, upper case, without dots and blanks, O as 0 and I as 1. Two plates
 * of one mark are taken for the same car; a mark is never shown.
 */
final class PlateMark {

    private static final Pattern FILLING = Pattern.compile("[\\s\\p{Z}·•・‧∙⋅.\\-—_]");
    private static final int TAIL = 5;

    private PlateMark() {}

    static String of(String written) {
        return FILLING.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1');
    }

    /**
     * Whether somebody who typed the one may have meant the other: the same mark, one character wrong, missing or too many, or only
     * the tail of it.
     */
    static boolean isLike(String typed, String booked) {
        var one = of(typed);
        var other = of(booked);
        return one.equals(other) || (one.length() >= TAIL && (other.endsWith(one) || isOneSlip(one, other)));
    }

    /** One character exchanged, left out or added. */
    private static boolean isOneSlip(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int front = 0;
        while (front < one.length() && front < other.length() && one.charAt(front) == other.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < one.length() - front
                && back < other.length() - front
                && one.charAt(one.length() - 1 - back) == other.charAt(other.length() - 1 - back)) {
            back++;
        }
        return Math.max(one.length(), other.length()) - front - back == 1;
    }
}
