package org.opendcrc.shared;

import java.util.List;
import java.util.stream.Stream;

/**
 * A default that a store may set differently. Each module declares its own as constants and offers them in a {@link SettingSource}
 * bean; the settings page explains each by the messages {@code setting.<key>} (name) and {@code setting.<key>.why} (explanation).
 *
 * @param key unique, with the module in front: {@code follow-up.window-days}
 * @param rule the rule that it tunes, such as {@code FU-1}, or a decision such as {@code A2}
 * @param kind how it is written and checked
 * @param standard the handbook's value or our default, written as in the database
 * @param from smallest number allowed, included; for {@link Kind#NUMBER} only
 * @param to largest number allowed, included; for {@link Kind#NUMBER} only
 * @param choices the words of which one stands; for {@link Kind#CHOICE} only. The page says each by the message
 *     {@code setting.<key>.<word>}
 */
public record SettingDefinition(
        String key, String rule, Kind kind, String standard, int from, int to, List<String> choices) {

    public SettingDefinition {
        choices = List.copyOf(choices);
    }

    public SettingDefinition(String key, String rule, Kind kind, String standard, int from, int to) {
        this(key, rule, kind, standard, from, to, List.of());
    }

    /**
     * How a setting is written: a whole number; {@code HH:mm}; {@code true} or {@code false}; free text; the beginning of
     * a web address, or nothing; one word of several.
     */
    public enum Kind {
        NUMBER,
        TIME,
        FLAG,
        TEXT,
        ADDRESS,
        CHOICE
    }

    /** One of these words; the first is the default. */
    public static SettingDefinition choice(String key, String rule, String standard, String... others) {
        return new SettingDefinition(
                key,
                rule,
                Kind.CHOICE,
                standard,
                0,
                0,
                Stream.concat(Stream.of(standard), Stream.of(others)).toList());
    }

    public static SettingDefinition number(String key, String rule, int standard, int from, int to) {
        return new SettingDefinition(key, rule, Kind.NUMBER, Integer.toString(standard), from, to);
    }

    /** The beginning of addresses of this house as the outside world writes it: {@code https://yuyue.example.cn}. Nothing by default. */
    public static SettingDefinition address(String key, String rule) {
        return new SettingDefinition(key, rule, Kind.ADDRESS, "", 0, 0);
    }

    public static SettingDefinition time(String key, String rule, String standard) {
        return new SettingDefinition(key, rule, Kind.TIME, standard, 0, 0);
    }

    public static SettingDefinition flag(String key, String rule, boolean standard) {
        return new SettingDefinition(key, rule, Kind.FLAG, Boolean.toString(standard), 0, 0);
    }

    public static SettingDefinition text(String key, String rule, String standard) {
        return new SettingDefinition(key, rule, Kind.TEXT, standard, 0, 0);
    }
}
