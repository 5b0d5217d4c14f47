package org.opendcrc.workbench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.NextCalls;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The desk 工作台: what a person has to do now, what burns, what is still owed today. Four statements at most. */
@Service
@Transactional(readOnly = true)
public class Desk {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final FollowUpFiles files;
    private final NextCalls nextCalls;
    private final ComplaintOffice complaints;
    private final DeskReader reader;
    private final Stores stores;
    private final Clock systemClock;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    Desk(
            FollowUpFiles files,
            NextCalls nextCalls,
            ComplaintOffice complaints,
            DeskReader reader,
            Stores stores,
            @Qualifier("systemClock") Clock systemClock) {
        this.files = files;
        this.nextCalls = nextCalls;
        this.complaints = complaints;
        this.reader = reader;
        this.stores = stores;
        this.systemClock = systemClock;
    }

    private record Known(List<Store> stores, Instant until) {}

    /**
     * The day of a person.
     *
     * @param chosen the store with which he begins, if he works there
     * @throws org.opendcrc.shared.NotAllowed if he has no role anywhere, or none in that store
     */
    public DeskDay day(Actor actor, Optional<UUID> chosen, int rows, Instant now) {
        actor.require(UseCase.OPEN_DESK);
        chosen.ifPresent(it -> actor.require(UseCase.OPEN_DESK, it));
        var calls = chosen.map(it -> actor.may(UseCase.MAKE_FOLLOW_UP_CALLS, it))
                .orElseGet(() -> actor.may(UseCase.MAKE_FOLLOW_UP_CALLS));
        var sees = chosen.map(it -> actor.may(UseCase.READ_FOLLOW_UPS, it))
                .orElseGet(() -> actor.may(UseCase.READ_FOLLOW_UPS));
        var leads = sees && actor.may(UseCase.ACKNOWLEDGE_ALARMS); // who is called when something goes wrong
        var team = calls || leads || actor.may(UseCase.APPROVE_OWNER_CHANGES) || actor.may(UseCase.CORRECT_NUMBERS)
                ? reader.today(actor, chosen, leads, now)
                : new DeskReader.Today(List.of(), DeskDay.ToDo.NOTHING);
        var one = chosen.or(() -> Optional.of(actor.storesFor(UseCase.MAKE_FOLLOW_UP_CALLS))
                .filter(it -> it.size() == 1)
                .map(List::getFirst));
        return new DeskDay(
                zone(actor, chosen),
                chosen,
                sees ? Optional.of(files.counts(actor, chosen, now)) : Optional.empty(),
                calls ? nextCalls.of(actor, chosen, now, rows) : List.of(),
                calls ? one.flatMap(it -> nextCalls.daypart(it, now)) : Optional.empty(),
                actor.may(UseCase.READ_COMPLAINTS) ? complaints.clocks(actor, chosen, now, rows) : List.of(),
                calls
                        ? Optional.of(team.people().stream()
                                .filter(it -> it.staff().equals(actor.staffId()))
                                .findFirst()
                                .orElseGet(() -> new DeskDay.ClerkDay(actor.staffId(), actor.name(), 0, 0, 0, 0)))
                        : Optional.empty(),
                leads ? team.people() : List.of(),
                team.toDo());
    }

    private ZoneId zone(Actor actor, Optional<UUID> chosen) {
        return storesOf(actor.dealerId()).stream()
                .filter(it -> chosen.map(it.id()::equals)
                        .orElseGet(() -> actor.roles().containsKey(it.id())))
                .findFirst()
                .map(Store::zone)
                .orElse(ZoneOffset.UTC);
    }

    private List<Store> storesOf(int dealer) {
        var now = systemClock.instant();
        var last = known.get(dealer);
        if (last == null || !now.isBefore(last.until())) {
            last = new Known(stores.all(), now.plus(FRESH));
            known.put(dealer, last);
        }
        return last.stores();
    }
}
