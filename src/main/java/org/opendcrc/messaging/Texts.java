package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.shared.KeyRange;
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

    /**
     * Where a text comes from.
     *
     * @param template the key of its template; empty for free words
     * @param writtenBy empty for the house itself
     */
    record Origin(Optional<String> template, Optional<Integer> version, Optional<UUID> writtenBy) {

        static final Origin HOUSE = new Origin(Optional.empty(), Optional.empty(), Optional.empty());

        static Origin of(Template it, Optional<UUID> writtenBy) {
            return new Origin(Optional.of(it.key()), Optional.of(it.version()), writtenBy);
        }
    }

    /**
     * Writes it, once.
     *
     * @return whether it was written; not if a text of that identifier stands there already
     */
    boolean add(int dealer, UUID id, TextRequest request, Origin origin, String body, int characters, Instant at) {
        return jdbc.sql("""
                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id,
                                            state, written_at, template_key, template_version, written_by, urgency)
                values (:dealer, :id, :store, :customer, :phone, :body, :characters, :class, :cause, :causeId, 'QUEUED', :at,
                        :template, :version, :writtenBy, :urgency)
                on conflict (dealer_id, id) do nothing
                """)
                        .param(
                                "urgency",
                                request.textClass() == TextClass.COMMERCIAL
                                        ? 3
                                        : origin.writtenBy().isPresent() ? 1 : 2)
                        .param("template", origin.template().orElse(null))
                        .param("version", origin.version().orElse(null))
                        .param("writtenBy", origin.writtenBy().orElse(null))
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
                        .update()
                == 1;
    }

    /** The stores whose texts somebody sees, and what he looks for in them. */
    private record Wanted(int dealer, List<UUID> stores, TextFilter filter, List<UUID> customers) {

        JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement) {
            return statement
                    .param("dealer", dealer)
                    .param(
                            "stores",
                            stores.stream()
                                    .filter(it -> filter.store().isEmpty()
                                            || filter.store().get().equals(it))
                                    .toArray(UUID[]::new))
                    .param("cause", filter.cause().orElse(null))
                    .param("from", filter.from().map(Timestamp::from).orElse(null))
                    .param("until", filter.before().map(Timestamp::from).orElse(null))
                    .param("whose", filter.customer().isPresent())
                    .param("customers", customers.toArray(UUID[]::new));
        }

        @Nullable
        String state() {
            return filter.state().map(Enum::name).orElse(null);
        }
    }

    TextPage page(
            int dealer,
            List<UUID> stores,
            TextFilter filter,
            Optional<RowKey> after,
            Optional<RowKey> before,
            int limit) {
        var wanted = new Wanted(
                dealer,
                stores,
                filter,
                filter.customer().map(it -> customers(dealer, it)).orElse(List.of()));
        var backwards = before.isPresent();
        var found = before.map(it -> before(wanted, it, limit + 1).reversed())
                .orElseGet(() -> after(wanted, after, limit + 1));
        var more = found.size() > limit;
        var shown = !more ? found : backwards ? found.subList(1, found.size()) : found.subList(0, limit);
        var first = shown.stream().findFirst().map(Texts::key);
        var last = shown.isEmpty() ? Optional.<RowKey>empty() : Optional.of(key(shown.getLast()));
        return new TextPage(
                shown,
                (backwards ? more : after.isPresent()) ? first : Optional.empty(),
                backwards || more ? last : Optional.empty(),
                counts(wanted));
    }

    private static RowKey key(TextLine line) {
        return new RowKey(line.writtenAt(), line.id());
    }

    /** The customers whom somebody may mean, at most two hundred a word. */
    List<UUID> customers(int dealer, String typed) {
        var ranges = CustomerSearch.of(typed).ranges();
        if (ranges.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct f.customer_id
                          from unnest(cast(:from as text[]), cast(:before as text[])) as r (lowest, above)
                         cross join lateral (select l.customer_id
                                               from customers.report_lookup l
                                              where l.dealer_id = :dealer
                                                and l.key >= r.lowest collate "C"
                                                and l.key < r.above collate "C"
                                              limit 200) f
                        """)
                .param("dealer", dealer)
                .param("from", ranges.stream().map(KeyRange::from).toArray(String[]::new))
                .param("before", ranges.stream().map(KeyRange::before).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    private Map<TextLine.State, Integer> counts(Wanted wanted) {
        return wanted
                .in(jdbc.sql("""
                        select t.state, count(*)::int as n
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and t.customer_id is not null
                           and (:cause::text is null or t.cause = :cause)
                           and (:from::timestamptz is null or t.written_at >= :from)
                           and (:until::timestamptz is null or t.written_at < :until)
                           and (not :whose or t.customer_id = any(:customers))
                         group by t.state
                        """))
                .query((row, _) -> Map.entry(TextLine.State.valueOf(row.getString("state")), row.getInt("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<TextLine> after(Wanted wanted, Optional<RowKey> key, int limit) {
        return lines(wanted.in(jdbc.sql("""
                        select t.id, s.name as store, s.zone, t.customer_id, c.name as customer, t.phone, t.body, t.characters, t.state,
                               t.reason, t.channel, t.cause, t.cause_id, t.written_at, t.class, t.template_key, t.template_version,
                               p.name as written_by, t.waits_for, t.silent_at
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.written_by
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and (:state::text is null or t.state = :state)
                           and (:cause::text is null or t.cause = :cause)
                           and (:from::timestamptz is null or t.written_at >= :from)
                           and (:until::timestamptz is null or t.written_at < :until)
                           and (not :whose or t.customer_id = any(:customers))
                           and (:at::timestamptz is null or (t.written_at, t.id) < (:at, :id::uuid))
                         order by t.written_at desc, t.id desc
                         limit :limit
                        """)), wanted, key, limit);
    }

    /** The nearest first, so the caller turns them round. */
    private List<TextLine> before(Wanted wanted, RowKey key, int limit) {
        return lines(wanted.in(jdbc.sql("""
                        select t.id, s.name as store, s.zone, t.customer_id, c.name as customer, t.phone, t.body, t.characters, t.state,
                               t.reason, t.channel, t.cause, t.cause_id, t.written_at, t.class, t.template_key, t.template_version,
                               p.name as written_by, t.waits_for, t.silent_at
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.written_by
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and (:state::text is null or t.state = :state)
                           and (:cause::text is null or t.cause = :cause)
                           and (:from::timestamptz is null or t.written_at >= :from)
                           and (:until::timestamptz is null or t.written_at < :until)
                           and (not :whose or t.customer_id = any(:customers))
                           and (t.written_at, t.id) > (:at, :id)
                         order by t.written_at, t.id
                         limit :limit
                        """)), wanted, Optional.of(key), limit);
    }

    private static List<TextLine> lines(
            JdbcClient.StatementSpec statement, Wanted wanted, Optional<RowKey> key, int limit) {
        return statement
                .param("state", wanted.state())
                .param("at", key.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", key.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query(Texts::line)
                .list();
    }

    private static TextLine line(ResultSet row, int number) throws SQLException {
        return new TextLine(
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
                row.getTimestamp("written_at").toInstant(),
                TextClass.valueOf(row.getString("class")),
                Optional.ofNullable(row.getString("template_key")),
                Optional.ofNullable(row.getObject("template_version", Integer.class)),
                Optional.ofNullable(row.getString("written_by")),
                Optional.ofNullable(row.getString("waits_for")),
                Optional.ofNullable(row.getTimestamp("silent_at")).map(Timestamp::toInstant));
    }

    /** One text with its life; empty if it is in none of those stores. */
    Optional<TextFile> file(int dealer, List<UUID> stores, UUID id) {
        return jdbc.sql("""
                        select t.id, s.name as store, s.zone, t.customer_id, c.name as customer, t.phone, t.body, t.characters, t.state,
                               t.reason, t.channel, t.cause, t.cause_id, t.written_at, t.class, t.template_key, t.template_version,
                               p.name as written_by, t.waits_for, t.silent_at, t.store_id, t.decided_at, d.name as decided_by, l.id as letter
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = t.customer_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.written_by
                          left join organisation.report_staff d on d.dealer_id = :dealer and d.staff_id = t.decided_by
                          left join messaging.letter l on l.dealer_id = :dealer and l.text_id = t.id
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and t.id = :id
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("id", id)
                .query((row, number) -> new TextFile(
                        line(row, number),
                        row.getObject("store_id", UUID.class),
                        Optional.ofNullable(row.getTimestamp("decided_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("decided_by")),
                        Optional.ofNullable(row.getObject("letter", UUID.class)),
                        List.of(),
                        Optional.empty()))
                .optional();
    }

    /** What the customer had said about commercial texts last, at that moment or before. */
    Optional<TextFile.Evidence> evidence(int dealer, UUID customer, Instant at) {
        return jdbc.sql("""
                        select k.said_at, k.given, k.channel, coalesce(k.evidence, '') as evidence, p.name as heard_by
                          from customers.report_consent k
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = k.staff_id
                         where k.dealer_id = :dealer
                           and k.customer_id = :customer
                           and k.purpose = 'TEXTS'
                           and k.said_at <= :at
                         order by k.said_at desc, k.consent_id desc
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .param("at", Timestamp.from(at))
                .query((row, _) -> new TextFile.Evidence(
                        row.getTimestamp("said_at").toInstant(),
                        row.getBoolean("given"),
                        row.getString("channel"),
                        row.getString("evidence"),
                        Optional.ofNullable(row.getString("heard_by"))))
                .optional();
    }

    /** Writes down what a person found out of a text of unknown outcome; {@code false} if it is none any more. */
    boolean settle(int dealer, UUID id, boolean arrived, UUID by, Instant at) {
        return jdbc.sql("""
                        update messaging.text t
                           set state = :state, reason = :reason, decided_at = :at, decided_by = :by
                         where t.dealer_id = :dealer
                           and t.id = :id
                           and t.state = 'UNKNOWN'
                        """)
                        .param("dealer", dealer)
                        .param("id", id)
                        .param("state", arrived ? "SENT" : "NOT_SENT")
                        .param("reason", arrived ? null : "said-so")
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** Whom somebody wants to text, with the numbers at which a text can arrive; empty if the dealer has no such customer. */
    Optional<Recipient> recipient(int dealer, UUID customer) {
        return jdbc.sql("""
                        select c.customer_id, c.name, c.kind, c.sex, c.sms_consent, c.dnd,
                               array(select e.number ->> 'e164'
                                       from jsonb_array_elements(c.phones) with ordinality as e (number, place)
                                      where e.number ->> 'wrongSince' is null
                                      order by e.place) as numbers
                          from customers.card c
                         where c.dealer_id = :dealer
                           and c.customer_id = :customer
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> new Recipient(
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        row.getString("kind").equals("PERSON"),
                        row.getString("sex"),
                        row.getBoolean("dnd"),
                        row.getBoolean("sms_consent"),
                        Arrays.stream((String[]) row.getArray("numbers").getArray())
                                .filter(TextRules::isTextable)
                                .toList()))
                .optional();
    }

    /** Takes a waiting text for sending; empty if it waits no longer or another node has it in hand. */
    Optional<Waiting> claim(int dealer, UUID id) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.phone, t.body, t.class, t.cause, t.cause_id
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

    /** Takes texts that have been waiting since {@code before} or longer, the oldest first; where lines count, only what none carries. */
    List<Waiting> claimWaitingSince(int dealer, Instant before, boolean lines, int limit) {
        return jdbc.sql("""
                        select t.id, t.store_id, t.phone, t.body, t.class, t.cause, t.cause_id
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                           and t.written_at <= :before
                           and not (:lines and exists (select 1
                                                         from messaging.gateway g
                                                        where g.dealer_id = :dealer
                                                          and g.state = 'ON'
                                                          and case when t.class = 'SERVICE' then g.service else g.commercial end))
                         order by t.written_at, t.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("lines", lines)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(Texts::waiting)
                .list();
    }

    /** When the text was written that has been waiting longest; where lines count, of those that none carries. */
    Optional<Instant> oldestWaiting(int dealer, boolean lines) {
        return jdbc.sql("""
                        select t.written_at
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state = 'QUEUED'
                           and not (:lines and exists (select 1
                                                         from messaging.gateway g
                                                        where g.dealer_id = :dealer
                                                          and g.state = 'ON'
                                                          and case when t.class = 'SERVICE' then g.service else g.commercial end))
                         order by t.written_at, t.id
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("lines", lines)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void decide(int dealer, UUID id, Answer answer, String channel, Instant at) {
        jdbc.sql("""
                update messaging.text t
                   set state = :state, reason = :reason, channel = :channel, decided_at = :at
                 where t.dealer_id = :dealer
                   and t.id = :id
                   and t.state = 'QUEUED'
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", answer instanceof Answer.Refused ? "NOT_SENT" : "SENT")
                .param("reason", answer instanceof Answer.Refused it ? it.reason() : null)
                .param("channel", channel)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("phone"),
                row.getString("body"),
                TextClass.valueOf(row.getString("class")),
                row.getString("cause"),
                row.getObject("cause_id", UUID.class));
    }

    /** A text that waits for its sending; its row is locked. */
    record Waiting(UUID id, UUID storeId, String phone, String body, TextClass textClass, String cause, UUID causeId) {}

    /** Texts of those causes that nobody has handed over yet become unsent; the causes of those. */
    Set<UUID> takeBack(int dealer, String cause, Collection<UUID> causes, Instant now) {
        return new HashSet<>(jdbc.sql("""
                        with waiting as (
                            select t.id
                              from messaging.text t
                             where t.dealer_id = :dealer
                               and t.cause = :cause
                               and t.cause_id = any(:causes)
                               and t.written_by is null
                               and t.state = 'QUEUED'
                               and not exists (select 1
                                                 from messaging.text_part p
                                                where p.dealer_id = :dealer
                                                  and p.text_id = t.id
                                                  and p.handed_at is not null)
                             order by t.id
                               for update of t)
                        update messaging.text t
                           set state = 'NOT_SENT', reason = 'taken-back', claim = null, lease_until = null, waits_for = null, decided_at = :now
                          from waiting
                         where t.dealer_id = :dealer
                           and t.id = waiting.id
                        returning t.cause_id
                        """)
                .param("dealer", dealer)
                .param("cause", cause)
                .param("causes", causes.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list());
    }
}
