package org.opendcrc.organisation;

import org.opendcrc.shared.Sentence;

/** The answer to a wish for a new password. */
public sealed interface PasswordChange {

    /** Every other session of the person has ended; {@code access} is that of the one in which he changed it. */
    record Changed(Access access) implements PasswordChange {}

    record Refused(Field field, Sentence why) implements PasswordChange {}

    /** The field of the form that the refusal is about. */
    enum Field {
        PRESENT,
        NEW,
        REPEATED
    }
}
