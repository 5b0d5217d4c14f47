package org.opendcrc.customers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.KeyRange;

/**
 * How customers are looked for: what somebody typed becomes ranges of search keys, the likeliest meaning first. Nothing shorter than
 * one Chinese character, two letters or four digits is looked for.
 *
 * @param ranges none if the text is too short or can be no customer
 * @param within what the name must hold besides; for Chinese text of two characters and more
 */
public record CustomerSearch(List<KeyRange> ranges, Optional<String> within) {

    private static final int FEWEST_DIGITS = 4;
    private static final int FEWEST_LETTERS = 2;

    public CustomerSearch {
        ranges = List.copyOf(ranges);
    }

    /** What a search key stands for: shown beside a hit, so that one sees why it is there. */
    public enum Match {
        NAME,
        PINYIN,
        INITIALS,
        PHONE,
        PHONE_TAIL,
        CUSTOMER_NO
    }

    public static CustomerSearch of(String typed) {
        var text = CustomerKeys.plain(typed);
        if (text.isEmpty() || text.length() > CustomerKeys.LONGEST) {
            return new CustomerSearch(List.of(), Optional.empty());
        }
        var digits = text.replaceAll("^(?:\\+86|0086)(?=[0-9])", "").replaceAll("(?<=[0-9])[-*](?=[0-9])", "");
        if (digits.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return new CustomerSearch(ofDigits(digits, text), Optional.empty());
        }
        if (text.codePoints().anyMatch(Pinyin::isHan)) {
            return ofHan(text);
        }
        return new CustomerSearch(ofLetters(text), Optional.empty());
    }

    private static List<KeyRange> ofDigits(String digits, String text) {
        if (digits.length() < FEWEST_DIGITS) {
            return List.of();
        }
        var backwards = new StringBuilder(digits).reverse();
        return List.of(
                KeyRange.beginningWith(CustomerKeys.PHONE_TAIL + backwards.toString(), 1),
                KeyRange.beginningWith(CustomerKeys.PHONE + digits, 2),
                KeyRange.beginningWith(CustomerKeys.CUSTOMER_NO + text, 3));
    }

    private static CustomerSearch ofHan(String text) {
        var ranges = new ArrayList<KeyRange>();
        ranges.add(KeyRange.beginningWith(CustomerKeys.NAME + text, 1));
        var han = text.codePoints().filter(Pinyin::isHan).limit(2).toArray();
        if (han.length < 2) {
            return new CustomerSearch(ranges, Optional.empty());
        }
        ranges.add(KeyRange.beginningWith(CustomerKeys.PAIR + new String(han, 0, 2), 2));
        return new CustomerSearch(ranges, Optional.of(text));
    }

    private static List<KeyRange> ofLetters(String text) {
        if (text.length() < FEWEST_LETTERS) {
            return List.of();
        }
        return List.of(
                KeyRange.beginningWith(CustomerKeys.INITIALS + text, 1),
                KeyRange.beginningWith(CustomerKeys.PINYIN + text.replace("'", ""), 2),
                KeyRange.beginningWith(CustomerKeys.NAME + text, 3),
                KeyRange.beginningWith(CustomerKeys.CUSTOMER_NO + text, 4));
    }

    /** What a key that was found stands for. */
    public static Match match(String key) {
        return switch (key.charAt(0)) {
            case CustomerKeys.NAME, CustomerKeys.PAIR -> Match.NAME;
            case CustomerKeys.PINYIN -> Match.PINYIN;
            case CustomerKeys.INITIALS -> Match.INITIALS;
            case CustomerKeys.PHONE -> Match.PHONE;
            case CustomerKeys.PHONE_TAIL -> Match.PHONE_TAIL;
            case CustomerKeys.CUSTOMER_NO -> Match.CUSTOMER_NO;
            default -> throw new IllegalArgumentException("no search key: " + key.charAt(0));
        };
    }

    /** The digits of the number that was found, as they are dialled; empty for a key that is no number's. */
    public static Optional<String> phoneOf(String key) {
        return switch (match(key)) {
            case PHONE -> Optional.of(key.substring(1));
            case PHONE_TAIL ->
                Optional.of(new StringBuilder(key.substring(1)).reverse().toString());
            case NAME, PINYIN, INITIALS, CUSTOMER_NO -> Optional.empty();
        };
    }
}
