package org.opendcrc.shared;

import java.io.PrintStream;
import java.util.List;

/**
 * A word of the jar with which its operator has one thing done: {@code java -jar opendcrc.jar slip LOGIN}. Any bean of this type is one.
 * It works on the database beside a running program, or on a database that it starts itself.
 */
public interface Command {

    /** The word, such as {@code slip}. */
    String word();

    /** How it is used and what it does, one line, English. */
    String usage();

    /**
     * Does it.
     *
     * @param out what the operator reads
     * @throws CommandRefused if it cannot be done, with a sentence for the operator; nothing has been changed then
     */
    void run(List<String> arguments, PrintStream out);
}
