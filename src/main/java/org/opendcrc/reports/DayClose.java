package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The close of a day 日结: what is still open and can be done before the day is frozen at nine of the next opening day (FU-5), the
 * grievances by item, and the dissatisfied customers whom the service manager signs for (RP-9). Nothing has to be pressed: a day freezes
 * by itself, and what comes later moves the live figures only (A32).
 */
@Service
@Transactional(readOnly = true)
public class DayClose {

    private final ReportTables stores;
    private final DayCloseTables tables;
    private final ListTables lists;
    private final Clock clock;

    DayClose(ReportTables stores, DayCloseTables tables, ListTables lists, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * What is open.
     *
     * @param overdue owed calls of any kind whose window was over when the day began
     * @param due those whose window ends with the day
     * @param promised call-backs that were agreed for a time that has passed
     * @param inHand calls that somebody has open now
     * @param texting texts of ended calls of which nobody knows yet whether they arrived
     * @param corrections wrong numbers that were found by the end of the day and are not put right
     * @param corrected wrong numbers that were put right, or given up, on the day
     * @param uncontacted complaints of the day whose customer was not spoken with yet (CP-1)
     */
    public record Open(
            int overdue,
            int due,
            int promised,
            int inHand,
            int texting,
            int corrections,
            int corrected,
            int uncontacted) {

        /** Whether nothing is left that belongs to the day. */
        public boolean nothing() {
            return overdue + due + promised + inHand + texting + corrections + uncontacted == 0;
        }
    }

    /**
     * A day that is being closed, or was.
     *
     * @param frozen its grievances as they were frozen (RP-9)
     * @param figures of what is shown: the frozen rows of a frozen day, else the rows as they stand
     * @param dissatisfied the rows that are signed for
     * @param names of people, by identifier
     * @param items the questions' short texts in the reader's language, by key
     */
    public record On(
            List<ReportStore> stores,
            ReportStore store,
            LocalDate day,
            Optional<FrozenList> frozen,
            ListFigures figures,
            List<ListRow> dissatisfied,
            Open open,
            Instant now,
            Map<UUID, String> names,
            Map<String, String> items) {

        public On {
            dissatisfied = List.copyOf(dissatisfied);
        }

        public boolean signed() {
            return frozen.filter(it -> !it.signatures().isEmpty()).isPresent();
        }
    }

    /**
     * A store's day.
     *
     * @param codeOrId null for the first store
     * @param day null for the one that is running
     * @throws org.opendcrc.shared.NotAllowed if he may see that nowhere
     */
    public On on(Actor actor, @Nullable String codeOrId, @Nullable LocalDate day) {
        actor.require(UseCase.READ_DAY_CLOSE);
        int dealer = DealerContext.require();
        var his = stores.stores(dealer).stream()
                .filter(it -> actor.may(UseCase.READ_DAY_CLOSE, it.id()))
                .toList();
        var store = ThreeDayCalls.store(his, codeOrId);
        var now = clock.instant();
        var date = day != null ? day : store.dayOf(now);
        var reportDay = ReportDay.of(date, store.zone());
        var found = tables.open(dealer, store.id(), reportDay, now);
        var mine = DayLists.mine(actor, store, new DayLists.Wish(DailyList.GRIEVANCES, Period.day(date), ""));
        if (found.frozen()) {
            var kept = lists.frozen(dealer, store.id(), List.of(DailyList.GRIEVANCES), date, date);
            var frozen = kept.of(DailyList.GRIEVANCES).getFirst();
            return on(
                    actor,
                    his,
                    store,
                    date,
                    Optional.of(frozen),
                    frozen.rows().stream().filter(mine).toList(),
                    found.open(),
                    now,
                    kept.people(),
                    kept.items());
        }
        var live = lists.rows(dealer, store.id(), DailyList.GRIEVANCES, List.of(reportDay), store.zone(), now);
        return on(
                actor,
                his,
                store,
                date,
                Optional.empty(),
                live.rows().stream().filter(mine).toList(),
                found.open(),
                now,
                live.people(),
                live.items());
    }

    private static On on(
            Actor actor,
            List<ReportStore> his,
            ReportStore store,
            LocalDate day,
            Optional<FrozenList> frozen,
            List<ListRow> rows,
            Open open,
            Instant now,
            Map<UUID, String> people,
            Map<String, ReportTables.ItemName> items) {
        var names = new HashMap<String, String>();
        items.forEach((key, name) -> names.put(key, name.in(actor.language())));
        return new On(
                his,
                store,
                day,
                frozen,
                ListFigures.of(DailyList.GRIEVANCES, rows, false),
                rows.stream().filter(it -> it.isCountedIn("dissatisfied")).toList(),
                open,
                now,
                people,
                names);
    }
}
