package org.opendcrc.site;

import org.jspecify.annotations.Nullable;

/**
 * What a page says when it cannot be shown, in the person's language.
 *
 * @param status of HTTP
 * @param reference what to tell the administrator; null where the log has nothing to add
 */
public record ErrorPage(
        int status, String title, String text, @Nullable String reference) {

    /** Whether it is our own fault. */
    public boolean ours() {
        return status >= 500;
    }
}
