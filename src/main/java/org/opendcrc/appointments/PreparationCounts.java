package org.opendcrc.appointments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What waits for somebody, for his desk. Read at most once in half a minute of the system's time for the same stores and moment of the house, and
 * again as soon as this node has changed something of the preparation; another node's change shows within that time.
 */
@Component
public class PreparationCounts {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private final Preparations preparations;
    private final Clock systemClock;
    private final Map<Asked, Known> known = new ConcurrentHashMap<>();

    PreparationCounts(Preparations preparations, @Qualifier("systemClock") Clock systemClock) {
        this.preparations = preparations;
        this.systemClock = systemClock;
    }

    /**
     * Counts.
     *
     * @param forms of which copies are not handed on; 0 for who does not hand them on
     * @param oldForms those of them that have waited too long (AP-26)
     * @param alarms appointments that are not ready in time
     * @param open appointments of the next two days that are not ready
     */
    public record Counted(int forms, int oldForms, int alarms, int open) {}

    private record Asked(int dealer, List<UUID> stores, List<UUID> hands, long minute) {}

    private record Known(Counted counted, Instant until) {}

    /** What waits in that store; in all of the person if it is empty. */
    @Transactional(readOnly = true)
    public Counted of(Actor actor, Optional<UUID> store, Instant now) {
        var asked = new Asked(
                actor.dealerId(),
                stores(actor, UseCase.READ_APPOINTMENTS, store),
                stores(actor, UseCase.HAND_ON_FORMS, store),
                now.getEpochSecond() / 60);
        var system = systemClock.instant();
        var last = known.get(asked);
        if (last != null && system.isBefore(last.until())) {
            return last.counted();
        }
        if (known.size() > MOST) {
            known.clear();
        }
        var found = preparations.waiting(asked.dealer(), asked.stores(), asked.hands(), now);
        var counted = new Counted(found.forms(), found.oldForms(), found.alarms(), found.open());
        known.put(asked, new Known(counted, system.plus(FRESH)));
        return counted;
    }

    @EventListener
    void on(Changed event) {
        if (!event.topic().equals(PreparationDesk.TOPIC)) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget(event.dealerId());
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget(event.dealerId());
            }
        });
    }

    private void forget(int dealer) {
        known.keySet().removeIf(it -> it.dealer() == dealer);
    }

    private static List<UUID> stores(Actor actor, UseCase useCase, Optional<UUID> only) {
        return actor.storesFor(useCase).stream()
                .filter(it -> only.isEmpty() || only.get().equals(it))
                .toList();
    }
}
