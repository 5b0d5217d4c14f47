package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The team's day 当日工作 as it goes on (RP-14): who did what, who is in a call, what is left with whom, and what is nobody's.
 *
 * @param day of the store
 * @param texts contacts of customers who are written to, nobody's
 */
public record TeamDay(
        UUID store, ZoneId zone, LocalDate day, List<Clerk> clerks, Pool pool, int texts, List<Absence> absences) {

    public TeamDay {
        clerks = List.copyOf(clerks);
        absences = List.copyOf(absences);
    }

    /**
     * Somebody who makes calls in the store, made some today, or has some left.
     *
     * @param here whether he makes calls in the store now
     * @param calls made today, each once, however many orders it served
     * @param connected those that reached the customer, satisfied or not (FU-9)
     * @param satisfied of those
     * @param dissatisfied of those
     * @param callBacks reached, but asked to be called at another time
     * @param missed the others
     * @param left contacts that are assigned to him and may be called now
     * @param dueToday those of them whose window ends with this day or has ended
     * @param inCallSince since when he has a call in his hand; empty if he has none
     * @param last when he made the last call of today
     * @param away until when he is away; empty if he is here
     * @param covered who covers for him then
     */
    public record Clerk(
            UUID id,
            String name,
            boolean here,
            int calls,
            int connected,
            int satisfied,
            int dissatisfied,
            int callBacks,
            int missed,
            int left,
            int dueToday,
            Optional<Instant> inCallSince,
            Optional<Instant> last,
            Optional<Instant> away,
            List<String> covered) {

        public Clerk {
            covered = List.copyOf(covered);
        }
    }

    /**
     * What is owed and nobody's, each contact once.
     *
     * @param promised agreed for today or earlier
     * @param overdue window is over
     * @param today window ends with this day
     * @param later the rest
     */
    public record Pool(int promised, int overdue, int today, int later) {

        public int all() {
            return promised + overdue + today + later;
        }
    }

    /** Who can be given something now. */
    public List<Clerk> present() {
        return clerks.stream().filter(it -> it.here() && it.away().isEmpty()).toList();
    }

    /** What is left with people who are away: it should be with nobody. */
    public int leftWithAbsent() {
        return clerks.stream()
                .filter(it -> it.away().isPresent())
                .mapToInt(Clerk::left)
                .sum();
    }
}
