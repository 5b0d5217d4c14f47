package org.opendcrc.shared.live;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.opendcrc.shared.Changed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings each {@link Changed} to the open pages of all nodes: after the commit to {@link LiveWire}, from there to the nodes, and in each
 * node to those who asked for the dealer's news.
 */
@Component
public class LiveNews {

    /** What is told when nobody knows what was missed: after a lost connection everything may have changed. */
    public static final String EVERYTHING = "everything";

    private final LiveWire wire;
    private final Map<Integer, Set<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    LiveNews(LiveWire wire) {
        this.wire = wire;
        wire.deliverTo(this::deliver, this::everythingMayHaveChanged);
    }

    /** To be called to hear no more. */
    @FunctionalInterface
    public interface Subscription {
        void end();
    }

    /**
     * Hears the dealer's topics from now on.
     *
     * @param listener must neither wait nor fail: all others come after it
     */
    public Subscription subscribe(int dealer, Consumer<String> listener) {
        listeners.compute(dealer, (_, known) -> {
            var all = known == null ? ConcurrentHashMap.<Consumer<String>>newKeySet() : known;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(dealer, (_, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Not a listener "after commit" of the event registry: news that is lost is made good by the next look, and costs no row. */
    @EventListener
    void heard(Changed changed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wire.send(changed);
            return;
        }
        var known = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Collected.class::isInstance)
                .map(Collected.class::cast)
                .findFirst();
        known.orElseGet(() -> {
                    var collected = new Collected(wire);
                    TransactionSynchronizationManager.registerSynchronization(collected);
                    return collected;
                })
                .changes
                .add(changed);
    }

    private void deliver(Changed changed) {
        listeners.getOrDefault(changed.dealerId(), Set.of()).forEach(it -> it.accept(changed.topic()));
    }

    private void everythingMayHaveChanged() {
        listeners.values().forEach(all -> all.forEach(it -> it.accept(EVERYTHING)));
    }

    /** What changed in one transaction, each topic once. */
    private static final class Collected implements TransactionSynchronization {

        private final LiveWire wire;
        private final Set<Changed> changes = new LinkedHashSet<>();

        Collected(LiveWire wire) {
            this.wire = wire;
        }

        @Override
        public void afterCommit() {
            changes.forEach(wire::send);
        }
    }
}
