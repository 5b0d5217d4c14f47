package org.opendcrc.messaging.wire;

import java.util.List;
import java.util.Optional;

/**
 * Something that is set up for a line. Its name on the page is the message {@code gateway.knob.<key>}.
 *
 * @param choices the words to choose from, for a choice
 * @param least and
 * @param most are included, for a number
 */
public record Knob(
        String key, Kind kind, String standard, boolean required, List<String> choices, int least, int most) {

    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        FLAG,
        CHOICE
    }

    static Knob required(String key) {
        return new Knob(key, Kind.TEXT, "", true, List.of(), 0, 0);
    }

    static Knob text(String key, String standard) {
        return new Knob(key, Kind.TEXT, standard, false, List.of(), 0, 0);
    }

    static Knob longText(String key, String standard) {
        return new Knob(key, Kind.LONG_TEXT, standard, false, List.of(), 0, 0);
    }

    static Knob number(String key, int standard, int least, int most) {
        return new Knob(key, Kind.NUMBER, Integer.toString(standard), true, List.of(), least, most);
    }

    static Knob flag(String key) {
        return new Knob(key, Kind.FLAG, "false", false, List.of(), 0, 0);
    }

    static Knob choice(String key, String first, String... others) {
        var all = new java.util.ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return new Knob(key, Kind.CHOICE, first, true, List.copyOf(all), 0, 0);
    }

    /** What is wrong with a value, a key below {@code gateway.fault.}; empty if nothing is. */
    public Optional<String> fault(String value) {
        if (value.isBlank()) {
            return required ? Optional.of("missing") : Optional.empty();
        }
        return switch (kind) {
            case NUMBER ->
                value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most
                        ? Optional.empty()
                        : Optional.of("number");
            case CHOICE -> choices.contains(value) ? Optional.empty() : Optional.of("choice");
            case FLAG -> value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("choice");
            case TEXT -> value.length() > 500 ? Optional.of("long") : Optional.empty();
            case LONG_TEXT -> value.length() > 8000 ? Optional.of("long") : Optional.empty();
        };
    }
}
