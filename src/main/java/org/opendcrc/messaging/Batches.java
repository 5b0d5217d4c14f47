package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.RowKey;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of texts to many at once. */
@Repository
class Batches {

    private static final int PORTION = 1_000;

    /** For so many days after a text of the batch was written a refusal from its number answers the batch, whatever else came meanwhile. */
    static final int ANSWER_DAYS = 7;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations many;

    Batches(JdbcClient jdbc, NamedParameterJdbcOperations many) {
        this.jdbc = jdbc;
        this.many = many;
    }

    /** A batch whose row is locked. */
    record Held(
            UUID id,
            UUID storeId,
            TextClass textClass,
            String template,
            int templateVersion,
            int perMinute,
            Batch.State state,
            UUID madeBy,
            Optional<UUID> approvedBy) {}

    void add(
            int dealer,
            UUID id,
            UUID store,
            String name,
            Template template,
            Locale language,
            int pace,
            UUID by,
            Instant at) {
        jdbc.sql("""
                insert into messaging.batch (dealer_id, id, store_id, name, template_key, template_version, class, language, per_minute, state,
                                             made_at, made_by)
                values (:dealer, :id, :store, :name, :template, :version, :class, :language, :pace, 'PREPARED', :at, :by)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", store)
                .param("name", name)
                .param("template", template.key())
                .param("version", template.version())
                .param("class", template.textClass().name())
                .param("language", TextField.isEnglish(language) ? "en" : "zh")
                .param("pace", pace)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Writes the recipients, numbered in their order. */
    void addLines(int dealer, UUID batch, List<BatchRules.Chosen> lines, Instant at) {
        for (int from = 0; from < lines.size(); from += PORTION) {
            addLines(dealer, batch, lines.subList(from, Math.min(from + PORTION, lines.size())), from, at);
        }
    }

    private void addLines(int dealer, UUID batch, List<BatchRules.Chosen> lines, int before, Instant at) {
        var rows = new SqlParameterSource[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            var it = lines.get(i);
            rows[i] = new MapSqlParameterSource()
                    .addValue("dealer", dealer)
                    .addValue("batch", batch)
                    .addValue("line", before + i + 1)
                    .addValue("typed", it.typed())
                    .addValue("customer", it.customer())
                    .addValue("phone", it.phone())
                    .addValue("body", it.body())
                    .addValue("characters", it.body() == null ? null : TextRules.characters(it.body()))
                    .addValue("state", it.reason() == null ? "READY" : "LEFT_OUT")
                    .addValue("reason", it.reason())
                    .addValue("text", Ids.next())
                    .addValue("at", Timestamp.from(at));
        }
        many.batchUpdate("""
                insert into messaging.batch_line (dealer_id, batch_id, line, typed, customer_id, phone, body, characters, state, reason, text_id,
                                                  decided_at)
                values (:dealer, :batch, :line, :typed, :customer, :phone, :body, :characters, :state, :reason, :text, :at)
                """, rows);
    }

    /**
     * Leaves out whom the law keeps from a commercial text at this moment, in the order of {@link SendingLaw#never}.
     *
     * @param upTo only lines up to that number
     * @return how many
     */
    int leaveOut(int dealer, UUID batch, int upTo, Instant since, int atMost, Instant now) {
        return jdbc.sql("""
                        update messaging.batch_line l
                           set state = 'LEFT_OUT', reason = w.reason, decided_at = :now
                          from (select x.line,
                                       case when o.opted_at is not null and (a.agreed_at is null or a.agreed_at <= o.opted_at) then 'opted-out'
                                            when not c.sms_consent then 'no-consent'
                                            when c.dnd then 'do-not-disturb'
                                            when (select count(*)
                                                    from messaging.text p
                                                   where p.dealer_id = :dealer
                                                     and (p.phone = x.phone or p.customer_id = x.customer_id)
                                                     and p.class = 'COMMERCIAL'
                                                     and (p.state in ('QUEUED', 'CLAIMED', 'HANDED')
                                                          or (p.state in ('SENT', 'DELIVERED', 'UNDELIVERED', 'UNKNOWN')
                                                              and p.decided_at > :since))) >= :atMost then 'too-many' end as reason
                                  from messaging.batch_line x
                                  join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = x.customer_id
                                  left join messaging.opt_out o on o.dealer_id = :dealer and o.phone = x.phone
                                  left join customers.report_agreed a on a.dealer_id = :dealer and a.customer_id = x.customer_id
                                 where x.dealer_id = :dealer
                                   and x.batch_id = :batch
                                   and x.state = 'READY'
                                   and x.line <= :upTo) w
                         where l.dealer_id = :dealer
                           and l.batch_id = :batch
                           and l.line = w.line
                           and w.reason is not null
                        """)
                .param("dealer", dealer)
                .param("batch", batch)
                .param("upTo", upTo)
                .param("since", Timestamp.from(since))
                .param("atMost", atMost)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The number of the last of the next {@code portion} lines that are to be written; 0 if none is left. */
    int endOfPortion(int dealer, UUID batch, int portion) {
        return jdbc.sql("""
                        select coalesce(max(n.line), 0)
                          from (select l.line
                                  from messaging.batch_line l
                                 where l.dealer_id = :dealer
                                   and l.batch_id = :batch
                                   and l.state = 'READY'
                                 order by l.line
                                 limit :portion) n
                        """)
                .param("dealer", dealer)
                .param("batch", batch)
                .param("portion", portion)
                .query(Integer.class)
                .single();
    }

    /** Writes the texts of the lines up to that number into the outbox; behind everything else that waits. */
    int write(int dealer, Held batch, int upTo, String cause, UUID by, Instant now) {
        jdbc.sql("""
                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state, written_at,
                                            template_key, template_version, written_by, urgency)
                select l.dealer_id, l.text_id, cast(:store as uuid), l.customer_id, l.phone, l.body, l.characters, :class, :cause, l.batch_id,
                       'QUEUED', :now, :template, :version, cast(:by as uuid), 3
                  from messaging.batch_line l
                 where l.dealer_id = :dealer
                   and l.batch_id = :batch
                   and l.state = 'READY'
                   and l.line <= :upTo
                """)
                .param("dealer", dealer)
                .param("batch", batch.id())
                .param("store", batch.storeId())
                .param("class", batch.textClass().name())
                .param("cause", cause)
                .param("template", batch.template())
                .param("version", batch.templateVersion())
                .param("by", by)
                .param("upTo", upTo)
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql("""
                        update messaging.batch_line l
                           set state = 'WRITTEN', decided_at = :now
                         where l.dealer_id = :dealer
                           and l.batch_id = :batch
                           and l.state = 'READY'
                           and l.line <= :upTo
                        """)
                .param("dealer", dealer)
                .param("batch", batch.id())
                .param("upTo", upTo)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The batch, its row locked; empty if the dealer has none of that identifier. */
    Optional<Held> hold(int dealer, UUID id) {
        return jdbc.sql("""
                        select b.id, b.store_id, b.class, b.template_key, b.template_version, b.per_minute, b.state, b.made_by, b.approved_by
                          from messaging.batch b
                         where b.dealer_id = :dealer
                           and b.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query(Batches::held)
                .optional();
    }

