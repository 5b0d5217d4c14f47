package org.opendcrc.organisation.web;

import java.util.Optional;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.TopbarSlot;
import org.springframework.stereotype.Component;

/**
 * Tells beside the menu in which store the person works, or in how many. It switches nothing: each list shows all stores in which the
 * person may do the thing.
 */
@Component
class WhoseDesk implements TopbarSlot {

    private final Stores stores;

    WhoseDesk(Stores stores) {
        this.stores = stores;
    }

    @Override
    public Optional<Shown> show(Actor actor) {
        var own = stores.all().stream()
                .filter(it -> actor.roles().containsKey(it.id()))
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var text = own.size() == 1
                ? Sentence.of("site.plain", own.getFirst().name())
                : Sentence.of("organisation.stores-of", own.getFirst().name(), own.size());
        return Optional.of(new Shown(Place.START, 10, "whose-desk", "building-store", text, "/me"));
    }
}
