package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.wire.Ear;
import org.opendcrc.shared.RowKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of replies. */
@Repository
class Replies {

    private final JdbcClient jdbc;

    Replies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a reply with the last text that went to that number, and so with its customer, cause and store. Where none went, with the
     * customer who has the number, if it is one.
     *
     * @return whether it is new
     */
    boolean add(int dealer, UUID id, UUID gateway, Ear.Reply reply, boolean optOut, Instant now) {
        return jdbc.sql("""
                        insert into messaging.reply (dealer_id, id, gateway_id, partner_id, phone, body, kind, text_id, customer_id, store_id, came_at)
                        select :dealer, :id, :gateway, :partnerId, :phone, :body, :kind, t.id,
                               coalesce(t.customer_id, (select case when count(*) = 1 then min(p.customer_id::text)::uuid end
                                                          from customers.report_phone p
                                                         where p.dealer_id = :dealer
                                                           and p.e164 = :phone)),
                               t.store_id, :now
                          from (values (1)) as one (row)
                          left join (select x.id, x.customer_id, x.store_id
                                       from messaging.text x
                                      where x.dealer_id = :dealer
                                        and x.phone = :phone
                                        and x.state in ('HANDED', 'SENT', 'DELIVERED', 'UNDELIVERED', 'UNKNOWN')
                                      order by coalesce(x.decided_at, x.written_at) desc, x.id desc
                                      limit 1) t on true
                        on conflict (dealer_id, gateway_id, partner_id) where partner_id is not null do nothing
                        """)
                        .param("dealer", dealer)
                        .param("id", id)
                        .param("gateway", gateway)
                        .param("partnerId", reply.partnerId().orElse(null))
                        .param("phone", reply.phone())
                        .param("body", reply.words())
                        .param("kind", optOut ? "OPT_OUT" : "WORDS")
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * Replies to texts of these stores, and those that belong to no text; the latest first.
     *
     * @param unread only those that nobody has read
     * @param typed only those of these customers, or with these words in them
     */
    List<ReplyLine> list(
            int dealer,
            List<UUID> stores,
            boolean unread,
            Optional<String> typed,
            List<UUID> customers,
            Optional<RowKey> after,
            int limit) {
        return jdbc.sql("""
                        select r.id, r.phone, r.body, r.kind, r.text_id, t.body as text, t.cause, t.cause_id, r.customer_id, c.name as customer,
                               s.name as store, coalesce(s.zone, 'Asia/Shanghai') as zone, r.came_at, r.read_at, p.name as read_by
                          from messaging.reply r
                          left join messaging.text t on t.dealer_id = :dealer and t.id = r.text_id
                          left join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = r.customer_id
                          left join organisation.report_store s on s.dealer_id = :dealer and s.store_id = r.store_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.read_by
                         where r.dealer_id = :dealer
                           and (r.store_id is null or r.store_id = any(:stores))
                           and (not :unread or (r.read_at is null and r.kind = 'WORDS'))
                           and (:typed::text is null
                                or r.customer_id = any(:customers)
                                or position(lower(:typed) in lower(r.body)) > 0
                                or right(r.phone, 4) = :typed
                                or r.phone = '+86' || :typed)
                           and (:at::timestamptz is null or (r.came_at, r.id) < (:at, :id::uuid))
                         order by r.came_at desc, r.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("unread", unread)
                .param("typed", typed.orElse(null))
                .param("customers", customers.toArray(UUID[]::new))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> new ReplyLine(
                        row.getObject("id", UUID.class),
                        row.getString("phone"),
                        row.getString("body"),
                        ReplyLine.Kind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getObject("text_id", UUID.class)),
                        Optional.ofNullable(row.getString("text")),
                        Optional.ofNullable(row.getString("cause")),
                        Optional.ofNullable(row.getObject("cause_id", UUID.class)),
                        Optional.ofNullable(row.getObject("customer_id", UUID.class)),
                        Optional.ofNullable(row.getString("customer")),
                        Optional.ofNullable(row.getString("store")),
                        ZoneId.of(row.getString("zone")),
                        row.getTimestamp("came_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("read_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("read_by"))))
                .list();
    }

    int unread(int dealer, List<UUID> stores) {
        return jdbc.sql("""
                        select count(*)::int
                          from messaging.reply r
                         where r.dealer_id = :dealer
                           and (r.store_id is null or r.store_id = any(:stores))
                           and r.read_at is null
                           and r.kind = 'WORDS'
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    /** What waits for somebody in these stores. Texts that a person wrote and that did not arrive count while they are young. */
    ReplyDesk.Waiting waiting(int dealer, List<UUID> stores, Instant since) {
        return jdbc.sql("""
                        select (select count(*)::int
                                  from messaging.reply r
                                 where r.dealer_id = :dealer
                                   and (r.store_id is null or r.store_id = any(:stores))
                                   and r.read_at is null
                                   and r.kind = 'WORDS') as replies,
                               (select count(*)::int
                                  from messaging.text t
                                 where t.dealer_id = :dealer
                                   and t.store_id = any(:stores)
                                   and t.state = 'UNKNOWN') as unknown,
                               h.undelivered, h.not_sent,
                               (select count(*)::int
                                  from messaging.letter l
                                 where l.dealer_id = :dealer
                                   and l.store_id = any(:stores)
                                   and l.state = 'OWED') as letters,
                               (select count(*)::int
                                  from messaging.template_proposal q
                                 where q.dealer_id = :dealer
                                   and q.state = 'OPEN') as proposals
                          from (select count(*) filter (where f.state = 'UNDELIVERED')::int as undelivered,
                                       count(*) filter (where f.state = 'NOT_SENT')::int as not_sent
                                  from messaging.text f
                                 where f.dealer_id = :dealer
                                   and f.store_id = any(:stores)
                                   and f.state in ('NOT_SENT', 'UNDELIVERED')
                                   and f.written_at >= :since
                                   and f.written_by is not null
                                   and f.cause <> 'text-batch') h
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("since", Timestamp.from(since))
                .query((row, _) -> new ReplyDesk.Waiting(
                        row.getInt("replies"),
                        row.getInt("unknown"),
                        row.getInt("undelivered"),
                        row.getInt("not_sent"),
                        row.getInt("letters"),
                        row.getInt("proposals")))
                .single();
    }

    boolean read(int dealer, List<UUID> stores, UUID id, UUID by, Instant now) {
        return jdbc.sql("""
                        update messaging.reply r
                           set read_at = :now, read_by = :by
                         where r.dealer_id = :dealer
                           and r.id = :id
                           and (r.store_id is null or r.store_id = any(:stores))
                           and r.read_at is null
                        """)
                        .param("dealer", dealer)
                        .param("stores", stores.toArray(UUID[]::new))
                        .param("id", id)
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }
}
