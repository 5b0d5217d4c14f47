package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The shelf with the lists of each day: grievances (RP-9), failed calls (RP-10), the agents' day (RP-14), frozen and as they would
 * be now. Managers see all of it, a service or sales manager his department, a clerk or an advisor what is her own.
 */
@Service
@Transactional
public class DayLists {

    private static final String SALES = "SALES";

    private final ReportTables stores;
    private final ListTables tables;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DayLists(ReportTables stores, ListTables tables, ApplicationEventPublisher events, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What somebody wants to see.
     *
     * @param kind only calls of that kind, such as {@code SERVICE}; empty for all
     */
    public record Wish(DailyList list, Period period, String kind) {}

    /**
     * A list of one day or one week.
     *
     * @param frozen the days that are frozen, oldest first, with the rows that the reader may see
     * @param frozenFigures counted from them; empty while no day is frozen
     * @param live counted from what is known now
     * @param since how the rows have changed since the freeze; of a single day
     * @param now when this was looked up
     * @param own whether the reader sees no more than his own part
     * @param names of people of the house, by identifier
     * @param items the questions' short texts in the reader's language, by key
     */
    public record On(
            ReportStore store,
            Wish wish,
            List<FrozenList> frozen,
            Optional<ListFigures> frozenFigures,
            ListFigures live,
            Since since,
            Instant now,
            boolean own,
            boolean maySign,
            Map<UUID, String> names,
            Map<String, String> items) {

        public On {
            frozen = List.copyOf(frozen);
        }

        /** What is shown first: the frozen figures of a day that has some. A week is shown as it stands. */
        public boolean showsFrozen() {
            return frozenFigures.isPresent() && !wish.period().isWeek();
        }

        public ListFigures shown() {
            return showsFrozen() ? frozenFigures.orElseThrow() : live;
        }

        /** Whether live differs from what was frozen. */
        public boolean moved() {
            return showsFrozen() && !since.equals(Since.NOTHING);
        }
    }

    /** Rows that came, went and changed since the freeze. */
    public record Since(int more, int fewer, int changed) {

        static final Since NOTHING = new Since(0, 0, 0);
    }

    /**
     * Rows behind a figure. Customers, by order number, are known of live rows only, and only to who may see them.
     *
     * @param ofFrozen whether these are the rows of the freeze
     * @param otherExists whether the day is frozen, so that the rows can be seen either way
     */
    public record Rows(
            ReportStore store,
            Wish wish,
            boolean ofFrozen,
            boolean otherExists,
            List<ListRow> rows,
            Instant now,
            Map<String, RowCustomer> customers,
            Map<UUID, String> names,
            Map<String, String> items) {}

    /** Which rows somebody looks at: those of a figure, those with a value of a fact. Empty texts leave all. */
    public record Narrowing(String figure, String by, String value) {

        public static final Narrowing NONE = new Narrowing("", "", "");

        boolean keeps(ListRow row) {
            return (figure.isEmpty() || row.isCountedIn(figure))
                    && (by.isEmpty() || row.fact(by).equals(value));
        }
    }

    /** The stores in which the person may read that list, by code. */
    public List<ReportStore> stores(Actor actor, DailyList list) {
        actor.require(list.useCase());
        return stores.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(list.useCase(), it.id()))
                .toList();
    }

    /**
     * One of these stores.
     *
     * @param codeOrId null for the first one
     * @throws NotFound if there is none of that code or identifier, or it is not his
     * @throws NotAllowed if he may read the list nowhere
     */
    public ReportStore store(Actor actor, DailyList list, @Nullable String codeOrId) {
        return ThreeDayCalls.store(stores(actor, list), codeOrId);
    }

    /** The lists that the person may read somewhere. */
    public static List<DailyList> of(Actor actor) {
        return Arrays.stream(DailyList.values())
                .filter(it -> actor.may(it.useCase()))
                .toList();
    }

    /** The store's day of now. */
    public LocalDate today(ReportStore store) {
        return store.dayOf(clock.instant());
    }

