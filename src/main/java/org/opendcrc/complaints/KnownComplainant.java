package org.opendcrc.complaints;

import java.util.Optional;
import java.util.UUID;

/**
 * A customer in the file, with one of his cars, who may be the one that complains.
 *
 * @param phone E.164, to be masked
 */
public record KnownComplainant(
        UUID customerId, String name, String phone, Optional<UUID> vehicleId, Optional<String> plate) {}
