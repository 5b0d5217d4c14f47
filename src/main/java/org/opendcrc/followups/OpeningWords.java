package org.opendcrc.followups;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words with which a store opens its calls of one kind (FU-20), where it has words of its own. Pure. What changes from call to call
 * stands between braces, in either language: {@code {称呼}} or {@code {customer}}.
 */
public final class OpeningWords {

    /** No clerk reads a longer sentence aloud. */
    static final int LONGEST = 300;

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
    static List<String> unknown(String words) {
        return BRACES.matcher(words)
                .results()
                .map(it -> it.group(1))
                .filter(it -> Field.of(it).isEmpty())
                .distinct()
                .toList();
    }

    /** The sentence as it is read; a field that is not known stays as it was written. */
    public static String filled(String words, Map<Field, String> values) {
        return BRACES.matcher(words)
                .replaceAll(it -> Matcher.quoteReplacement(
                        Field.of(it.group(1)).map(values::get).orElse(it.group())));
    }
}
