package org.opendcrc.organisation;

import org.opendcrc.shared.Sentence;

/** The answer to a wish for an access token. */
public sealed interface NewToken {

    /**
     * The token is made.
     *
     * @param secret the token itself, never to be seen again
     */
    record Issued(AccessToken token, String secret) implements NewToken {}

    /**
     * It cannot be made so.
     *
     * @param field {@code name} or {@code days}
     */
    record Refused(String field, Sentence why) implements NewToken {}
}
