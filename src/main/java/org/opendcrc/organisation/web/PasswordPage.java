package org.opendcrc.organisation.web;

import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.PasswordChange.Field;
import org.opendcrc.shared.Sentence;

/**
 * The page for a new password.
 *
 * @param first whether the person came with a one-time slip and can go nowhere else
 * @param field the field that {@code why} is about, null if nothing is wrong
 */
public record PasswordPage(
        String login,
        boolean first,
        @Nullable Field field,
        @Nullable Sentence why) {

    public @Nullable Sentence wrong(Field asked) {
        return asked == field ? why : null;
    }
}
