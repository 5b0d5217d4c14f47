package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.wire.Ear;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The marks of texts and their parts on the way through a gateway. */
@Repository
class TextMarks {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations many;

    TextMarks(JdbcClient jdbc, NamedParameterJdbcOperations many) {
        this.jdbc = jdbc;
        this.many = many;
    }

    /** A waiting text, locked, with what the law wants to know of it. A code that somebody asked for has no customer. */
    record Waiting(
            UUID id,
            UUID storeId,
            @Nullable UUID customerId,
            String phone,
            String body,
            TextClass textClass,
            Instant writtenAt,
            boolean begun) {}

    /**
     * Texts that wait for that line, locked, the most urgent first; what another node has in hand is skipped. A text of which a part has
     * gone by one line stays with it.
     */
    List<Waiting> waiting(int dealer, UUID gateway, Collection<TextClass> classes, Instant now, int limit) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.customer_id, t.phone, t.body, t.class, t.written_at, t.gateway_id is not null as begun
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                           and t.class = any(:classes)
                           and (t.gateway_id is null or t.gateway_id = :gateway)
                           and (t.not_before is null or t.not_before <= :now)
                         order by t.urgency, t.written_at, t.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("classes", classes.stream().map(Enum::name).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("phone"),
                        row.getString("body"),
                        TextClass.valueOf(row.getString("class")),
                        row.getTimestamp("written_at").toInstant(),
                        row.getBoolean("begun")))
                .list();
    }

    /** A part of a text. */
    record PartKey(UUID text, int part) {}

    void claim(int dealer, List<UUID> texts, UUID claim, Instant leaseUntil) {
        jdbc.sql("""
                update messaging.text t
                   set state = 'CLAIMED', claim = :claim, lease_until = :lease, waits_for = null, not_before = null
                 where t.dealer_id = :dealer
                   and t.id = any(:ids)
                """)
                .param("dealer", dealer)
                .param("ids", texts.toArray(UUID[]::new))
                .param("claim", claim)
                .param("lease", Timestamp.from(leaseUntil))
                .update();
    }

    /** What was claimed and not handed over waits again at once. */
    int giveBack(int dealer, UUID claim) {
        return jdbc.sql("""
                        update messaging.text t
                           set state = 'QUEUED', claim = null, lease_until = null
                         where t.dealer_id = :dealer
                           and t.claim = :claim
                           and t.state = 'CLAIMED'
                        """).param("dealer", dealer).param("claim", claim).update();
    }

    /** Opens parts; those that are there already stay. */
    void open(int dealer, List<PartKey> parts) {
        many.batchUpdate(
                """
                insert into messaging.text_part (dealer_id, text_id, part, state)
                values (:dealer, :text, :part, 'WAITING')
                on conflict (dealer_id, text_id, part) do nothing
                """,
                rows(
                        parts,
                        it -> new MapSqlParameterSource()
                                .addValue("dealer", dealer)
                                .addValue("text", it.text())
                                .addValue("part", it.part())));
    }

    private static <T> SqlParameterSource[] rows(List<T> all, Function<T, SqlParameterSource> row) {
        return all.stream().map(row).toArray(SqlParameterSource[]::new);
    }

    /** The text waits on until then. */
    void postpone(int dealer, UUID text, Instant until, String waitsFor) {
        jdbc.sql("""
                update messaging.text t
                   set not_before = :until, waits_for = :why
                 where t.dealer_id = :dealer
                   and t.id = :id
                   and t.state = 'QUEUED'
                """)
                .param("dealer", dealer)
                .param("id", text)
                .param("until", Timestamp.from(until))
                .param("why", waitsFor)
                .update();
    }

    /**
     * Keeps the texts that are still in that hand; always locked in the same order.
     *
     * @return those
     */
    Set<UUID> keep(int dealer, List<UUID> texts, UUID claim, Instant leaseUntil) {
        return new HashSet<>(jdbc.sql("""
                        update messaging.text t
                           set state = 'HANDED', lease_until = :lease
                         where t.dealer_id = :dealer
                           and t.id in (select h.id
                                          from messaging.text h
                                         where h.dealer_id = :dealer
                                           and h.id = any(:ids)
                                           and h.claim = :claim
                                           and h.state in ('CLAIMED', 'HANDED')
                                         order by h.id
                                           for update)
                        returning t.id
                        """)
                .param("dealer", dealer)
                .param("ids", texts.toArray(UUID[]::new))
                .param("claim", claim)
                .param("lease", Timestamp.from(leaseUntil))
                .query(UUID.class)
                .list());
    }

    /**
     * A36: the marks before the partner is asked.
     *
     * @return the texts whose part waited
     */
    Set<UUID> hand(int dealer, List<PartKey> parts, UUID gateway, Instant now) {
        return new HashSet<>(jdbc.sql("""
                        update messaging.text_part p
                           set state = 'HANDED', gateway_id = :gateway, handed_at = :now
                          from unnest(:texts::uuid[], :parts::int[]) as n (text_id, part)
                         where p.dealer_id = :dealer
                           and p.text_id = n.text_id
                           and p.part = n.part
                           and p.state = 'WAITING'
                        returning p.text_id
                        """)
                .param("dealer", dealer)
                .param("texts", parts.stream().map(PartKey::text).toArray(UUID[]::new))
                .param("parts", parts.stream().map(PartKey::part).toArray(Integer[]::new))
                .param("gateway", gateway)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list());
    }

    /** A text whose row is locked. */
    record Held(UUID id, UUID storeId, TextLine.State state, String cause, UUID causeId, boolean settled) {}

    Held hold(int dealer, UUID text) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.state, t.cause, t.cause_id, t.decided_by is not null as settled
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", text)
                .query(TextMarks::held)
                .single();
    }

    /** The same for several, in the order of their identifiers. */
    List<Held> hold(int dealer, List<UUID> texts) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.state, t.cause, t.cause_id, t.decided_by is not null as settled
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.id = any(:ids)
                         order by t.id
                           for update
                        """)
                .param("dealer", dealer)
                .param("ids", texts.toArray(UUID[]::new))
                .query(TextMarks::held)
                .list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                TextLine.State.valueOf(row.getString("state")),
                row.getString("cause"),
                row.getObject("cause_id", UUID.class),
                row.getBoolean("settled"));
    }

    List<TextPart> parts(int dealer, UUID text) {
        return partsOf(dealer, List.of(text)).getOrDefault(text, List.of());
    }

    /** The parts of several texts, in their order. */
    Map<UUID, List<TextPart>> partsOf(int dealer, List<UUID> texts) {
        var all = new HashMap<UUID, List<TextPart>>();
        jdbc.sql("""
                        select p.text_id, p.part, p.state, p.reason, p.code, p.handed_at, p.accepted_at, p.ended_at
                          from messaging.text_part p
                         where p.dealer_id = :dealer
                           and p.text_id = any(:texts)
                         order by p.text_id, p.part
                        """)
                .param("dealer", dealer)
                .param("texts", texts.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    all.computeIfAbsent(row.getObject("text_id", UUID.class), _ -> new ArrayList<>())
                            .add(new TextPart(
                                    row.getInt("part"),
                                    PartState.valueOf(row.getString("state")),
                                    row.getTimestamp("accepted_at") != null,
                                    Optional.ofNullable(row.getString("reason")),
                                    Optional.ofNullable(row.getString("code")),
                                    moment(row, "handed_at"),
                                    moment(row, "accepted_at"),
                                    moment(row, "ended_at")));
                });
        return all;
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    void accepted(int dealer, UUID text, int part, String partnerId, Instant now) {
        jdbc.sql("""
                update messaging.text_part p
                   set state = 'ACCEPTED', partner_id = :partnerId, accepted_at = :now, ended_at = null, code = null
                 where p.dealer_id = :dealer
                   and p.text_id = :text
                   and p.part = :part
                   and p.state in ('HANDED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("text", text)
                .param("part", part)
                .param("partnerId", partnerId)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The same for several. */
    void accepted(int dealer, List<TextLife.Taken> taken, Instant now) {
        jdbc.sql("""
                update messaging.text_part p
                   set state = 'ACCEPTED', partner_id = n.partner_id, accepted_at = :now, ended_at = null, code = null
                  from unnest(:texts::uuid[], :parts::int[], :partnerIds::text[]) as n (text_id, part, partner_id)
                 where p.dealer_id = :dealer
                   and p.text_id = n.text_id
                   and p.part = n.part
                   and p.state in ('HANDED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("texts", taken.stream().map(TextLife.Taken::text).toArray(UUID[]::new))
                .param("parts", taken.stream().map(TextLife.Taken::part).toArray(Integer[]::new))
                .param(
                        "partnerIds",
                        taken.stream().map(TextLife.Taken::partnerId).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Texts of which that line took each part. */
    void sent(int dealer, List<UUID> texts, UUID gateway, Instant now) {
        if (texts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update messaging.text t
                   set state = 'SENT', reason = null, code = null, claim = null, lease_until = null, waits_for = null,
                       decided_at = coalesce(t.decided_at, :now),
                       gateway_id = g.id,
                       channel = g.name
                  from messaging.gateway g
                 where t.dealer_id = :dealer
                   and t.id = any(:ids)
                   and g.dealer_id = :dealer
                   and g.id = :gateway
                """)
                .param("dealer", dealer)
                .param("ids", texts.toArray(UUID[]::new))
                .param("gateway", gateway)
                .param("now", Timestamp.from(now))
                .update();
    }

    void failed(int dealer, UUID text, int part, String reason, String code, Instant now) {
        jdbc.sql("""
                update messaging.text_part p
                   set state = 'FAILED', reason = :reason, code = :code, ended_at = :now
                 where p.dealer_id = :dealer
                   and p.text_id = :text
                   and p.part = :part
                   and p.state in ('HANDED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("text", text)
                .param("part", part)
                .param("reason", reason)
                .param("code", code)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A36: nobody knows what became of a part that was handed over; without {@code part}, of each of the text. */
    void unknown(int dealer, UUID text, Optional<Integer> part, String code, Instant now) {
        jdbc.sql("""
                update messaging.text_part p
                   set state = 'UNKNOWN', code = :code, ended_at = :now
                 where p.dealer_id = :dealer
                   and p.text_id = :text
                   and (:part::int is null or p.part = :part)
                   and p.state = 'HANDED'
                """)
                .param("code", code)
                .param("part", part.orElse(null))
                .param("now", Timestamp.from(now))
                .param("dealer", dealer)
                .param("text", text)
                .update();
    }

    /** The partner did not take it, for certain: it waits again. */
    void waits(int dealer, UUID text, int part) {
        jdbc.sql("""
                update messaging.text_part p
                   set state = 'WAITING', gateway_id = null, handed_at = null, ended_at = null, code = null
                 where p.dealer_id = :dealer
                   and p.text_id = :text
                   and p.part = :part
                   and p.state in ('HANDED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("text", text)
                .param("part", part)
                .update();
    }

    /** What a receipt says of a part; the first that is final counts. */
    void ended(int dealer, UUID text, int part, Ear.Receipt receipt, Instant now) {
        var lost = receipt.outcome() == Ear.Outcome.LOST;
        jdbc.sql("""
                update messaging.text_part p
                   set state = :state, reason = :reason, code = :code, ended_at = :now,
                       accepted_at = case when :never then p.accepted_at else coalesce(p.accepted_at, :now) end
                 where p.dealer_id = :dealer
                   and p.text_id = :text
                   and p.part = :part
                   and p.state in ('HANDED', 'ACCEPTED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("text", text)
                .param("part", part)
                .param("state", lost ? "FAILED" : "DELIVERED")
                .param("reason", lost ? receipt.reason() : null)
                .param("code", receipt.code().isEmpty() ? null : receipt.code())
                .param("never", receipt.reason().equals("never-came"))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Back into the queue: nothing of it is on its way without an answer. */
    void requeue(int dealer, UUID text, String waitsFor) {
        jdbc.sql("""
                update messaging.text t
                   set state = 'QUEUED', claim = null, lease_until = null, waits_for = :why,
                       gateway_id = (select p.gateway_id
                                       from messaging.text_part p
                                      where p.dealer_id = :dealer
                                        and p.text_id = t.id
                                        and p.accepted_at is not null
                                      order by p.part
                                      limit 1)
                 where t.dealer_id = :dealer
                   and t.id = :id
                """)
                .param("dealer", dealer)
                .param("id", text)
                .param("why", waitsFor)
                .update();
    }

    void become(
            int dealer, UUID text, TextLine.State state, Optional<String> reason, Optional<String> code, Instant now) {
        jdbc.sql("""
                update messaging.text t
                   set state = :state, reason = :reason, code = :code, claim = null, lease_until = null, waits_for = null,
                       decided_at = coalesce(t.decided_at, :now),
                       gateway_id = p.gateway_id,
                       channel = g.name
                  from (values (1)) as one (row)
                  left join (select max(q.gateway_id::text)::uuid as gateway_id
                               from messaging.text_part q
                              where q.dealer_id = :dealer
                                and q.text_id = :id) p on true
                  left join messaging.gateway g on g.dealer_id = :dealer and g.id = p.gateway_id
                 where t.dealer_id = :dealer
                   and t.id = :id
                """)
                .param("dealer", dealer)
                .param("id", text)
                .param("state", state.name())
                .param("reason", reason.orElse(null))
                .param("code", code.orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Texts that a node had in hand and whose lease is over, locked. */
    List<Held> leftBehind(int dealer, Instant due, int limit) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.state, t.cause, t.cause_id, t.decided_by is not null as settled
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state in ('CLAIMED', 'HANDED')
                           and t.lease_until <= :due
                         order by t.lease_until, t.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .param("limit", limit)
                .query(TextMarks::held)
                .list();
    }

    /** Waiting texts that are too old to be sent: written at {@code before} or earlier. */
    List<UUID> tooOld(int dealer, Instant before, int limit) {
        return jdbc.sql("""
                        select t.id
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                           and t.written_at <= :before
                           and (t.not_before is null or t.not_before <= :before)
                         order by t.written_at, t.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** A store, and what is not heard of there since. */
    record Silence(UUID store, Instant since) {}

    /** Texts that were taken and of which no receipt came in the time that their store allows: nobody expects one any more. */
    int silent(int dealer, List<Silence> stores, Instant now) {
        return jdbc.sql("""
                        update messaging.text t
                           set silent_at = :now
                          from unnest(:stores::uuid[], :since::text[]::timestamptz[]) as n (store_id, since)
                         where t.dealer_id = :dealer
                           and t.store_id = n.store_id
                           and t.state = 'SENT'
                           and t.silent_at is null
                           and t.gateway_id is not null
                           and t.decided_at <= n.since
                        """)
                .param("dealer", dealer)
                .param("stores", stores.stream().map(Silence::store).toArray(UUID[]::new))
                .param("since", stores.stream().map(it -> it.since().toString()).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A part about which the partner is asked. */
    record Asked(UUID text, int part, int parts, UUID gateway, Optional<String> partnerId, String phone, String body) {}

    /**
     * A36: parts of unknown outcome that were asked about {@code before} or never, and parts that were taken {@code silentSince} or earlier
     * and never heard of again; each three times at most. TextMarks them as asked.
     */
    List<Asked> toAsk(
            int dealer, Collection<UUID> gateways, Instant before, Instant silentSince, Instant now, int limit) {
        return jdbc.sql("""
                        update messaging.text_part p
                           set asked = p.asked + 1, asked_at = :now
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.id = p.text_id
                           and p.dealer_id = :dealer
                           and (p.text_id, p.part) in (select q.text_id, q.part
                                                         from messaging.text_part q
                                                        where q.dealer_id = :dealer
                                                          and q.state in ('UNKNOWN', 'ACCEPTED')
                                                          and (q.state = 'UNKNOWN' or q.accepted_at <= :silentSince)
                                                          and q.gateway_id = any(:gateways)
                                                          and q.asked < 3
                                                          and (q.asked_at is null or q.asked_at <= :before)
                                                        order by q.handed_at
                                                        limit :limit
                                                          for update skip locked)
                        returning p.text_id, p.part, p.gateway_id, p.partner_id, t.phone, t.body,
                                  (select count(*)::int
                                     from messaging.text_part c
                                    where c.dealer_id = :dealer
                                      and c.text_id = p.text_id) as parts
                        """)
                .param("dealer", dealer)
                .param("gateways", gateways.toArray(UUID[]::new))
                .param("before", Timestamp.from(before))
                .param("silentSince", Timestamp.from(silentSince))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Asked(
                        row.getObject("text_id", UUID.class),
                        row.getInt("part"),
                        row.getInt("parts"),
                        row.getObject("gateway_id", UUID.class),
                        Optional.ofNullable(row.getString("partner_id")),
                        row.getString("phone"),
                        row.getString("body")))
                .list();
    }

    /**
     * The partner's answer meets his receipt.
     *
     * @return what he told of it before he answered
     */
    Optional<Ear.Receipt> meet(int dealer, UUID gateway, String partnerId, UUID text, int part, Instant now) {
        return meet(dealer, gateway, partnerId, text, part, null, now);
    }

    /**
     * The partner's answers meet his receipts.
     *
     * @param taken no word of the partner twice
     * @return what he told of them before he answered, by his word
     */
    Map<String, Ear.Receipt> meet(int dealer, UUID gateway, List<TextLife.Taken> taken, Instant now) {
        var inOrder = taken.stream()
                .sorted(Comparator.comparing(TextLife.Taken::partnerId))
                .toList();
        many.batchUpdate(
                """
                insert into messaging.partner_mark (dealer_id, gateway_id, partner_id, text_id, part, marked_at)
                values (:dealer, :gateway, :partnerId, :text, :part, :now)
                on conflict (dealer_id, gateway_id, partner_id) do update
                   set text_id = excluded.text_id, part = excluded.part, trial_id = null, marked_at = excluded.marked_at,
                       outcome = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.outcome end,
                       reason = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.reason end,
                       code = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.code end
                """,
                rows(
                        inOrder,
                        it -> new MapSqlParameterSource()
                                .addValue("dealer", dealer)
                                .addValue("gateway", gateway)
                                .addValue("partnerId", it.partnerId())
                                .addValue("text", it.text())
                                .addValue("part", it.part())
                                .addValue("now", Timestamp.from(now))));
        return jdbc
                .sql("""
                        select m.partner_id, m.outcome, m.reason, m.code
                          from messaging.partner_mark m
                         where m.dealer_id = :dealer
                           and m.gateway_id = :gateway
                           and m.partner_id = any(:partnerIds)
                           and m.outcome is not null
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param(
                        "partnerIds",
                        inOrder.stream().map(TextLife.Taken::partnerId).toArray(String[]::new))
                .query((row, _) -> new Ear.Receipt(
                        row.getString("partner_id"),
                        Ear.Outcome.valueOf(row.getString("outcome")),
                        row.getString("reason"),
                        row.getString("code")))
                .list()
                .stream()
                .collect(Collectors.toMap(Ear.Receipt::partnerId, it -> it));
    }

    Optional<Ear.Receipt> meetTrial(int dealer, UUID gateway, String partnerId, UUID trial, Instant now) {
        return meet(dealer, gateway, partnerId, null, null, trial, now);
    }

    private Optional<Ear.Receipt> meet(
            int dealer,
            UUID gateway,
            String partnerId,
            @Nullable UUID text,
            @Nullable Integer part,
            @Nullable UUID trial,
            Instant now) {
        // A word that the partner uses again, after weeks, means the new part: what was told of the old one is
        // forgotten.
        return jdbc.sql("""
                        insert into messaging.partner_mark (dealer_id, gateway_id, partner_id, text_id, part, trial_id, marked_at)
                        values (:dealer, :gateway, :partnerId, :text, :part, :trial, :now)
                        on conflict (dealer_id, gateway_id, partner_id) do update
                           set text_id = excluded.text_id, part = excluded.part, trial_id = excluded.trial_id, marked_at = excluded.marked_at,
                               outcome = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.outcome end,
                               reason = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.reason end,
                               code = case when partner_mark.text_id is null and partner_mark.trial_id is null then partner_mark.code end
                        returning partner_mark.outcome, partner_mark.reason, partner_mark.code
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("partnerId", partnerId)
                .param("text", text)
                .param("part", part)
                .param("trial", trial)
                .param("now", Timestamp.from(now))
                .query((row, _) -> {
                    var outcome = row.getString("outcome");
                    return outcome == null
                            ? Optional.<Ear.Receipt>empty()
                            : Optional.of(new Ear.Receipt(
                                    partnerId,
                                    Ear.Outcome.valueOf(outcome),
                                    row.getString("reason"),
                                    row.getString("code")));
                })
                .single();
    }

    /** What a receipt speaks of; nothing if the answer has not come yet. */
    record Meant(Optional<UUID> text, int part, Optional<UUID> trial) {}

    Meant tell(int dealer, UUID gateway, Ear.Receipt receipt, Instant now) {
        return jdbc.sql("""
                        insert into messaging.partner_mark (dealer_id, gateway_id, partner_id, outcome, reason, code, marked_at)
                        values (:dealer, :gateway, :partnerId, :outcome, :reason, :code, :now)
                        on conflict (dealer_id, gateway_id, partner_id) do update
                           set outcome = coalesce(partner_mark.outcome, excluded.outcome),
                               reason = case when partner_mark.outcome is null then excluded.reason else partner_mark.reason end,
                               code = case when partner_mark.outcome is null then excluded.code else partner_mark.code end
                        returning partner_mark.text_id, coalesce(partner_mark.part, 0) as part, partner_mark.trial_id
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("partnerId", receipt.partnerId())
                .param("outcome", receipt.outcome().name())
                .param("reason", receipt.reason())
                .param("code", receipt.code())
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Meant(
                        Optional.ofNullable(row.getObject("text_id", UUID.class)),
                        row.getInt("part"),
                        Optional.ofNullable(row.getObject("trial_id", UUID.class))))
                .single();
    }

    void trialEnded(int dealer, UUID trial, Ear.Receipt receipt, Instant now) {
        var lost = receipt.outcome() == Ear.Outcome.LOST;
        jdbc.sql("""
                update messaging.gateway_trial r
                   set state = :state, reason = :reason, code = :code, ended_at = :now
                 where r.dealer_id = :dealer
                   and r.id = :id
                   and r.state in ('HANDED', 'ACCEPTED', 'UNKNOWN')
                """)
                .param("dealer", dealer)
                .param("id", trial)
                .param("state", lost ? "FAILED" : "DELIVERED")
                .param("reason", lost ? receipt.reason() : null)
                .param("code", receipt.code())
                .param("now", Timestamp.from(now))
                .update();
    }
}
