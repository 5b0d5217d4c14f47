package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.wire.SmsChannel.Health;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Watches the lines: what went wrong with them lately, and which are down for so long that somebody must look. */
@Service
public class LineWatch {

    /** So long a line may be down before somebody is alarmed: most come back by themselves. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int NEWS = 10;

    private final JdbcClient jdbc;

    LineWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes down that a line opened or broke at a node; within a transaction. */
    void note(int dealer, UUID gateway, String node, Health health, Instant now) {
        jdbc.sql("""
                insert into messaging.gateway_news (dealer_id, id, gateway_id, node, state, trouble, at)
                values (:dealer, :id, :gateway, :node, :state, :trouble, :now)
                """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("gateway", gateway)
                .param("node", node)
                .param("state", health.state().name())
                .param("trouble", health.trouble().orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * What is told of a line.
     *
     * @param news the last times at which it opened or broke, the latest first
     * @param failures why parts failed since then, the most frequent first
     * @param prices what it bills, the latest first
     */
    record Told(List<GatewayNews> news, List<Trouble> failures, List<GatewayPrice> prices) {}

    Told told(int dealer, UUID gateway, Instant since) {
        var news = new ArrayList<GatewayNews>();
        var failures = new ArrayList<Trouble>();
        var prices = new ArrayList<GatewayPrice>();
        jdbc.sql("""
                        (select 'NEWS' as what, n.at, n.state as word, n.trouble as further, n.node as who, 0 as number, null::date as day
                           from messaging.gateway_news n
                          where n.dealer_id = :dealer
                            and n.gateway_id = :gateway
                          order by n.at desc, n.id desc
                          limit :limit)
                        union all
                        (select 'FAILURE', null, p.reason, coalesce(p.code, ''), '', count(*)::int, null
                           from messaging.text_part p
                          where p.dealer_id = :dealer
                            and p.gateway_id = :gateway
                            and p.state = 'FAILED'
                            and p.ended_at >= :since
                          group by 3, 4
                          order by 6 desc, 3, 4
                          limit :limit)
                        union all
                        (select 'PRICE', r.set_at, r.class, '', s.name, r.price_li, r.from_on
                           from messaging.gateway_price r
                           join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = r.set_by
                          where r.dealer_id = :dealer
                            and r.gateway_id = :gateway
                          order by r.from_on desc, r.class)
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("since", Timestamp.from(since))
                .param("limit", NEWS)
                .query((ResultSet row) -> {
                    switch (row.getString("what")) {
                        case "NEWS" ->
                            news.add(new GatewayNews(
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("who"),
                                    row.getString("word").equals("UP"),
                                    Optional.ofNullable(row.getString("further"))));
                        case "FAILURE" ->
                            failures.add(
                                    new Trouble(row.getString("word"), row.getString("further"), row.getInt("number")));
                        default ->
                            prices.add(new GatewayPrice(
                                    TextClass.valueOf(row.getString("word")),
                                    row.getObject("day", LocalDate.class),
                                    row.getInt("number"),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("who")));
                    }
                });
        return new Told(List.copyOf(news), List.copyOf(failures), List.copyOf(prices));
    }

    /**
     * A line that is in use and down at every node that holds it.
     *
     * @param trouble a key below {@code gateway.trouble.}
     * @param since when the last node lost it
     */
    public record Down(UUID id, String name, String trouble, Instant since) {}

    /**
     * Lines that are down for five minutes or longer, the one that is down longest first.
     *
     * @return none for who neither sets lines up nor sends to many
     */
    @Transactional(readOnly = true)
    public List<Down> down(Actor actor, Instant now) {
        if (!isConcerned(actor)) {
            return List.of();
        }
        return jdbc.sql("""
                        select g.id, g.name, max(h.trouble) as trouble, max(h.since) as since
                          from messaging.gateway g
                          join messaging.gateway_health h on h.dealer_id = :dealer and h.gateway_id = g.id
                         where g.dealer_id = :dealer
                           and g.state = 'ON'
                         group by g.id, g.name
                        having bool_and(h.state = 'DOWN') and max(h.since) <= :before
                         order by 4, 2
                        """)
                .param("dealer", actor.dealerId())
                .param("before", Timestamp.from(now.minus(PATIENCE)))
                .query((row, _) -> new Down(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("trouble")).orElse("unreachable"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** Who is alarmed: who sets lines up, and the manager whose texts wait. */
    public static boolean isConcerned(Actor actor) {
        return actor.may(UseCase.MANAGE_GATEWAYS) || actor.may(UseCase.SEND_TEXT_BATCHES);
    }
}
