package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes drafts of calls that nobody took up again: words about customers are not kept for nothing. */
@Component
class DraftsJob implements Job {

    private final JdbcClient jdbc;
    private final Dealers dealers;

    DraftsJob(JdbcClient jdbc, Dealers dealers) {
        this.jdbc = jdbc;
        this.dealers = dealers;
    }

    @Override
    public String name() {
        return "followups.drafts";
    }

    @Override
    public Duration recheck() {
        return Duration.ofHours(6);
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(dealer -> jdbc.sql("""
                        select min(d.expires_at) as due
                          from followups.draft d
                         where d.dealer_id = :dealer
                        """)
                .param("dealer", dealer)
                .query((row, _) -> Contacts.moment(row, "due"))
                .single());
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> jdbc.sql("""
                        delete from followups.draft d
                         where d.dealer_id = :dealer
                           and d.expires_at <= :due
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .update());
    }
}