    public On on(Actor actor, ReportStore store, Wish wish) {
        checked(actor, store, wish.list());
        int dealer = DealerContext.require();
        var now = clock.instant();
        var mine = mine(actor, store, wish);
        var kept = tables.frozen(
                dealer,
                store.id(),
                List.of(wish.list()),
                wish.period().from(),
                wish.period().to());
        var frozen = kept.of(wish.list()).stream()
                .map(it -> new FrozenList(
                        it.id(),
                        it.day(),
                        it.frozenAt(),
                        it.writtenAt(),
                        it.dataVersion(),
                        it.digest(),
                        it.rows().stream().filter(mine).toList(),
                        it.signatures()))
                .toList();
        var found = tables.rows(dealer, store.id(), wish.list(), wish.period().in(store.zone()), store.zone(), now);
        var live = found.rows().stream().filter(mine).toList();
        var then = frozen.stream().flatMap(it -> it.rows().stream()).toList();
        var names = new HashMap<UUID, String>(kept.people());
        names.putAll(found.people());
        var week = wish.period().isWeek();
        return new On(
                store,
                wish,
                frozen,
                frozen.isEmpty() ? Optional.empty() : Optional.of(ListFigures.of(wish.list(), then, week)),
                ListFigures.of(wish.list(), live, week),
                frozen.isEmpty() ? Since.NOTHING : since(then, live),
                now,
                isOwn(actor, store, wish.list()),
                wish.list() == DailyList.GRIEVANCES && actor.may(UseCase.SIGN_LISTS, store.id()),
                names,
                items(actor, kept.items(), found.items()));
    }

    /**
     * The rows of a list.
     *
     * @param ofFrozen the rows that were written down at the freeze, without customers; else those of now
     * @throws NotFound if there is no such figure or fact, or the frozen rows of a day are asked for that is not frozen
     */
    public Rows rows(Actor actor, ReportStore store, Wish wish, Narrowing narrowing, boolean ofFrozen) {
        checked(actor, store, wish.list());
        if (!narrowing.figure().isEmpty() && !wish.list().figures().contains(narrowing.figure())) {
            throw new NotFound("figure " + narrowing.figure());
        }
        if (!narrowing.by().isEmpty() && !wish.list().isAskedBy(narrowing.by())) {
            throw new NotFound("fact " + narrowing.by());
        }
        int dealer = DealerContext.require();
        var now = clock.instant();
        var mine = mine(actor, store, wish).and(narrowing::keeps);
        if (ofFrozen) {
            var kept = tables.frozen(
                    dealer,
                    store.id(),
                    List.of(wish.list()),
                    wish.period().from(),
                    wish.period().to());
            var lists = kept.of(wish.list());
            if (lists.isEmpty()) {
                throw new NotFound("frozen list of " + wish.period());
            }
            var rows = lists.stream()
                    .flatMap(it -> it.rows().stream())
                    .filter(mine)
                    .toList();
            return new Rows(store, wish, true, true, rows, now, Map.of(), kept.people(), items(actor, kept.items()));
        }
        var found = tables.rows(dealer, store.id(), wish.list(), wish.period().in(store.zone()), store.zone(), now);
        var rows = found.rows().stream().filter(mine).toList();
        var orders = rows.stream()
                .map(it -> it.fact("order"))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        return new Rows(
                store,
                wish,
                false,
                found.isFrozen() && !wish.period().isWeek(),
                rows,
                now,
                actor.may(UseCase.READ_CUSTOMERS, store.id()) && !orders.isEmpty()
                        ? stores.customers(dealer, store.id(), orders)
                        : Map.of(),
                found.people(),
                items(actor, found.items()));
    }

    /** The lists of a day that hang on the wall, with what was counted, and how the clerks are called. */
    public record Wall(Map<DailyList, ListFigures> figures, Map<UUID, String> names, Map<String, String> items) {}

    /** What hangs on the wall of a day; empty figures where it is not frozen. Who may read the daily report may see it. */
    public Wall wall(Actor actor, ReportStore store, LocalDate day) {
        if (!actor.may(UseCase.READ_REPORTS, store.id())) {
            throw new NotFound("store " + store.code());
        }
        var kept = tables.frozen(DealerContext.require(), store.id(), List.of(DailyList.values()), day, day);
        var figures = new HashMap<DailyList, ListFigures>();
        for (var list : DailyList.values()) {
            kept.of(list).forEach(it -> figures.put(list, ListFigures.of(list, it.rows(), false)));
        }
        return new Wall(figures, kept.people(), items(actor, kept.items()));
    }

