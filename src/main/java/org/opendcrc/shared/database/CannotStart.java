package org.opendcrc.shared.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/** The house cannot open, for a reason that the person at the server can remove: a sentence that says what to do, no stack trace. */
public class CannotStart extends RuntimeException implements ExitCodeGenerator {

    /** Trying again changes nothing: {@code EX_CONFIG}, which the unit for systemd knows. */
    public static final int EXIT_CODE = 78;

    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
