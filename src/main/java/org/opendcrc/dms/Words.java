package org.opendcrc.dms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words that a dealer's file uses for a closed choice. */
class Words {

    private static final Map<String, Boolean> YES_OR_NO = Map.ofEntries(
            Map.entry("是", true),
            Map.entry("否", false),
            Map.entry("Y", true),
            Map.entry("N", false),
            Map.entry("YES", true),
            Map.entry("NO", false),
            Map.entry("1", true),
            Map.entry("0", false),
            Map.entry("TRUE", true),
            Map.entry("FALSE", false),
            Map.entry("√", true),
            Map.entry("✓", true),
            Map.entry("✔", true),
            Map.entry("×", false),
            Map.entry("有", true),
            Map.entry("无", false));
    private static final Map<String, String> SEX =
            Map.of("男", "MALE", "女", "FEMALE", "M", "MALE", "F", "FEMALE", "1", "MALE", "2", "FEMALE");
    private static final Map<String, String> CUSTOMER_KIND =
            Map.of("个人", "PERSON", "单位", "ORGANISATION", "PERSON", "PERSON", "ORGANISATION", "ORGANISATION");
    private static final Map<String, String> ORDER_KIND = Map.of(
            "一般维修", "GENERAL",
            "保养", "MAINTENANCE",
            "首保", "FIRST_SERVICE",
            "索赔", "WARRANTY",
            "事故", "ACCIDENT",
            "返修", "REWORK",
            "内部", "INTERNAL");
    private static final Map<String, String> ORDER_STATUS =
            Map.of("在修", "IN_REPAIR", "完工", "COMPLETED", "结算", "SETTLED", "作废", "VOID");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]");

    private Words() {}

    /** Yes or no; empty for any other word. */
    static Optional<Boolean> yesOrNo(String written) {
        return Optional.ofNullable(YES_OR_NO.get(plain(written)));
    }

    /** {@code MALE} or {@code FEMALE}; empty for any other word. */
    static Optional<String> sex(String written) {
        return Optional.ofNullable(SEX.get(plain(written)));
    }

    static Optional<String> customerKind(String written) {
        return Optional.ofNullable(CUSTOMER_KIND.get(plain(written)));
    }

    static Optional<String> orderKind(String written) {
        return Optional.ofNullable(ORDER_KIND.get(plain(written)));
    }

    static Optional<String> orderStatus(String written) {
        return Optional.ofNullable(ORDER_STATUS.get(plain(written)));
    }

    private static String plain(String written) {
        return BLANKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
    }
}
