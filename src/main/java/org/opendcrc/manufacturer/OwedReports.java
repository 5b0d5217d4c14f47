package org.opendcrc.manufacturer;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the manufacturer is to hear of cases that have ended (CP-7, CP-11). */
@Repository
class OwedReports {

    private final JdbcClient jdbc;

    OwedReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Owing(UUID store, OemReport.Kind kind) {}

    /** What is owed about a case that has ended: nothing if it was withdrawn or merged, was none of his and not grave, or he has the last word. */
    Optional<Owing> ended(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select c.store_id,
                               case when o.id is not null
                                      or c.escalated_to in ('REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER')
                                      or exists (select 1
                                                   from complaints.paper_help h
                                                  where h.dealer_id = :dealer
                                                    and h.complaint_id = c.complaint_id
                                                    and h.asked_at is not null)
                                    then 'FINAL'
                                    else 'SETTLED'
                               end as kind
                          from complaints.paper c
                          left join manufacturer.oem_case o on o.dealer_id = :dealer and o.complaint_id = c.complaint_id
                         where c.dealer_id = :dealer
                           and c.complaint_id = :complaint
                           and c.closing not in ('WITHDRAWN', 'DUPLICATE')
                           and (c.grade = 'IMPORTANT'
                                or c.emergency is not null
                                or o.id is not null
                                or c.escalated_to in ('REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER')
                                or exists (select 1
                                             from complaints.paper_help h
                                            where h.dealer_id = :dealer
                                              and h.complaint_id = c.complaint_id
                                              and h.asked_at is not null))
                           and not exists (select 1
                                             from manufacturer.report r
                                            where r.dealer_id = :dealer
                                              and r.complaint_id = c.complaint_id
                                              and r.kind in ('FINAL', 'SETTLED'))
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) ->
                        new Owing(row.getObject("store_id", UUID.class), OemReport.Kind.valueOf(row.getString("kind"))))
                .optional();
    }

    void owe(int dealer, UUID complaint, Owing it, Instant since, Instant dueAt) {
        jdbc.sql("""
                        insert into manufacturer.owed_report (dealer_id, complaint_id, store_id, kind, since, due_at)
                        values (:dealer, :complaint, :store, :kind, :since, :due)
                        on conflict (dealer_id, complaint_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("store", it.store())
                .param("kind", it.kind().name())
                .param("since", Timestamp.from(since))
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    void told(int dealer, UUID complaint, OemReport.Kind kind, Instant at) {
        jdbc.sql("""
                        update manufacturer.owed_report w
                           set told_at = :at
                         where w.dealer_id = :dealer
                           and w.complaint_id = :complaint
                           and w.kind = :kind
                           and w.told_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("kind", kind.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Writes down, once, what was not told in time. */
    int miss(int dealer, Instant due) {
        return jdbc.sql("""
                        update manufacturer.owed_report w
                           set missed_at = w.due_at
                         where w.dealer_id = :dealer
                           and w.told_at is null
                           and w.missed_at is null
                           and w.due_at <= :due
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .update();
    }

    Optional<Instant> earliest(int dealer) {
        return jdbc.sql("""
                        select w.due_at
                          from manufacturer.owed_report w
                         where w.dealer_id = :dealer
                           and w.told_at is null
                           and w.missed_at is null
                         order by w.due_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    List<OwedReport> open(int dealer, List<UUID> stores) {
        return jdbc.sql("""
                        select w.complaint_id, c.number, w.kind, w.due_at, w.missed_at is not null as missed, s.zone
                          from manufacturer.owed_report w
                          join complaints.report_complaint c on c.dealer_id = :dealer and c.complaint_id = w.complaint_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = w.store_id
                         where w.dealer_id = :dealer
                           and w.store_id = any(:stores)
                           and w.told_at is null
                         order by w.due_at, c.number
                         limit 100
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new OwedReport(
                        row.getObject("complaint_id", UUID.class),
                        row.getString("number"),
                        OemReport.Kind.valueOf(row.getString("kind")),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("missed"),
                        ZoneId.of(row.getString("zone"))))
                .list();
    }
}
