package org.opendcrc.organisation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;

/**
 * A person's own page.
 *
 * @param notice what was done just now, null for nothing
 * @param secret the access token made just now, shown this once; null if none was made
 * @param refusedField the field of the form for a token that {@code refusal} is about: {@code name} or {@code days}
 */
public record MePage(
        String login,
        List<String> roles,
        String language,
        boolean singleKeys,
        List<TokenLine> tokens,
        @Nullable Sentence notice,
        @Nullable String secret,
        String tokenName,
        String tokenDays,
        @Nullable String refusedField,
        @Nullable Sentence refusal) {

    /** A token as the page shows it; times are told in words. */
    public record TokenLine(String id, String name, String created, String expires, boolean live, boolean revoked) {}

    public @Nullable Sentence wrong(String field) {
        return field.equals(refusedField) ? refusal : null;
    }
}
