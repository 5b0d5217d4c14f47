package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the outbox. */
@Repository
class Texts {

    private final JdbcClient jdbc;

    Texts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The customer as he is addressed by that store.
     *
     * @throws NotFound if store or customer are not the dealer's
     */
    Addressee addressee(int dealer, UUID store, UUID customer) {
        return jdbc.sql("""
                        select s.name as store, c.name, c.kind, c.sex, c.sms_consent
                          from organisation.report_store s
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = :customer
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("customer", customer)
                .query((row, _) -> new Addressee(
                        row.getString("store"),
                        row.getString("name"),
                        row.getString("kind").equals("PERSON"),
                        row.getString("sex"),
                        row.getBoolean("sms_consent")))
                .optional()
                .orElseThrow(() -> new NotFound("store " + store + " or customer " + customer));
    }

    void add(int dealer, UUID id, TextRequest request, String body, int characters, Instant at) {
        jdbc.sql("""
                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id,
                                            state, written_at)
                values (:dealer, :id, :store, :customer, :phone, :body, :characters, :class, :cause, :causeId, 'QUEUED', :at)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", request.storeId())
                .param("customer", request.customerId())
                .param("phone", request.phoneE164())
                .param("body", body)
                .param("characters", characters)
                .param("class", request.textClass().name())
                .param("cause", request.cause())
                .param("causeId", request.causeId())
                .param("at", Timestamp.from(at))
                .update();
    }

    TextPage page(int dealer, List<UUID> stores, Optional<RowKey> after, Optional<RowKey> before, int limit) {
        var backwards = before.isPresent();
        var found = before.map(it -> before(dealer, stores, it, limit + 1).reversed())
                .orElseGet(() -> after(dealer, stores, after, limit + 1));
        var more = found.size() > limit;
        var shown = !more ? found : backwards ? found.subList(1, found.size()) : found.subList(0, limit);
        var first = shown.stream().findFirst().map(Texts::key);
        var last = shown.isEmpty() ? Optional.<RowKey>empty() : Optional.of(key(shown.getLast()));
        return new TextPage(
                shown,
                (backwards ? more : after.isPresent()) ? first : Optional.empty(),
                backwards || more ? last : Optional.empty());
    }

    private static RowKey key(TextLine line) {
        return new RowKey(line.writtenAt(), line.id());
    }

    private List<TextLine> after(int dealer, List<UUID> stores, Optional<RowKey> key, int limit) {
        return lines(jdbc.sql("""
                        select t.id, s.name as store, s.zone, t.customer_id, c.name as customer, t.phone, t.body, t.characters, t.state,
                               t.reason, t.channel, t.cause, t.cause_id, t.written_at
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and (:at::timestamptz is null or (t.written_at, t.id) < (:at, :id::uuid))
                         order by t.written_at desc, t.id desc
                         limit :limit
                        """), dealer, stores, key, limit);
    }

    /** The nearest first, so the caller turns them round. */
    private List<TextLine> before(int dealer, List<UUID> stores, RowKey key, int limit) {
        return lines(jdbc.sql("""
                        select t.id, s.name as store, s.zone, t.customer_id, c.name as customer, t.phone, t.body, t.characters, t.state,
                               t.reason, t.channel, t.cause, t.cause_id, t.written_at
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and (t.written_at, t.id) > (:at, :id)
                         order by t.written_at, t.id
                         limit :limit
                        """), dealer, stores, Optional.of(key), limit);
    }

    private static List<TextLine> lines(
            JdbcClient.StatementSpec statement, int dealer, List<UUID> stores, Optional<RowKey> key, int limit) {
        return statement
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("at", key.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", key.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> new TextLine(
                        row.getObject("id", UUID.class),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getObject("customer_id", UUID.class),
                        row.getString("customer"),
                        row.getString("phone"),
                        row.getString("body"),
                        row.getInt("characters"),
                        TextLine.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getString("channel")),
                        row.getString("cause"),
                        row.getObject("cause_id", UUID.class),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    /** Takes a waiting text for sending; empty if it waits no longer or another node has it in hand. */
    Optional<Waiting> claim(int dealer, UUID id) {
        return jdbc.sql("""
                        select t.id, t.phone, t.body, t.cause, t.cause_id
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.id = :id
                           and t.state = 'QUEUED'
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query(Texts::waiting)
                .optional();
    }

    /** Takes texts that have been waiting since {@code before} or longer, the oldest first. */
    List<Waiting> claimWaitingSince(int dealer, Instant before, int limit) {
        return jdbc.sql("""
                        select t.id, t.phone, t.body, t.cause, t.cause_id
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                           and t.written_at <= :before
                         order by t.written_at, t.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(Texts::waiting)
                .list();
    }

    /** When the text was written that has been waiting longest. */
    Optional<Instant> oldestWaiting(int dealer) {
        return jdbc.sql("""
                        select t.written_at
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                         order by t.written_at, t.id
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void decide(int dealer, UUID id, SmsChannel.Answer answer, String channel, Instant at) {
        jdbc.sql("""
                update messaging.text t
                   set state = :state, reason = :reason, channel = :channel, decided_at = :at
                 where t.dealer_id = :dealer
                   and t.id = :id
                   and t.state = 'QUEUED'
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", answer instanceof SmsChannel.Answer.Sent ? "SENT" : "NOT_SENT")
                .param("reason", answer instanceof SmsChannel.Answer.NotSent(var why) ? why : null)
                .param("channel", channel)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getObject("id", UUID.class),
                row.getString("phone"),
                row.getString("body"),
                row.getString("cause"),
                row.getObject("cause_id", UUID.class));
    }

    /** A text that waits for its sending; its row is locked. */
    record Waiting(UUID id, String phone, String body, String cause, UUID causeId) {}
}
