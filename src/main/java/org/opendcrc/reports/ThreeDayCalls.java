package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The shelf with the daily reports of the three-day calls 三日电访日报 (RP-8): of each store and day what hung on the wall, what it
 * would be now, and the rows behind each number.
 */
@Service
@Transactional
public class ThreeDayCalls {

    /** As many days as the list and the trend look back, the last one included. */
    public static final int DAYS_BACK = 31;

    private final ReportTables tables;
    private final Freezing freezing;
    private final Questionnaires questionnaires;
    private final Clock clock;

    ThreeDayCalls(ReportTables tables, Freezing freezing, Questionnaires questionnaires, Clock clock) {
        this.tables = tables;
        this.freezing = freezing;
        this.questionnaires = questionnaires;
        this.clock = clock;
    }

    /**
     * A store's day.
     *
     * @param frozen as it hung on the wall, empty before it is frozen
     * @param live as it is known now
     * @param freezesAt when it was or will be frozen
     * @param now when this was looked up
     * @param names names of the people of the house in it, by identifier
     * @param items the questions' short texts in the reader's language, by key
     */
    public record OnDay(
            ReportStore store,
            LocalDate day,
            Optional<FrozenReport> frozen,
            ThreeDayCallReport live,
            Instant freezesAt,
            Instant now,
            Map<UUID, String> names,
            Map<String, String> items) {

        /** Whether something was recorded after the freeze that changes the day. */
        public boolean moved() {
            return frozen.filter(it -> !it.report().equals(live)).isPresent();
        }

        /** What is shown first: the frozen figures where there are some. */
        public ThreeDayCallReport shown() {
            return frozen.map(FrozenReport::report).orElse(live);
        }
    }

    /** A number opened down to its rows. Customers, by order number, are known of live rows only, and only to who may see them. */
    public record Rows(
            ReportStore store,
            LocalDate day,
            Optional<FrozenReport> frozen,
            List<ReportRow> rows,
            Map<String, RowCustomer> customers,
            Map<UUID, String> names,
            Map<String, String> items) {}

    /** The frozen days of a store, latest first, and when the next one comes; empty while there is no task at all. */
    public record Shelf(ReportStore store, List<FrozenReport> days, LocalDate today, Optional<Instant> next) {}

