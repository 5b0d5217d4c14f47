package org.opendcrc.shared;

/** A command that cannot be done, with a sentence that tells the operator what to do instead. */
public class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CommandRefused(String sentence) {
        super(sentence);
    }

    public CommandRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
