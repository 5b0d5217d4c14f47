package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down that a call is overdue (FU-1) or that the customer's memory has faded (FU-2): once, by the moment that was stored,
 * though nobody looked. Rows on which somebody is working are left for the next round.
 */
@Component
class OverdueJob implements Job {

    private final JdbcClient jdbc;
    private final Dealers dealers;

    OverdueJob(JdbcClient jdbc, Dealers dealers) {
        this.jdbc = jdbc;
        this.dealers = dealers;
    }

    @Override
    public String name() {
        return "followups.overdue";
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(this::nextDue);
    }

    private Optional<Instant> nextDue(int dealer) {
        return jdbc.sql("""
                        select least((select t.due_at
                                        from followups.task t
                                       where t.dealer_id = :dealer
                                         and t.state in ('PENDING', 'RETRY')
                                         and t.overdue_since is null
                                       order by t.due_at
                                       limit 1),
                                     (select t.fades_at
                                        from followups.task t
                                       where t.dealer_id = :dealer
                                         and t.state in ('PENDING', 'RETRY')
                                         and t.faded_since is null
                                       order by t.fades_at
                                       limit 1)) as due
                        """)
                .param("dealer", dealer)
                .query((row, _) -> Contacts.moment(row, "due"))
                .single();
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> mark(dealer, due));
    }

    /** One statement for both: a row that is changed twice in a transaction asks for its contact, on which somebody may be working. */
    private void mark(int dealer, Instant due) {
        jdbc.sql("""
                with missed as (
                    select t.id
                      from followups.task t
                     where t.dealer_id = :dealer
                       and t.state in ('PENDING', 'RETRY')
                       and ((t.overdue_since is null and t.due_at <= :due)
                            or (t.faded_since is null and t.fades_at <= :due))
                       for no key update skip locked)
                update followups.task t
                   set overdue_since = case when t.due_at <= :due then coalesce(t.overdue_since, t.due_at) end,
                       faded_since = case when t.fades_at <= :due then coalesce(t.faded_since, t.fades_at) end
                  from missed
                 where t.dealer_id = :dealer
                   and t.id = missed.id
                """).param("dealer", dealer).param("due", Timestamp.from(due)).update();
    }
}
