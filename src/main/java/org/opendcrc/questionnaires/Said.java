package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sentence that the clerk reads aloud; the names in it are marked. */
public record Said(List<Piece> pieces) {

    /** Stands around a name in a text and occurs nowhere else. */
    private static final char MARK = '\u2060';

    public Said {
        pieces = List.copyOf(pieces);
    }

    /** A part of the sentence. */
    public record Piece(String text, boolean name) {}

    /** A name as it goes into a text that is to become a sentence. */
    public static String name(String name) {
        return MARK + name.replace(String.valueOf(MARK), "") + MARK;
    }

    /** The sentence without marks. */
    public String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    public static Said of(String text) {
        var pieces = new ArrayList<Piece>();
        var name = false;
        for (var part : text.split(String.valueOf(MARK), -1)) {
            if (!part.isEmpty()) {
                pieces.add(new Piece(part, name));
            }
            name = !name;
        }
        return new Said(pieces);
    }
}
