package org.opendcrc.shared.database;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The house cannot open, for a reason that the person at the server can remove: a sentence that says what to do, no stack trace. */
public class CannotStart extends RuntimeException {

    /** Trying again changes nothing: {@code EX_CONFIG}, which the unit for systemd knows. */
    public static final int EXIT_CODE = 78;

    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence behind a start that failed, if there is one. */
    public static Optional<CannotStart> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart sentence) {
                return Optional.of(sentence);
            }
        }
        return Optional.empty();
    }
}
