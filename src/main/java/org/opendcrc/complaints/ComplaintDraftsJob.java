package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes drafts of complaints that nobody took up again (A29): words about customers are not kept for nothing. */
@Component
class ComplaintDraftsJob implements Job {

    private final JdbcClient jdbc;
    private final Dealers dealers;
    private final CaseTables book;

    ComplaintDraftsJob(JdbcClient jdbc, Dealers dealers, CaseTables book) {
        this.jdbc = jdbc;
        this.dealers = dealers;
        this.book = book;
    }

    @Override
    public String name() {
        return "complaints.drafts";
    }

    @Override
    public Duration recheck() {
        return Duration.ofHours(6);
    }

    @Override
    public Instant nextDue(Instant after) {
        var earliest = new ArrayList<Instant>();
        dealers.forEach(dealer -> jdbc.sql("""
                        select d.expires_at
                          from complaints.draft d
                         where d.dealer_id = :dealer
                         order by d.expires_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .ifPresent(earliest::add));
        return earliest.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> book.dropDrafts(dealer, due));
    }
}
