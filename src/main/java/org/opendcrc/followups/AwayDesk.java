package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the CRC manager says who is away and who calls his customers meanwhile. From the beginning on, what is assigned to him goes to
 * those who cover for him, in turn, or back to nobody; a call that is being made is left alone until it is given back. What was agreed
 * with a customer stays agreed, whoever calls him now. While somebody is away nothing is assigned to him.
 */
@Service
@Transactional
public class AwayDesk {

    private final Absences absences;
    private final Assignments assignments;
    private final HandOver handOver;
    private final ApplicationEventPublisher events;

    AwayDesk(Absences absences, Assignments assignments, HandOver handOver, ApplicationEventPublisher events) {
        this.absences = absences;
        this.assignments = assignments;
        this.handOver = handOver;
        this.events = events;
    }

    /** The answer to the wish to write an absence down. */
    public sealed interface Named {

        /**
         * It is written down.
         *
         * @param step what was handed over at once; empty if it begins later
         */
        record Done(UUID absence, Optional<UUID> step) implements Named {}

        /** The end does not lie behind beginning and present. */
        record EndsTooEarly() implements Named {}

        /** He, or somebody who is to cover for him, makes no calls in that store. */
        record NotThere() implements Named {}
    }

    /**
     * Writes down that somebody is away.
     *
     * @param from included; the present if it lies behind
     * @param until excluded
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    public Named name(
            Actor actor, UUID store, UUID staff, Instant from, Instant until, List<UUID> covers, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        int dealer = actor.dealerId();
        var begins = from.isBefore(now) ? now : from;
        if (!until.isAfter(begins)) {
            return new Named.EndsTooEarly();
        }
        var callers = assignments.callers(dealer, List.of(store)).getOrDefault(store, java.util.Set.of());
        var others = covers.stream().distinct().filter(it -> !it.equals(staff)).toList();
        if (!callers.contains(staff) || !callers.containsAll(others)) {
            return new Named.NotThere();
        }
        var absence = new Absence(Ids.next(), store, staff, "", others, List.of(), begins, until, actor.staffId());
        absences.add(dealer, absence, now);
        events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.away",
                "login",
                staff,
                Map.of(
                        "store", store.toString(),
                        "from", begins.toString(),
                        "until", until.toString(),
                        "covers", Integer.toString(others.size()))));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
        return new Named.Done(
                absence.id(),
                absence.holdsAt(now)
                        ? Optional.of(handOver.of(dealer, absence, true, now).orElseThrow())
                        : Optional.empty());
    }

    /**
     * He is back, or it was a mistake. What went to others stays with them.
     *
     * @throws NotFound if there is none that holds now or later in a store in which he assigns
     */
    public void end(Actor actor, UUID absence, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS);
        int dealer = actor.dealerId();
        var store = absences.storeOf(dealer, absence)
                .filter(it -> actor.may(UseCase.ASSIGN_FOLLOW_UPS, it))
                .orElseThrow(() -> new NotFound("absence " + absence));
        if (!absences.end(dealer, store, absence, actor.staffId(), now)) {
            throw new NotFound("absence " + absence);
        }
        events.publishEvent(Audited.by(actor, now, "follow-up.back", "follow-up-absence", absence, Map.of()));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    /** Who is away now or later in a store. */
    @Transactional(readOnly = true)
    public List<Absence> absences(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        return absences.of(actor.dealerId(), List.of(store), now);
    }
}
