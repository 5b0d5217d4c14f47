package org.opendcrc.complaints;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whether a complaint was heard before (CP-34), and how grave that makes it. Pure. */
final class Matter {

    /** Which complaint makes the matter grave: the third, the first included (A28). */
    static final int THIRD = 3;

    private Matter() {}

    /**
     * An earlier complaint of the same customer.
     *
     * @param matter the first complaint of its matter; itself if it is the first
     * @param lastHeard its end, while it is open the present moment
     */
    record Earlier(
            UUID id, String number, UUID matter, ComplaintKind kind, Optional<UUID> vehicle, Instant lastHeard) {}

    /** Those that may be the same matter: heard of at most so many days ago, that day included. The latest first. */
    static List<Earlier> candidates(Collection<Earlier> earlier, Instant receivedAt, ZoneId zone, int days) {
        var day = LocalDate.ofInstant(receivedAt, zone);
        return earlier.stream()
                .filter(it -> !LocalDate.ofInstant(it.lastHeard(), zone)
                        .plusDays(days)
                        .isBefore(day)) // CP-34
                .sorted(Comparator.comparing(Earlier::lastHeard).reversed())
                .toList();
    }

    /** What is taken for the same matter where nobody has said: the same kind about the same car. */
    static Optional<Earlier> same(List<Earlier> candidates, ComplaintKind kind, Optional<UUID> vehicle) {
        return candidates.stream()
                .filter(it -> it.kind() == kind && it.vehicle().equals(vehicle))
                .findFirst();
    }

    /**
     * How grave a complaint is at receipt.
     *
     * @param nth which complaint of the matter, the first included; reopened rounds do not count (A28)
     * @param limit from which on it is escalated
     */
    static Grade grade(Set<GradeMark> marks, int nth, int limit) {
        var marked = marks.stream()
                .map(GradeMark::grade)
                .max(Comparator.naturalOrder())
                .orElse(Grade.GENERAL);
        var repeated = nth >= limit ? Grade.ESCALATED : Grade.GENERAL; // CP-34, A28
        return marked.compareTo(repeated) >= 0 ? marked : repeated;
    }
}
