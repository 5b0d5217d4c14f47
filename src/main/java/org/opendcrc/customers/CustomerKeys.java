package org.opendcrc.customers;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opendcrc.shared.PhoneNumber;

/** What a customer is found by. The first letter of a key says which of these it is. */
final class CustomerKeys {

    /** The name as it is written, lower case, without blanks. */
    static final char NAME = 'n';
    /** Two neighbouring Chinese characters of the name. */
    static final char PAIR = 'h';
    /** The name in pinyin without blanks: fangzhiqiang. */
    static final char PINYIN = 'y';
    /** The first letters of its syllables: fzq. */
    static final char INITIALS = 'i';
    /** A number as it is dialled. */
    static final char PHONE = 'f';
    /** The same from behind, so that a tail of any length is a range. */
    static final char PHONE_TAIL = 'r';
    /** The number in the dealer's system. */
    static final char CUSTOMER_NO = 'c';

    /** Longer ones are cut: nobody types more, and an index takes no more than some two thousand bytes. */
    static final int LONGEST = 100;

    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}·•・]");

    private CustomerKeys() {}

    static Set<String> of(String name, String customerNo, Collection<String> phones) {
        var keys = new LinkedHashSet<String>();
        addName(plain(name), keys);
        keys.add(key(CUSTOMER_NO, plain(customerNo)));
        for (var phone : phones) {
            var digits = digits(phone);
            keys.add(key(PHONE, digits));
            keys.add(key(PHONE_TAIL, new StringBuilder(digits).reverse().toString()));
        }
        return keys;
    }

    private static void addName(String name, Set<String> keys) {
        keys.add(key(NAME, name));
        var han = name.codePoints().filter(Pinyin::isHan).toArray();
        for (var i = 0; i + 1 < han.length && i < LONGEST; i++) {
            keys.add(PAIR + new String(han, i, 2));
        }
        var syllables = Pinyin.of(name);
        if (syllables.isEmpty()) {
            return;
        }
        var whole = String.join("", syllables);
        keys.add(key(PINYIN, whole));
        if (whole.indexOf('v') >= 0) {
            keys.add(key(PINYIN, whole.replace('v', 'u'))); // 吕: people write lv and lu
        }
        keys.add(key(INITIALS, syllables.stream().map(it -> it.substring(0, 1)).collect(Collectors.joining())));
    }

    /** As names, numbers and searches are compared: half width, lower case, without blanks and dots between names. */
    static String plain(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** The digits that one dials within the country, without an extension. */
    static String digits(String e164) {
        var extension = e164.indexOf(";ext=");
        var main = extension < 0 ? e164 : e164.substring(0, extension);
        return NO_DIGITS.matcher(new PhoneNumber(main).national()).replaceAll("");
    }

    private static String key(char kind, String text) {
        return kind
                + (text.codePointCount(0, text.length()) <= LONGEST
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST)));
    }
}
