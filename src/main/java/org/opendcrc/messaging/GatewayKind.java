package org.opendcrc.messaging;

import java.time.Clock;
import java.util.List;
import org.opendcrc.messaging.wire.CmppChannel;
import org.opendcrc.messaging.wire.Ear;
import org.opendcrc.messaging.wire.HttpChannel;
import org.opendcrc.messaging.wire.Knob;
import org.opendcrc.messaging.wire.Knobs;
import org.opendcrc.messaging.wire.SmppChannel;
import org.opendcrc.messaging.wire.SmsChannel;

/** What is spoken on the line with a partner. */
public enum GatewayKind {
    /** SMPP 3.4. */
    SMPP(SmppChannel.KNOBS) {
        @Override
        SmsChannel open(Knobs knobs, String secret, Ear ear, Clock clock) {
            return new SmppChannel(knobs, secret, ear);
        }
    },
    CMPP30(CmppChannel.KNOBS) {
        @Override
        SmsChannel open(Knobs knobs, String secret, Ear ear, Clock clock) {
            return CmppChannel.v30(knobs, secret, ear);
        }
    },
    CMPP20(CmppChannel.KNOBS) {
        @Override
        SmsChannel open(Knobs knobs, String secret, Ear ear, Clock clock) {
            return CmppChannel.v20(knobs, secret, ear);
        }
    },
    HTTP(HttpChannel.KNOBS) {
        @Override
        SmsChannel open(Knobs knobs, String secret, Ear ear, Clock clock) {
            return new HttpChannel(knobs, secret, ear, clock);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Knob> knobs;

    GatewayKind(List<Knob> knobs) {
        this.knobs = knobs;
    }

    /** What can be set up, in the order of the page. */
    public List<Knob> knobs() {
        return knobs;
    }

    abstract SmsChannel open(Knobs knobs, String secret, Ear ear, Clock clock);
}
