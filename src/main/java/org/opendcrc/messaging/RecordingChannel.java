package org.opendcrc.messaging;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** In the simulation texts count as sent and go nowhere; the outbox says so. */
@Component
@Profile("simulation")
class RecordingChannel implements SmsChannel {

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public Answer send(String phone, String body) {
        return new Answer.Sent();
    }
}
