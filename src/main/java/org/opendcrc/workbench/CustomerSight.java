package org.opendcrc.workbench;

import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;

/** How far a person sees: the stores whose calls, complaints, texts and appointments are his to read; none where he may not read them at all; {@code assigns} are those whose calls he sees though they are assigned to others (FU-19). */
record CustomerSight(
        int dealer,
        UUID staff,
        List<UUID> home,
        List<UUID> calls,
        List<UUID> assigns,
        List<UUID> complaints,
        List<UUID> texts,
        List<UUID> appointments) {

    static CustomerSight of(Actor actor) {
        return new CustomerSight(
                actor.dealerId(),
                actor.staffId(),
                actor.storesFor(StoryKind.REPAIRS.right()),
                actor.storesFor(StoryKind.CALLS.right()),
                actor.storesFor(UseCase.ASSIGN_FOLLOW_UPS),
                actor.storesFor(StoryKind.COMPLAINTS.right()),
                actor.storesFor(StoryKind.TEXTS.right()),
                actor.storesFor(StoryKind.APPOINTMENTS.right()));
    }
}
