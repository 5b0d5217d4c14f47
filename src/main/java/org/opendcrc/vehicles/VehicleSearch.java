package org.opendcrc.vehicles;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendcrc.shared.KeyRange;

/**
 * How cars are looked for: by plate with or without its province, by the tail of the plate, by VIN or its tail of four characters and
 * more.
 *
 * @param ranges none if the text is too short or can be no car
 * @param plate how the plate begins besides, where the province was written
 */
public record VehicleSearch(List<KeyRange> ranges, Optional<String> plate) {

    /** The plate without province and letter of the city: 7K3F9 of 浙A7K3F9. */
    static final char PLATE = 'p';
    /** The plate from behind. */
    static final char PLATE_TAIL = 't';
    /** The VIN from behind. */
    static final char VIN_TAIL = 'v';

    private static final int FEWEST_OF_PLATE = 3;
    private static final int FEWEST_OF_TAIL = 4;
    private static final int LENGTH_OF_VIN = 17;
    private static final Pattern FILLING = Pattern.compile("[\\s\\p{Z}·•・‧∙⋅.\\-—_]");
    private static final Pattern WITH_PROVINCE = Pattern.compile("\\p{IsHan}[A-Z][0-9A-Z\\p{IsHan}]*");
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Z\\p{IsHan}]{3,17}");

    public VehicleSearch {
        ranges = List.copyOf(ranges);
    }

    /** What a search key stands for. */
    public enum Match {
        PLATE,
        PLATE_TAIL,
        VIN
    }

    public static VehicleSearch of(String typed) {
        var text = FILLING.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        if (WITH_PROVINCE.matcher(text).matches()) {
            var behind = text.substring(2);
            return behind.isEmpty()
                    ? new VehicleSearch(List.of(), Optional.empty())
                    : new VehicleSearch(List.of(KeyRange.beginningWith(PLATE + behind, 1)), Optional.of(text));
        }
        var ranges = new ArrayList<KeyRange>();
        if (PLAIN.matcher(text).matches() && text.chars().anyMatch(it -> it < 0x80)) {
            var backwards = new StringBuilder(text).reverse().toString();
            if (text.length() >= FEWEST_OF_PLATE && text.length() < LENGTH_OF_VIN) {
                ranges.add(KeyRange.beginningWith(PLATE + text, 1));
            }
            if (text.length() >= FEWEST_OF_TAIL && text.length() < LENGTH_OF_VIN) {
                ranges.add(KeyRange.beginningWith(PLATE_TAIL + backwards, 2));
            }
            if (text.length() >= FEWEST_OF_TAIL) {
                ranges.add(KeyRange.beginningWith(VIN_TAIL + backwards, 3));
            }
        }
        return new VehicleSearch(ranges, Optional.empty());
    }

    /** What a key that was found stands for. */
    public static Match match(String key) {
        return switch (key.charAt(0)) {
            case PLATE -> Match.PLATE;
            case PLATE_TAIL -> Match.PLATE_TAIL;
            case VIN_TAIL -> Match.VIN;
            default -> throw new IllegalArgumentException("no search key: " + key.charAt(0));
        };
    }
}
