package org.opendcrc.complaints;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CP-17: what is a crisis at once, by what was ticked or by the words themselves. Their words are the messages below {@code complaint.emergency.}. */
public enum Emergency {
    /** 火烧车 */
    FIRE("火烧", "自燃", "起火", "着火", "烧车", "caught fire", "on fire", "burning car"),
    /** 新车重大瑕疵 */
    NEW_CAR_DEFECT("新车重大", "新车大修", "grave defect of a new car"),
    /** 事故车 */
    ACCIDENT("事故车", "出车祸", "出了车祸", "撞车", "car crash"),
    /** 泡水车 */
    FLOOD("泡水", "水淹", "淹水", "flooded car");

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> words;

    Emergency(String... words) {
        this.words = List.of(words);
    }

    /** The first that the customer's words speak of. */
    static Optional<Emergency> in(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(it -> it.words.stream().anyMatch(lower::contains))
                .findFirst();
    }
}
