package org.opendcrc.workbench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How it stands with a customer now. What the reader may not see counts as nothing.
 *
 * @param owed calls whose day has come, the one that is due first in front
 * @param complaintsRunning complaints that wait for the first contact
 * @param spentFen paid for settled orders of the last twelve months, in fen; orders of the house itself do not count
 * @param visits settled visits of the last twelve months; orders of one visit count once
 * @param lastVisit when he last brought a car
 * @param counts how many happenings of each kind there are, of the chosen car where one is chosen
 * @param advisor who met him most often at his last five visits
 * @param advice what the workshop advised and is still to be done, what is usable for the shortest time first
 * @param caller who spoke to him most often in his last ten calls
 */
public record CustomerFigures(
        List<Owed> owed,
        int complaintsRunning,
        long spentFen,
        int visits,
        Optional<Instant> lastVisit,
        Map<StoryKind, Integer> counts,
        Optional<String> advisor,
        Optional<String> caller,
        List<Advice> advice) {

    public CustomerFigures {
        owed = List.copyOf(owed);
        counts = Map.copyOf(counts);
        advice = List.copyOf(advice);
    }

    /**
     * Something that the workshop advised.
     *
     * @param accepted false: he did not want it then; empty: nobody said
     * @param usableUntil last day, included
     * @param advisedAt of the visit
     */
    public record Advice(
            String item,
            UUID vehicleId,
            Optional<LocalDate> usableUntil,
            Optional<Integer> usableKm,
            Optional<Boolean> accepted,
            Instant advisedAt) {}

    /**
     * A call that is owed.
     *
     * @param dueAt excluded
     * @param attempts counting ones
     * @param textOnly he does not want to be called (FU-14)
     */
    public record Owed(
            UUID task, UUID storeId, String taskKind, String orderNo, Instant dueAt, int attempts, boolean textOnly) {}
}
