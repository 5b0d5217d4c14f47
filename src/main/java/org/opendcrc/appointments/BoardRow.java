package org.opendcrc.appointments;

import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the welcome board.
 *
 * @param guest surname and title, no more
 * @param car brand, series and model, as far as they are known
 * @param purpose the jobs; empty where none was chosen, since a customer's own words are nobody else's
 * @param added whether it was booked after the board was made
 */
public record BoardRow(
        UUID appointment,
        LocalTime start,
        String guest,
        Optional<String> plate,
        String car,
        String advisor,
        String purpose,
        boolean added) {}
