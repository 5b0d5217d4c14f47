package org.opendcrc.messaging;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words with fields between braces, and what becomes of them. Pure. */
final class TemplateText {

    private static final Pattern FIELD = Pattern.compile("[{｛]([^{}｛｝]*)[}｝]");

    private TemplateText() {}

    /** The words between braces that are no field of these, in their order. */
    static List<String> unknown(String body, List<TextField> allowed) {
        return FIELD.matcher(body)
                .results()
                .map(it -> it.group(1).strip())
                .filter(it -> TextField.of(it).filter(allowed::contains).isEmpty())
                .distinct()
                .toList();
    }

    /** The first field that is still open. */
    static Optional<String> open(String text) {
        return FIELD.matcher(text).results().map(it -> it.group(1).strip()).findFirst();
    }

    static boolean uses(String body, TextField field) {
        return FIELD.matcher(body)
                .results()
                .anyMatch(it -> TextField.of(it.group(1).strip()).equals(Optional.of(field)));
    }

    /** Fills in what is known; what is not stays between its braces. */
    static String filled(String body, Map<TextField, String> values) {
        return FIELD.matcher(body)
                .replaceAll(
                        it -> Matcher.quoteReplacement(TextField.of(it.group(1).strip())
                                .map(values::get)
                                .filter(value -> !value.isEmpty())
                                .orElse(it.group())));
    }

    /**
     * The whole message as it leaves the house: signature in front, and behind a commercial one the way to refuse. Both count (A20). Neither
     * is added where it stands already.
     */
    static String whole(String store, String words, TextClass textClass, String optOut) {
        var body = words.strip();
        if (body.isEmpty()) {
            return "";
        }
        var signature = "【" + store + "】";
        return (body.startsWith(signature) ? "" : signature)
                + body
                + (textClass == TextClass.COMMERCIAL && !body.endsWith(optOut.strip()) ? optOut : "");
    }

    /** The longest values that real messages have. {@code store} is the longest name of the dealer's stores. */
    static Map<TextField, String> longest(String store, Locale language) {
        var values = new EnumMap<TextField, String>(TextField.class);
        for (var field : TextField.values()) {
            values.put(field, field.longest(language));
        }
        values.put(TextField.STORE, store);
        return values;
    }
}
