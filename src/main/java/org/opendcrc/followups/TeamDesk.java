package org.opendcrc.followups;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the CRC manager watches the day (RP-14): the whole team, and one clerk's list. */
@Service
@Transactional
public class TeamDesk {

    /** As many rows of a clerk's list, and as many of his calls, are shown. */
    public static final int ROWS = 60;

    private final TeamReader team;
    private final Absences absences;
    private final FollowUpReader reader;
    private final ApplicationEventPublisher events;

    TeamDesk(TeamReader team, Absences absences, FollowUpReader reader, ApplicationEventPublisher events) {
        this.team = team;
        this.absences = absences;
        this.reader = reader;
        this.events = events;
    }

    /**
     * The team's day in a store, as it stands.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    @Transactional(readOnly = true)
    public TeamDay day(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        int dealer = actor.dealerId();
        var known = absences.of(dealer, List.of(store), now);
        var clerks = clerks(dealer, store, now, away(known, now));
        var rest = team.rest(dealer, store, now, clerks.endOfDay());
        return new TeamDay(store, clerks.zone(), clerks.day(), clerks.clerks(), rest.pool(), rest.texts(), known);
    }

    /** Whoever looks makes calls there himself, so that there is always somebody. */
    private TeamReader.Clerks clerks(int dealer, UUID store, Instant now, Map<UUID, Absence> away) {
        return team.clerks(dealer, store, now, away).orElseThrow(() -> new NotFound("store " + store));
    }

    private static Map<UUID, Absence> away(List<Absence> known, Instant now) {
        var away = new HashMap<UUID, Absence>();
        known.stream().filter(it -> it.holdsAt(now)).forEach(it -> away.put(it.staff(), it));
        return away;
    }

    /**
     * One clerk's list and calls of today. That he was looked at is written into the audit log: his customers are seen.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     * @throws NotFound if that person neither makes calls there nor has some left
     */
    public WatchedClerk watch(Actor actor, UUID store, UUID staff, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        int dealer = actor.dealerId();
        var clerks = clerks(dealer, store, now, Map.of());
        var clerk = clerks.clerks().stream()
                .filter(it -> it.id().equals(staff))
                .findFirst()
                .orElseThrow(() -> new NotFound("clerk " + staff));
        var filter = QueueFilter.of(QueueView.OWED).in(store).assigned(new QueueFilter.Assigned.To(staff));
        var open = reader.lines(
                Sight.of(actor, UseCase.ASSIGN_FOLLOW_UPS, Optional.of(store)),
                filter,
                new int[1],
                new QueuePlace.First(),
                ROWS,
                now);
        events.publishEvent(
                Audited.by(actor, now, "follow-up.watch", "login", staff, Map.of("store", store.toString())));
        return new WatchedClerk(
                store, clerks.zone(), clerks.day(), clerk, open, team.made(dealer, store, staff, clerks.day(), ROWS));
    }
}
