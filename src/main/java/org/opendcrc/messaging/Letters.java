package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.RowKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of letters. */
@Repository
class Letters {

    private final JdbcClient jdbc;
    private final Settings settings;

    Letters(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** A letter for a text that could not be written; a second time changes nothing. */
    void owe(int dealer, UUID store, UUID customer, String cause, UUID causeId, String reason, Instant at) {
        jdbc.sql("""
                insert into messaging.letter (dealer_id, id, store_id, customer_id, cause, cause_id, reason, owed_at, state)
                values (:dealer, :id, :store, :customer, :cause, :causeId, :reason, :at, 'OWED')
                on conflict (dealer_id, cause, cause_id) do nothing
                """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("store", store)
                .param("customer", customer)
                .param("cause", cause)
                .param("causeId", causeId)
                .param("reason", reason)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** A letter for a service text of the house that was not sent; what a person wrote he looks after himself. */
    void oweFor(int dealer, UUID text, UUID store, String reason, Instant at) {
        if (reason.equals("no-gateway") && !settings.of(store).flag(TextSettings.LETTER_WITHOUT_GATEWAY)) {
            return;
        }
        jdbc.sql("""
                insert into messaging.letter (dealer_id, id, store_id, customer_id, text_id, cause, cause_id, reason, owed_at, state)
                select t.dealer_id, cast(:id as uuid), t.store_id, t.customer_id, t.id, t.cause, t.cause_id, :reason, :at, 'OWED'
                  from messaging.text t
                 where t.dealer_id = :dealer
                   and t.id = :text
                   and t.class = 'SERVICE'
                   and t.written_by is null
                   and t.customer_id is not null
                on conflict (dealer_id, cause, cause_id) do nothing
                """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("text", text)
                .param("reason", reason)
                .param("at", Timestamp.from(at))
                .update();
    }

    List<LetterLine> list(int dealer, List<UUID> stores, LetterLine.State state, Optional<RowKey> after, int limit) {
        return jdbc.sql("""
                        select l.id, l.store_id, s.name as store, s.zone, l.customer_id, c.name as customer, c.kind, c.sex, c.customer_no,
                               c.province, c.city, c.address, c.postcode, l.cause, l.cause_id, l.reason, l.owed_at, l.state, l.printing_id,
                               l.printed_at, l.closed_at, p.name as printed_by, d.name as closed_by, l.text_id
                          from messaging.letter l
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = l.store_id
                          join customers.card c on c.dealer_id = :dealer and c.customer_id = l.customer_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = l.printed_by
                          left join organisation.report_staff d on d.dealer_id = :dealer and d.staff_id = l.closed_by
                         where l.dealer_id = :dealer
                           and l.store_id = any(:stores)
                           and l.state = :state
                           and (:at::timestamptz is null or (l.owed_at, l.id) > (:at, :id::uuid))
                         order by l.owed_at, l.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("state", state.name())
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query(Letters::line)
                .list();
    }

    Map<LetterLine.State, Integer> counts(int dealer, List<UUID> stores) {
        return jdbc
                .sql("""
                        select l.state, count(*)::int as n
                          from messaging.letter l
                         where l.dealer_id = :dealer
                           and l.store_id = any(:stores)
                         group by l.state
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(LetterLine.State.valueOf(row.getString("state")), row.getInt("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Holds those letters of those stores that are still open, so that nobody prints or sends them a second time meanwhile. */
    List<LetterLine> lock(int dealer, List<UUID> stores, Collection<UUID> ids) {
        var held = jdbc.sql("""
                        select l.id
                          from messaging.letter l
                         where l.dealer_id = :dealer
                           and l.store_id = any(:stores)
                           and l.id = any(:ids)
                           and l.state in ('OWED', 'PRINTED')
                         order by l.id
                           for update
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        return jdbc.sql("""
                        select l.id, l.store_id, s.name as store, s.zone, l.customer_id, c.name as customer, c.kind, c.sex, c.customer_no,
                               c.province, c.city, c.address, c.postcode, l.cause, l.cause_id, l.reason, l.owed_at, l.state, l.printing_id,
                               l.printed_at, l.closed_at, null as printed_by, null as closed_by, l.text_id
                          from messaging.letter l
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = l.store_id
                          join customers.card c on c.dealer_id = :dealer and c.customer_id = l.customer_id
                         where l.dealer_id = :dealer
                           and l.id = any(:ids)
                         order by l.owed_at, l.id
                        """)
                .param("dealer", dealer)
                .param("ids", held.toArray(UUID[]::new))
                .query(Letters::line)
                .list();
    }

    void printed(int dealer, UUID id, UUID printing, String body, int version, UUID by, Instant at) {
        jdbc.sql("""
                update messaging.letter l
                   set state = 'PRINTED', body = :body, template_version = :version, printing_id = :printing, printed_at = :at, printed_by = :by
                 where l.dealer_id = :dealer
                   and l.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("printing", printing)
                .param("body", body)
                .param("version", version)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    void close(int dealer, List<UUID> ids, LetterLine.State state, UUID by, Instant at) {
        jdbc.sql("""
                update messaging.letter l
                   set state = :state, closed_at = :at, closed_by = :by
                 where l.dealer_id = :dealer
                   and l.id = any(:ids)
                """)
                .param("dealer", dealer)
                .param("ids", ids.toArray(UUID[]::new))
                .param("state", state.name())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What was printed together, in the order of the list. */
    List<LetterSheet> printing(int dealer, List<UUID> stores, UUID printing) {
        return jdbc.sql("""
                        select l.id, s.name as store, s.zone, c.name as customer, c.province, c.city, c.address, c.postcode, l.body, l.printed_at
                          from messaging.letter l
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = l.store_id
                          join customers.card c on c.dealer_id = :dealer and c.customer_id = l.customer_id
                         where l.dealer_id = :dealer
                           and l.store_id = any(:stores)
                           and l.printing_id = :printing
                         order by l.owed_at, l.id
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("printing", printing)
                .query((row, _) -> new LetterSheet(
                        row.getObject("id", UUID.class),
                        row.getString("store"),
                        row.getString("customer"),
                        address(row),
                        Optional.ofNullable(row.getString("postcode")),
                        row.getString("body"),
                        row.getTimestamp("printed_at")
                                .toInstant()
                                .atZone(ZoneId.of(row.getString("zone")))
                                .toLocalDate()))
                .list();
    }

    private static LetterLine line(ResultSet row, int number) throws SQLException {
        return new LetterLine(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_no"),
                row.getString("customer"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                address(row),
                Optional.ofNullable(row.getString("postcode")),
                row.getString("cause"),
                row.getObject("cause_id", UUID.class),
                row.getString("reason"),
                row.getTimestamp("owed_at").toInstant(),
                LetterLine.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("printing_id", UUID.class)),
                Optional.ofNullable(row.getTimestamp("printed_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("printed_by")),
                Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("closed_by")),
                Optional.ofNullable(row.getObject("text_id", UUID.class)));
    }

    /** Province, city and street as they stand on an envelope; empty if the dealer knows no street. */
    private static Optional<String> address(ResultSet row) throws SQLException {
        var street = row.getString("address");
        if (street == null || street.isBlank()) {
            return Optional.empty();
        }
        var province = Optional.ofNullable(row.getString("province")).orElse("");
        var city = Optional.ofNullable(row.getString("city")).orElse("");
        return Optional.of((street.startsWith(province) ? "" : province)
                + (city.equals(province) || street.contains(city) ? "" : city)
                + street);
    }
}
