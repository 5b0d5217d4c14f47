package org.opendcrc.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what is still open of a day. */
@Repository
class DayCloseTables {

    private final JdbcClient jdbc;

    DayCloseTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is open, and whether the day is frozen. */
    record Found(DayClose.Open open, boolean frozen) {}

    Found open(int dealer, UUID store, ReportDay day, Instant now) {
        return jdbc.sql("""
                        select w.overdue, w.due, w.promised, w.texting, h.in_hand, c.corrections, c.corrected, u.uncontacted,
                               exists (select 1
                                         from reports.list l
                                        where l.dealer_id = :dealer
                                          and l.store_id = :store
                                          and l.report = 'RP-9'
                                          and l.day = :day) as frozen
                          from (select count(*) filter (where t.state in ('PENDING', 'RETRY') and t.due_at <= :begins) as overdue,
                                       count(*) filter (where t.state in ('PENDING', 'RETRY') and t.due_at > :begins and t.due_at <= :ends) as due,
                                       count(*) filter (where t.state in ('PENDING', 'RETRY') and n.promised_at <= :now and n.promised_at < :ends) as promised,
                                       count(*) filter (where t.state = 'TEXTING' and t.closed_at < :ends) as texting
                                  from followups.report_any_task t
                                  join followups.report_next n on n.dealer_id = :dealer and n.task_id = t.task_id
                                 where t.dealer_id = :dealer
                                   and t.store_id = :store
                                   and t.state in ('PENDING', 'RETRY', 'TEXTING')
                                   and t.due_from < :ends) w
                         cross join (select count(*) as in_hand
                                       from followups.desk_claim k
                                      where k.dealer_id = :dealer
                                        and k.store_id = :store
                                        and k.claimed_until > :now) h
                         cross join (select count(*) filter (where r.state = 'OPEN' and r.asked_at < :ends) as corrections,
                                            count(*) filter (where r.state <> 'OPEN' and r.done_at >= :begins and r.done_at < :ends) as corrected
                                       from followups.report_correction r
                                      where r.dealer_id = :dealer
                                        and r.store_id = :store) c
                         cross join (select count(*) as uncontacted
                                       from complaints.report_complaint f
                                      where f.dealer_id = :dealer
                                        and f.store_id = :store
                                        and f.received_at >= :begins
                                        and f.received_at < :ends
                                        and f.contact_owed
                                        and f.contacted_at is null
                                        and f.closed_at is null) u
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("begins", Timestamp.from(day.begins()))
                .param("ends", Timestamp.from(day.ends()))
                .param("now", Timestamp.from(now))
                .param("day", day.date())
                .query((row, _) -> new Found(
                        new DayClose.Open(
                                row.getInt("overdue"),
                                row.getInt("due"),
                                row.getInt("promised"),
                                row.getInt("in_hand"),
                                row.getInt("texting"),
                                row.getInt("corrections"),
                                row.getInt("corrected"),
                                row.getInt("uncontacted")),
                        row.getBoolean("frozen")))
                .single();
    }
}
