package org.opendcrc.manufacturer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The manufacturer's cases. */
@Repository
class OemCases {

    private final JdbcClient jdbc;

    OemCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Known(UUID complaint, String number, UUID store) {}

    Optional<Known> byNumber(int dealer, String oemNo) {
        return jdbc.sql("""
                        select o.complaint_id, c.number, o.store_id
                          from manufacturer.oem_case o
                          join complaints.report_complaint c on c.dealer_id = :dealer and c.complaint_id = o.complaint_id
                         where o.dealer_id = :dealer
                           and o.oem_no = :no
                        """)
                .param("dealer", dealer)
                .param("no", oemNo)
                .query((row, _) -> new Known(
                        row.getObject("complaint_id", UUID.class),
                        row.getString("number"),
                        row.getObject("store_id", UUID.class)))
                .optional();
    }

    /** Two who bring the same number do it one after the other. */
    void lockNumber(int dealer, String oemNo) {
        jdbc.sql("select pg_advisory_xact_lock(:dealer, hashtext(:no))")
                .param("dealer", dealer)
                .param("no", oemNo)
                .query((_, _) -> true)
                .list();
    }

    void add(
            int dealer,
            UUID id,
            UUID store,
            String oemNo,
            UUID complaint,
            ManufacturerDesk.Manner manner,
            Instant arrivedAt,
            Terms terms,
            UUID staff,
            Instant now) {
        jdbc.sql("""
                        insert into manufacturer.oem_case (dealer_id, id, store_id, oem_no, complaint_id, manner, arrived_at, recorded_at, recorded_by,
                                                           status_due_at, result_due_at)
                        values (:dealer, :id, :store, :no, :complaint, :manner, :arrived, :now, :staff, :status, :result)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", store)
                .param("no", oemNo)
                .param("complaint", complaint)
                .param("manner", manner.name())
                .param("arrived", Timestamp.from(arrivedAt))
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .param("status", Timestamp.from(terms.status(arrivedAt)))
                .param("result", Timestamp.from(terms.result(arrivedAt)))
                .update();
    }

    /** The store of a case, its row taken. */
    Optional<UUID> lock(int dealer, UUID complaint, List<UUID> stores) {
        return jdbc.sql("""
                        select c.store_id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :complaint
                           and c.store_id = any(:stores)
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("stores", stores.toArray(UUID[]::new))
                .query(UUID.class)
                .optional();
    }

    /** It was told: the first report of a kind counts, a progress puts the next one off. */
    void told(int dealer, UUID complaint, OemReport.Kind kind, Instant at, Instant nextProgress) {
        jdbc.sql("""
                        update manufacturer.oem_case o
                           set status_at = coalesce(o.status_at, :at),
                               result_at = case when :kind in ('RESULT', 'FINAL') then coalesce(o.result_at, :at) else o.result_at end,
                               final_at = case when :kind = 'FINAL' then coalesce(o.final_at, :at) else o.final_at end,
                               progress_due_at = case when :kind in ('RESULT', 'PROGRESS') then :next else o.progress_due_at end
                         where o.dealer_id = :dealer
                           and o.complaint_id = :complaint
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("kind", kind.name())
                .param("at", Timestamp.from(at))
                .param("next", Timestamp.from(nextProgress))
                .update();
    }

    /** Writes down each term that passed without being told, once. */
    int miss(int dealer, Instant due) {
        return jdbc.sql("""
                        insert into manufacturer.missed_term (dealer_id, case_id, term, due_at)
                        select o.dealer_id, o.id, t.term, t.due_at
                          from manufacturer.oem_case o
                         cross join lateral (values ('STATUS', o.status_due_at, o.status_at),
                                                    ('RESULT', o.result_due_at, o.result_at),
                                                    ('PROGRESS', o.progress_due_at, o.final_at)) t (term, due_at, told_at)
                         where o.dealer_id = :dealer
                           and o.final_at is null
                           and t.due_at <= :due
                           and t.told_at is null
                        on conflict (dealer_id, case_id, term, due_at) do nothing
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .update();
    }

    /** The earliest term that is still owed and not written down as missed. */
    Optional<Instant> earliestOwed(int dealer) {
        return jdbc.sql("""
                        select t.due_at
                          from manufacturer.oem_case o
                         cross join lateral (values ('STATUS', o.status_due_at, o.status_at),
                                                    ('RESULT', o.result_due_at, o.result_at),
                                                    ('PROGRESS', o.progress_due_at, o.final_at)) t (term, due_at, told_at)
                         where o.dealer_id = :dealer
                           and o.final_at is null
                           and t.due_at is not null
                           and t.told_at is null
                           and not exists (select 1
                                             from manufacturer.missed_term m
                                            where m.dealer_id = :dealer
                                              and m.case_id = o.id
                                              and m.term = t.term
                                              and m.due_at = t.due_at)
                         order by t.due_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * Cases: those that he sent, and of ours those that were submitted to him, by escalation or by asking for help; nothing else is his to see.
     *
     * @param complaint only that one, if given
     * @param ours whether cases count too that were never submitted
     */
    List<OemCase> list(
            int dealer, List<UUID> stores, Optional<UUID> complaint, boolean openOnly, boolean ours, int limit) {
        return jdbc.sql("""
                        select c.complaint_id, c.number, o.oem_no, c.store_id, s.name as store, s.zone, k.name as customer, v.plate, c.content, c.state,
                               c.received_at, c.contact_due_at, c.contacted_at, o.status_due_at, o.result_due_at, o.progress_due_at, o.status_at,
                               o.result_at, o.final_at,
                               (select count(*)
                                  from manufacturer.missed_term m
                                 where m.dealer_id = :dealer
                                   and m.case_id = o.id) as missed
                          from complaints.paper c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join manufacturer.oem_case o on o.dealer_id = :dealer and o.complaint_id = c.complaint_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and (:complaint::uuid is null or c.complaint_id = :complaint)
                           and (not :open or c.closed_at is null or (o.id is not null and o.final_at is null))
                           and (:ours
                                or o.id is not null
                                or c.escalated_to in ('REGIONAL_MANAGER', 'ENGINEER', 'MANUFACTURER')
                                or exists (select 1
                                             from complaints.paper_help h
                                            where h.dealer_id = :dealer
                                              and h.complaint_id = c.complaint_id
                                              and h.asked_at is not null))
                         order by c.received_at desc, c.complaint_id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("complaint", complaint.orElse(null))
                .param("open", openOnly)
                .param("ours", ours)
                .param("limit", limit)
                .query((row, _) -> new OemCase(
                        row.getObject("complaint_id", UUID.class),
                        row.getString("number"),
                        Optional.ofNullable(row.getString("oem_no")),
                        row.getObject("store_id", UUID.class),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        Optional.ofNullable(row.getString("customer")),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("content"),
                        row.getString("state"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("contact_due_at").toInstant(),
                        moment(row, "contacted_at"),
                        moment(row, "status_due_at"),
                        moment(row, "result_due_at"),
                        moment(row, "progress_due_at"),
                        moment(row, "status_at"),
                        moment(row, "result_at"),
                        moment(row, "final_at"),
                        row.getInt("missed")))
                .list();
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
