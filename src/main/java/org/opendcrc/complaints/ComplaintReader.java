package org.opendcrc.complaints;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pages and the interface show of complaints. Only of the stores that it is given. */
@Repository
class ComplaintReader {

    private final JdbcClient jdbc;

    ComplaintReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of whom and when a list is asked for. */
    private record Asked(Actor actor, List<UUID> stores, ComplaintView view, Instant now, int limit) {}

    ComplaintPage page(
            Actor actor,
            List<UUID> stores,
            ComplaintView view,
            Optional<RowKey> after,
            Optional<RowKey> before,
            Instant now,
            int limit) {
        var asked = new Asked(actor, stores, view, now, limit + 1);
        var backwards = before.isPresent();
        var found = backwards ? before(asked, before.get()).reversed() : after(asked, after);
        var more = found.size() > limit;
        var shown = !more ? found : backwards ? found.subList(1, found.size()) : found.subList(0, limit);
        var lines = lines(actor.dealerId(), shown.stream().map(RowKey::id).toList(), view);
        return new ComplaintPage(
                lines,
                shown.isEmpty() || (backwards ? !more : after.isEmpty())
                        ? Optional.empty()
                        : Optional.of(shown.getFirst()),
                shown.isEmpty() || (!backwards && !more) ? Optional.empty() : Optional.of(shown.getLast()));
    }

    private List<RowKey> after(Asked asked, Optional<RowKey> key) {
        return asked.view().byDeadline() ? byDeadline(jdbc.sql("""
                                select c.contact_due_at as at, c.id
                                  from complaints.complaint c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and (:alarms or (c.contacted_at is null and c.contact_owed))
                                   and (not :alarms
                                        or exists (select 1
                                                             from complaints.alarm a
                                                            where a.dealer_id = :dealer
                                                              and a.complaint_id = c.id
                                                              and a.raised_at is not null
                                                              and a.acknowledged_at is null
                                                              and (a.role, a.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store))
                                                              and (a.step <> 'WARNING'
                                                                   or (c.contacted_at is null and c.contact_owed and c.contact_due_at >= :now))))
                                   and (:at::timestamptz is null or (c.contact_due_at, c.id) > (:at, :id::uuid))
                                 order by c.contact_due_at, c.id
                                 limit :limit
                                """), asked, key) : byReceipt(jdbc.sql("""
                                select c.received_at as at, c.id
                                  from complaints.complaint c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and (not :mine or c.recorded_by = :staff or c.contacted_by = :staff)
                                   and (not :contacted or c.contacted_at is not null)
                                   and (not :open or c.closed_at is null)
                                   and (not :handled or c.handler_id = :staff)
                                   and (not :missed
                                        or exists (select 1
                                                     from complaints.missed_deadline m
                                                    where m.dealer_id = :dealer
                                                      and m.complaint_id = c.id
                                                      and m.rule = :rule))
                                   and (:at::timestamptz is null or (c.received_at, c.id) < (:at, :id::uuid))
                                 order by c.received_at desc, c.id desc
                                 limit :limit
                                """), asked, key);
    }

    /** The nearest first, so the caller turns them round. */
    private List<RowKey> before(Asked asked, RowKey key) {
        return asked.view().byDeadline()
                ? byDeadline(jdbc.sql("""
                                select c.contact_due_at as at, c.id
                                  from complaints.complaint c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and (:alarms or (c.contacted_at is null and c.contact_owed))
                                   and (not :alarms
                                        or exists (select 1
                                                             from complaints.alarm a
                                                            where a.dealer_id = :dealer
                                                              and a.complaint_id = c.id
                                                              and a.raised_at is not null
                                                              and a.acknowledged_at is null
                                                              and (a.role, a.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store))
                                                              and (a.step <> 'WARNING'
                                                                   or (c.contacted_at is null and c.contact_owed and c.contact_due_at >= :now))))
                                   and (c.contact_due_at, c.id) < (:at, :id)
                                 order by c.contact_due_at desc, c.id desc
                                 limit :limit
                                """), asked, Optional.of(key))
                : byReceipt(jdbc.sql("""
                                select c.received_at as at, c.id
                                  from complaints.complaint c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and (not :mine or c.recorded_by = :staff or c.contacted_by = :staff)
                                   and (not :contacted or c.contacted_at is not null)
                                   and (not :open or c.closed_at is null)
                                   and (not :handled or c.handler_id = :staff)
                                   and (not :missed
                                        or exists (select 1
                                                     from complaints.missed_deadline m
                                                    where m.dealer_id = :dealer
                                                      and m.complaint_id = c.id
                                                      and m.rule = :rule))
                                   and (c.received_at, c.id) > (:at, :id)
                                 order by c.received_at, c.id
                                 limit :limit
                                """), asked, Optional.of(key));
    }

