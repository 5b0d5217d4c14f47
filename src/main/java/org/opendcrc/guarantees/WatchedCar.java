package org.opendcrc.guarantees;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A car on the list, with the one reason for which it stands there.
 *
 * @param id of the reason: stable, for paging
 * @param alarm what somebody is called for; empty for a demand
 * @param demand how the demand stands; empty for an alarm
 * @param at the moment of the alarm, or the next term of the demand
 * @param limit whether a limit is passed
 */
public record WatchedCar(
        UUID id,
        UUID vehicleId,
        String car,
        Optional<String> plate,
        String customer,
        String store,
        ZoneId zone,
        Optional<AlarmKind> alarm,
        Optional<Demand.State> demand,
        Instant at,
        boolean limit) {}
