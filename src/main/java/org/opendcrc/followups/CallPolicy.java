package org.opendcrc.followups;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.opendcrc.calendar.Dayparts;

/**
 * What one store has decided about its follow-up calls.
 *
 * @param attempts how many failed attempts count before a text is sent (FU-7)
 * @param linkDays how many days apart two orders of one visit may be settled where the ERP numbers no visits (A5)
 * @param claim how long a clerk holds a contact
 * @param firstScriptKm up to which mileage, included, the first script is read (FU-20)
 */
record CallPolicy(ZoneId zone, Dayparts dayparts, int attempts, int linkDays, Duration claim, int firstScriptKm) {

    /** Which script is read for a car of that mileage: 1 for a young car, 2 for all others and where nobody knows. */
    int scriptFor(Optional<Integer> mileageKm) {
        return mileageKm.isPresent() && mileageKm.get() <= firstScriptKm ? 1 : 2; // FU-20: included
    }
}
