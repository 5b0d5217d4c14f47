package org.opendcrc.casebook;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts cases; reads no customer's words but for the rows behind a figure. */
@Repository
class CaseFigures {

    private final JdbcClient jdbc;

    CaseFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Figures.Cell> cube(int dealer, List<UUID> stores, YearMonth from, YearMonth to) {
        return jdbc.sql("""
                        select date_trunc('month', c.received_at at time zone s.zone)::date as month, c.kind, coalesce(c.department, '') as department,
                               coalesce(c.root, '') as root, c.source, count(*) as cases,
                               count(*) filter (where c.contact_owed and c.contacted_in_time) as in_time,
                               count(*) filter (where c.contact_owed) as contactable,
                               count(*) filter (where c.state = 'CLOSED_SATISFIED') as satisfied,
                               count(*) filter (where c.closed_at is not null) as closed,
                               count(*) filter (where c.round > 1) as reopened,
                               coalesce(sum(ceil(extract(epoch from c.closed_at - c.received_at) / 86400)), 0)::bigint as days
                          from complaints.report_complaint c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.received_at >= (:from::date)::timestamp at time zone s.zone
                           and c.received_at < (:to::date)::timestamp at time zone s.zone
                         group by 1, 2, 3, 4, 5
                         order by 1, 2, 3, 4, 5
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("from", from.atDay(1))
                .param("to", to.plusMonths(1).atDay(1))
                .query((row, _) -> new Figures.Cell(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getString("kind"),
                        row.getString("department"),
                        row.getString("root"),
                        row.getString("source"),
                        row.getLong("cases"),
                        row.getLong("in_time"),
                        row.getLong("contactable"),
                        row.getLong("satisfied"),
                        row.getLong("closed"),
                        row.getLong("reopened"),
                        row.getLong("days")))
                .list();
    }

    /** RP-23: how many cases are open, by the days begun since receipt, and how many of them have a clock that ran out. */
    record Open(int days, long cases, long over) {}

    List<Open> open(int dealer, List<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select ceil(extract(epoch from :now - c.received_at) / 86400)::int as days, count(*) as cases,
                               count(*) filter (where c.first_contact_missed_at is not null
                                                   or exists (select 1
                                                                from complaints.paper_deadline d
                                                               where d.dealer_id = :dealer
                                                                 and d.complaint_id = c.complaint_id
                                                                 and d.missed_at is not null
                                                                 and d.met_at is null)) as over
                          from complaints.report_complaint c
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.closed_at is null
                         group by 1
                         order by 1
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Open(row.getInt("days"), row.getLong("cases"), row.getLong("over")))
                .list();
    }

    /** Which cases are behind a figure. */
    record Behind(
            Optional<YearMonth> from,
            Optional<YearMonth> to,
            Optional<Figures.By> by,
            String value,
            boolean openOnly,
            int daysFrom,
            int daysTo) {}

    List<CaseRow> rows(int dealer, List<UUID> stores, Behind behind, Instant now, int limit) {
        return jdbc.sql("""
                        select c.complaint_id, c.number, c.store_id, s.name as store, s.zone, c.received_at, c.closed_at, c.kind,
                               coalesce(c.department, '') as department, coalesce(c.root, '') as root, c.source, c.state, k.name as customer
                          from complaints.report_complaint c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and (:from::date is null or c.received_at >= (:from::date)::timestamp at time zone s.zone)
                           and (:to::date is null or c.received_at < (:to::date)::timestamp at time zone s.zone)
                           and (:by <> 'KIND' or c.kind = :value)
                           and (:by <> 'DEPARTMENT' or coalesce(c.department, '') = :value)
                           and (:by <> 'CAUSE' or coalesce(c.root, '') = :value)
                           and (:by <> 'SOURCE' or c.source = :value)
                           and (not :open or c.closed_at is null)
                           and (not :open or ceil(extract(epoch from :now - c.received_at) / 86400) between :daysFrom and :daysTo)
                         order by c.received_at desc, c.complaint_id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("from", behind.from().map(it -> it.atDay(1)).orElse(null))
                .param("to", behind.to().map(it -> it.plusMonths(1).atDay(1)).orElse(null))
                .param("by", behind.by().map(Enum::name).orElse(""))
                .param("value", behind.value())
                .param("open", behind.openOnly())
                .param("daysFrom", behind.daysFrom())
                .param("daysTo", behind.daysTo())
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new CaseRow(
                        row.getObject("complaint_id", UUID.class),
                        row.getString("number"),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getTimestamp("received_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
                        row.getString("kind"),
                        row.getString("department"),
                        row.getString("root"),
                        row.getString("source"),
                        row.getString("state"),
                        Optional.ofNullable(row.getString("customer"))))
                .list();
    }
}
