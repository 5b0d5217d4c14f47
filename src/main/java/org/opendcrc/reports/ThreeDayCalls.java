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
     * @param since what makes live differ from frozen
     * @param own whether the reader sees no more than the orders of which he was the advisor
     */
    public record OnDay(
            ReportStore store,
            LocalDate day,
            Optional<FrozenReport> frozen,
            ThreeDayCallReport live,
            Instant freezesAt,
            Instant now,
            Map<UUID, String> names,
            Map<String, String> items,
            Since since,
            boolean own) {

        /** Whether something was recorded after the freeze that changes the day. */
        public boolean moved() {
            return frozen.filter(it -> !it.report().equals(live.asFarAs(it.report())))
                    .isPresent();
        }

        /** What is shown first: the frozen figures where there are some. */
        public ThreeDayCallReport shown() {
            return frozen.map(FrozenReport::report).orElse(live);
        }
    }

    /**
     * What happened to a day after it was frozen.
     *
     * @param calls calls of the day that were recorded after the freeze
     * @param tasks tasks that count differently now
     */
    public record Since(int calls, int tasks) {

        static final Since NOTHING = new Since(0, 0);
    }

    /**
     * A number opened down to its rows. Customers, by order number, are known of live rows only, and only to who may see them.
     *
     * @param frozen where the rows are those of the freeze
     * @param isFrozen whether the day is frozen, whichever rows these are
     */
    public record Rows(
            ReportStore store,
            LocalDate day,
            Optional<FrozenReport> frozen,
            boolean isFrozen,
            List<ReportRow> rows,
            Map<String, RowCustomer> customers,
            Map<UUID, String> names,
            Map<String, String> items) {}

    /** The frozen days of a store, latest first, and when the next one comes; empty while there is no task at all. */
    public record Shelf(ReportStore store, List<FrozenReport> days, LocalDate today, Optional<Instant> next) {}

    /** The stores whose reports the person may read, all of them or his own part, by code. */
    public List<ReportStore> stores(Actor actor) {
        if (!actor.may(UseCase.READ_OWN_REPORTS)) {
            actor.require(UseCase.READ_REPORTS);
        }
        return tables.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(UseCase.READ_REPORTS, it.id()) || actor.may(UseCase.READ_OWN_REPORTS, it.id()))
                .toList();
    }

    /** Of which advisor's orders alone the person may read; empty for all of the store (RP-8). */
    private static Optional<UUID> only(Actor actor, ReportStore store) {
        return actor.may(UseCase.READ_REPORTS, store.id()) ? Optional.empty() : Optional.of(actor.staffId());
    }

    /** The part of frozen days that the person may read; without their grievances, which need their rows. */
    private static List<FrozenReport> his(Actor actor, ReportStore store, List<FrozenReport> days) {
        return only(actor, store)
                .map(one -> days.stream()
                        .map(it -> it.with(it.report().of(one, List.of())))
                        .toList())
                .orElse(days);
    }

    /**
     * One of these stores.
     *
     * @param codeOrId null for the first one
     * @throws NotFound if there is none of that code or identifier, or it is not his
     * @throws NotAllowed if he may read reports nowhere
     */
    public ReportStore store(Actor actor, @Nullable String codeOrId) {
        return store(stores(actor), codeOrId);
    }

    /**
     * One of these.
     *
     * @param codeOrId null for the first one
     * @throws NotFound if there is none of that code or identifier among them
     */
    public static ReportStore store(List<ReportStore> his, @Nullable String codeOrId) {
        return his.stream()
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
        int dealer = DealerContext.require();
        var days = tables.frozen(dealer, store.id(), today.minusDays(DAYS_BACK), today);
        return new Shelf(
                store,
                his(actor, store, days),
                today,
                days.isEmpty()
                        ? freezing.next(dealer, store)
                        : freezing.next(
                                dealer, store, Optional.of(days.getFirst().day())));
    }

    /** A store's day, and the frozen days that end with it, oldest first. */
    public record OnDayWithTrend(OnDay on, List<FrozenReport> trend) {

        public OnDayWithTrend {
            trend = List.copyOf(trend);
        }
    }

    /**
     * A store's day with the days before it.
     *
     * @param day null for the last frozen one; where none is, yesterday
     * @param days how far the trend looks back, the day itself included
     */
    public OnDayWithTrend onWithTrend(Actor actor, ReportStore store, @Nullable LocalDate day, int days) {
        checked(actor, store);
        int dealer = DealerContext.require();
        var frozen = day == null
                ? tables.lastFrozen(dealer, store.id(), days)
                : tables.frozen(dealer, store.id(), day.minusDays(days - 1L), day);
        var date = Optional.ofNullable(day)
                .or(() -> frozen.stream().map(FrozenReport::day).findFirst())
                .orElseGet(() -> store.dayOf(clock.instant()).minusDays(1));
        return new OnDayWithTrend(
                on(
                        actor,
                        store,
                        date,
                        frozen.stream().filter(it -> it.day().equals(date)).findFirst()),
                his(
                        actor,
                        store,
                        frozen.stream()
                                .filter(it -> it.day().isAfter(date.minusDays(days)))
                                .toList()
                                .reversed()));
    }

    /** A store's day, frozen and live. */
    public OnDay on(Actor actor, ReportStore store, LocalDate day) {
        checked(actor, store);
        return on(actor, store, day, frozen(DealerContext.require(), store, day));
    }

    private OnDay on(Actor actor, ReportStore store, LocalDate day, Optional<FrozenReport> wholeFrozen) {
        int dealer = DealerContext.require();
        var now = clock.instant();
        var only = only(actor, store);
        var frozen = wholeFrozen.map(it -> only.map(one -> it.with(it.report().of(one, grievances(dealer, it, one))))
                .orElse(it));
        var reportDay = ReportDay.of(day, store.zone());
        var facts = tables.facts(dealer, store.id(), reportDay);
        var calls = facts.calls().stream()
                .filter(it -> only.isEmpty() || it.advisor().equals(only))
                .toList();
        var live = ThreeDayCallReport.of(ThreeDayCallReport.count(reportDay, now, calls));
        var people = new HashSet<UUID>(advisors(live));
        frozen.ifPresent(it -> people.addAll(advisors(it.report())));
        return new OnDay(
                store,
                day,
                frozen,
                live,
                frozen.map(FrozenReport::frozenAt).orElseGet(() -> freezing.plannedFor(store, day)),
                now,
                names(dealer, people, facts.people()),
                items(actor, live, frozen, facts.items()),
                frozen.map(it -> since(reportDay, it.frozenAt(), now, calls)).orElse(Since.NOTHING),
                only.isPresent());
    }

    /** What the customers of one advisor did not like on a frozen day. */
    private List<ThreeDayCallReport.Grievances> grievances(int dealer, FrozenReport frozen, UUID advisor) {
        return ThreeDayCallReport.grievances(tables.frozenRows(dealer, frozen.id()).rows().stream()
                .filter(it -> it.advisor().equals(Optional.of(advisor)))
                .flatMap(it -> it.countedIn().stream())
                .filter(it -> it.startsWith(ReportRow.ITEM))
                .map(it -> it.substring(ReportRow.ITEM.length())));
    }

    private static Since since(ReportDay day, Instant frozenAt, Instant now, List<CallFacts> calls) {
        var late = calls.stream()
                .filter(it -> it.kind().equals(CallFacts.SERVICE))
                .flatMap(it -> it.tries().stream())
                .filter(it -> day.contains(it.at()) && it.recordedAt().isAfter(frozenAt))
                .map(it -> it.id().map(UUID::toString).orElse(it.at() + " " + it.recordedAt()))
                .distinct()
                .count();
        var then = rowsByTask(day, frozenAt, calls);
        var today = rowsByTask(day, now, calls);
        var tasks = new HashSet<>(then.keySet());
        tasks.addAll(today.keySet());
        tasks.removeIf(it -> Objects.equals(then.get(it), today.get(it)));
        return new Since(Math.toIntExact(late), tasks.size());
    }

    /** In which figures each task counts. */
    private static Map<UUID, List<String>> rowsByTask(ReportDay day, Instant known, List<CallFacts> calls) {
        var rows = new HashMap<UUID, List<String>>();
        ThreeDayCallReport.count(day, known, calls)
                .forEach(it -> rows.put(it.call().task(), ReportRow.of(it).countedIn()));
        return rows;
    }

    /** The frozen days that end with {@code last}, oldest first: for the trend. */
    public List<FrozenReport> before(Actor actor, ReportStore store, LocalDate last, int days) {
        checked(actor, store);
        return his(
                actor,
                store,
                tables.frozen(DealerContext.require(), store.id(), last.minusDays(days - 1L), last)
                        .reversed());
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
        var only = only(actor, store);
        var found = ofFrozen ? frozenRows(dealer, store, day) : liveRows(dealer, store, day);
        var rows = found.all().stream()
                .filter(it -> figure.isEmpty() || it.countedIn().contains(figure))
                .filter(it -> advisor == null || it.advisor().equals(Optional.of(advisor)))
                .filter(it -> only.isEmpty() || it.advisor().equals(only))
                .toList();
        var seesCustomers = !ofFrozen && actor.may(UseCase.READ_CUSTOMERS, store.id()) && !rows.isEmpty();
        return new Rows(
                store,
                day,
                found.frozen(),
                found.isFrozen(),
                rows,
                seesCustomers
                        ? tables.customers(
                                dealer,
                                store.id(),
                                rows.stream().map(ReportRow::orderNo).toList())
                        : Map.of(),
                found.advisors(),
                figure.startsWith(ReportRow.ITEM)
                        ? items(actor, Set.of(figure.substring(ReportRow.ITEM.length())))
                        : Map.of());
    }

    /** All rows of a day before one looks closer; as in {@link Rows}. */
    private record Found(
            List<ReportRow> all, Map<UUID, String> advisors, Optional<FrozenReport> frozen, boolean isFrozen) {}

    private Found frozenRows(int dealer, ReportStore store, LocalDate day) {
        var frozen = frozen(dealer, store, day).orElseThrow(() -> new NotFound("frozen report of " + day));
        var rows = tables.frozenRows(dealer, frozen.id());
        return new Found(rows.rows(), rows.advisors(), Optional.of(frozen), true);
    }

    private Found liveRows(int dealer, ReportStore store, LocalDate day) {
        var reportDay = ReportDay.of(day, store.zone());
        var facts = tables.facts(dealer, store.id(), reportDay);
        return new Found(
                ThreeDayCallReport.count(reportDay, clock.instant(), facts.calls()).stream()
                        .map(ReportRow::of)
                        .toList(),
                facts.people(),
                Optional.empty(),
                facts.calls().isEmpty() ? frozen(dealer, store, day).isPresent() : facts.isFrozen());
    }

    private Optional<FrozenReport> frozen(int dealer, ReportStore store, LocalDate day) {
        return tables.frozen(dealer, store.id(), day, day).stream().findFirst();
    }

    /** The names of these people; only those that are not known yet are looked up. */
    private Map<UUID, String> names(int dealer, Collection<UUID> people, Map<UUID, String> known) {
        var unknown = new HashSet<>(people);
        unknown.removeAll(known.keySet());
        if (unknown.isEmpty()) {
            return known;
        }
        var names = new HashMap<>(known);
        names.putAll(tables.names(dealer, unknown));
        return names;
    }

    private Map<String, String> items(
            Actor actor,
            ThreeDayCallReport live,
            Optional<FrozenReport> frozen,
            Map<String, ReportTables.ItemName> known) {
        var keys = new HashSet<String>();
        live.grievances().forEach(it -> keys.add(it.item()));
        frozen.ifPresent(it -> it.report().grievances().forEach(item -> keys.add(item.item())));
        return items(actor, keys, known);
    }

    private Map<String, String> items(Actor actor, Set<String> keys) {
        return items(actor, keys, Map.of());
    }

    /** How the questions are called; one that the present version asks no more keeps its key for a name. */
    private Map<String, String> items(Actor actor, Set<String> keys, Map<String, ReportTables.ItemName> known) {
        var names = new HashMap<String, String>();
        keys.stream()
                .filter(known::containsKey)
                .forEach(key ->
                        names.put(key, Objects.requireNonNull(known.get(key)).in(actor.language())));
        if (names.size() == keys.size()) {
            return names;
        }
        var questionnaire = questionnaires.current(Questionnaire.SERVICE);
        keys.stream()
                .filter(key -> !names.containsKey(key))
                .forEach(key -> names.put(
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
        var id = Objects.requireNonNull(store).id();
        if (!actor.may(UseCase.READ_REPORTS, id) && !actor.may(UseCase.READ_OWN_REPORTS, id)) {
            throw new NotFound("store " + store.code());
        }
    }
}
