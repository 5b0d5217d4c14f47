package org.opendcrc.complaints;

import org.opendcrc.shared.Role;

/** Who is called, one after the other, when a customer waits too long for his first contact (CP-1). */
public enum AlarmStep {
    /** Half the time is over: the CRC manager may still save it. */
    WARNING(Role.CRC_MANAGER),
    /** The two hours are over. */
    MISSED(Role.CRC_MANAGER),
    /** A further hour later nobody has contacted the customer. */
    SERVICE_MANAGER(Role.SERVICE_MANAGER),
    /** And a further hour later. */
    GENERAL_MANAGER(Role.GENERAL_MANAGER),
    /** Another clock of the case is over; which role is called stands at the clock. */
    CLOCK_MISSED(Role.CRC_MANAGER),
    /** The case was handed upwards, to that role (CP-28). */
    ESCALATED(Role.CRC_MANAGER),
    /** It is a crisis (CP-17). */
    CRISIS(Role.CRC_MANAGER),
    /** A dissatisfied call waits for the director of the field (FU-29). */
    TO_CONFIRM(Role.SERVICE_DIRECTOR),
    /** The customer is not satisfied with what was done: the case begins anew (CP-12). */
    TO_ASSIGN(Role.CRC_MANAGER),
    /** Who handled it has left. */
    HANDLER_GONE(Role.CRC_MANAGER);

    private final Role role;

    AlarmStep(Role role) {
        this.role = role;
    }

    /** Whose alarm it is, in the complaint's store, where the alarm itself does not say otherwise. */
    public Role role() {
        return role;
    }
}