    private static List<RowKey> byDeadline(JdbcClient.StatementSpec statement, Asked asked, Optional<RowKey> key) {
        var concerned = ComplaintAlarms.Concerned.of(asked.actor());
        return keys(
                statement
                        .param("alarms", asked.view() == ComplaintView.ALARMS)
                        .param("roles", concerned.roleNames())
                        .param("roleStores", concerned.ofStores())
                        .param("now", Timestamp.from(asked.now())),
                asked,
                key);
    }

    private static List<RowKey> byReceipt(JdbcClient.StatementSpec statement, Asked asked, Optional<RowKey> key) {
        return keys(
                statement
                        .param("mine", asked.view() == ComplaintView.MINE)
                        .param("staff", asked.actor().staffId())
                        .param("contacted", asked.view() == ComplaintView.CONTACTED)
                        .param("open", asked.view() == ComplaintView.OPEN || asked.view() == ComplaintView.HANDLED)
                        .param("handled", asked.view() == ComplaintView.HANDLED)
                        .param("missed", asked.view() == ComplaintView.BREACHED)
                        .param("rule", ComplaintRules.FIRST_CONTACT),
                asked,
                key);
    }

    private static List<RowKey> keys(JdbcClient.StatementSpec statement, Asked asked, Optional<RowKey> key) {
        return statement
                .param("dealer", asked.actor().dealerId())
                .param("stores", asked.stores().toArray(UUID[]::new))
                .param("at", key.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", key.map(RowKey::id).orElse(null))
                .param("limit", asked.limit())
                .query((row, _) -> new RowKey(row.getTimestamp("at").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }

    /** What the desk shows: clocks that run, and what the person has to take note of. */
    List<ComplaintClock> clocks(Actor actor, List<UUID> stores, Instant now, int limit) {
        var concerned = ComplaintAlarms.Concerned.of(actor);
        return jdbc.sql("""
                        select f.id, f.number, f.store_id, s.name as store, s.zone, f.source, f.kind, f.grievance_solved,
                               coalesce(k.name, f.complainant_name, '') as customer, v.plate, f.content, f.received_at, f.contact_due_at, f.contacted_at,
                               f.state, f.grade, f.crisis_since, f.contact_owed, f.contact_due_at < :now as missed,
                               r.name as received_by, f.alarmed
                          from (select c.id, c.number, c.store_id, c.source, c.kind, c.grievance_solved, c.customer_id, c.vehicle_id, c.content,
                                       c.received_at, c.contact_due_at, c.contacted_at, c.recorded_by, c.complainant_name, c.state, c.grade, c.crisis_since,
                                       c.contact_owed, false as alarmed
                                  from complaints.complaint c
                                 where c.dealer_id = :dealer
                                   and c.store_id = any(:stores)
                                   and c.contacted_at is null
                                   and c.contact_owed
                                   and not exists (select 1
                                                     from complaints.alarm x
                                                    where x.dealer_id = :dealer
                                                      and x.complaint_id = c.id
                                                      and x.raised_at is not null
                                                      and x.acknowledged_at is null
                                                      and (x.role, x.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store)))
                                union all
                                select w.id, w.number, w.store_id, w.source, w.kind, w.grievance_solved, w.customer_id, w.vehicle_id, w.content,
                                       w.received_at, w.contact_due_at, w.contacted_at, w.recorded_by, w.complainant_name, w.state, w.grade, w.crisis_since,
                                       w.contact_owed, true as alarmed
                                  from complaints.complaint w
                                 where w.dealer_id = :dealer
                                   and w.store_id = any(:stores)
                                   and w.id in (select a.complaint_id
                                                  from complaints.alarm a
                                                 where a.dealer_id = :dealer
                                                   and a.raised_at is not null
                                                   and a.acknowledged_at is null
                                                   and (a.role, a.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store))
                                                   and (a.step <> 'WARNING' or (w.contacted_at is null and w.contact_owed)))
                                 order by contact_due_at, id
                                 limit :limit) f
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = f.store_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = f.customer_id
                          join organisation.report_staff r on r.dealer_id = :dealer and r.staff_id = f.recorded_by
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = f.vehicle_id
                         order by f.contact_due_at, f.id
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", stores.toArray(UUID[]::new))
                .param("roles", concerned.roleNames())
                .param("roleStores", concerned.ofStores())
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) ->
                        new ComplaintClock(line(row), row.getString("received_by"), row.getBoolean("alarmed")))
                .list();
    }

    private List<ComplaintLine> lines(int dealer, List<UUID> ids, ComplaintView view) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var byDeadline = Comparator.comparing(ComplaintLine::contactDueAt).thenComparing(ComplaintReader::unsigned);
        var byReceipt = Comparator.comparing(ComplaintLine::receivedAt).thenComparing(ComplaintReader::unsigned);
        return jdbc
                .sql("""
                        select c.id, c.number, c.store_id, s.name as store, s.zone, c.source, c.kind, c.grievance_solved,
                               coalesce(k.name, c.complainant_name, '') as customer, v.plate, c.content, c.received_at, c.contact_due_at, c.contacted_at,
                               c.state, c.grade, c.crisis_since, c.contact_owed,
                               m.complaint_id is not null as missed
                          from complaints.complaint c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join complaints.missed_deadline m on m.dealer_id = :dealer and m.complaint_id = c.id and m.rule = :rule
                         where c.dealer_id = :dealer
                           and c.id = any(:ids)
                        """)
                .param("dealer", dealer)
                .param("ids", ids.toArray(UUID[]::new))
                .param("rule", ComplaintRules.FIRST_CONTACT)
                .query((row, _) -> line(row))
                .stream()
                .sorted(view.byDeadline() ? byDeadline : byReceipt.reversed())
                .toList();
    }

    /** Java compares identifiers as signed numbers, the database as bytes. */
    private static String unsigned(ComplaintLine line) {
        return line.id().toString();
    }

    private static ComplaintLine line(ResultSet row) throws SQLException {
        return new ComplaintLine(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                ComplaintSource.valueOf(row.getString("source")),
                ComplaintKind.valueOf(row.getString("kind")),
                row.getBoolean("grievance_solved"),
                row.getString("customer"),
                Optional.ofNullable(row.getString("plate")),
                row.getString("content"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("contact_due_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("contacted_at")).map(Timestamp::toInstant),
                row.getBoolean("missed"),
                CaseState.valueOf(row.getString("state")),
                Grade.valueOf(row.getString("grade")),
                row.getTimestamp("crisis_since") != null,
                row.getBoolean("contact_owed"));
    }

    Optional<ComplaintFile> file(int dealer, UUID id, List<UUID> stores, List<ComplaintFile.Alarm> alarms) {
        return file(dealer, id, stores, log(dealer, id), alarms);
    }

    /** @param log of the complaint, the latest first */
    Optional<ComplaintFile> file(
            int dealer, UUID id, List<UUID> stores, List<ComplaintFile.LogLine> log, List<ComplaintFile.Alarm> alarms) {
        return jdbc.sql("""
                        select c.id, c.number, c.store_id, s.name as store, s.zone, c.source, c.kind, c.grievance_solved,
                               coalesce(k.name, c.complainant_name, '') as customer, v.plate, c.content, c.received_at, c.contact_due_at, c.contacted_at,
                               c.state, c.grade, c.crisis_since, c.contact_owed,
                               m.complaint_id is not null as missed,
                               c.customer_id, coalesce(k.phone, c.complainant_phone) as phone, c.vehicle_id, v.brand, v.series, v.model, c.order_id, o.order_no,
                               a.name as advisor, c.task_id, c.recorded_at, r.name as recorded_by, b.name as contacted_by, m.missed_at,
                               c.version
                          from complaints.complaint c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          join organisation.report_staff r on r.dealer_id = :dealer and r.staff_id = c.recorded_by
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = c.contacted_by
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = c.order_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = o.advisor_id
                          left join complaints.missed_deadline m on m.dealer_id = :dealer and m.complaint_id = c.id and m.rule = :rule
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("stores", stores.toArray(UUID[]::new))
                .param("rule", ComplaintRules.FIRST_CONTACT)
                .query((row, _) -> file(row, log, alarms))
                .optional();
    }

    private static ComplaintFile file(ResultSet row, List<ComplaintFile.LogLine> log, List<ComplaintFile.Alarm> alarms)
            throws SQLException {
        var car = CarName.of(row.getString("brand"), row.getString("series"), row.getString("model"));
        return new ComplaintFile(
                line(row),
                Optional.ofNullable(row.getObject("customer_id", UUID.class)),
                Optional.ofNullable(row.getString("phone")),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                car.isEmpty() ? Optional.empty() : Optional.of(car),
                Optional.ofNullable(row.getObject("order_id", UUID.class)),
                Optional.ofNullable(row.getString("order_no")),
                Optional.ofNullable(row.getString("advisor")),
                Optional.ofNullable(row.getObject("task_id", UUID.class)),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("recorded_by"),
                Optional.ofNullable(row.getString("contacted_by")),
                Optional.ofNullable(row.getTimestamp("missed_at")).map(Timestamp::toInstant),
                row.getInt("version"),
                log,
                alarms);
    }

    private List<ComplaintFile.LogLine> log(int dealer, UUID complaint) {
        var log = jdbc.sql("""
                        select l.at, l.recorded_at, p.name as staff, l.what, l.words
                          from complaints.log l
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = l.staff_id
                         where l.dealer_id = :dealer
                           and l.complaint_id in (select c.id
                                                    from complaints.complaint c
                                                   where c.dealer_id = :dealer
                                                     and (c.id = :complaint or c.merged_into = :complaint))
                         order by l.at, l.id
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) -> new ComplaintFile.LogLine(
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("recorded_at").toInstant(),
                        Optional.ofNullable(row.getString("staff")),
                        row.getString("what"),
                        Optional.ofNullable(row.getString("words"))))
                .list();
        return log.reversed();
    }
}
