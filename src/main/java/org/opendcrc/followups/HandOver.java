package org.opendcrc.followups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands what is assigned to somebody who is away to those who cover for him. Part of the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class HandOver {

    private final Absences absences;
    private final Assignments assignments;
    private final ApplicationEventPublisher events;

    HandOver(Absences absences, Assignments assignments, ApplicationEventPublisher events) {
        this.absences = absences;
        this.assignments = assignments;
        this.events = events;
    }

    /**
     * Does it once; what somebody has in his hand stays and is handed over when it is given back.
     *
     * @param always whether a step is kept though nothing could be handed over
     * @return the step, to be read by {@link AssignmentDesk#step}
     */
    Optional<UUID> of(int dealer, Absence absence, boolean always, Instant now) {
        var store = absence.store();
        var his = absences.assigned(dealer, store, absence.staff());
        var away = absences.of(dealer, List.of(store), now).stream()
                .filter(it -> it.holdsAt(now))
                .map(Absence::staff)
                .collect(Collectors.toCollection(HashSet::new));
        away.add(absence.staff());
        var callers = assignments.callers(dealer, List.of(store)).getOrDefault(store, Set.of());
        var dealt = new Dealt(absence.covers(), assignments.loads(dealer, List.of(store)));
        var locked = assignments.lock(dealer, his.keySet(), now);
        var rows = new ArrayList<Assignments.Row>();
        var gifts = new HashMap<UUID, List<UUID>>();
        var back = new ArrayList<UUID>();
        his.forEach((contact, task) -> {
            var it = locked.get(contact);
            if (it == null || it.open() == 0 || !it.assigned().equals(Optional.of(absence.staff()))) {
                return; // done, or given to somebody else, since we looked
            }
            if (it.holder().isPresent()) {
                if (always) {
                    rows.add(new Assignments.Row(
                            rows.size() + 1, task, store, BulkOutcome.HELD, it.assigned(), it.holder()));
                }
                return;
            }
            var next = it.textOnly()
                    ? Optional.<UUID>empty()
                    : dealt.next(clerk -> callers.contains(clerk) && !away.contains(clerk));
            next.ifPresentOrElse(
                    clerk ->
                            gifts.computeIfAbsent(clerk, _ -> new ArrayList<>()).add(contact),
                    () -> back.add(contact));
            rows.add(new Assignments.Row(rows.size() + 1, task, store, BulkOutcome.DONE, it.assigned(), next));
        });
        if (rows.isEmpty() && !always) {
            return Optional.empty();
        }
        var step = Ids.next();
        assignments.begin(dealer, step, BulkKind.COVER, absence.namedBy(), now);
        gifts.forEach((clerk, contacts) -> assignments.give(dealer, contacts, clerk, now));
        if (!back.isEmpty()) {
            assignments.takeBack(dealer, back);
        }
        assignments.add(dealer, step, rows);
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
        return Optional.of(step);
    }
}
