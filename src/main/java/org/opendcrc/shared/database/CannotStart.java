package org.opendcrc.shared.database;

import org.jspecify.annotations.Nullable;

/** The house cannot open, for a reason that the person at the server can remove: a sentence that says what to do, no stack trace. */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
