package org.opendcrc.dms;

import java.util.List;

/**
 * Something that a person should know about a line of a file.
 *
 * @param line physical line on which the record begins, from 1
 * @param position of several findings on one line
 * @param column canonical heading, or the heading as written where it is none of ours; empty for the whole line
 * @param value as written, at most 200 characters
 * @param why a key below {@code import.why.}
 */
public record Finding(
        int line, int position, Weight weight, String column, String value, String why, List<String> arguments) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** Did not come in; waits for a later file; came in with a doubt; was overtaken by a later line. */
    public enum Weight {
        REJECTED,
        WAITING,
        WARNING,
        SUPERSEDED
    }
}
