package org.opendcrc.followups;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;

/**
 * What a person may see of the queue (FU-19): the stores of the use case; in those of {@code whole} everything, because he assigns
 * there; in the others everything too, unless the special function 维修回访分配 is on for him, which lets him see only what is
 * assigned to him.
 */
@SuppressWarnings("ArrayRecordComponent") // bound to statements as they are, never compared
record Sight(int dealer, UUID staff, UUID[] stores, UUID[] whole) {

    /**
     * @param only a store to which he confines himself
     * @throws org.opendcrc.shared.NotAllowed if he may do that nowhere, or not in that store
     */
    static Sight of(Actor actor, UseCase useCase, Optional<UUID> only) {
        if (only.isPresent()) {
            actor.require(useCase, only.get());
        } else {
            actor.require(useCase);
        }
        return within(actor, only.map(List::of).orElseGet(() -> actor.storesFor(useCase)));
    }

    static Sight within(Actor actor, List<UUID> stores) {
        return new Sight(
                actor.dealerId(),
                actor.staffId(),
                stores.toArray(UUID[]::new),
                actor.storesFor(UseCase.ASSIGN_FOLLOW_UPS).toArray(UUID[]::new));
    }
}
