package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.wire.Knobs;
import org.opendcrc.messaging.wire.SmsChannel;
import org.opendcrc.messaging.wire.SmsChannel.Health;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lines that this node holds: all that are in use, of all dealers. It opens them, looks after them every few seconds, closes those that
 * are changed or gone, and carries what waits. In the simulation it holds none.
 */
@Component
class Lines implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(5);
    private static final Duration TELL_HEALTH = Duration.ofMinutes(1);
    private static final Duration FORGET_HEALTH = Duration.ofMinutes(5);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(12);
    private static final long SHORTEST_WAIT_MILLIS = 250;

    private final Gateways gateways;
    private final Carrier carrier;
    private final Reception reception;
    private final LineWatch watch;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean real;
    private final boolean byThemselves;
    private final String node =
            ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<UUID, Line> held = new ConcurrentHashMap<>();
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();
    private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Thread> working = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile boolean stopping;

    /** What was last written down of a line's health. */
    private record Told(Health health, Instant at) {}

    Lines(
            Gateways gateways,
            Carrier carrier,
            Reception reception,
            LineWatch watch,
            Vault vault,
            TransactionTemplate transaction,
            Clock clock,
            HouseChannel house,
            @Value("${opendcrc.lines-by-themselves:true}") boolean byThemselves) {
        this.gateways = gateways;
        this.carrier = carrier;
        this.reception = reception;
        this.watch = watch;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
        this.real = house.isReal();
        this.byThemselves = byThemselves;
    }

    @Override
    public void start() {
        stopping = false;
        carrier.rest(false);
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("text-lines").daemon().factory());
        timer = started;
        if (real && byThemselves) {
            var _ = started.scheduleWithFixedDelay(this::lookAfter, 0, LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        var started = timer;
        timer = null;
        stopping = true;
        carrier.rest(true);
        if (started != null) {
            started.shutdownNow();
        }
        try {
            // What is on its way is waited for, so that an orderly end leaves nothing unknown.
            for (var thread : List.copyOf(working.values())) {
                thread.join(LAST_ANSWERS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.values().forEach(it -> it.channel().close());
        held.clear();
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** Each line in a thread of its own: one that hangs does not keep the others. */
    private void lookAfter() {
        try {
            refresh();
            held.values().stream()
                    .filter(it -> it.inHand().compareAndSet(false, true))
                    .forEach(it -> Thread.ofVirtual().name("text-line").start(() -> {
                        try {
                            tend(it);
                            carrier.free(it.dealer());
                            nudge(it.dealer());
                        } catch (RuntimeException e) {
                            LOG.error(
                                    "Line {} of dealer {} could not be looked after",
                                    it.gateway().id(),
                                    it.dealer(),
                                    e);
                        } finally {
                            it.inHand().set(false);
                        }
                    }));
        } catch (RuntimeException e) {
            LOG.error("The lines could not be looked after; again in {}", LOOK_AFTER, e);
        }
    }

    /** Opens and closes what was changed; the lines themselves are dialled by {@link #tend}. */
    synchronized void refresh() {
        var open = gateways.open().stream().collect(Collectors.toMap(Gateways.Open::gatewayId, it -> it));
        held.values().removeIf(it -> {
            var still = open.get(it.gateway().id());
            if (still != null && still.version() == it.gateway().version()) {
                return false;
            }
            it.channel().close();
            told.remove(it.gateway().id());
            return true;
        });
        open.values().stream().filter(it -> !held.containsKey(it.gatewayId())).forEach(it -> {
            try {
                open(it).ifPresent(line -> held.put(it.gatewayId(), line));
            } catch (RuntimeException e) {
                LOG.error("Line {} of dealer {} cannot be opened", it.gatewayId(), it.dealer(), e);
            }
        });
    }

    private Optional<Line> open(Gateways.Open it) {
        return DealerContext.callAs(
                it.dealer(),
                () -> Objects.requireNonNull(transaction.execute(_ -> gateways.find(it.dealer(), it.gatewayId())
                        .filter(found -> found.state() == Gateway.State.ON)
                        .map(found -> new Line(it.dealer(), found, channel(it.dealer(), found))))));
    }

    /** A channel for a gateway; closed by whoever opens it. Within a transaction. */
    SmsChannel channel(int dealer, Gateway it) {
        var secret = vault.open(gateways.sealed(dealer, it.id()).secret());
        return it.kind().open(new Knobs(it.knobs()), secret, reception.ear(dealer, it.id()), clock);
    }

    /** Looks after a line, and writes down how it is where that is news. */
    void tend(Line it) {
        var now = clock.instant();
        it.channel().tend(now);
        var health = it.channel().health();
        var last = told.get(it.gateway().id());
        if (last == null
                || !last.health().equals(health)
                || last.at().plus(TELL_HEALTH).isBefore(now)) {
            DealerContext.runAs(
                    it.dealer(),
                    () -> transaction.executeWithoutResult(_ -> {
                        gateways.setHealth(it.dealer(), it.gateway().id(), node, health, now);
                        if (isNews(last, health)) {
                            watch.note(it.dealer(), it.gateway().id(), node, health, now);
                        }
                        gateways.forgetHealth(it.dealer(), it.gateway().id(), now.minus(FORGET_HEALTH));
                    }));
            told.put(it.gateway().id(), new Told(health, now));
        }
    }

    /** It broke, for that reason; or it is open again. */
    private static boolean isNews(@Nullable Told last, Health health) {
        return switch (health.state()) {
            case NEW -> false;
            case UP -> last == null || !last.health().isUp();
            case DOWN -> last == null || !last.health().equals(health);
        };
    }

    /** The lines of a dealer that this node holds, the preferred first. */
    List<Line> of(int dealer) {
        return held.values().stream()
                .filter(it -> it.dealer() == dealer)
                .sorted(Comparator.comparing((Line it) -> it.gateway().place())
                        .thenComparing(it -> it.gateway().name()))
                .toList();
    }

    /**
     * Which line carries what now: for each class the first that is up. While a preferred one has not been tried yet, the next one waits for
     * it.
     */
    static Map<Line, Set<TextClass>> routes(Collection<Line> lines) {
        var taken = new EnumMap<TextClass, Boolean>(TextClass.class);
        var routes = new java.util.LinkedHashMap<Line, Set<TextClass>>();
        for (var line : lines) {
            var health = line.channel().health();
            for (var textClass : TextClass.values()) {
                if (!line.gateway().carries(textClass)
                        || taken.containsKey(textClass)
                        || health.state() == Health.State.DOWN) {
                    continue;
                }
                taken.put(textClass, true);
                if (health.isUp()) {
                    routes.computeIfAbsent(line, _ -> EnumSet.noneOf(TextClass.class))
                            .add(textClass);
                }
            }
        }
        return routes;
    }

    /** Something may wait for this dealer's lines. Never waits itself. */
    void nudge(int dealer) {
        if (!byThemselves || of(dealer).isEmpty()) {
            return;
        }
        wanted.add(dealer);
        var thread = Thread.ofVirtual().name("texts-of-" + dealer).unstarted(() -> work(dealer));
        if (!stopping && working.putIfAbsent(dealer, thread) == null) {
            thread.start();
        }
    }

    private void work(int dealer) {
        try {
            while (wanted.remove(dealer)) {
                drain(dealer).ifPresent(it -> later(dealer, it));
            }
        } catch (RuntimeException e) {
            LOG.error("The texts of dealer {} could not be carried; the next look tries again", dealer, e);
        } finally {
            working.remove(dealer);
        }
        if (wanted.contains(dealer)) {
            nudge(dealer);
        }
    }

    private void later(int dealer, Instant at) {
        var started = timer;
        if (started != null && !started.isShutdown()) {
            var _ = started.schedule(
                    () -> nudge(dealer),
                    Math.max(
                            SHORTEST_WAIT_MILLIS,
                            Duration.between(clock.instant(), at).toMillis()),
                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Carries until nothing waits or nothing may go.
     *
     * @return when something may go again
     */
    Optional<Instant> drain(int dealer) {
        var again = new ArrayList<Instant>();
        int looked;
        do {
            looked = 0;
            again.clear();
            for (var route : routes(of(dealer)).entrySet()) {
                var step = carrier.step(route.getKey(), route.getValue());
                looked += step.looked();
                step.again().ifPresent(again::add);
            }
        } while (looked > 0 && !stopping);
        return again.stream().min(Comparator.naturalOrder());
    }
}
