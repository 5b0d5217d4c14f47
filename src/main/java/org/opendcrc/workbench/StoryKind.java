package org.opendcrc.workbench;

import org.opendcrc.shared.UseCase;

/** What a customer's history consists of, in the order of the tabs, and who may see it. */
public enum StoryKind {
    /** Repair orders, arrivals and sales of all the dealer's stores. */
    REPAIRS(UseCase.READ_CUSTOMERS),
    /** Calls that were tried, what came of them, and remarks added later. */
    CALLS(UseCase.READ_FOLLOW_UPS),
    COMPLAINTS(UseCase.READ_COMPLAINTS),
    TEXTS(UseCase.READ_TEXTS),
    /** What was changed in the customer's own data. */
    CHANGES(UseCase.READ_CUSTOMERS),
    /** What was promised to him, moved and cancelled. */
    APPOINTMENTS(UseCase.READ_APPOINTMENTS);

    private final UseCase right;

    StoryKind(UseCase right) {
        this.right = right;
    }

    /** What one must be allowed to do to see it; calls, complaints and texts only of the stores where one may. */
    public UseCase right() {
        return right;
    }
}
