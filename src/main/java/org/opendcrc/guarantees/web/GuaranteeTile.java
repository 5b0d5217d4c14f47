package org.opendcrc.guarantees.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.guarantees.GuaranteeDesk;
import org.opendcrc.guarantees.GuaranteeDesk.Waiting;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Cars near a limit and demands whose term runs, on the desk of whoever works on them. Read at most once in half a minute of the system's time,
 * and again when this node has changed something.
 */
@Component
class GuaranteeTile implements DeskTile {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private final GuaranteeDesk desk;
    private final Clock systemClock;
    private final Map<Asked, Known> known = new ConcurrentHashMap<>();

    GuaranteeTile(GuaranteeDesk desk, @Qualifier("systemClock") Clock systemClock) {
        this.desk = desk;
        this.systemClock = systemClock;
    }

    private record Asked(int dealer, List<UUID> stores) {}

    private record Known(Waiting waiting, Instant until) {}

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        if (!actor.may(UseCase.WORK_ON_GUARANTEES) && !actor.may(UseCase.ANSWER_DEMANDS)) {
            return Optional.empty();
        }
        var found = waiting(actor, store);
        if (found.cars() == 0 && found.demands() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Shown(
                55,
                "desk-guarantees",
                "shield-check",
                GuaranteeDesk.TOPIC,
                Sentence.of("guarantees.title"),
                found.limits() > 0
                        ? Optional.of(Sentence.of("guarantees.desk.limits", found.limits()))
                        : Optional.empty(),
                found.limits() > 0 ? "bad" : "",
                List.of(
                        figure("guarantees.desk.alarms", found.cars(), found.cars() > 0 ? "warn" : "", "ALARMS"),
                        figure("guarantees.desk.demands", found.demands(), "", "DEMANDS")),
                Optional.of(new Action(Sentence.of("guarantees.desk.look"), "/guarantees"))));
    }

    private static Figure figure(String label, int value, String tone, String view) {
        return new Figure(Sentence.of(label), Sentence.of("site.plain", value), tone, "/guarantees?view=" + view);
    }

    private Waiting waiting(Actor actor, Optional<UUID> store) {
        var stores = actor.storesFor(UseCase.READ_GUARANTEES).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
        var asked = new Asked(actor.dealerId(), stores);
        var system = systemClock.instant();
        var last = known.get(asked);
        if (last != null && system.isBefore(last.until())) {
            return last.waiting();
        }
        if (known.size() > MOST) {
            known.clear();
        }
        var found = desk.waiting(actor, store);
        known.put(asked, new Known(found, system.plus(FRESH)));
        return found;
    }

    @EventListener
    void on(Changed event) {
        if (event.topic().equals(GuaranteeDesk.TOPIC)) {
            known.keySet().removeIf(it -> it.dealer() == event.dealerId());
        }
    }
}
