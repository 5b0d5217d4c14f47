package org.opendcrc.shared;

/** The person's roles do not grant this use case here. Answered with 403. */
public class NotAllowed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UseCase useCase;

    public NotAllowed(UseCase useCase) {
        super(useCase.name());
        this.useCase = useCase;
    }

    public UseCase useCase() {
        return useCase;
    }
}
