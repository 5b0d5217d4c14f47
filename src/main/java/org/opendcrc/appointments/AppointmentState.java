package org.opendcrc.appointments;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an appointment stands. Confirmations are facts on it and may be missing: the next state does not require them. A place is held
 * by all but those that were moved or cancelled.
 */
public enum AppointmentState {
    BOOKED,
    CONFIRMED_72,
    CONFIRMED_24,
    CONFIRMED_1,
    /** Expected, but not prepared in time (§4d); read from a mark of the row, whose own state stays one of those before. */
    NOT_READY,
    ARRIVED,
    ORDER_OPEN,
    CLOSED,
    NO_SHOW,
    RESCHEDULED,
    CANCELLED_BY_CUSTOMER,
    CANCELLED_BY_DEALER;

    private static final Set<AppointmentState> GIVEN_BACK =
            EnumSet.of(RESCHEDULED, CANCELLED_BY_CUSTOMER, CANCELLED_BY_DEALER);
    private static final Set<AppointmentState> CONFIRMED = EnumSet.of(CONFIRMED_72, CONFIRMED_24, CONFIRMED_1);
    private static final Set<AppointmentState> AHEAD =
            EnumSet.of(BOOKED, CONFIRMED_72, CONFIRMED_24, CONFIRMED_1, NOT_READY);

    /** Whether the customer has said that he comes, and is still expected. */
    public boolean isConfirmed() {
        return CONFIRMED.contains(this);
    }

    /** Whether it holds its place. */
    public boolean isLive() {
        return !GIVEN_BACK.contains(this); // A23
    }

    /** Whether the customer is still expected, so that it can be moved or cancelled. */
    public boolean isAhead() {
        return AHEAD.contains(this);
    }
}
