package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What lines bill for one short message, from which day on. */
@Repository
class Prices {

    private final JdbcClient jdbc;

    Prices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a price down; one of the same day is corrected. */
    void set(int dealer, UUID gateway, TextClass textClass, LocalDate from, int li, UUID by, Instant at) {
        jdbc.sql("""
                insert into messaging.gateway_price (dealer_id, gateway_id, class, from_on, price_li, set_at, set_by)
                values (:dealer, :gateway, :class, :from, :li, :at, :by)
                on conflict (dealer_id, gateway_id, class, from_on) do update
                   set price_li = excluded.price_li, set_at = excluded.set_at, set_by = excluded.set_by
                """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("class", textClass.name())
                .param("from", from)
                .param("li", li)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /** All prices of a line, the latest first. */
    List<GatewayPrice> of(int dealer, UUID gateway) {
        return jdbc.sql("""
                        select p.class, p.from_on, p.price_li, p.set_at, s.name as set_by
                          from messaging.gateway_price p
                          join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = p.set_by
                         where p.dealer_id = :dealer
                           and p.gateway_id = :gateway
                         order by p.from_on desc, p.class
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .query((row, _) -> new GatewayPrice(
                        TextClass.valueOf(row.getString("class")),
                        row.getObject("from_on", LocalDate.class),
                        row.getInt("price_li"),
                        row.getTimestamp("set_at").toInstant(),
                        row.getString("set_by")))
                .list();
    }

    /** What the line that carries such texts first bills on that day; empty if nobody has written it down. */
    Optional<Integer> now(int dealer, TextClass textClass, LocalDate day) {
        return jdbc.sql("""
                        select p.price_li
                          from messaging.gateway g
                          join messaging.gateway_price p on p.dealer_id = :dealer and p.gateway_id = g.id
                         where g.dealer_id = :dealer
                           and g.state = 'ON'
                           and case when :commercial then g.commercial else g.service end
                           and p.class = :class
                           and p.from_on <= :day
                         order by g.place, g.name, g.id, p.from_on desc
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("commercial", textClass == TextClass.COMMERCIAL)
                .param("class", textClass.name())
                .param("day", day)
                .query(Integer.class)
                .optional();
    }

    /** How many parts of a batch lines took, and what they bill for them in li; where nobody wrote a price down, the store's. */
    record Billed(int parts, long li) {}

    Billed ofBatch(int dealer, UUID batch, TextClass textClass, ZoneId zone, int otherwise) {
        return jdbc.sql("""
                        select coalesce(sum(x.parts), 0)::int as parts, coalesce(sum(x.parts * coalesce(q.price_li, :otherwise)), 0)::bigint as li
                          from (select p.gateway_id, (p.accepted_at at time zone :zone)::date as day, count(*) as parts
                                  from messaging.batch_line l
                                  join messaging.text_part p on p.dealer_id = :dealer and p.text_id = l.text_id
                                 where l.dealer_id = :dealer
                                   and l.batch_id = :batch
                                   and p.accepted_at is not null
                                 group by 1, 2) x
                          left join lateral (select y.price_li
                                               from messaging.gateway_price y
                                              where y.dealer_id = :dealer
                                                and y.gateway_id = x.gateway_id
                                                and y.class = :class
                                                and y.from_on <= x.day
                                              order by y.from_on desc
                                              limit 1) q on true
                        """)
                .param("dealer", dealer)
                .param("batch", batch)
                .param("class", textClass.name())
                .param("zone", zone.getId())
                .param("otherwise", otherwise)
                .query((row, _) -> new Billed(row.getInt("parts"), row.getLong("li")))
                .single();
    }
}
