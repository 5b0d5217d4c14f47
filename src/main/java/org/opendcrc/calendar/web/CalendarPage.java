package org.opendcrc.calendar.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;

/**
 * A store's opening hours and single days.
 *
 * @param store the chosen one's code, as in the address
 * @param zone in which its clocks hang
 * @param mayChange whether the person may change it in this store
 * @param refusal why the last change was not taken, null if nothing is wrong
 * @param typed the day that was not taken, to be mended
 */
public record CalendarPage(
        List<AdministrationTab> tabs,
        List<Choice> stores,
        String store,
        String zone,
        boolean mayChange,
        List<WeekLine> week,
        List<DayLine> days,
        List<StateLine> stateDays,
        @Nullable Sentence refusal,
        Typed typed) {

    /** A store that can be chosen. */
    public record Choice(String code, String name, boolean chosen) {}

    /** A day of the week, 1 Monday … 7 Sunday; times as written, empty if closed. */
    public record WeekLine(int day, boolean open, String opens, String closes) {}

    /** A single day; {@code hours} in words. */
    public record DayLine(String day, String weekday, boolean open, String hours, String note) {}

    /** A day that the state has named; {@code off} or worked. */
    public record StateLine(String day, String weekday, boolean off, String name) {}

    /** What stands in the form for a single day. */
    public record Typed(String day, boolean open, String opens, String closes, String note) {

        static final Typed NOTHING = new Typed("", false, "08:30", "17:30", "");
    }
}
