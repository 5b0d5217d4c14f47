package org.opendcrc.messaging;

import java.util.concurrent.atomic.AtomicBoolean;
import org.opendcrc.messaging.wire.SmsChannel;

/** A line as a node holds it. */
record Line(int dealer, Gateway gateway, SmsChannel channel, AtomicBoolean inHand) {

    Line(int dealer, Gateway gateway, SmsChannel channel) {
        this(dealer, gateway, channel, new AtomicBoolean());
    }
}
