package org.opendcrc.shared.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Changed;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The wire between the nodes: PostgreSQL's {@code listen} and {@code notify} over one connection a node, held by one thread. What a node
 * sends comes back to itself in the same way, so that one node and ten behave alike. A message is the dealer's number and a topic; nothing
 * of a person is in it. A connection that breaks is opened again, and since nobody knows what was missed, everybody is told to look.
 *
 * <p>News is sent after the commit of what it tells and by this connection, not inside that transaction: notifying takes a lock of the
 * whole database until the commit has reached the disk, and two clerks would wait for each other.
 */
@Component
class LiveWire implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveWire.class);
    private static final String CHANNEL = "opendcrc_live";
    private static final int LOOK_AT_THE_WIRE_MILLIS = 100;
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 10_000;

    private final DatabaseDoor door;
    private final BlockingQueue<Changed> outgoing = new LinkedBlockingQueue<>(MOST_WAITING);
    private Consumer<Changed> deliver = _ -> {};
    private Runnable lost = () -> {};
    private volatile @Nullable CountDownLatch running;
    private volatile boolean listening;

    LiveWire(DatabaseDoor door) {
        this.door = door;
    }

    void deliverTo(Consumer<Changed> news, Runnable everythingMayHaveChanged) {
        deliver = news;
        lost = everythingMayHaveChanged;
    }

    /** Never waits. With the wire cut for long the oldest news stays and the newest is dropped: once it is mended all look anyway. */
    void send(Changed changed) {
        if (!outgoing.offer(changed)) {
            LOG.debug("the wire is full; pages will look when it is mended");
        }
    }

    /** Whether news of other nodes arrives at present. */
    boolean isListening() {
        return listening;
    }

    @Override
    public void start() {
        var stopped = new CountDownLatch(1);
        running = stopped;
        Thread.ofPlatform().name("live-wire").daemon().start(() -> work(stopped));
    }

    @Override
    public void stop() {
        var stopped = running;
        running = null;
        if (stopped != null) {
            stopped.countDown();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Whatever breaks, a listener that fails included, the wire is laid anew and all are told to look. */
    private void work(CountDownLatch stopped) {
        var first = true;
        do {
            try (var connection = door.open()) {
                listen(connection);
                if (!first) {
                    lost.run();
                }
                first = false;
                exchange(connection, stopped);
            } catch (SQLException | RuntimeException e) {
                if (!isOver(stopped, Duration.ZERO)) {
                    LOG.warn("No live news from other nodes until the wire is laid anew: {}", e.getMessage());
                }
            } finally {
                listening = false;
            }
        } while (!isOver(stopped, BEFORE_TRYING_AGAIN));
    }

    /** Waits so long for the end; an interrupted wire has ended. */
    private static boolean isOver(CountDownLatch stopped, Duration atMost) {
        try {
            return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        listening = true;
    }

    private void exchange(Connection connection, CountDownLatch stopped) throws SQLException {
        var wire = connection.unwrap(PGConnection.class);
        while (!isOver(stopped, Duration.ZERO)) {
            sendWaiting(connection);
            // Null where the driver has none.
            var arrived = Objects.requireNonNullElse(
                    wire.getNotifications(LOOK_AT_THE_WIRE_MILLIS), new org.postgresql.PGNotification[0]);
            for (var it : arrived) {
                read(it.getParameter()).ifPresent(deliver);
            }
        }
    }

    private void sendWaiting(Connection connection) throws SQLException {
        var all = new ArrayList<Changed>();
        if (outgoing.drainTo(all) == 0) {
            return;
        }
        try (var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            for (var it : new LinkedHashSet<>(all)) {
                statement.setString(1, CHANNEL);
                statement.setString(2, written(it));
                statement.execute();
            }
        }
    }

    static String written(Changed changed) {
        return changed.dealerId() + " " + changed.topic();
    }

    /** Empty for what no release of ours has written. */
    static Optional<Changed> read(String message) {
        var parts = message.split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new Changed(Integer.parseInt(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
