package org.opendcrc.shared.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How the moment up to which a job is done stands in its row: ISO text, so that a person can read it there. */
class DoneMoment implements Serializer {

    @Override
    public byte[] serialize(Object data) {
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> kind, byte[] stored) {
        return kind.cast(Instant.parse(new String(stored, StandardCharsets.UTF_8)));
    }
}
