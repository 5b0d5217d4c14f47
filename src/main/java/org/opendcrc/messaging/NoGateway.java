package org.opendcrc.messaging;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A31: without a gateway no text leaves the house, and the outbox says so. */
@Component
@Profile("!simulation")
class NoGateway implements SmsChannel {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Answer send(String phone, String body) {
        return new Answer.NotSent("no-gateway"); // A31
    }
}
