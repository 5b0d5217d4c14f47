package org.opendcrc.messaging;

import org.opendcrc.messaging.wire.SmsChannel;

/**
 * The way out where no partner is asked: no gateway, or the simulation. It only writes, so its answer is written down in the transaction in
 * which it is asked.
 */
interface HouseChannel extends SmsChannel {

    /** A word for the outbox: {@code none}, {@code simulation}. */
    String name();

    /** Whether texts really leave the house where the dealer has a line; in the simulation never. */
    default boolean isReal() {
        return true;
    }
}
