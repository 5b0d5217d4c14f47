package org.opendcrc.messaging;

import org.opendcrc.messaging.wire.Piece;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** In the simulation texts count as sent and go nowhere; the outbox says so. */
@Component
@Profile("simulation")
class RecordingChannel implements HouseChannel {

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public Answer hand(Piece piece) {
        return new Answer.Accepted("");
    }

    @Override
    public boolean isReal() {
        return false;
    }
}
