package org.opendcrc.calendar;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The dealer's own word on one day of a store; it wins over the week and over the state.
 *
 * @param hours empty if the store is closed
 * @param note why, as people read it; may be empty
 */
public record OwnDay(LocalDate day, Optional<OpenHours> hours, String note) {}
