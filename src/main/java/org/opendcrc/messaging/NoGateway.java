package org.opendcrc.messaging;

import org.opendcrc.messaging.wire.Piece;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A31: without a gateway no text leaves the house, and the outbox says so. */
@Component
@Profile("!simulation")
class NoGateway implements HouseChannel {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Answer hand(Piece piece) {
        return new Answer.Refused("no-gateway", ""); // A31
    }
}
