package org.opendcrc.dms;

import java.text.Normalizer;
import java.util.List;
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
            Map.entry("✗", false),
            Map.entry("✘", false),
            Map.entry("有", true),
            Map.entry("无", false));
    private static final Map<String, String> SEX =
            Map.of("男", "MALE", "女", "FEMALE", "M", "MALE", "F", "FEMALE", "1", "MALE", "2", "FEMALE");
    private static final Map<String, String> CUSTOMER_KIND =
            Map.of("个人", "PERSON", "单位", "ORGANISATION", "PERSON", "PERSON", "ORGANISATION", "ORGANISATION");
    /** The kinds of orders as we call them. */
    static final List<String> ORDER_KINDS = List.of("一般维修", "保养", "首保", "索赔", "事故", "返修", "内部");

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
    private static final Map<String, String> SALE_STATUS = Map.of("有效", "VALID", "退车", "RETURNED");
    private static final Map<String, String> LINE_KIND = Map.of("工时", "LABOUR", "配件", "PART");
    private static final Map<String, String> CALL_OUTCOME =
            Map.of("满意", "SATISFIED", "不满意", "DISSATISFIED", "未接通", "NOT_CONNECTED", "空号", "WRONG_NUMBER", "短信", "SMS");

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

    static Optional<String> saleStatus(String written) {
        return Optional.ofNullable(SALE_STATUS.get(plain(written)));
    }

    static Optional<String> lineKind(String written) {
        return Optional.ofNullable(LINE_KIND.get(plain(written)));
    }

    static Optional<String> callOutcome(String written) {
        return Optional.ofNullable(CALL_OUTCOME.get(plain(written)));
    }

    private static String plain(String written) {
        return BLANKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
    }
}
