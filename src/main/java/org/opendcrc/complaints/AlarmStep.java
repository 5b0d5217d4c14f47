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
    GENERAL_MANAGER(Role.GENERAL_MANAGER);

    private final Role role;

    AlarmStep(Role role) {
        this.role = role;
    }

    /** Whose alarm it is, in the complaint's store. */
    public Role role() {
        return role;
    }
}
