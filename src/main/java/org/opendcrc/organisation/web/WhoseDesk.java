package org.opendcrc.organisation.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.TopbarSlot;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Tells beside the menu in which store the person works. Whoever has several chooses there with which one his lists and reports begin, or
 * all of them. Names are read once a minute and dealer, so that no page costs a statement more.
 */
@Component
class WhoseDesk implements TopbarSlot {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Stores stores;
    private final Clock systemClock;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    WhoseDesk(Stores stores, @Qualifier("systemClock") Clock systemClock) {
        this.stores = stores;
        this.systemClock = systemClock;
    }

    private record Known(List<Store> stores, Instant until) {}

    @Override
    public Optional<Shown> show(Actor actor) {
        var own = storesOf(actor.dealerId()).stream()
                .filter(it -> actor.roles().containsKey(it.id()))
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (own.size() == 1) {
            return Optional.of(
                    new Shown(Place.START, 10, "whose-desk", "building-store", plain(own.getFirst()), "/me"));
        }
        var chosen = ChosenStoreOfRequest.chosen()
                .flatMap(id -> own.stream().filter(it -> it.id().equals(id)).findFirst());
        var all = Sentence.of("organisation.all-stores", own.size());
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(ChosenStoreOfRequest.ALL, all, chosen.isEmpty()));
        own.forEach(it -> choices.add(new Choice(
                it.id().toString(), plain(it), chosen.filter(it::equals).isPresent())));
        return Optional.of(new Shown(
                Place.START,
                10,
                "whose-desk",
                "building-store",
                chosen.map(WhoseDesk::plain).orElse(all),
                "/me/store",
                "",
                choices));
    }

    private static Sentence plain(Store store) {
        return Sentence.of("site.plain", store.name());
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