    /** Running batches whose next portion is due, locked; what another node has in hand is skipped. */
    List<Held> due(int dealer, Instant due) {
        return jdbc.sql("""
                        select b.id, b.store_id, b.class, b.template_key, b.template_version, b.per_minute, b.state, b.made_by, b.approved_by
                          from messaging.batch b
                         where b.dealer_id = :dealer
                           and b.state = 'RUNNING'
                           and b.next_at <= :due
                         order by b.next_at, b.id
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .query(Batches::held)
                .list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                TextClass.valueOf(row.getString("class")),
                row.getString("template_key"),
                row.getInt("template_version"),
                row.getInt("per_minute"),
                Batch.State.valueOf(row.getString("state")),
                row.getObject("made_by", UUID.class),
                Optional.ofNullable(row.getObject("approved_by", UUID.class)));
    }

    /** When the next portion of any batch is due. */
    Optional<Instant> next(int dealer) {
        return jdbc.sql("""
                        select b.next_at
                          from messaging.batch b
                         where b.dealer_id = :dealer
                           and b.state = 'RUNNING'
                         order by b.next_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void approve(int dealer, UUID id, UUID by, Instant at) {
        jdbc.sql("""
                update messaging.batch b
                   set state = 'RUNNING', approved_at = :at, approved_by = :by, next_at = :at
                 where b.dealer_id = :dealer
                   and b.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    void goOnAt(int dealer, UUID id, Instant next) {
        jdbc.sql("""
                update messaging.batch b
                   set next_at = :next
                 where b.dealer_id = :dealer
                   and b.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("next", Timestamp.from(next))
                .update();
    }

    /** @param by who ended it; empty if all is written */
    void end(int dealer, UUID id, Batch.State as, Optional<UUID> by, Instant at) {
        jdbc.sql("""
                update messaging.batch b
                   set state = :state, next_at = null, ended_at = :at, ended_by = :by
                 where b.dealer_id = :dealer
                   and b.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", as.name())
                .param("by", by.orElse(null))
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql("""
                update messaging.batch_line l
                   set state = 'STOPPED', decided_at = :at
                 where l.dealer_id = :dealer
                   and l.batch_id = :id
                   and l.state = 'READY'
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Texts of a batch that were not handed over yet, locked; a node that has one in its claim loses it. */
    List<UUID> unsent(int dealer, UUID batch) {
        return jdbc.sql("""
                        select t.id
                          from messaging.text t
                          join messaging.batch_line l on l.dealer_id = :dealer and l.text_id = t.id
                         where t.dealer_id = :dealer
                           and l.batch_id = :batch
                           and t.state in ('QUEUED', 'CLAIMED')
                         order by t.id
                           for update of t
                        """)
                .param("dealer", dealer)
                .param("batch", batch)
                .query(UUID.class)
                .list();
    }

    /** What the page of all batches and that of one show of each; {@code one} is empty for all. */
    List<Batch> list(int dealer, List<UUID> stores, Optional<UUID> one, Optional<RowKey> after, int limit) {
        return jdbc.sql("""
                        select b.id, b.store_id, s.name as store, s.zone, b.name, b.template_key, b.template_version, b.class, b.language,
                               b.per_minute, b.state, b.next_at, b.made_at, b.made_by as made_by_id, m.name as made_by, b.approved_at, a.name as approved_by, b.ended_at,
                               e.name as ended_by, n.ready, n.left_out, n.written, n.stopped
                          from messaging.batch b
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = b.store_id
                          join organisation.report_staff m on m.dealer_id = :dealer and m.staff_id = b.made_by
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = b.approved_by
                          left join organisation.report_staff e on e.dealer_id = :dealer and e.staff_id = b.ended_by
                         cross join lateral (select count(*) filter (where l.state = 'READY')::int as ready,
                                                    count(*) filter (where l.state = 'LEFT_OUT')::int as left_out,
                                                    count(*) filter (where l.state = 'WRITTEN')::int as written,
                                                    count(*) filter (where l.state = 'STOPPED')::int as stopped
                                               from messaging.batch_line l
                                              where l.dealer_id = :dealer
                                                and l.batch_id = b.id) n
                         where b.dealer_id = :dealer
                           and b.store_id = any(:stores)
                           and (:one::uuid is null or b.id = :one)
                           and (:at::timestamptz is null or (b.made_at, b.id) < (:at, :id::uuid))
                         order by b.made_at desc, b.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("one", one.orElse(null))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> batch(row))
                .list();
    }

    private static Batch batch(ResultSet row) throws SQLException {
        var lines = new EnumMap<BatchLine.State, Integer>(BatchLine.State.class);
        lines.put(BatchLine.State.READY, row.getInt("ready"));
        lines.put(BatchLine.State.LEFT_OUT, row.getInt("left_out"));
        lines.put(BatchLine.State.WRITTEN, row.getInt("written"));
        lines.put(BatchLine.State.STOPPED, row.getInt("stopped"));
        return new Batch(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getString("name"),
                row.getString("template_key"),
                row.getInt("template_version"),
                TextClass.valueOf(row.getString("class")),
                row.getString("language").equals("en") ? Locale.ENGLISH : Locale.CHINA,
                row.getInt("per_minute"),
                Batch.State.valueOf(row.getString("state")),
                moment(row, "next_at"),
                row.getTimestamp("made_at").toInstant(),
                row.getObject("made_by_id", UUID.class),
                row.getString("made_by"),
                moment(row, "approved_at"),
                Optional.ofNullable(row.getString("approved_by")),
                moment(row, "ended_at"),
                Optional.ofNullable(row.getString("ended_by")),
                lines);
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    /** The lines of a batch in their order, behind that number. */
    List<BatchLine> lines(int dealer, UUID batch, Optional<BatchLine.State> state, int after, int limit) {
        return jdbc.sql("""
                        select l.line, l.typed, l.customer_id, c.name as customer, l.phone, l.body, l.state, l.reason, l.text_id, l.decided_at,
                               t.state as text_state, t.reason as text_reason
                          from messaging.batch_line l
                          left join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = l.customer_id
                          left join messaging.text t on t.dealer_id = :dealer and t.id = l.text_id
                         where l.dealer_id = :dealer
                           and l.batch_id = :batch
                           and (:state::text is null or l.state = :state)
                           and l.line > :after
                         order by l.line
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("batch", batch)
                .param("state", state.map(Enum::name).orElse(null))
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new BatchLine(
                        row.getInt("line"),
                        Optional.ofNullable(row.getString("typed")),
                        row.getObject("customer_id", UUID.class),
                        Optional.ofNullable(row.getString("customer")),
                        Optional.ofNullable(row.getString("phone")),
                        Optional.ofNullable(row.getString("body")),
                        BatchLine.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("reason")),
                        row.getObject("text_id", UUID.class),
                        Optional.ofNullable(row.getString("text_state")).map(TextLine.State::valueOf),
                        Optional.ofNullable(row.getString("text_reason")),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }

    /**
     * A figure of a batch's report: how many of a kind, and how many short messages they are.
     *
     * @param kind LEFT_OUT with the reason, TEXT with its state, REPLY with its kind, REFUSED with how, READY; BILLED with what lines bill for
     *     so many short messages in li; PRICE with what the line that carries such texts first bills for one on that day
     */
    record Counted(String kind, String word, int count, int parts) {}

    /**
     * @param zone of the days on which prices hold
     * @param usual what one short message costs where nobody wrote down what a line bills, in li
     * @param day of the present price
     */
    List<Counted> report(int dealer, UUID batch, TextClass textClass, ZoneId zone, int usual, LocalDate day) {
        return jdbc.sql("""
                        select case l.state when 'LEFT_OUT' then 'LEFT_OUT' when 'WRITTEN' then 'TEXT' else l.state end as kind,
                               coalesce(l.reason, t.state, '') as word,
                               count(*)::int as n,
                               coalesce(sum(case when l.characters <= 70 then 1 else (l.characters + 66) / 67 end), 0)::int as parts
                          from messaging.batch_line l
                          left join messaging.text t on t.dealer_id = :dealer and t.id = l.text_id
                         where l.dealer_id = :dealer
                           and l.batch_id = :batch
                         group by 1, 2
                        union all
                        select 'REPLY', r.kind, count(*)::int, 0
                          from messaging.reply r
                          join messaging.batch_line x on x.dealer_id = :dealer and x.text_id = r.text_id
                         where r.dealer_id = :dealer
                           and x.batch_id = :batch
                         group by r.kind
                        union all
                        select 'REFUSED', e.how, count(*)::int, 0
                          from (select case when y.state = 'LEFT_OUT' then 'LEFT_OUT'
                                            when t.state = 'NOT_SENT' then 'TAKEN_BACK'
                                            else 'ANSWERED' end as how
                                  from messaging.batch_line y
                                  join messaging.batch b on b.dealer_id = :dealer and b.id = y.batch_id
                                  left join messaging.text t on t.dealer_id = :dealer and t.id = y.text_id
                                 where y.dealer_id = :dealer
                                   and y.batch_id = :batch
                                   and case when y.state = 'LEFT_OUT' then y.reason in ('opted-out', 'no-consent') and y.decided_at > b.made_at
                                            when y.state <> 'WRITTEN' then false
                                            when t.state = 'NOT_SENT' then t.reason in ('opted-out', 'no-consent')
                                            else exists (select 1
                                                           from messaging.reply a
                                                          where a.dealer_id = :dealer
                                                            and a.phone = y.phone
                                                            and a.kind = 'OPT_OUT'
                                                            and a.came_at >= y.decided_at
                                                            and a.came_at < y.decided_at + make_interval(days => :answerDays)) end) e
                         group by e.how
                        union all
                        select 'BILLED', '', coalesce(sum(u.parts), 0)::int, coalesce(sum(u.parts * coalesce(q.price_li, :usual)), 0)::int
                          from (select p.gateway_id, (p.accepted_at at time zone :zone)::date as day, count(*) as parts
                                  from messaging.batch_line z
                                  join messaging.text_part p on p.dealer_id = :dealer and p.text_id = z.text_id
                                 where z.dealer_id = :dealer
                                   and z.batch_id = :batch
                                   and p.accepted_at is not null
                                 group by 1, 2) u
                          left join lateral (select g.price_li
                                               from messaging.gateway_price g
                                              where g.dealer_id = :dealer
                                                and g.gateway_id = u.gateway_id
                                                and g.class = :class
                                                and g.from_on <= u.day
                                              order by g.from_on desc
                                              limit 1) q on true
                        union all
                        select 'PRICE', '', 0, coalesce((select f.price_li
                                                           from messaging.gateway v
                                                           join messaging.gateway_price f on f.dealer_id = :dealer and f.gateway_id = v.id
                                                          where v.dealer_id = :dealer
                                                            and v.state = 'ON'
                                                            and case when :class = 'COMMERCIAL' then v.commercial else v.service end
                                                            and f.class = :class
                                                            and f.from_on <= :day
                                                          order by v.place, v.name, v.id, f.from_on desc
                                                          limit 1), :usual)
                        """)
                .param("class", textClass.name())
                .param("zone", zone.getId())
                .param("usual", usual)
                .param("day", day)
                .param("dealer", dealer)
                .param("batch", batch)
                .param("answerDays", ANSWER_DAYS)
                .query((row, _) ->
                        new Counted(row.getString("kind"), row.getString("word"), row.getInt("n"), row.getInt("parts")))
                .list();
    }
}
