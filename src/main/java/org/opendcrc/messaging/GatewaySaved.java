package org.opendcrc.messaging;

import java.util.Map;
import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to somebody who sets up a line. */
public sealed interface GatewaySaved {

    record Kept(UUID id) implements GatewaySaved {}

    /**
     * Nothing was changed.
     *
     * @param faults by the key of the field: {@code name}, {@code secret}, {@code perSecond}, {@code place}, {@code carries}, or that of a
     *     knob; {@code version} when somebody was faster
     */
    record Refused(Map<String, Sentence> faults) implements GatewaySaved {

        public Refused {
            faults = Map.copyOf(faults);
        }
    }
}
