package org.opendcrc.appointments;

import java.util.Optional;
import java.util.UUID;

/**
 * A job of the dealer's price list (AP-24).
 *
 * @param minutes how long it takes
 * @param priceFen what it costs, in fen
 * @param skill asked of the advisor; empty: everybody's
 */
public record Job(
        UUID id, String code, String name, int minutes, long priceFen, Optional<String> skill, boolean active) {}
