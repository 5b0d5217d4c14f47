package org.opendcrc.shared;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number that can be dialled.
 *
 * @param value E.164, an extension behind it: {@code +8613800138000}, {@code +8657188886666;ext=801}
 */
public record PhoneNumber(String value) {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String CHINA = "CN";
    private static final Pattern DIVISION = Pattern.compile("[/、,，；|\\n]|;(?!ext=)");
    private static final Pattern SPREADSHEET = Pattern.compile("[0-9](?:\\.[0-9]+)?E\\+?[0-9]{1,2}");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(?:;ext=|转|分机|ext\\.?:?|[x#]|(?<=[0-9]{7})-)([0-9]{1,6})$");
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern SERVICE = Pattern.compile("[48]00[0-9]{7}");
    private static final Pattern LANDLINE = Pattern.compile("0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}");
    private static final Pattern LOCAL = Pattern.compile("[2-9][0-9]{6,7}");

    /** Why a text is no number; the sentence is {@code import.why.<word>}. */
    public enum Fault {
        /** No shape that a number can have. */
        IMPOSSIBLE("phone-impossible"),
        /** A spreadsheet turned it into {@code 1.38001E+10}, and its last digits are lost. */
        SPREADSHEET("phone-spreadsheet"),
        /** Seven or eight digits, and nobody knows the area code. */
        NO_AREA_CODE("phone-no-area-code");

        private final String word;

        Fault(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A part of a cell that is no number. */
    public record Bad(String written, Fault fault) {}

    /**
     * What a cell holds.
     *
     * @param good in the order of the cell, without doubles
     */
    public record Cell(List<PhoneNumber> good, List<Bad> bad) {

        public Cell {
            good = List.copyOf(good);
            bad = List.copyOf(bad);
        }
    }

    /**
     * Reads a cell with one or several numbers, as people write them.
     *
     * @param areaCode for numbers of seven or eight digits, such as {@code 0571}; may be empty
     */
    public static Cell read(String cell, String areaCode) {
        if (MOBILE.matcher(cell).matches()) { // nearly all that an import brings
            return new Cell(List.of(new PhoneNumber("+86" + cell)), List.of());
        }
        var good = new ArrayList<PhoneNumber>();
        var bad = new ArrayList<Bad>();
        var plain = Normalizer.normalize(cell, Normalizer.Form.NFKC);
        for (var part : DIVISION.split(plain, -1)) {
            var written = part.strip();
            if (written.isEmpty()) {
                continue;
            }
            switch (one(written, areaCode)) {
                case PhoneNumber number when good.contains(number) -> {}
                case PhoneNumber number -> good.add(number);
                case Fault fault -> bad.add(new Bad(written, fault));
                default -> throw new IllegalStateException();
            }
        }
        return new Cell(good, bad);
    }

    /** A single number as somebody wrote it; empty if it is none. */
    public static Optional<PhoneNumber> of(String written, String areaCode) {
        var cell = read(written, areaCode);
        return cell.bad().isEmpty() && cell.good().size() == 1
                ? Optional.of(cell.good().getFirst())
                : Optional.empty();
    }

    /** As people in China dial it: {@code 13800138000}, {@code 0571-88886666}, {@code 0571-88886666-801}; abroad with the plus. */
    public String national() {
        var extension = value.indexOf(";ext=");
        var main = extension < 0 ? value : value.substring(0, extension);
        var tail = extension < 0 ? "" : "-" + value.substring(extension + ";ext=".length());
        if (!main.startsWith("+86")) {
            return main + tail;
        }
        var digits = main.substring(3);
        if (MOBILE.matcher(digits).matches() || SERVICE.matcher(digits).matches()) {
            return digits + tail;
        }
        var area = digits.startsWith("10") || digits.startsWith("2") ? 2 : 3;
        return "0" + digits.substring(0, area) + "-" + digits.substring(area) + tail;
    }

    /** Enough to recognise it and too little to dial it: {@code 138****6621}, {@code 0571-8***2210}; an extension is not shown. */
    public String masked() {
        var extension = value.indexOf(";ext=");
        var whole = new PhoneNumber(extension < 0 ? value : value.substring(0, extension)).national();
        var dash = whole.lastIndexOf('-');
        var area = dash < 0 ? "" : whole.substring(0, dash + 1);
        var digits = whole.substring(dash + 1).replace("+", "");
        var shown = digits.length() >= 11 ? 3 : digits.length() >= 7 ? 1 : 0;
        var tail = Math.min(digits.length(), digits.length() >= 7 ? 4 : 2);
        return area
                + digits.substring(0, shown)
                + "*".repeat(digits.length() - shown - tail)
                + digits.substring(digits.length() - tail);
    }

    private static Object one(String written, String areaCode) {
        var compact = written.replaceAll("^[''‘’`]+", "").replaceAll("[\\s\\p{Z}()]", "");
        if (SPREADSHEET.matcher(compact.toUpperCase(java.util.Locale.ROOT)).matches()) {
            return Fault.SPREADSHEET;
        }
        compact = compact.replaceAll("(?<=[0-9]{7})\\.0+$", "");
        var extension = "";
        var behind = EXTENSION.matcher(compact);
        // A dash may part the last four digits of a mobile number; only behind a whole number it leads to an extension.
        if (behind.find()
                && (!behind.group().startsWith("-") || isWhole(digits(compact.substring(0, behind.start()))))) {
            extension = ";ext=" + behind.group(1);
            compact = compact.substring(0, behind.start());
        }
        compact = compact.replaceAll("[-—–.·]", "");
        if (!compact.matches("\\+?[0-9]+")) {
            return Fault.IMPOSSIBLE;
        }
        if (compact.startsWith("00")) {
            compact = "+" + compact.substring(2);
        }
        if (compact.startsWith("+86")) {
            compact = compact.substring(3);
        } else if (compact.startsWith("86")
                && MOBILE.matcher(compact.substring(2)).matches()) {
            compact = compact.substring(2);
        } else if (compact.startsWith("+")) {
            return parsed(compact, extension);
        }
        if (MOBILE.matcher(compact).matches() || SERVICE.matcher(compact).matches()) {
            return new PhoneNumber("+86" + compact + extension);
        }
        if (LANDLINE.matcher(compact).matches()) {
            return new PhoneNumber("+86" + compact.substring(1) + extension);
        }
        if (LANDLINE.matcher("0" + compact).matches() && compact.length() >= 10) {
            return new PhoneNumber("+86" + compact + extension);
        }
        if (LOCAL.matcher(compact).matches()) {
            var whole = areaCode + compact;
            return LANDLINE.matcher(whole).matches()
                    ? new PhoneNumber("+86" + whole.substring(1) + extension)
                    : areaCode.isEmpty() ? Fault.NO_AREA_CODE : Fault.IMPOSSIBLE;
        }
        return Fault.IMPOSSIBLE;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static boolean isWhole(String digits) {
        return LANDLINE.matcher(digits).matches()
                || SERVICE.matcher(digits).matches()
                || MOBILE.matcher(digits).matches()
                || (LOCAL.matcher(digits).matches() && digits.length() == 8);
    }

    private static Object parsed(String international, String extension) {
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(international, CHINA);
            return UTIL.isPossibleNumber(number)
                    ? new PhoneNumber(UTIL.format(number, PhoneNumberFormat.E164) + extension)
                    : Fault.IMPOSSIBLE;
        } catch (NumberParseException _) {
            return Fault.IMPOSSIBLE;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
