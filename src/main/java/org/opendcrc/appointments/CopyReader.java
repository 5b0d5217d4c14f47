package org.opendcrc.appointments;

import org.opendcrc.shared.UseCase;

/** For whom a copy of the form is (AP-19); the first stays with the centre. */
public enum CopyReader {
    /** 第二联. */
    ADVISOR(UseCase.PREPARE_AS_ADVISOR),
    /** 第三联. */
    PARTS(UseCase.PREPARE_PARTS),
    /** 第四联. */
    WORKSHOP(UseCase.PREPARE_WORKSHOP);

    private final UseCase useCase;

    CopyReader(UseCase useCase) {
        this.useCase = useCase;
    }

    /** Who reads it. */
    public UseCase useCase() {
        return useCase;
    }

    /** The step that its reader takes. */
    PrepStep step() {
        return switch (this) {
            case ADVISOR -> PrepStep.ADVISOR;
            case PARTS -> PrepStep.PARTS;
            case WORKSHOP -> PrepStep.WORKSHOP;
        };
    }
}
