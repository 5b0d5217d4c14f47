package org.opendcrc.followups.web;

import java.util.List;
import java.util.UUID;

/**
 * What is free on a day instead of the appointment that a call is about.
 *
 * @param when the appointment is now
 * @param day ISO
 * @param nothing why nothing is offered, empty if something is
 * @param back address of the call
 */
public record PlacesPage(
        UUID task,
        UUID appointment,
        String name,
        String when,
        String day,
        List<AppointmentCallPage.Place> places,
        String nothing,
        String back) {}
