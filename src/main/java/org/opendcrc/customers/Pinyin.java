package org.opendcrc.customers;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.opendcrc.shared.Surname;

/** How Chinese names are read in Latin letters: a surname as a surname (单 is shan, 仇 is qiu), all else by its commonest reading. */
final class Pinyin {

    private static final Pattern TONES = Pattern.compile("[\\u0300\\u0301\\u0304\\u030C]");
    private static final Pattern DIAERESIS = Pattern.compile("u\\u0308");

    /** A library's reading takes a tenth of a millisecond, an import has a million names: each character is asked for once. */
    private static final Map<String, List<String>> SURNAMES = new ConcurrentHashMap<>();

    private static final Map<Integer, String> CHARACTERS = new ConcurrentHashMap<>();

    private Pinyin() {}

    /** The syllables of a name, without tones, ü written as v; what is no Chinese character is left out. */
    static List<String> of(String name) {
        var surname = Surname.of(name).orElse("");
        var syllables = new ArrayList<String>();
        if (!surname.isEmpty()) {
            syllables.addAll(SURNAMES.computeIfAbsent(surname, it -> read("Han-Latin/Names", it)));
        }
        name.strip()
                .substring(surname.length())
                .codePoints()
                .filter(Pinyin::isHan)
                .forEach(it -> syllables.add(CHARACTERS.computeIfAbsent(it, Pinyin::read)));
        return syllables;
    }

    static boolean isHan(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    private static String read(int character) {
        return String.join("", read("Han-Latin", Character.toString(character)));
    }

    private static List<String> read(String manner, String han) {
        var toned = Transliterator.getInstance(manner).transliterate(han).strip();
        var plain =
                TONES.matcher(Normalizer.normalize(toned, Normalizer.Form.NFD)).replaceAll("");
        return List.of(DIAERESIS.matcher(plain).replaceAll("v").split("\\s+"));
    }
}
