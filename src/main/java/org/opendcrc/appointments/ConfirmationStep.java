package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;

/** A step of the confirmation of an appointment: so many elapsed hours before it, on closed days and at night alike. */
public enum ConfirmationStep {
    /** AP-16: the centre, three days before. */
    H72(72, AppointmentState.CONFIRMED_72),
    /** AP-16: the centre, a day before; in the one-confirmation mode the only one (AP-14). */
    H24(24, AppointmentState.CONFIRMED_24),
    /** AP-17: the appointment's advisor, an hour before. */
    H1(1, AppointmentState.CONFIRMED_1);

    private final int hours;
    private final AppointmentState confirmed;

    ConfirmationStep(int hours, AppointmentState confirmed) {
        this.hours = hours;
        this.confirmed = confirmed;
    }

    /** When it is taken. */
    public Instant before(Instant startsAt) {
        return startsAt.minus(Duration.ofHours(hours));
    }

    /** Where an appointment stands that was confirmed in it. */
    AppointmentState confirmed() {
        return confirmed;
    }
}
