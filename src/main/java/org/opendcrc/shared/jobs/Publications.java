package org.opendcrc.shared.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opendcrc.shared.database.UnheardEvents;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event registry, as the simulation needs it: empty before time goes on. */
class Publications {

    /** For a listener that a clerk's own request is just running; the simulation itself waits for none. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final UnheardEvents unheard;

    Publications(JdbcClient jdbc, UnheardEvents unheard) {
        this.jdbc = jdbc;
        this.unheard = unheard;
    }

    /**
     * Goes on when every listener has done its work. What is left over, because a listener threw or the house was killed, is told
     * once more.
     *
     * @throws IllegalStateException if a listener does not succeed then either
     */
    void drain() {
        if (unheard.count() == 0) {
            return;
        }
        unheard.tellAgain(Duration.ZERO);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (unheard.count() > 0) {
            if (unheard.countFailed() == unheard.count() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "these listeners have not done their work, though they were told again: "
                                + String.join("; ", left()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private List<String> left() {
        return jdbc.sql("""
                        select p.listener_id || ' for ' || p.event_type
                          from infrastructure.event_publication p
                         order by p.publication_date
                         limit 10
                        """).query(String.class).list();
    }
}
