package org.opendcrc.shared.logs;

import java.util.regex.Pattern;

/** Makes unreadable what looks like somebody's telephone, identity, vehicle or plate number. */
final class Mask {

    private static final Pattern PERSONAL = Pattern.compile(
            // identity number; mobile, with or without +86; landline with area code; vehicle; plate
            "(?<![0-9A-Za-z-])(?:[1-9]\\d{16}[0-9Xx]|(?:\\+?86)?1[3-9]\\d{9}|(?:\\+86|0)[1-9]\\d{1,2}-?\\d{7,8}"
                    + "|(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\\d)[A-HJ-NPR-Z0-9]{17})(?![0-9A-Za-z-])"
                    + "|[\\u4e00-\\u9fa5][A-Z][·•]?[A-Z0-9]{5,6}(?![0-9A-Za-z])");

    private Mask() {}

    static String of(String text) {
        return PERSONAL.matcher(text).replaceAll("***");
    }
}
