package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A call at an hour that nobody made is worth nothing when its window is over: the next confirmation takes its place, or the car is there
 * (AP-16, AP-17). It lapses by the moment that was stored, and stays as lapsed. What somebody has in his hand is left until he gives it
 * back.
 */
@Component
class LapseJob implements Job {

    private final JdbcClient jdbc;
    private final Dealers dealers;
    private final Contacts contacts;
    private final OwedTasks tasks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LapseJob(
            JdbcClient jdbc,
            Dealers dealers,
            Contacts contacts,
            OwedTasks tasks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.dealers = dealers;
        this.contacts = contacts;
        this.tasks = tasks;
        this.events = events;
    }

    @Override
    public String name() {
        return "followups.lapse";
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
                        select min(greatest(t.fades_at, c.claimed_until)) as due
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                         where t.dealer_id = :dealer
                           and t.at_hour
                           and t.state in ('PENDING', 'RETRY')
                        """)
                .param("dealer", dealer)
                .query((row, _) -> Contacts.moment(row, "due"))
                .single();
    }

    @Override
    public void run(Instant due) {
        var now = clock.instant();
        dealers.forEach(dealer -> lapse(dealer, due.isAfter(now) ? now : due)); // nothing lapses before its time
    }

    private void lapse(int dealer, Instant due) {
        tasks.takeTurns(dealer);
        var touched = new HashSet<UUID>(jdbc.sql("""
                        select c.id
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.id in (select t.contact_id
                                          from followups.task t
                                         where t.dealer_id = :dealer
                                           and t.at_hour
                                           and t.state in ('PENDING', 'RETRY')
                                           and t.fades_at <= :due)
                           and (c.claimed_until is null or c.claimed_until <= :due)
                         order by c.id
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .query(UUID.class)
                .list());
        if (touched.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update followups.task t
                   set state = 'LAPSED',
                       overdue_since = coalesce(t.overdue_since, t.due_at),
                       closed_at = :due,
                       version = t.version + 1
                 where t.dealer_id = :dealer
                   and t.contact_id = any(:contacts)
                   and t.at_hour
                   and t.state in ('PENDING', 'RETRY')
                   and t.fades_at <= :due
                """)
                .param("dealer", dealer)
                .param("contacts", touched.toArray(UUID[]::new))
                .param("due", Timestamp.from(due))
                .update();
        contacts.summarise(dealer, touched);
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }
}
