package org.opendcrc.shared;

import java.time.Instant;

/** Whether the house runs in simulation, where the clock stands still and people move it. The banner on every page reads it. */
public interface SimulationState {

    /** Whether the clock is a simulated one. */
    boolean on();

    /** The business's present moment. */
    Instant now();
}
