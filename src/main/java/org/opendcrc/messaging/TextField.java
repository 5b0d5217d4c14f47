package org.opendcrc.messaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a template may leave open, written between braces: {@code {称呼}} or {@code {customer}}. Each knows the longest value that a real
 * message has, so that a template that fits with these fits always.
 */
public enum TextField {
    /** How the customer is addressed: 欧阳先生. */
    CUSTOMER("称呼", "customer", "欧阳先生/女士", "Dear customer"),
    /** The customer's whole name; four characters are the longest of a Chinese name. */
    NAME("姓名", "name", "欧阳志强", "欧阳志强"),
    /** The plate; eight characters on a new-energy car. */
    PLATE("车牌", "plate", "浙AD12345", "浙AD12345"),
    /** The store's name; the longest of the dealer's. */
    STORE("店名", "store", "", ""),
    /** The store's telephone, as its setting says. */
    PHONE("本店电话", "phone", "0571-88886666", "0571-88886666"),
    /** The service advisor of the visit. */
    ADVISOR("顾问", "advisor", "欧阳志强", "欧阳志强"),
    /** The day of the visit. */
    DATE("日期", "date", "12月31日", "31 Dec"),
    /** The time of an appointment, store time. */
    TIME("时间", "time", "23:59", "23:59");

    private final String chinese;
    private final String english;
    private final String longestChinese;
    private final String longestEnglish;

    TextField(String chinese, String english, String longestChinese, String longestEnglish) {
        this.chinese = chinese;
        this.english = english;
        this.longestChinese = longestChinese;
        this.longestEnglish = longestEnglish;
    }

    /** The field of a word in either language. */
    public static Optional<TextField> of(String word) {
        return Arrays.stream(values())
                .filter(it -> it.chinese.equals(word) || it.english.equalsIgnoreCase(word))
                .findFirst();
    }

    /** The word between the braces. */
    public String word(Locale language) {
        return isEnglish(language) ? english : chinese;
    }

    String longest(Locale language) {
        return isEnglish(language) ? longestEnglish : longestChinese;
    }

    static boolean isEnglish(Locale language) {
        return !language.getLanguage().equals("zh");
    }
}
