package org.opendcrc.questionnaires;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words with which a call of one kind is opened and closed (FU-20), a store's own or those of a questionnaire. Pure. What changes from
 * call to call stands between braces, in either language: {@code {称呼}} or {@code {customer}}.
 */
public final class OpeningWords {

    /** No clerk reads a longer sentence aloud. */
    public static final int LONGEST = 300;

    private static final Pattern BRACES = Pattern.compile("[{｛]([^{}｛｝]*)[}｝]");

    private OpeningWords() {}

    /** What can be left open. */
    public enum Field {
        CUSTOMER("称呼", "customer"),
        STORE("店名", "store"),
        CLERK("坐席", "clerk"),
        /** The day on which the car was brought. */
        DATE("日期", "date"),
        /** What was done: 保养. */
        ORDER("项目", "order");

        private final String chinese;
        private final String english;

        Field(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        private static Optional<Field> of(String word) {
            return Arrays.stream(values())
                    .filter(it -> it.chinese.equals(word.strip()) || it.english.equalsIgnoreCase(word.strip()))
                    .findFirst();
        }
    }

    /** The words between braces that are no field. */
    public static List<String> unknown(String words) {
        return BRACES.matcher(words)
                .results()
                .map(it -> it.group(1))
                .filter(it -> Field.of(it).isEmpty())
                .distinct()
                .toList();
    }

    /** The words between braces of a question that are no field: it knows the customer and his advisor. */
    static List<String> unknownAsked(String words) {
        return BRACES.matcher(words)
                .results()
                .map(it -> it.group(1))
                .filter(it -> !isCustomer(it) && !isAdvisor(it))
                .distinct()
                .toList();
    }

    /** A question as it is asked. */
    static String asked(String words, String customer, String advisor) {
        return BRACES.matcher(words)
                .replaceAll(it -> Matcher.quoteReplacement(
                        isCustomer(it.group(1)) ? customer : isAdvisor(it.group(1)) ? advisor : it.group()));
    }

    private static boolean isCustomer(String word) {
        return Field.of(word).equals(Optional.of(Field.CUSTOMER));
    }

    private static boolean isAdvisor(String word) {
        return word.strip().equals("顾问") || word.strip().equalsIgnoreCase("advisor");
    }

    /** The sentence as it is read; a field that is not known stays as it was written. */
    public static String filled(String words, Map<Field, String> values) {
        return BRACES.matcher(words)
                .replaceAll(it -> Matcher.quoteReplacement(
                        Field.of(it.group(1)).map(values::get).orElse(it.group())));
    }
}
