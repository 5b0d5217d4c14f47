package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The clocks of the cases, besides the first contact's. However many run, looking for those that are over costs one statement. */
@Repository
class CaseDeadlines {

    private final JdbcClient jdbc;

    CaseDeadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which clock of which case; {@code role} is called when it is missed. */
    record Key(UUID complaint, UUID store, String rule, String subject, Role role) {}

    /** A clock of some length; one of the same rule and subject that runs already is set anew, one that is over stays. */
    void start(
            int dealer, Key key, Instant startedAt, Duration length, boolean business, boolean stops, Instant dueAt) {
        jdbc.sql("""
                        insert into complaints.deadline (dealer_id, complaint_id, rule, subject, store_id, role, started_at, minutes, business,
                                                         stops, due_at)
                        values (:dealer, :complaint, :rule, :subject, :store, :role, :started, :minutes, :business,
                                :stops, :due)
                        on conflict (dealer_id, complaint_id, rule, subject) do update
                           set started_at = excluded.started_at,
                               minutes = excluded.minutes,
                               due_at = excluded.due_at
                         where deadline.running
                        """)
                .param("dealer", dealer)
                .param("complaint", key.complaint())
                .param("rule", key.rule())
                .param("subject", key.subject())
                .param("store", key.store())
                .param("role", key.role().name())
                .param("started", Timestamp.from(startedAt))
                .param("minutes", length.toMinutes())
                .param("business", business)
                .param("stops", stops)
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    /** A moment that was promised. */
    void startUntil(int dealer, Key key, Instant startedAt, Instant dueAt) {
        jdbc.sql("""
                        insert into complaints.deadline (dealer_id, complaint_id, rule, subject, store_id, role, started_at, business, stops, due_at)
                        values (:dealer, :complaint, :rule, :subject, :store, :role, :started, false, false, :due)
                        on conflict (dealer_id, complaint_id, rule, subject) do nothing
                        """)
                .param("dealer", dealer)
                .param("complaint", key.complaint())
                .param("rule", key.rule())
                .param("subject", key.subject())
                .param("store", key.store())
                .param("role", key.role().name())
                .param("started", Timestamp.from(startedAt))
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    /** What was owed is done, by its true time; a breach that was written down stays. */
    void meet(int dealer, UUID complaint, String rule, String subject, Instant at) {
        jdbc.sql("""
                        update complaints.deadline d
                           set met_at = :at, running = false
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.rule = :rule
                           and d.subject = :subject
                           and d.met_at is null
                           and d.withdrawn_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("rule", rule)
                .param("subject", subject)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Nobody owes it any more. */
    void withdraw(int dealer, UUID complaint, List<String> rules, Instant at) {
        jdbc.sql("""
                        update complaints.deadline d
                           set withdrawn_at = :at, running = false
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.rule = any(:rules)
                           and d.met_at is null
                           and d.missed_at is null
                           and d.withdrawn_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("rules", rules.toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The same for everything that still runs or stands. */
    void withdrawAll(int dealer, UUID complaint, Instant at) {
        jdbc.sql("""
                        update complaints.deadline d
                           set withdrawn_at = :at, running = false
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.met_at is null
                           and d.missed_at is null
                           and d.withdrawn_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The clocks that may stand still do. */
    void stand(int dealer, UUID complaint) {
        jdbc.sql("""
                        update complaints.deadline d
                           set running = false
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.stops
                           and d.running
                        """).param("dealer", dealer).param("complaint", complaint).update();
    }

    record Standing(String rule, String subject, Instant startedAt, Duration length) {}

    List<Standing> standing(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select d.rule, d.subject, d.started_at, d.minutes
                          from complaints.deadline d
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.stops
                           and not d.running
                           and d.met_at is null
                           and d.missed_at is null
                           and d.withdrawn_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) -> new Standing(
                        row.getString("rule"),
                        row.getString("subject"),
                        row.getTimestamp("started_at").toInstant(),
                        Duration.ofMinutes(row.getInt("minutes"))))
                .list();
    }

    void goOn(int dealer, UUID complaint, Standing it, Instant dueAt) {
        jdbc.sql("""
                        update complaints.deadline d
                           set running = true, due_at = :due
                         where d.dealer_id = :dealer
                           and d.complaint_id = :complaint
                           and d.rule = :rule
                           and d.subject = :subject
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("rule", it.rule())
                .param("subject", it.subject())
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    record Missed(UUID complaint, UUID store, String rule, String subject, Role role, Instant dueAt) {}

    /**
     * Writes down, in one statement, every clock that was over before {@code due}: the row, a line in the log, the alarm. Each once; what
     * another node is just writing is waited for and then found written.
     *
     * @param complaint only this one; empty for all of the dealer
     */
    List<Missed> miss(int dealer, Optional<UUID> complaint, Instant due) {
        return jdbc.sql("""
                        with over as (
                            select d.complaint_id, d.rule, d.subject
                              from complaints.deadline d
                              join complaints.complaint c on c.dealer_id = :dealer and c.id = d.complaint_id
                             where d.dealer_id = :dealer
                               and d.running
                               and d.due_at < :due
                               and (:complaint::uuid is null or d.complaint_id = :complaint)
                             order by d.complaint_id
                               for update of c
                        ), missed as (
                            update complaints.deadline d
                               set running = false, missed_at = d.due_at + interval '1 microsecond'
                             where d.dealer_id = :dealer
                               and d.running
                               and d.due_at < :due
                               and (d.complaint_id, d.rule, d.subject) in (select o.complaint_id, o.rule, o.subject from over o)
                            returning d.complaint_id, d.store_id, d.rule, d.subject, d.role, d.due_at, d.missed_at
                        ), kept as (
                            insert into complaints.missed_deadline (dealer_id, complaint_id, rule, subject, due_at, missed_at)
                            select :dealer, m.complaint_id, m.rule, m.subject, m.due_at, m.missed_at
                              from missed m
                             where m.rule <> 'CP-10' -- a reminder, no breach
                            on conflict (dealer_id, complaint_id, rule, subject) do nothing
                        ), told as (
                            insert into complaints.log (dealer_id, id, complaint_id, at, recorded_at, what, words)
                            select :dealer, gen_random_uuid(), m.complaint_id, m.missed_at, greatest(:due, m.missed_at), 'clock-missed.' || m.rule, m.subject
                              from missed m
                        ), called as (
                            insert into complaints.alarm (dealer_id, complaint_id, step, store_id, role, subject, due_at, raised_at)
                            select :dealer, m.complaint_id, 'CLOCK_MISSED', m.store_id, m.role, m.rule || ' ' || m.subject, m.missed_at, m.missed_at
                              from missed m
                            on conflict (dealer_id, complaint_id, step, role, subject) do nothing
                        )
                        select m.complaint_id, m.store_id, m.rule, m.subject, m.role, m.due_at
                          from missed m
                         order by m.due_at, m.complaint_id, m.rule, m.subject
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint.orElse(null), Types.OTHER)
                .param("due", Timestamp.from(due))
                .query((row, _) -> new Missed(
                        row.getObject("complaint_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getString("rule"),
                        row.getString("subject"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("due_at").toInstant()))
                .list();
    }

    /** The earliest moment at which anything of the dealer's cases has to be written down or called out: one statement for all clocks. */
    Optional<Instant> earliest(int dealer) {
        return jdbc.sql("""
                        select least((select c.contact_due_at + interval '1 microsecond'
                                        from complaints.complaint c
                                       where c.dealer_id = :dealer
                                         and c.contacted_at is null
                                         and c.contact_owed
                                         and not exists (select 1
                                                           from complaints.missed_deadline m
                                                          where m.dealer_id = :dealer
                                                            and m.complaint_id = c.id
                                                            and m.rule = 'CP-1')
                                       order by c.contact_due_at
                                       limit 1),
                                     (select a.due_at
                                        from complaints.alarm a
                                       where a.dealer_id = :dealer
                                         and a.raised_at is null
                                       order by a.due_at
                                       limit 1),
                                     (select d.due_at + interval '1 microsecond'
                                        from complaints.deadline d
                                       where d.dealer_id = :dealer
                                         and d.running
                                       order by d.due_at
                                       limit 1)) as at
                        """)
                .param("dealer", dealer)
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant))
                .single();
    }
}
