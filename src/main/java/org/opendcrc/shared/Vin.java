package org.opendcrc.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A vehicle identification number 车架号 by GB 16735: seventeen characters, capital letters without I, O and Q, and digits.
 *
 * @param value as it is stored
 */
public record Vin(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final int[] WORTH = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9
    };
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int LENGTH = 17;
    private static final int CHECK = 8;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]");

    public Vin {
        if (!isOne(value)) {
            throw new IllegalArgumentException("no vehicle identification number: " + value);
        }
    }

    /** The number as somebody wrote it, in lower case, with blanks or full-width; empty if it is none. */
    public static Optional<Vin> of(String written) {
        var plain = Normalizer.normalize(written, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        plain = BLANKS.matcher(plain).replaceAll("");
        return isOne(plain) ? Optional.of(new Vin(plain)) : Optional.empty();
    }

    /** Whether the ninth character is not the check digit of the others. Some cars are built so: a warning, not a refusal. */
    public boolean isDoubtful() {
        return value.charAt(CHECK) != checkDigit(value);
    }

    /** The check digit that the other sixteen characters call for; what stands in the ninth place does not matter. */
    public static char checkDigit(String seventeen) {
        var sum = 0;
        for (var i = 0; i < LENGTH; i++) {
            sum += WORTH[ALPHABET.indexOf(seventeen.charAt(i))] * WEIGHTS[i];
        }
        return sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
    }

    private static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(it -> ALPHABET.indexOf(it) >= 0);
    }

    @Override
    public String toString() {
        return value;
    }
}
