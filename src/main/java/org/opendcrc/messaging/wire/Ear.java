package org.opendcrc.messaging.wire;

import java.util.Optional;

/**
 * Hears what partners tell by themselves. When it returns, it is written down; when it throws, the partner is told so and will tell it
 * again. The same word may come twice, late, or before the answer to the part that it speaks of.
 */
public interface Ear {

    void receipt(Receipt receipt);

    void reply(Reply reply);

    /**
     * What became of a part.
     *
     * @param partnerId how the partner calls it
     * @param reason a key below {@code text.reason.}, where it is lost
     * @param code the partner's own word
     */
    record Receipt(String partnerId, Outcome outcome, String reason, String code) {}

    enum Outcome {
        DELIVERED,
        LOST,
        ON_ITS_WAY
    }

    /**
     * What a customer answered.
     *
     * @param partnerId how the partner calls it, where he has a word for it: the same word is the same reply
     * @param phone E.164, whose telephone it came from
     * @param to the number that he wrote to
     */
    record Reply(Optional<String> partnerId, String phone, String to, String words) {}
}
