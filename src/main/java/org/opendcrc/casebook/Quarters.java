package org.opendcrc.casebook;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The quarters whose causes are gone through. */
@Repository
class Quarters {

    private final JdbcClient jdbc;

    Quarters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A store, and what it has of quarters.
     *
     * @param last the last one that is there
     * @param first the day of its first complaint
     */
    record Store(UUID id, ZoneId zone, Optional<LocalDate> last, Optional<LocalDate> first) {

        /** Which quarter is next at a moment: the one after the last; at the beginning none that ended before the present one's forerunner. */
        Optional<LocalDate> next(Instant now) {
            if (last.isPresent()) {
                return last.map(Quarter::after);
            }
            var before = Quarter.of(now.atZone(zone).toLocalDate()).minusMonths(3);
            return first.map(Quarter::of).map(it -> it.isBefore(before) ? before : it);
        }
    }

    List<Store> stores(int dealer) {
        return jdbc.sql("""
                        select s.store_id, s.zone,
                               (select max(q.begins) from casebook.quarter q where q.dealer_id = :dealer and q.store_id = s.store_id) as last,
                               (select min(c.received_at) from complaints.report_complaint c where c.dealer_id = :dealer and c.store_id = s.store_id) as first
                          from organisation.report_store s
                         where s.dealer_id = :dealer
                         order by s.code
                        """)
                .param("dealer", dealer)
                .query((row, _) -> {
                    var zone = ZoneId.of(row.getString("zone"));
                    return new Store(
                            row.getObject("store_id", UUID.class),
                            zone,
                            Optional.ofNullable(row.getObject("last", LocalDate.class)),
                            Optional.ofNullable(row.getTimestamp("first"))
                                    .map(it -> it.toInstant().atZone(zone).toLocalDate()));
                })
                .list();
    }

    void open(int dealer, UUID store, LocalDate begins, LocalDate dueOn) {
        jdbc.sql("""
                        insert into casebook.quarter (dealer_id, store_id, begins, due_on)
                        values (:dealer, :store, :begins, :due)
                        on conflict (dealer_id, store_id, begins) do nothing
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("begins", Date.valueOf(begins))
                .param("due", Date.valueOf(dueOn))
                .update();
    }

    /** The latest first. */
    List<Quarter> list(int dealer, List<UUID> stores, int limit) {
        return jdbc.sql("""
                        select q.store_id, s.name as store, s.zone, q.begins, q.due_on, q.analysed_at, a.name as analysed_by, g.name as with_whom,
                               q.findings, q.targets, q.plan_due_on, q.plan_at, b.name as plan_by, q.plan, q.analysis_missed_at, q.plan_missed_at
                          from casebook.quarter q
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = q.store_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = q.analysed_by
                          left join organisation.report_staff g on g.dealer_id = :dealer and g.staff_id = q.general_manager_id
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = q.plan_by
                         where q.dealer_id = :dealer
                           and q.store_id = any(:stores)
                         order by q.begins desc, s.code
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, _) -> quarter(row))
                .list();
    }

    private static Quarter quarter(ResultSet row) throws SQLException {
        return new Quarter(
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("begins", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                moment(row, "analysed_at"),
                text(row, "analysed_by"),
                text(row, "with_whom"),
                text(row, "findings"),
                text(row, "targets"),
                Optional.ofNullable(row.getObject("plan_due_on", LocalDate.class)),
                moment(row, "plan_at"),
                text(row, "plan_by"),
                text(row, "plan"),
                row.getTimestamp("analysis_missed_at") != null,
                row.getTimestamp("plan_missed_at") != null);
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /** Answers whether it was still to be gone through. */
    boolean analysed(
            int dealer,
            UUID store,
            LocalDate begins,
            UUID staff,
            UUID generalManager,
            String findings,
            String targets,
            LocalDate planDueOn,
            Instant now) {
        return jdbc.sql("""
                        update casebook.quarter q
                           set analysed_at = :now, analysed_by = :staff, general_manager_id = :boss, findings = :findings, targets = :targets,
                               plan_due_on = :due
                         where q.dealer_id = :dealer
                           and q.store_id = :store
                           and q.begins = :begins
                           and q.analysed_at is null
                        """)
                        .param("dealer", dealer)
                        .param("store", store)
                        .param("begins", Date.valueOf(begins))
                        .param("staff", staff)
                        .param("boss", generalManager)
                        .param("findings", findings)
                        .param("targets", targets)
                        .param("due", Date.valueOf(planDueOn))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Answers whether a plan was owed. */
    boolean planned(int dealer, UUID store, LocalDate begins, UUID staff, String plan, Instant now) {
        return jdbc.sql("""
                        update casebook.quarter q
                           set plan_at = :now, plan_by = :staff, plan = :plan
                         where q.dealer_id = :dealer
                           and q.store_id = :store
                           and q.begins = :begins
                           and q.analysed_at is not null
                           and q.plan_at is null
                        """)
                        .param("dealer", dealer)
                        .param("store", store)
                        .param("begins", Date.valueOf(begins))
                        .param("staff", staff)
                        .param("plan", plan)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** What runs of a quarter: until when it is gone through, then until when there is a plan. */
    record Running(UUID store, LocalDate begins, boolean plan, Instant tooLate) {}

    List<Running> running(int dealer) {
        return jdbc.sql("""
                        select q.store_id, q.begins, q.analysed_at is not null as plan, coalesce(q.plan_due_on, q.due_on) as last_day, s.zone
                          from casebook.quarter q
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = q.store_id
                         where q.dealer_id = :dealer
                           and ((q.analysed_at is null and q.analysis_missed_at is null)
                                or (q.analysed_at is not null and q.plan_at is null and q.plan_missed_at is null))
                         order by q.begins, q.store_id
                        """)
                .param("dealer", dealer)
                .query((row, _) -> new Running(
                        row.getObject("store_id", UUID.class),
                        row.getObject("begins", LocalDate.class),
                        row.getBoolean("plan"),
                        Quarter.tooLate(row.getObject("last_day", LocalDate.class), ZoneId.of(row.getString("zone")))))
                .list();
    }

    void missed(int dealer, Running it) {
        jdbc.sql("""
                        update casebook.quarter q
                           set analysis_missed_at = case when :plan then q.analysis_missed_at else coalesce(q.analysis_missed_at, :at) end,
                               plan_missed_at = case when :plan then coalesce(q.plan_missed_at, :at) else q.plan_missed_at end
                         where q.dealer_id = :dealer
                           and q.store_id = :store
                           and q.begins = :begins
                        """)
                .param("dealer", dealer)
                .param("store", it.store())
                .param("begins", Date.valueOf(it.begins()))
                .param("plan", it.plan())
                .param("at", Timestamp.from(it.tooLate()))
                .update();
    }

    record Boss(UUID id, String name, UUID store) {}

    List<Boss> bosses(int dealer, List<UUID> stores) {
        return jdbc.sql("""
                        select r.staff_id, r.name, r.store_id
                          from organisation.report_role r
                         where r.dealer_id = :dealer
                           and r.store_id = any(:stores)
                           and r.role = 'GENERAL_MANAGER'
                         order by r.name, r.staff_id
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new Boss(
                        row.getObject("staff_id", UUID.class),
                        row.getString("name"),
                        row.getObject("store_id", UUID.class)))
                .list();
    }
}
