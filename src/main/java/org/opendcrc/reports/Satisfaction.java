package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.SatisfactionReport.Dimension;
import org.opendcrc.reports.SatisfactionReport.Favour;
import org.opendcrc.reports.SatisfactionReport.Item;
import org.opendcrc.reports.SatisfactionReport.Line;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The analysis of answers 回访结果分析 (RP-15) and the six indicators 六指标 (RP-11), of one store or all of the reader's, down to the rows.
 * Managers see all, a service or sales manager his department, a clerk or an advisor what is her own.
 */
@Service
@Transactional(readOnly = true)
public class Satisfaction {

    /** A number of answers below which a share says little. */
    public static final int FEW = 10;

    /** How many months the indicators look back, the present one included. */
    public static final int MONTHS = 6;

    /** The address of all stores together. */
    public static final String ALL = "all";

    private static final String SALES = "SALES";

    private final ReportTables stores;
    private final SatisfactionTables tables;
    private final Clock clock;

    Satisfaction(ReportTables stores, SatisfactionTables tables, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * The answers of a period.
     *
     * @param his the stores that he may choose
     * @param chosen those that are looked at, one or all of his
     * @param own whether only the reader's own are counted
     * @param names of people, by identifier
     * @param items of questions, by key, in the reader's language
     * @param versions of questionnaires, by the word in the rows
     */
    public record On(
            List<ReportStore> his,
            List<ReportStore> chosen,
            RatePeriod period,
            List<ListRow> rows,
            boolean own,
            Instant now,
            Map<UUID, String> names,
            Map<String, String> items,
            Map<String, String> versions) {

        public On {
            rows = List.copyOf(rows);
        }

        public Line all() {
            return SatisfactionReport.all(rows);
        }

        public List<Line> by(Dimension dimension) {
            return SatisfactionReport.by(rows, dimension);
        }

        public List<Item> itemLines() {
            return SatisfactionReport.items(rows);
        }

        public List<Favour> indicators() {
            return SatisfactionReport.indicators(rows);
        }

        /** The store that is looked at; the first of all, where all are. */
        public ReportStore store() {
            return chosen.getFirst();
        }

        public boolean ofAll() {
            return chosen.size() > 1;
        }

        /** As addresses name what is looked at. */
        public String where() {
            return ofAll() ? ALL : store().code();
        }

        /** The rows of a figure, as far as they agree in a fact; empty texts leave all. */
        public List<ListRow> narrowed(String figure, String by, String value) {
            return rows.stream()
                    .filter(it -> figure.isEmpty() || it.isCountedIn(figure))
                    .filter(it -> by.isEmpty() || it.fact(by).equals(value))
                    .toList();
        }
    }

    /**
     * The six indicators of a month and those before it.
     *
     * @param on the answers of the month itself
     * @param months the oldest first, the month itself last
     * @param target in percent, where the store has written one down
     */
    public record Cvp(On on, YearMonth month, Map<YearMonth, List<Favour>> months, OptionalInt target) {}

    /** The stores in which the person may read the analysis, by code. */
    public List<ReportStore> stores(Actor actor, UseCase useCase) {
        actor.require(useCase);
        return stores.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(useCase, it.id()))
                .toList();
    }

    /**
     * RP-15.
     *
     * @param where code or identifier of a store, {@link #ALL}, or null for the first
     */
    public On on(Actor actor, @Nullable String where, RatePeriod.Span span, @Nullable LocalDate day) {
        var his = stores(actor, UseCase.READ_SATISFACTION);
        var chosen = chosen(his, where);
        var now = clock.instant();
        var date = day != null ? day : chosen.getFirst().dayOf(now);
        return on(
                actor,
                his,
                chosen,
                RatePeriod.of(span, date),
                RatePeriod.of(span, date).from(),
                now);
    }

    private On on(
            Actor actor,
            List<ReportStore> his,
            List<ReportStore> chosen,
            RatePeriod period,
            LocalDate from,
            Instant now) {
        var found = tables.rows(DealerContext.require(), chosen, from, period.to());
        var codes = new HashMap<String, ReportStore>();
        chosen.forEach(it -> codes.put(it.code(), it));
        Predicate<ListRow> mine = row -> {
            var store = codes.get(row.fact("store"));
            return store != null && isHis(actor, store.id(), row);
        };
        return new On(
                his,
                chosen,
                period,
                found.rows().stream().filter(mine).toList(),
                chosen.stream().noneMatch(it -> isWhole(actor, it.id())),
                now,
                found.people(),
                named(actor, found.items()),
                named(actor, found.versions()));
    }

    private static boolean isWhole(Actor actor, UUID store) {
        return actor.may(UseCase.READ_ALL_LISTS, store)
                || actor.may(UseCase.READ_SERVICE_LISTS, store)
                || actor.may(UseCase.READ_SALES_LISTS, store);
    }

    /** A35: all, his department's, or his own. */
    private static boolean isHis(Actor actor, UUID store, ListRow row) {
        if (actor.may(UseCase.READ_ALL_LISTS, store)) {
            return true;
        }
        var ofSales = row.fact("kind").equals(SALES);
        if (actor.may(ofSales ? UseCase.READ_SALES_LISTS : UseCase.READ_SERVICE_LISTS, store)) {
            return true;
        }
        var self = actor.staffId().toString();
        return List.of("advisor", "clerk", "consultant").stream()
                .anyMatch(it -> row.fact(it).equals(self));
    }

    private static Map<String, String> named(Actor actor, Map<String, ReportTables.ItemName> known) {
        var names = new HashMap<String, String>();
        known.forEach((key, name) -> names.put(key, name.in(actor.language())));
        return names;
    }

    /** RP-11. */
    public Cvp cvp(Actor actor, @Nullable String where, @Nullable YearMonth of) {
        var his = stores(actor, UseCase.READ_CVP);
        var chosen = chosen(his, where);
        var now = clock.instant();
        var month = of != null ? of : YearMonth.from(chosen.getFirst().dayOf(now));
        var first = month.minusMonths(MONTHS - 1L);
        var months = IntStream.range(0, MONTHS).mapToObj(first::plusMonths).toList();
        var period = RatePeriod.of(RatePeriod.Span.MONTH, month.atDay(1));
        var all = on(actor, his, chosen, period, first.atDay(1), now);
        var ofMonth = all.rows().stream()
                .filter(it -> YearMonth.from(it.day()).equals(month))
                .toList();
        return new Cvp(
                new On(
                        all.his(),
                        all.chosen(),
                        period,
                        ofMonth,
                        all.own(),
                        now,
                        all.names(),
                        all.items(),
                        all.versions()),
                month,
                SatisfactionReport.byMonth(all.rows(), months),
                chosen.size() == 1 ? target(chosen.getFirst()) : OptionalInt.empty());
    }

    private OptionalInt target(ReportStore store) {
        var target = stores.cvpTarget(DealerContext.require(), store.id());
        return target == 0 ? OptionalInt.empty() : OptionalInt.of(target);
    }

    private static List<ReportStore> chosen(List<ReportStore> his, @Nullable String where) {
        if (ALL.equals(where)) {
            if (his.isEmpty()) {
                throw new NotFound("stores");
            }
            return his;
        }
        return List.of(ThreeDayCalls.store(his, where));
    }
}
