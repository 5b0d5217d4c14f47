package org.opendcrc.followups;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.opendcrc.calendar.Dayparts;

/**
 * What one store has decided about its calls.
 *
 * @param linkDays how many days apart two orders of one visit may be settled where the ERP numbers no visits (A5)
 * @param firstScriptKm up to which mileage, included, the first script is read (FU-20)
 * @param policies one for each kind
 */
record StoreRules(ZoneId zone, Dayparts dayparts, int linkDays, int firstScriptKm, Map<CallKind, CallPolicy> policies) {

    StoreRules {
        policies = Map.copyOf(policies);
    }

    CallPolicy of(CallKind kind) {
        return Objects.requireNonNull(policies.get(kind), () -> "no policy for " + kind);
    }

    /** Which script is read for a car of that mileage: 1 for a young car, 2 for all others and where nobody knows. */
    int scriptFor(Optional<Integer> mileageKm) {
        return mileageKm.isPresent() && mileageKm.get() <= firstScriptKm ? 1 : 2; // FU-20: included
    }
}
