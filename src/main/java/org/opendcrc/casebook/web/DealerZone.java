package org.opendcrc.casebook.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.springframework.stereotype.Component;

/** The zone of the dealer's first store, for days that belong to no single store; it does not change while the program runs. */
@Component
class DealerZone {

    private final Stores stores;
    private final Clock clock;
    private final Map<Integer, ZoneId> known = new ConcurrentHashMap<>();

    DealerZone(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    ZoneId of(Actor actor) {
        return known.computeIfAbsent(
                actor.dealerId(), _ -> stores.all().getFirst().zone());
    }

    LocalDate today(Actor actor) {
        return clock.instant().atZone(of(actor)).toLocalDate();
    }
}
