package org.opendcrc.appointments;

import java.util.EnumSet;
import java.util.Set;
import org.opendcrc.shared.UseCase;

/**
 * The steps by which an appointment becomes ready, in the order in which word of it travels: parts and workshop, the advisor, the
 * service manager, the centre that tells the customer (AP-21, AP-22).
 */
public enum PrepStep {
    /** Parts are picked and lie in a marked place with the plate (AP-21). */
    PARTS(UseCase.PREPARE_PARTS),
    /** Technician, bay and tools are found. */
    WORKSHOP(UseCase.PREPARE_WORKSHOP),
    /** The advisor has prepared himself: order drafted, papers at hand. */
    ADVISOR(UseCase.PREPARE_AS_ADVISOR),
    /** The service manager tells the centre that all is ready. */
    MANAGER(UseCase.REPORT_READINESS),
    /** The centre tells the customer. */
    CUSTOMER(UseCase.TELL_READINESS);

    private final UseCase useCase;

    PrepStep(UseCase useCase) {
        this.useCase = useCase;
    }

    /** Who may take it. */
    public UseCase useCase() {
        return useCase;
    }

    /** What must be done before (AP-22). */
    Set<PrepStep> before() {
        return switch (this) {
            case PARTS, WORKSHOP, ADVISOR -> EnumSet.noneOf(PrepStep.class);
            case MANAGER -> EnumSet.of(PARTS, WORKSHOP, ADVISOR);
            case CUSTOMER -> EnumSet.of(MANAGER);
        };
    }

    /** What rests on it and falls with it. */
    Set<PrepStep> after() {
        return switch (this) {
            case PARTS, WORKSHOP, ADVISOR -> EnumSet.of(MANAGER, CUSTOMER);
            case MANAGER -> EnumSet.of(CUSTOMER);
            case CUSTOMER -> EnumSet.noneOf(PrepStep.class);
        };
    }
}
