package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
    private final DayLists lists;
    private final Freezing freezing;
    private final Clock clock;

    DayClose(ReportTables stores, DayCloseTables tables, DayLists lists, Freezing freezing, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.lists = lists;
        this.freezing = freezing;
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
     * @param list its grievances (RP-9), frozen and live
     * @param dissatisfied the rows that are signed for: frozen ones of a frozen day, else as they stand
     * @param freezesAt when it was or will be frozen
     */
    public record On(
            List<ReportStore> stores,
            ReportStore store,
            LocalDate day,
            DayLists.On list,
            List<ListRow> dissatisfied,
            Open open,
            Instant freezesAt,
            Instant now) {

        public On {
            dissatisfied = List.copyOf(dissatisfied);
        }

        public Optional<FrozenList> frozen() {
            return list.frozen().stream().findFirst();
        }

        public boolean signed() {
            return frozen().filter(it -> !it.signatures().isEmpty()).isPresent();
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
        var list = lists.on(actor, store, new DayLists.Wish(DailyList.GRIEVANCES, Period.day(date), ""));
        var rows = list.frozen().isEmpty() ? list.liveRows() : list.frozen().getFirst().rows();
        return new On(
                his,
                store,
                date,
                list,
                rows.stream().filter(it -> it.isCountedIn("dissatisfied")).toList(),
                tables.open(dealer, store.id(), ReportDay.of(date, store.zone()), now),
                list.frozen().isEmpty()
                        ? freezing.plannedFor(store, date)
                        : list.frozen().getFirst().frozenAt(),
                now);
    }
}
