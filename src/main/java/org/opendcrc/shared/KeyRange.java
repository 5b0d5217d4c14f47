package org.opendcrc.shared;

/**
 * A piece of a list of search keys: all that begin with the same text. Under row-level security only such a range is read by its
 * index.
 *
 * @param from the first key, included
 * @param before behind the last key, excluded
 * @param rank smaller is the better kind of match
 */
public record KeyRange(String from, String before, int rank) {

    /** The last character that there is. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** All keys that begin with that text. */
    public static KeyRange beginningWith(String text, int rank) {
        return new KeyRange(text, text + LAST, rank);
    }
}
