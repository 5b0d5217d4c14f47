package org.opendcrc.site;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When the dealer system's data came in last: a question of the pages, answered by the chapter that takes files in, so that a list
 * that is empty can say what to look at first (FU-19).
 */
public interface LastLoad {

    /** The last load that was finished; empty if there was none. */
    Optional<Told> lastLoad();

    /**
     * A load.
     *
     * @param finishedAt in the zone of the dealer's first store
     * @param missedNight a night after it whose files never came
     */
    record Told(ZonedDateTime finishedAt, Optional<LocalDate> missedNight) {}
}
