package org.opendcrc.workbench;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.ComplaintClock;
import org.opendcrc.followups.NextCall;
import org.opendcrc.followups.NextCalls;
import org.opendcrc.followups.QueueCounts;

/**
 * A person's day in one look.
 *
 * @param zone of his store, or of the first of them
 * @param store the one with which he begins; empty for all of his
 * @param calls how many calls are owed; empty for who does not see the queue
 * @param next the calls that come next; empty for who makes none
 * @param daypart the present one of his store; empty outside all of them, with several stores, or for who makes no calls
 * @param clocks of complaints; empty for who does not see them
 * @param mine what he did today; empty for who makes no calls
 * @param team what everybody did today; empty for who does not lead
 * @param toDo what else waits for him
 */
public record DeskDay(
        ZoneId zone,
        Optional<UUID> store,
        Optional<QueueCounts> calls,
        List<NextCall> next,
        Optional<NextCalls.Present> daypart,
        List<ComplaintClock> clocks,
        Optional<ClerkDay> mine,
        List<ClerkDay> team,
        ToDo toDo) {

    public DeskDay {
        next = List.copyOf(next);
        clocks = List.copyOf(clocks);
        team = List.copyOf(team);
    }

    /**
     * What waits for somebody besides calls and complaints; 0 for what is not his.
     *
     * @param ownerChanges changes of owner data to be decided
     * @param corrections wrong numbers to be put right
     */
    public record ToDo(int ownerChanges, int corrections) {

        static final ToDo NOTHING = new ToDo(0, 0);
    }

    /**
     * What somebody did today, store time.
     *
     * @param calls that he made
     * @param reached how many of them got through
     * @param held contacts in his hand
     * @param breaches complaints that he took in and whose customer was not contacted in time
     */
    public record ClerkDay(UUID staff, String name, int calls, int reached, int held, int breaches) {}
}
