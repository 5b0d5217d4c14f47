package org.opendcrc.dms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a dealer has decided about his own headings and words, as it stood when a file was opened.
 *
 * @param columns our column by the plain form of his heading; an empty text where the column is not to be read
 * @param words our word by topic and the plain form of his
 */
record MappingBook(Map<String, String> columns, Map<WordTopic, Map<String, String>> words) {

    static final MappingBook EMPTY = new MappingBook(Map.of(), Map.of());
    static final String NOT_READ = "";

    MappingBook {
        columns = Map.copyOf(columns);
        words = Map.copyOf(words);
    }

    /** A heading as it is compared: without any white space, full-width characters as half-width ones, in small letters. */
    static String plain(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\x{FEFF}\\x{200B}*]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Our column for a heading; {@link #NOT_READ} where it was decided that we do not read it, empty where nothing was. */
    Optional<String> column(String heading) {
        return Optional.ofNullable(columns.get(plain(heading)));
    }

    /** What a word means, if that was decided. */
    Optional<String> meaning(WordTopic topic, String word) {
        return Optional.ofNullable(words.getOrDefault(topic, Map.of()).get(plain(word)));
    }
}
