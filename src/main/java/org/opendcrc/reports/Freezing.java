package org.opendcrc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.shared.Ids;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides when a store's day is frozen, and freezes it. Part of the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Freezing {

    private final ReportTables tables;
    private final StoreCalendar calendar;
    private final ListTables lists;
    private final Clock clock;

    Freezing(ReportTables tables, StoreCalendar calendar, ListTables lists, Clock clock) {
        this.tables = tables;
        this.calendar = calendar;
        this.lists = lists;
        this.clock = clock;
    }

    /** When that day of the store is frozen: nine, unless set otherwise, of the next day on which it opens. */
    Instant plannedFor(ReportStore store, LocalDate day) {
        return timetable(store).of(day);
    }

    /** When the next day of the store is frozen; a moment in the past is one that was missed. Empty while there is no task at all. */
    Optional<Instant> next(int dealer, ReportStore store) {
        return next(dealer, store, tables.lastFrozenDay(dealer, store.id()));
    }

    /** The same for somebody who knows the last frozen day already. */
    Optional<Instant> next(int dealer, ReportStore store, Optional<LocalDate> lastFrozen) {
        return firstOpenDay(dealer, store, lastFrozen).map(day -> plannedFor(store, day));
    }

    /** Freezes every day of the store whose moment has come by {@code due}, the oldest first; none of them twice. */
    void freezeUpTo(int dealer, ReportStore store, Instant due) {
        var first = firstOpenDay(dealer, store, tables.lastFrozenDay(dealer, store.id()));
        if (first.isEmpty()) {
            return;
        }
        var timetable = timetable(store);
        for (var day = first.get(); !timetable.of(day).isAfter(due); day = day.plusDays(1)) {
            freeze(dealer, store, day, timetable.of(day));
        }
    }

    private void freeze(int dealer, ReportStore store, LocalDate day, Instant planned) {
        var reportDay = ReportDay.of(day, store.zone());
        // What was recorded after the planned moment is not in it, so that a freeze that runs late comes to the same
        // figures. A32
        var facts = tables.facts(dealer, store.id(), reportDay);
        var counted = ThreeDayCallReport.count(reportDay, planned, facts.calls());
        var beginning = DateTimeFormatter.BASIC_ISO_DATE.format(store.dayOf(planned)) + "-";
        var version = beginning + (tables.versionsOf(dealer, store.id(), beginning) + 1);
        var written = clock.instant();
        var rowsOfDay = counted.stream().map(ReportRow::of).toList();
        var isNew = tables.freeze(
                dealer,
                store.id(),
                new FrozenReport(
                        Ids.next(),
                        day,
                        planned,
                        written,
                        version,
                        Optional.of(ReportRow.digest(rowsOfDay)),
                        ThreeDayCallReport.of(counted)),
                rowsOfDay);
        if (!isNew) {
            return; // the other node, which was faster, has frozen the lists too
        }
        for (var list : DailyList.values()) {
            var rows = lists.rows(dealer, store.id(), list, List.of(reportDay), store.zone(), planned, facts);
            lists.freeze(
                    dealer,
                    store.id(),
                    list,
                    new FrozenList(
                            Ids.next(),
                            day,
                            planned,
                            written,
                            version,
                            ListRow.digest(rows.rows()),
                            rows.rows(),
                            List.of()));
        }
    }

    /** The first day not frozen yet. A store's history begins with its opening or its first task, whichever is later. */
    private Optional<LocalDate> firstOpenDay(int dealer, ReportStore store, Optional<LocalDate> lastFrozen) {
        return lastFrozen
                .map(it -> it.plusDays(1))
                .or(() -> tables.firstDue(dealer, store.id())
                        .map(store::dayOf)
                        .map(it -> it.isBefore(store.openedOn()) ? store.openedOn() : it));
    }

    /** The store's calendar and time, read once. */
    private record Timetable(Calendar calendar, java.time.LocalTime time) {

        /** FU-5, A32: closed days freeze with the next opening day's morning. */
        Instant of(LocalDate day) {
            return calendar.nextOpeningDayAt(day, time);
        }
    }

    private Timetable timetable(ReportStore store) {
        return new Timetable(calendar.of(store.id()), store.freezeTime());
    }
}