    /** The stores whose reports the person may read, by code. */
    public List<ReportStore> stores(Actor actor) {
        actor.require(UseCase.READ_REPORTS);
        return tables.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(UseCase.READ_REPORTS, it.id()))
                .toList();
    }

    /**
     * One of these stores.
     *
     * @param codeOrId null for the first one
     * @throws NotFound if there is none of that code or identifier, or it is not his
     * @throws NotAllowed if he may read reports nowhere
     */
    public ReportStore store(Actor actor, @Nullable String codeOrId) {
        return stores(actor).stream()
                .filter(it -> codeOrId == null
                        || it.code().equals(codeOrId)
                        || it.id().toString().equals(codeOrId))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + codeOrId));
    }

    /** The frozen days of the store, as far as the list looks back. */
    public Shelf shelf(Actor actor, ReportStore store) {
        checked(actor, store);
        var now = clock.instant();
        var today = store.dayOf(now);
        return new Shelf(
                store,
                tables.frozen(DealerContext.require(), store.id(), today.minusDays(DAYS_BACK), today),
                today,
                freezing.next(DealerContext.require(), store));
    }

    /** The day that is looked at when nobody names one: the last frozen one, else yesterday. */
    public LocalDate latestDay(Actor actor, ReportStore store) {
        checked(actor, store);
        return tables.lastFrozenDay(DealerContext.require(), store.id())
                .orElseGet(() -> store.dayOf(clock.instant()).minusDays(1));
    }

    /** A store's day, frozen and live. */
    public OnDay on(Actor actor, ReportStore store, LocalDate day) {
        checked(actor, store);
        int dealer = DealerContext.require();
        var now = clock.instant();
        var frozen = frozen(dealer, store, day);
        var live = ThreeDayCallReport.of(liveRows(dealer, store, day, now));
        var people = new HashSet<UUID>(advisors(live));
        frozen.ifPresent(it -> people.addAll(advisors(it.report())));
        return new OnDay(
                store,
                day,
                frozen,
                live,
                frozen.map(FrozenReport::frozenAt).orElseGet(() -> freezing.plannedFor(store, day)),
                now,
                names(dealer, people),
                items(actor, live, frozen));
    }

    /** Whether that day of the store is frozen. */
    public boolean isFrozen(Actor actor, ReportStore store, LocalDate day) {
        checked(actor, store);
        return frozen(DealerContext.require(), store, day).isPresent();
    }

    /** The frozen days that end with {@code last}, oldest first: for the trend. */
    public List<FrozenReport> before(Actor actor, ReportStore store, LocalDate last, int days) {
        checked(actor, store);
        return tables.frozen(DealerContext.require(), store.id(), last.minusDays(days - 1L), last)
                .reversed();
    }

    /**
     * The rows of a day.
     *
     * @param figure word of a figure, {@code item:<question>} for a grievance, or empty for all that count somewhere
     * @param advisor only his; null for all
     * @param ofFrozen the rows that were written down at the freeze, without customers; else those of now
     * @throws NotFound if there is no such figure, or the frozen day is asked for and is not frozen
     */
    public Rows rows(
            Actor actor, ReportStore store, LocalDate day, String figure, @Nullable UUID advisor, boolean ofFrozen) {
        checked(actor, store);
        if (!figure.isEmpty()
                && !figure.startsWith(ReportRow.ITEM)
                && Figure.ofWord(figure).isEmpty()) {
            throw new NotFound("figure " + figure);
        }
        int dealer = DealerContext.require();
        var frozen = frozen(dealer, store, day);
        var all = ofFrozen
                ? tables.frozenRows(
                        dealer,
                        frozen.orElseThrow(() -> new NotFound("frozen report of " + day))
                                .id())
                : liveRows(dealer, store, day, clock.instant()).stream()
                        .map(ReportRow::of)
                        .toList();
        var rows = all.stream()
                .filter(it -> figure.isEmpty() || it.countedIn().contains(figure))
                .filter(it -> advisor == null || it.advisor().equals(Optional.of(advisor)))
                .toList();
        var seesCustomers = !ofFrozen && actor.may(UseCase.READ_CUSTOMERS, store.id()) && !rows.isEmpty();
        return new Rows(
                store,
                day,
                ofFrozen ? frozen : Optional.empty(),
                rows,
                seesCustomers
                        ? tables.customers(
                                dealer,
                                store.id(),
                                rows.stream().map(ReportRow::orderNo).toList())
                        : Map.of(),
                names(dealer, rows.stream().flatMap(it -> it.advisor().stream()).toList()),
                figure.startsWith(ReportRow.ITEM)
                        ? items(actor, Set.of(figure.substring(ReportRow.ITEM.length())))
                        : Map.of());
    }

    private List<CountedCall> liveRows(int dealer, ReportStore store, LocalDate day, Instant now) {
        var reportDay = ReportDay.of(day, store.zone());
        return ThreeDayCallReport.count(reportDay, now, tables.facts(dealer, store.id(), reportDay));
    }

    private Optional<FrozenReport> frozen(int dealer, ReportStore store, LocalDate day) {
        return tables.frozen(dealer, store.id(), day, day).stream().findFirst();
    }

    private Map<UUID, String> names(int dealer, Collection<UUID> people) {
        return people.isEmpty() ? Map.of() : tables.names(dealer, Set.copyOf(people));
    }

    private Map<String, String> items(Actor actor, ThreeDayCallReport live, Optional<FrozenReport> frozen) {
        var keys = new HashSet<String>();
        live.grievances().forEach(it -> keys.add(it.item()));
        frozen.ifPresent(it -> it.report().grievances().forEach(item -> keys.add(item.item())));
        return items(actor, keys);
    }

    /** How the questions are called; one that the present version asks no more keeps its key for a name. */
    private Map<String, String> items(Actor actor, Set<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var questionnaire = questionnaires.current(Questionnaire.SERVICE);
        var names = new HashMap<String, String>();
        keys.forEach(key -> names.put(
                key,
                questionnaire
                        .question(key)
                        .map(it -> it.shortText(actor.language()))
                        .orElse(key)));
        return names;
    }

    private static Set<UUID> advisors(ThreeDayCallReport report) {
        var advisors = new HashSet<UUID>();
        report.advisors().forEach(it -> it.advisor().ifPresent(advisors::add));
        return advisors;
    }

    /** The same answer for another dealer's store, another store of the dealer and no store at all. */
    private static void checked(Actor actor, ReportStore store) {
        if (!actor.may(UseCase.READ_REPORTS, Objects.requireNonNull(store).id())) {
            throw new NotFound("store " + store.code());
        }
    }
}
