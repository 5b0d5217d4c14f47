package org.opendcrc.workbench;

import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.Actor;

/** How far a person sees: the stores whose calls, complaints, texts and appointments are his to read; none where he may not read them at all. */
record CustomerSight(
        int dealer,
        List<UUID> home,
        List<UUID> calls,
        List<UUID> complaints,
        List<UUID> texts,
        List<UUID> appointments) {

    static CustomerSight of(Actor actor) {
        return new CustomerSight(
                actor.dealerId(),
                actor.storesFor(StoryKind.REPAIRS.right()),
                actor.storesFor(StoryKind.CALLS.right()),
                actor.storesFor(StoryKind.COMPLAINTS.right()),
                actor.storesFor(StoryKind.TEXTS.right()),
                actor.storesFor(StoryKind.APPOINTMENTS.right()));
    }
}
