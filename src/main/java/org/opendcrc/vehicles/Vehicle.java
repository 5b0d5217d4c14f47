package org.opendcrc.vehicles;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.opendcrc.shared.Vin;

/**
 * A vehicle 车辆.
 *
 * @param plate without a dot; none: not registered yet
 * @param owner the customer who owns it now
 * @param mileageKm as the dealer's vehicle file says
 * @param warrantyUntil last day of the warranty, included
 * @param jdFlag FU-13: information only
 * @param nextMaintenanceOn FU-12: as worked out after the last follow-up; none before the first
 */
public record Vehicle(
        UUID id,
        Vin vin,
        Optional<String> plate,
        String brand,
        Optional<String> series,
        Optional<String> model,
        Optional<String> color,
        UUID owner,
        Optional<LocalDate> deliveredOn,
        Optional<LocalDate> warrantyUntil,
        OptionalInt warrantyKm,
        OptionalInt mileageKm,
        boolean jdFlag,
        Optional<LocalDate> nextMaintenanceOn) {}
