package org.opendcrc.shared.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opendcrc.shared.Changed;
import org.springframework.beans.factory.annotation.Qualifier;
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
    private final Clock systemClock;
    private final Map<Integer, Set<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    /** By dealer and topic, when this node last heard of it. */
    private final Map<Integer, Map<String, Instant>> lastHeard = new ConcurrentHashMap<>();

    private volatile Instant cutOff = Instant.EPOCH;

    LiveNews(LiveWire wire, @Qualifier("systemClock") Clock systemClock) {
        this.wire = wire;
        this.systemClock = systemClock;
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

    /** The dealer's topics of which this node has heard at that moment or later, or {@link #EVERYTHING}. */
    public Set<String> since(int dealer, Instant moment) {
        if (!cutOff.isBefore(moment)) {
            return Set.of(EVERYTHING);
        }
        return lastHeard.getOrDefault(dealer, Map.of()).entrySet().stream()
                .filter(it -> !it.getValue().isBefore(moment))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
        lastHeard
                .computeIfAbsent(changed.dealerId(), _ -> new ConcurrentHashMap<>())
                .put(changed.topic(), systemClock.instant());
        listeners.getOrDefault(changed.dealerId(), Set.of()).forEach(it -> it.accept(changed.topic()));
    }

    private void everythingMayHaveChanged() {
        cutOff = systemClock.instant();
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
