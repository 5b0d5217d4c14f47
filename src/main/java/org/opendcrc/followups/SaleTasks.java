package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sales that came in and brings their open calls into line, in pages; its cost follows the rows of the run. */
@Repository
class SaleTasks {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    SaleTasks(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /**
     * A sale as it stands.
     *
     * @param pickedUpOn may lie ahead; none where nobody knows
     */
    record Sale(
            UUID id,
            OwedTasks.Key key,
            String number,
            LocalDate dealtOn,
            Optional<LocalDate> pickedUpOn,
            Optional<UUID> consultant,
            boolean valid) {

        UUID store() {
            return key.storeId();
        }
    }

    record OpenTask(UUID taskId, UUID contactId, Sale sale) {}

    /** @param round one more than the calls that it owed before */
    record Sold(Sale sale, int round) {}

    record Correction(UUID taskId, UUID contactId, Sale sale, Instant happened, OwedCallBook.Window window) {}

    /** Open calls whose sale the run has changed, by task. */
    List<OpenTask> openOfChangedSales(int dealer, UUID run, UUID after, int limit) {
        return jdbc.sql("""
                        select t.id as task_id, t.contact_id, s.sale_id, s.store_id, s.customer_id, s.vehicle_id, s.sale_no, s.dealt_on,
                               s.delivered_on, s.consultant_id, s.status
                          from vehicles.report_sale s
                          join followups.task t on t.dealer_id = :dealer and t.kind = 'SALES' and t.subject_id = s.sale_id
                         where s.dealer_id = :dealer
                           and s.changed_in_run = :run
                           and t.state in ('PENDING', 'RETRY')
                           and t.id > :after
                         order by t.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new OpenTask(
                        row.getObject("task_id", UUID.class), row.getObject("contact_id", UUID.class), sale(row)))
                .list();
    }

    /**
     * Sales that the run made owe a call, and that have neither an open nor an answered one, nor were called about elsewhere, by sale. One
     * that was returned and is valid again has only withdrawn ones.
     */
    List<Sold> sold(int dealer, UUID run, UUID after, int limit) {
        return jdbc.sql("""
                        select s.sale_id, s.store_id, s.customer_id, s.vehicle_id, s.sale_no, s.dealt_on, s.delivered_on, s.consultant_id, s.status,
                               (select count(*) + 1
                                  from followups.task r
                                 where r.dealer_id = :dealer
                                   and r.kind = 'SALES'
                                   and r.subject_id = s.sale_id) as round
                          from vehicles.report_sale s
                         where s.dealer_id = :dealer
                           and s.changed_in_run = :run
                           and s.sold_in_run = :run
                           and s.status = 'VALID'
                           and s.sale_id > :after
                           and not exists (select 1
                                             from followups.task t
                                            where t.dealer_id = :dealer
                                              and t.kind = 'SALES'
                                              and t.subject_id = s.sale_id
                                              and t.state <> 'CANCELLED')
                           and not exists (select 1
                                             from followups.call_history h
                                            where h.dealer_id = :dealer
                                              and h.subject_id = s.sale_id
                                              and h.outcome in ('SATISFIED', 'DISSATISFIED', 'SMS'))
                         order by s.sale_id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Sold(sale(row), row.getInt("round")))
                .list();
    }

    /** An open call has the facts of its sale; a deadline that moved ahead is not missed any more. */
    void correct(int dealer, List<Correction> corrections, Instant at) {
        batch.batchUpdate(
                """
                update followups.task t
                   set contact_id = ?, subject_no = ?, happened_at = ?, advisor_id = ?, due_from = ?, due_at = ?, fades_at = ?,
                       overdue_since = case when ? then t.overdue_since end,
                       faded_since = case when ? then t.faded_since end,
                       version = t.version + 1
                 where t.dealer_id = ?
                   and t.id = ?
                   and t.state in ('PENDING', 'RETRY')
                """,
                corrections.stream()
                        .map(it -> new @Nullable Object[] {
                            it.contactId(),
                            it.sale().number(),
                            Timestamp.from(it.happened()),
                            it.sale().consultant().orElse(null),
                            Timestamp.from(it.window().from()),
                            Timestamp.from(it.window().due()),
                            Timestamp.from(it.window().fades()),
                            !it.window().due().isAfter(at),
                            !it.window().fades().isAfter(at),
                            dealer,
                            it.taskId()
                        })
                        .toList());
    }

    /** Lists sort and filter by the day on which the car was picked up, made or planned. */
    void rememberPickUps(int dealer, UUID run) {
        jdbc.sql("""
                        update followups.task t
                           set picked_up_at = f.picked_up_at,
                               version = t.version + 1
                          from (select s.sale_id, s.delivered_on::timestamp at time zone o.zone as picked_up_at
                                  from vehicles.report_sale s
                                  join organisation.report_store o on o.dealer_id = :dealer and o.store_id = s.store_id
                                 where s.dealer_id = :dealer
                                   and s.changed_in_run = :run) f
                         where t.dealer_id = :dealer
                           and t.kind = 'SALES'
                           and t.subject_id = f.sale_id
                           and t.state in ('PENDING', 'RETRY')
                           and t.picked_up_at is distinct from f.picked_up_at
                        """).param("dealer", dealer).param("run", run).update();
    }

    private static Sale sale(ResultSet row) throws SQLException {
        return new Sale(
                row.getObject("sale_id", UUID.class),
                new OwedTasks.Key(
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        Optional.of(row.getObject("vehicle_id", UUID.class))),
                row.getString("sale_no"),
                row.getObject("dealt_on", LocalDate.class),
                Optional.ofNullable(row.getObject("delivered_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("consultant_id", UUID.class)),
                row.getString("status").equals("VALID"));
    }
}
