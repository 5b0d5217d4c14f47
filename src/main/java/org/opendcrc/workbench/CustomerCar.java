package org.opendcrc.workbench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A car that the customer owns, or owned.
 *
 * @param since included; empty where it is not known
 * @param until excluded; empty: he owns it now. Of a car that is another's now, mileage and warranty are not told.
 * @param warrantyUntil last day, included
 * @param nextMaintenanceOn when the next maintenance is expected (FU-12)
 * @param jd the flag of the manufacturer's survey: shown, without influence (FU-13)
 */
public record CustomerCar(
        UUID id,
        Optional<Instant> since,
        Optional<Instant> until,
        String vin,
        Optional<String> plate,
        List<String> formerPlates,
        String name,
        Optional<Integer> mileageKm,
        Optional<LocalDate> deliveredOn,
        Optional<LocalDate> warrantyUntil,
        Optional<Integer> warrantyKm,
        boolean jd,
        Optional<LocalDate> nextMaintenanceOn) {

    public CustomerCar {
        formerPlates = List.copyOf(formerPlates);
    }

    public boolean isOwned() {
        return until.isEmpty();
    }
}