    /** Puts the reader's name below the frozen grievances of a day (RP-9). */
    public Signing sign(Actor actor, ReportStore store, LocalDate day) {
        checked(actor, store, DailyList.GRIEVANCES);
        actor.require(UseCase.SIGN_LISTS, store.id());
        int dealer = DealerContext.require();
        var frozen =
                tables
                        .frozen(dealer, store.id(), List.of(DailyList.GRIEVANCES), day, day)
                        .of(DailyList.GRIEVANCES)
                        .stream()
                        .findFirst();
        if (frozen.isEmpty()) {
            return new Signing.Refused(new Signing.Refusal.NotFrozenYet(day));
        }
        var now = clock.instant();
        if (!tables.sign(dealer, Ids.next(), frozen.get(), actor.staffId(), now)) {
            return new Signing.Refused(new Signing.Refusal.SignedAlready(day));
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "report-list.signed",
                "report-list",
                frozen.get().id(),
                Map.of("day", day.toString(), "report", DailyList.GRIEVANCES.code())));
        return new Signing.Signed(new FrozenList.Signature(actor.staffId(), actor.name(), now));
    }

    /** The rows that the person may see, of the kind that is asked for. */
    static Predicate<ListRow> mine(Actor actor, ReportStore store, Wish wish) {
        Predicate<ListRow> kind = it -> wish.kind().isEmpty() || it.fact("kind").equals(wish.kind());
        if (actor.may(UseCase.READ_ALL_LISTS, store.id()) || isWholeStoreOf(actor, store, wish.list())) {
            return kind;
        }
        if (actor.may(UseCase.READ_SERVICE_LISTS, store.id())) {
            return kind.and(it -> !it.fact("department").equals(SALES));
        }
        if (actor.may(UseCase.READ_SALES_LISTS, store.id())) {
            return kind.and(it -> it.fact("department").equals(SALES));
        }
        var self = actor.staffId().toString();
        return kind.and(
                it -> it.fact("clerk").equals(self) || it.fact("advisor").equals(self));
    }

    /** The appointments of the store hang on the wall anyhow; an advisor sees his own. */
    private static boolean isWholeStoreOf(Actor actor, ReportStore store, DailyList list) {
        return list == DailyList.APPOINTMENTS && actor.may(UseCase.READ_REPORTS, store.id());
    }

    private static boolean isOwn(Actor actor, ReportStore store, DailyList list) {
        return !isWholeStoreOf(actor, store, list)
                && !actor.may(UseCase.READ_ALL_LISTS, store.id())
                && !actor.may(UseCase.READ_SERVICE_LISTS, store.id())
                && !actor.may(UseCase.READ_SALES_LISTS, store.id());
    }

    private static Since since(List<ListRow> then, List<ListRow> live) {
        var before = then.stream().collect(Collectors.toMap(it -> it.day() + it.key(), it -> it));
        var after = live.stream().collect(Collectors.toMap(it -> it.day() + it.key(), it -> it));
        var both = before.keySet().stream().filter(after::containsKey).toList();
        return new Since(
                after.size() - both.size(),
                before.size() - both.size(),
                Math.toIntExact(both.stream()
                        .filter(it -> !Objects.equals(before.get(it), after.get(it)))
                        .count()));
    }

    /** How the questions are called in the reader's language; a later map has the last word. */
    @SafeVarargs
    private static Map<String, String> items(Actor actor, Map<String, ReportTables.ItemName>... known) {
        var names = new HashMap<String, String>();
        for (var some : known) {
            some.forEach((key, name) -> names.put(key, name.in(actor.language())));
        }
        return names;
    }

    /** The same answer for another dealer's store, another store of the dealer and no store at all. */
    private static void checked(Actor actor, ReportStore store, DailyList list) {
        if (!actor.may(list.useCase(), store.id())) {
            throw new NotFound("store " + store.code());
        }
    }
}
