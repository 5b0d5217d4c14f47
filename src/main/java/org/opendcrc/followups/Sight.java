package org.opendcrc.followups;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;

/**
 * What a person may see of the queue (FU-19): the stores of the use case; in those of {@code whole} everything, because he assigns
 * there; in the others everything too, unless the special function 维修回访分配 is on for him, which lets him see only what is
 * assigned to him. A contact that is meant for one person alone (AP-17) is seen by him and in {@code whole}; who sees only such
 * contacts has no store in {@code team}.
 */
@SuppressWarnings("ArrayRecordComponent") // bound to statements as they are, never compared
record Sight(int dealer, UUID staff, UUID[] stores, UUID[] whole, UUID[] team) {

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
                stores(actor, UseCase.ASSIGN_FOLLOW_UPS),
                stores(actor, UseCase.READ_FOLLOW_UPS));
    }

    /** The same for somebody who is to make the calls. */
    static Sight toCall(Actor actor, List<UUID> stores) {
        var sight = within(actor, stores);
        return new Sight(
                sight.dealer(),
                sight.staff(),
                sight.stores(),
                sight.whole(),
                stores(actor, UseCase.MAKE_FOLLOW_UP_CALLS));
    }

    private static UUID[] stores(Actor actor, UseCase useCase) {
        return actor.storesFor(useCase).toArray(UUID[]::new);
    }
}
