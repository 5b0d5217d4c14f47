package org.opendcrc.questionnaires;

import java.util.Locale;

/**
 * Something to be read in two languages; where the English is empty the Chinese stands for it.
 *
 * @param zh Chinese
 * @param en English, may be empty
 */
public record Words(String zh, String en) {

    public static final Words NONE = new Words("", "");

    public String in(Locale language) {
        return language.getLanguage().equals("en") && !en.isBlank() ? en : zh;
    }

    public boolean isEmpty() {
        return zh.isBlank() && en.isBlank();
    }
}
