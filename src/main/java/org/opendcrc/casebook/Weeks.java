package org.opendcrc.casebook;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The weekly summaries that were posted. */
@Repository
class Weeks {

    /** On the Monday after, before the house opens. */
    static final LocalTime POSTED = LocalTime.of(8, 30);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Weeks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A store's first week that is not posted yet; empty while there was no complaint. */
    record Next(UUID store, ZoneId zone, LocalDate monday) {

        Instant at() {
            return posted(monday, zone);
        }
    }

    static Instant posted(LocalDate monday, ZoneId zone) {
        return monday.plusDays(7).atTime(POSTED).atZone(zone).toInstant();
    }

    List<Next> next(int dealer) {
        return jdbc
                .sql("""
                        select s.store_id, s.zone,
                               (select max(w.monday) from casebook.week w where w.dealer_id = :dealer and w.store_id = s.store_id) as last,
                               (select min(c.received_at) from complaints.report_complaint c where c.dealer_id = :dealer and c.store_id = s.store_id) as first
                          from organisation.report_store s
                         where s.dealer_id = :dealer
                         order by s.code
                        """)
                .param("dealer", dealer)
                .query((row, _) -> {
                    var zone = ZoneId.of(row.getString("zone"));
                    var last = Optional.ofNullable(row.getObject("last", LocalDate.class))
                            .map(it -> it.plusDays(7));
                    var first = Optional.ofNullable(row.getTimestamp("first"))
                            .map(it -> monday(it.toInstant().atZone(zone).toLocalDate()));
                    var store = row.getObject("store_id", UUID.class);
                    return last.or(() -> first).map(it -> new Next(store, zone, it));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }

    /** The cases of a week as they stood when it ended, whatever was done with them since and whenever it is posted. */
    List<WeekSummary.Row> rows(int dealer, UUID store, LocalDate monday, ZoneId zone) {
        var end = monday.plusDays(7).atStartOfDay(zone).toInstant();
        return jdbc.sql("""
                        select c.number, c.received_at, coalesce(k.name, c.complainant_name, '') as customer, c.complainant, c.kind,
                               coalesce(case when k2.kept then s.department else c.department end, '') as department,
                               case when k2.kept then coalesce(s.state, 'RECEIVED') else c.state end as state,
                               case when k2.kept then coalesce(s.round, 1) else c.round end as round, c.closed_at,
                               coalesce(case when k2.kept then s.result else coalesce(c.remedy, c.closing_words) end, '') as result, c.contact_owed or c.contacted_at is not null as contact_owed, c.contacted_at,
                               c.contact_due_at
                          from complaints.paper c
                          left join lateral (select h.state, h.round, h.department, h.result
                                               from complaints.paper_state h
                                              where h.dealer_id = :dealer
                                                and h.complaint_id = c.complaint_id
                                                and h.at < :to
                                              order by h.at desc, h.id desc
                                              limit 1) s on true
                         cross join lateral (select exists (select 1 -- none are kept of what came from an older system
                                                              from complaints.paper_state h
                                                             where h.dealer_id = :dealer
                                                               and h.complaint_id = c.complaint_id) as kept) k2
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                         where c.dealer_id = :dealer
                           and c.store_id = :store
                           and c.received_at >= :from
                           and c.received_at < :to
                         order by c.received_at, c.complaint_id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("from", Timestamp.from(monday.atStartOfDay(zone).toInstant()))
                .param("to", Timestamp.from(end))
                .query((row, _) -> {
                    var received = row.getTimestamp("received_at").toInstant();
                    var closed = before(row.getTimestamp("closed_at"), end);
                    var contacted = before(row.getTimestamp("contacted_at"), end);
                    var contactDue = row.getTimestamp("contact_due_at").toInstant();
                    return new WeekSummary.Row(
                            row.getString("number"),
                            received.atZone(zone).toLocalDate(),
                            row.getString("customer"),
                            row.getString("complainant"),
                            row.getString("kind"),
                            row.getString("department"),
                            row.getString("state"),
                            row.getInt("round"),
                            CaseAges.days(received, closed.orElse(end)),
                            row.getString("result"),
                            row.getBoolean("contact_owed") && (contacted.isPresent() || contactDue.isBefore(end))
                                    ? Optional.of(contacted
                                            .filter(it -> !it.isAfter(contactDue))
                                            .isPresent())
                                    : Optional.empty());
                })
                .list();
    }

    private static Optional<Instant> before(@Nullable Timestamp at, Instant end) {
        return Optional.ofNullable(at).map(Timestamp::toInstant).filter(it -> it.isBefore(end));
    }

    /** Posts a week; one that is posted stays as it is. */
    void freeze(int dealer, UUID store, LocalDate monday, Instant at, List<WeekSummary.Row> rows) {
        jdbc.sql("""
                        insert into casebook.week (dealer_id, store_id, monday, frozen_at, rows)
                        values (:dealer, :store, :monday, :at, :rows)
                        on conflict (dealer_id, store_id, monday) do nothing
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("monday", monday)
                .param("at", Timestamp.from(at))
                .param("rows", json.writeValueAsString(rows))
                .update();
    }

    /** A week as it was posted. */
    record Posted(
            WeekSummary summary,
            Instant frozenAt,
            String words,
            String measures,
            List<PostedWeek.Signature> signatures) {}

    Optional<Posted> find(int dealer, UUID store, LocalDate monday) {
        return jdbc.sql("""
                        select w.frozen_at, w.rows, w.words, w.measures,
                               array(select g.role || '|' || p.name || '|' || extract(epoch from g.at)::bigint
                                       from casebook.week_signature g
                                       join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = g.staff_id
                                      where g.dealer_id = :dealer
                                        and g.store_id = w.store_id
                                        and g.monday = w.monday
                                      order by g.role) as signatures
                          from casebook.week w
                         where w.dealer_id = :dealer
                           and w.store_id = :store
                           and w.monday = :monday
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("monday", monday)
                .query((row, _) -> new Posted(
                        new WeekSummary(
                                monday, List.of(json.readValue(row.getString("rows"), WeekSummary.Row[].class))),
                        row.getTimestamp("frozen_at").toInstant(),
                        Optional.ofNullable(row.getString("words")).orElse(""),
                        Optional.ofNullable(row.getString("measures")).orElse(""),
                        Arrays.stream((Object[]) row.getArray("signatures").getArray())
                                .map(it -> it.toString().split("\\|", 3))
                                .map(it -> new PostedWeek.Signature(
                                        Role.valueOf(it[0]), it[1], Instant.ofEpochSecond(Long.parseLong(it[2]))))
                                .toList()))
                .optional();
    }

    /** The last weeks that were posted, the latest first. */
    List<LocalDate> last(int dealer, UUID store, int limit) {
        return jdbc.sql("""
                        select w.monday
                          from casebook.week w
                         where w.dealer_id = :dealer
                           and w.store_id = :store
                         order by w.monday desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("limit", limit)
                .query(LocalDate.class)
                .list();
    }

    boolean remark(int dealer, UUID store, LocalDate monday, String words, String measures) {
        return jdbc.sql("""
                        update casebook.week w
                           set words = :words, measures = :measures
                         where w.dealer_id = :dealer
                           and w.store_id = :store
                           and w.monday = :monday
                           and not exists (select 1
                                             from casebook.week_signature g
                                            where g.dealer_id = :dealer
                                              and g.store_id = :store
                                              and g.monday = :monday)
                        """)
                        .param("dealer", dealer)
                        .param("store", store)
                        .param("monday", monday)
                        .param("words", words)
                        .param("measures", measures)
                        .update()
                == 1;
    }

    boolean sign(int dealer, UUID store, LocalDate monday, Role role, UUID staff, Instant now) {
        return jdbc.sql("""
                        insert into casebook.week_signature (dealer_id, store_id, monday, role, staff_id, at)
                        values (:dealer, :store, :monday, :role, :staff, :now)
                        on conflict (dealer_id, store_id, monday, role) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("store", store)
                        .param("monday", monday)
                        .param("role", role.name())
                        .param("staff", staff)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }
}
