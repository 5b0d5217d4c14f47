package org.opendcrc.shared.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events that a listener still owes an ear: it failed, or its node was killed between the commit and the hearing. They are told
 * again until they are heard, so every listener must bear to hear an event twice.
 */
@Component
public class UnheardEvents {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FailedEventPublications publications;
    private final Clock clock;

    UnheardEvents(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            FailedEventPublications publications,
            @Qualifier("systemClock") Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publications = publications;
        this.clock = clock;
    }

    /** How many are on their way or waiting for their next telling. None: everything published has been heard. */
    public int count() {
        return jdbc.sql("""
                        select count(*)
                          from infrastructure.event_publication p
                        """).query(Integer.class).single();
    }

    /** How many of them failed at their last telling and are not on their way now. */
    public int countFailed() {
        return jdbc.sql("""
                        select count(*)
                          from infrastructure.event_publication p
                         where p.status = 'FAILED'
                        """).query(Integer.class).single();
    }

    /** Whether {@link #tellAgain} would tell one. */
    boolean anyDue(Duration patience) {
        return jdbc.sql("""
                        select exists (select 1
                                         from infrastructure.event_publication p
                                        where coalesce(p.last_resubmission_date, p.publication_date)
                                              + :patience * least(power(2, greatest(p.completion_attempts - 1, 0)), 60)
                                                * interval '1 second' <= :now)
                        """)
                .param("patience", patience.toSeconds())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /**
     * Tells those again that have waited for {@code patience} since they were published or last told; after each failure they wait
     * twice as long, up to sixty times. A listener that is still at work cannot be told from one whose node is dead, so with several
     * nodes the patience should be longer than a listener usually takes. Two nodes never tell the same one at the same time.
     *
     * @param patience by the system's time; zero tells all at once, which is right where no other node can be at work
     * @return how many were told; they are heard asynchronously
     */
    public int tellAgain(Duration patience) {
        Instant now = clock.instant();
        var claimed = new HashSet<>(transaction.execute(_ -> jdbc.sql("""
                        update infrastructure.event_publication
                           set last_resubmission_date = :now, status = 'FAILED'
                         where id in (select p.id
                                        from infrastructure.event_publication p
                                       where coalesce(p.last_resubmission_date, p.publication_date)
                                             + :patience * least(power(2, greatest(p.completion_attempts - 1, 0)), 60)
                                               * interval '1 second' <= :now
                                       order by p.publication_date
                                       limit :at_once
                                         for update skip locked)
                        returning id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("patience", patience.toSeconds())
                .param("at_once", AT_ONCE)
                .query(UUID.class)
                .list()));
        if (!claimed.isEmpty()) {
            publications.resubmit(ResubmissionOptions.defaults()
                    .withBatchSize(Integer.MAX_VALUE)
                    .withFilter(it -> claimed.contains(it.getIdentifier())));
        }
        return claimed.size();
    }
}
