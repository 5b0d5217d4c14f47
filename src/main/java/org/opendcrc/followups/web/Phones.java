package org.opendcrc.followups.web;

/** Telephone numbers as a clerk dials them by hand. */
final class Phones {

    private Phones() {}

    /** The whole number, as people write it at home: {@code 138 0000 6621}, {@code 0571 87652210 ext. 8}. */
    static String shown(String e164) {
        var parts = e164.split(";ext=", 2);
        var digits = parts[0].startsWith("+86") ? parts[0].substring(3) : parts[0];
        var home = digits.length() == 11 && digits.startsWith("1")
                ? digits.substring(0, 3) + " " + digits.substring(3, 7) + " " + digits.substring(7)
                : parts[0].startsWith("+86") ? "0" + digits : digits;
        return parts.length == 2 ? home + " ext. " + parts[1] : home;
    }

    /** The address that a telephone on the same machine dials. */
    static String link(String e164) {
        return "tel:" + e164;
    }
}
