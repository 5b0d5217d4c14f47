package org.opendcrc.shared;

import java.util.List;

/**
 * A sentence for people: a key of the message bundles and its arguments, so that it exists in Chinese and English.
 * Arguments are numbers, texts, dates and times as text, or further sentences.
 */
public record Sentence(String key, List<Object> arguments) {

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, List.of(arguments));
    }
}
