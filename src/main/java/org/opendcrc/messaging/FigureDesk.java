package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What texts came to: how many went, arrived and failed, and what they cost, month by month. */
@Service
@Transactional(readOnly = true)
public class FigureDesk {

    /** How many months are looked back at, the present one included. */
    static final int MONTHS = 12;

    private final JdbcClient jdbc;
    private final Settings settings;

    FigureDesk(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private record Key(TextClass textClass, String cause) {}

    private static final Comparator<Key> BY_CLASS_AND_CAUSE =
            Comparator.comparing(Key::textClass).thenComparing(Key::cause);

    private record Row(
            UUID store,
            YearMonth month,
            String kind,
            String textClass,
            String cause,
            int written,
            int sent,
            int delivered,
            int failed,
            int unknown) {}

    /** Parts that a line took, of texts of a month; {@code price} in li, as that line billed on the day on which it took them. */
    private record Part(
            UUID store,
            YearMonth month,
            TextClass textClass,
            String cause,
            String gateway,
            Optional<Integer> price,
            int parts) {

        int li(Function<UUID, Settings.StoreSettings> sets) {
            return price.orElseGet(() -> sets.apply(store)
                    .number(
                            textClass == TextClass.COMMERCIAL
                                    ? TextSettings.COMMERCIAL_PRICE
                                    : TextSettings.SERVICE_PRICE));
        }
    }

    /**
     * The last twelve months of the stores whose texts the person may see.
     *
     * @param store only this one; empty for all
     */
    public TextFigures of(Actor actor, Optional<UUID> store, Instant now) {
        actor.require(UseCase.READ_TEXTS);
        var stores = actor.storesFor(UseCase.READ_TEXTS).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
        var sets = settings.ofAll(stores);
        var months = new TreeMap<YearMonth, List<Row>>(Comparator.reverseOrder());
        rows(actor.dealerId(), stores, now)
                .forEach(it -> months.computeIfAbsent(it.month(), _ -> new ArrayList<>())
                        .add(it));
        var parts = parts(actor.dealerId(), stores, now);
        return new TextFigures(months.entrySet().stream()
                .map(it -> month(
                        it.getKey(),
                        it.getValue(),
                        parts.stream()
                                .filter(part -> part.month().equals(it.getKey()))
                                .toList(),
                        sets))
                .toList());
    }

    private static TextFigures.Month month(
            YearMonth month, List<Row> rows, List<Part> parts, Function<UUID, Settings.StoreSettings> sets) {
        var kinds = rows.stream()
                .filter(it -> it.kind().equals("TEXT"))
                .collect(Collectors.groupingBy(
                        it -> new Key(TextClass.valueOf(it.textClass()), it.cause()),
                        () -> new TreeMap<Key, List<Row>>(BY_CLASS_AND_CAUSE),
                        Collectors.toList()));
        return new TextFigures.Month(
                month,
                kinds.entrySet().stream()
                        .map(it -> kind(it.getKey(), it.getValue(), parts, sets))
                        .toList(),
                bills(parts, sets),
                sum(rows.stream().filter(it -> it.kind().equals("REPLY")).toList(), Row::written),
                sum(
                        rows.stream()
                                .filter(it -> it.kind().equals("REPLY")
                                        && it.textClass().equals("OPT_OUT"))
                                .toList(),
                        Row::written));
    }

    private static TextFigures.Kind kind(
            Key key, List<Row> rows, List<Part> parts, Function<UUID, Settings.StoreSettings> sets) {
        var taken = parts.stream()
                .filter(it -> it.textClass() == key.textClass() && it.cause().equals(key.cause()))
                .toList();
        return new TextFigures.Kind(
                key.textClass(),
                key.cause(),
                sum(rows, Row::written),
                sum(rows, Row::sent),
                sum(rows, Row::delivered),
                sum(rows, Row::failed),
                sum(rows, Row::unknown),
                taken.stream().mapToInt(Part::parts).sum(),
                taken.stream().mapToLong(it -> (long) it.parts() * it.li(sets)).sum());
    }

    /** What each line will bill, by class and price. */
    private static List<TextFigures.Bill> bills(List<Part> parts, Function<UUID, Settings.StoreSettings> sets) {
        return parts.stream()
                .collect(Collectors.groupingBy(
                        it -> new TextFigures.Bill(
                                it.gateway(),
                                it.textClass(),
                                it.li(sets),
                                it.price().isEmpty(),
                                0),
                        Collectors.summingInt(Part::parts)))
                .entrySet()
                .stream()
                .map(it -> it.getKey().with(it.getValue()))
                .sorted(Comparator.comparing(TextFigures.Bill::gateway)
                        .thenComparing(TextFigures.Bill::textClass)
                        .thenComparing(TextFigures.Bill::price))
                .toList();
    }

    private static int sum(List<Row> rows, java.util.function.ToIntFunction<Row> of) {
        return rows.stream().mapToInt(of).sum();
    }

    private List<Row> rows(int dealer, List<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select t.store_id, to_char(t.written_at at time zone s.zone, 'YYYY-MM') as month, 'TEXT' as kind, t.class, t.cause,
                               count(*)::int as written,
                               count(*) filter (where t.state in ('SENT', 'DELIVERED', 'UNDELIVERED'))::int as sent,
                               count(*) filter (where t.state = 'DELIVERED')::int as delivered,
                               count(*) filter (where t.state in ('NOT_SENT', 'UNDELIVERED'))::int as failed,
                               count(*) filter (where t.state = 'UNKNOWN')::int as unknown
                          from messaging.text t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and t.written_at >= date_trunc('month', :now::timestamptz at time zone s.zone - make_interval(months => :back))
                                               at time zone s.zone
                         group by 1, 2, 4, 5
                        union all
                        select r.store_id, to_char(r.came_at at time zone s.zone, 'YYYY-MM'), 'REPLY', r.kind, '', count(*)::int, 0, 0, 0, 0
                          from messaging.reply r
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = r.store_id
                         where r.dealer_id = :dealer
                           and r.store_id = any(:stores)
                           and r.came_at >= date_trunc('month', :now::timestamptz at time zone s.zone - make_interval(months => :back))
                                            at time zone s.zone
                         group by 1, 2, 4
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("back", MONTHS - 1)
                .query((row, _) -> new Row(
                        row.getObject("store_id", UUID.class),
                        YearMonth.parse(row.getString("month")),
                        row.getString("kind"),
                        row.getString("class"),
                        row.getString("cause"),
                        row.getInt("written"),
                        row.getInt("sent"),
                        row.getInt("delivered"),
                        row.getInt("failed"),
                        row.getInt("unknown")))
                .list();
    }

    /**
     * Parts count where a line took them: texts that never left the house, without a gateway or in the simulation, cost nothing. The price
     * is that of the line on the day on which it took the part, in the store's calendar.
     */
    private List<Part> parts(int dealer, List<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select x.store_id, x.month, x.class, x.cause, coalesce(g.name, '') as gateway, q.price_li, sum(x.parts)::int as parts
                          from (select t.store_id, to_char(t.written_at at time zone s.zone, 'YYYY-MM') as month, t.class, t.cause, p.gateway_id,
                                       (p.accepted_at at time zone s.zone)::date as day, count(*) as parts
                                  from messaging.text t
                                  join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                                  join messaging.text_part p on p.dealer_id = :dealer and p.text_id = t.id
                                 where t.dealer_id = :dealer
                                   and t.store_id = any(:stores)
                                   and t.written_at >= date_trunc('month', :now::timestamptz at time zone s.zone - make_interval(months => :back))
                                                       at time zone s.zone
                                   and p.accepted_at is not null
                                 group by 1, 2, 3, 4, 5, 6) x
                          left join messaging.gateway g on g.dealer_id = :dealer and g.id = x.gateway_id
                          left join lateral (select y.price_li
                                               from messaging.gateway_price y
                                              where y.dealer_id = :dealer
                                                and y.gateway_id = x.gateway_id
                                                and y.class = x.class
                                                and y.from_on <= x.day
                                              order by y.from_on desc
                                              limit 1) q on true
                         group by 1, 2, 3, 4, 5, 6
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("back", MONTHS - 1)
                .query((row, _) -> new Part(
                        row.getObject("store_id", UUID.class),
                        YearMonth.parse(row.getString("month")),
                        TextClass.valueOf(row.getString("class")),
                        row.getString("cause"),
                        row.getString("gateway"),
                        Optional.ofNullable(row.getObject("price_li", Integer.class)),
                        row.getInt("parts")))
                .list();
    }
}
