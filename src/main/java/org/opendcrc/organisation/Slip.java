package org.opendcrc.organisation;

import java.time.Instant;
import org.opendcrc.shared.Sentence;

/** The answer to a wish for a one-time slip. */
public sealed interface Slip {

    /**
     * The slip, to be read out or written down now: it is not kept and must be changed at the first sign-in.
     *
     * @param expires first moment at which it no longer counts
     */
    record Given(String login, String password, Instant expires) implements Slip {}

    record Refused(Sentence why) implements Slip {}
}
