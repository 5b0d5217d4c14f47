package org.opendcrc.shared.database;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Writes down for whom the database worked when it heard a {@link ProbeEvent}. Part of the application in every test. */
@Component
class ProbeListener {

    /** @param dealer what the database was told */
    record Heard(UUID id, String dealer, Optional<Integer> context, String thread) {}

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<UUID, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    ProbeListener(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @ApplicationModuleListener
    void on(ProbeEvent event) {
        var dealer = jdbc.sql("select current_setting('opendcrc.dealer')")
                .query(String.class)
                .single();
        heard.add(new Heard(
                event.id(),
                dealer,
                DealerContext.current(),
                Thread.currentThread().getName()));
        int attempt =
                attempts.computeIfAbsent(event.id(), _ -> new AtomicInteger()).incrementAndGet();
        if (attempt <= event.failures()) {
            throw new IllegalStateException("this probe is to fail");
        }
    }

    /** The next hearing of that event, or nothing within ten seconds. */
    Optional<Heard> next(UUID id) throws InterruptedException {
        for (var next = heard.poll(10, TimeUnit.SECONDS); next != null; next = heard.poll(10, TimeUnit.SECONDS)) {
            if (next.id().equals(id)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
