package org.opendcrc.messaging;

import java.util.Map;
import java.util.UUID;

/**
 * A line 短信通道 of the dealer to a partner who delivers texts.
 *
 * @param service whether it carries service texts
 * @param commercial whether it carries commercial ones
 * @param place of several that carry the same the smaller one comes first; the next one when it is down
 * @param perSecond parts, of all nodes together
 * @param knobs what is set up, by key
 * @param version counted from 1
 */
public record Gateway(
        UUID id,
        String name,
        GatewayKind kind,
        State state,
        boolean service,
        boolean commercial,
        int place,
        int perSecond,
        Map<String, String> knobs,
        int version) {

    public Gateway {
        knobs = Map.copyOf(knobs);
    }

    /** In use; not now; given up. */
    public enum State {
        ON,
        OFF,
        REMOVED
    }

    boolean carries(TextClass textClass) {
        return switch (textClass) {
            case SERVICE -> service;
            case COMMERCIAL -> commercial;
        };
    }
}
