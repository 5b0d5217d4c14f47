package org.opendcrc.complaints;

import java.util.EnumSet;
import java.util.Set;
import org.opendcrc.shared.Role;

/** Whose field a case is in: who sells or who repairs. */
enum Field {
    SALES,
    SERVICE;

    /** A complaint about several things is in both. */
    static Set<Field> of(ComplaintKind kind) {
        return switch (kind) {
            case PURCHASE -> EnumSet.of(SALES);
            case MULTIPLE -> EnumSet.allOf(Field.class);
            case PRODUCT, REPAIR_SKILL, REPAIR_COST, RECEPTION, PARTS -> EnumSet.of(SERVICE);
        };
    }

    /** Who leads in one field counts there only; the others count in both. */
    static boolean covers(Role role, ComplaintKind kind) {
        return switch (role) {
            case SALES_MANAGER, SALES_DIRECTOR -> of(kind).contains(SALES);
            case SERVICE_MANAGER, SERVICE_DIRECTOR -> of(kind).contains(SERVICE);
            case AGENT,
                    CRC_MANAGER,
                    ADVISOR,
                    CONSULTANT,
                    PARTS,
                    WORKSHOP,
                    GUARD,
                    GENERAL_MANAGER,
                    INFORMATION,
                    ADMINISTRATOR,
                    MANUFACTURER -> true;
        };
    }
}
