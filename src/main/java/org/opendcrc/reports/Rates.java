package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The on-time rate (RP-6) and the effective rate (RP-7), cumulated over a day, a week or a month. A day that is posted counts as it was
 * posted at nine (AP-15), the others as they stand. An advisor sees his own.
 */
@Service
@Transactional
public class Rates {

    private final ReportTables stores;
    private final ListTables lists;
    private final AppointmentTables tables;
    private final Clock clock;

    Rates(ReportTables stores, ListTables lists, AppointmentTables tables, Clock clock) {
        this.stores = stores;
        this.lists = lists;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Rates of a period.
     *
     * @param days those of the period that have begun
     * @param posted the days that count as they were posted
     * @param last the latest of them: when it was posted, and under which version
     * @param own whether only the reader's own appointments and visits are counted
     * @param names of advisors, by identifier
     */
    public record On(
            ReportStore store,
            RatePeriod period,
            List<LocalDate> days,
            List<LocalDate> posted,
            Optional<FrozenList> last,
            RatesReport report,
            List<ListRow> rows,
            boolean own,
            Instant now,
            Map<UUID, String> names) {}

    /** The stores in which the person may read rates, by code. */
    public List<ReportStore> stores(Actor actor) {
        actor.require(UseCase.READ_APPOINTMENT_REPORTS);
        return stores.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(UseCase.READ_APPOINTMENT_REPORTS, it.id()))
                .toList();
    }

    /** One of these stores; null for the first. */
    public ReportStore store(Actor actor, @Nullable String codeOrId) {
        return ThreeDayCalls.store(stores(actor), codeOrId);
    }

    /** The store's day of now. */
    public LocalDate today(ReportStore store) {
        return store.dayOf(clock.instant());
    }

    public On on(Actor actor, ReportStore store, RatePeriod period) {
        if (!actor.may(UseCase.READ_APPOINTMENT_REPORTS, store.id())) {
            throw new NotFound("store " + store.code());
        }
        int dealer = DealerContext.require();
        var now = clock.instant();
        var own = !actor.may(UseCase.READ_REPORTS, store.id());
        var self = actor.staffId().toString();
        Predicate<ListRow> mine = it -> !own || it.fact("advisor").equals(self);
        var days = period.daysUntil(store.dayOf(now));
        var kept = lists.frozen(dealer, store.id(), List.of(DailyList.APPOINTMENTS), period.from(), period.to());
        var frozen = kept.of(DailyList.APPOINTMENTS);
        var posted = frozen.stream().map(FrozenList::day).toList();
        var rows = new ArrayList<ListRow>();
        frozen.forEach(it -> it.rows().stream().filter(mine).forEach(rows::add));
        var names = new HashMap<UUID, String>(kept.people());
        var open = days.stream().filter(it -> !posted.contains(it)).toList();
        if (!open.isEmpty()) {
            var found = tables.rows(dealer, store.id(), open.getFirst(), open.getLast(), now);
            found.rows().stream()
                    .filter(it -> !posted.contains(it.day()))
                    .filter(mine)
                    .forEach(rows::add);
            names.putAll(found.people());
        }
        return new On(
                store,
                period,
                days,
                posted,
                frozen.stream().reduce((_, later) -> later),
                RatesReport.of(rows, days, tables.targets(dealer, store.id())),
                List.copyOf(rows),
                own,
                now,
                names);
    }

    /** What hangs on the wall beside a day's lists: that day's rates, from what was posted alone. */
    public List<RatesReport.OfBrand> wall(Actor actor, ReportStore store, ListFigures posted) {
        if (!actor.may(UseCase.READ_REPORTS, store.id())) {
            throw new NotFound("store " + store.code());
        }
        return RatesReport.of(posted, tables.targets(DealerContext.require(), store.id()));
    }

    /** Rows of a period, as far as they agree in these facts; empty texts leave all. */
    public static List<ListRow> narrowed(List<ListRow> rows, String figure, Map<String, String> facts) {
        return rows.stream()
                .filter(it -> figure.isEmpty() || it.isCountedIn(figure))
                .filter(it -> facts.entrySet().stream()
                        .allMatch(fact -> it.fact(fact.getKey()).equals(fact.getValue())))
                .toList();
    }
}
