package org.opendcrc.workbench.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.complaints.ComplaintClock;
import org.opendcrc.complaints.FirstContactSign;
import org.opendcrc.followups.NextCall;
import org.opendcrc.followups.NextCalls.Present;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.DeskList;
import org.opendcrc.site.DeskTile;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.Try;
import org.opendcrc.workbench.DeskDay;

/**
 * The desk as it is shown; all words are in the person's language already.
 *
 * @param sub the day, and how much of the daypart is left
 * @param next the call that one key away is made; null for who makes none
 * @param emptyQueue what stands there instead when nobody is to be called; null unless he makes calls and none is left
 * @param rows the calls after it
 * @param all where all of them stand
 * @param clocks of complaints; null for who does not see them
 * @param team what everybody did today; empty for who does not lead
 * @param start what somebody without calls begins with; null if there is nothing
 * @param help what he finds in this house, for who has neither calls nor complaints; null else
 * @param tiles what the chapters bring
 * @param lists what they bring for the middle
 */
public record DeskPage(
        String sub,
        List<Figure> figures,
        @Nullable Next next,
        @Nullable String emptyQueue,
        List<Row> rows,
        String all,
        @Nullable List<Clock> clocks,
        String moreClocks,
        List<Clerk> team,
        @Nullable Start start,
        @Nullable Help help,
        List<DeskTile.Shown> tiles,
        List<Listing> lists) {

    /** A list of a chapter. {@code topics} null if nothing tells of its changes. */
    public record Listing(
            String id,
            @Nullable String topics,
            String title,
            String all,
            String none,
            String icon,
            List<Listed> rows) {}

    /** A line of it. */
    public record Listed(
            String id,
            String href,
            String when,
            String customer,
            @Nullable String plate,
            String about,
            Sign mark) {}

    /** How many calls and clocks stand there at most. */
    static final int ROWS = 8;

    /** A number that leads to what it counts; {@code href} null where that is nowhere listed. */
    public record Figure(String href, String icon, String name, String value, String tone, String note) {}

    /** A mark. */
    public record Sign(String tone, String icon, String text) {}

    /**
     * The call that comes next, and why.
     *
     * @param button what the blue button says
     */
    public record Next(
            List<Sign> marks,
            String why,
            String name,
            @Nullable String plate,
            String about,
            List<Try> tries,
            String triesInWords,
            String button) {}

    /** A further call. */
    public record Row(
            String id,
            String href,
            String when,
            boolean loud,
            String kind,
            String customer,
            @Nullable String plate,
            String why,
            List<Try> tries,
            String triesInWords,
            @Nullable Sign mark) {}

    /**
     * A complaint's clock.
     *
     * @param acknowledge where the person says that he has taken note, null if it is not his to say
     */
    public record Clock(
            String id,
            String href,
            String number,
            String about,
            String who,
            ClockSign clock,
            @Nullable String acknowledge) {}

    /** What a clerk did today. */
    public record Clerk(String name, int calls, int reached, int held, int breaches) {}

    /** A button. */
    public record Start(String text, String href, String icon) {}

    /** What a role without work in this house yet finds here. */
    public record Help(String title, String text) {}

    static DeskPage of(
            DeskDay day, Actor actor, List<DeskTile.Shown> tiles, List<DeskList.Shown> lists, Instant now, Msg msg) {
        var today = now.atZone(day.zone()).toLocalDate();
        var calls = day.next();
        var makesCalls = day.mine().isPresent();
        var first = calls.stream()
                .filter(it -> it.place() != NextCall.Place.PROMISED_LATER)
                .findFirst();
        var store = day.store().map(it -> "&store=" + it).orElse("");
        var rows = new ArrayList<Row>();
        // What is agreed for later today has its time, so it stands first; the rest follows in the order of the queue.
        calls.stream()
                .filter(it -> it.place() == NextCall.Place.PROMISED_LATER)
                .forEach(it -> rows.add(row(it, day.daypart(), now, msg)));
        calls.stream()
                .filter(it -> it.place() != NextCall.Place.PROMISED_LATER
                        && first.filter(one -> one.equals(it)).isEmpty())
                .forEach(it -> rows.add(row(it, day.daypart(), now, msg)));
        var sees = actor.may(UseCase.READ_COMPLAINTS);
        return new DeskPage(
                day.daypart()
                        .map(it -> msg.t(
                                "desk.sub.daypart",
                                msg.day(today),
                                msg.t("followups.daypart." + it.daypart()),
                                msg.minutes(it.minutesLeft())))
                        .orElseGet(() -> msg.day(today)),
                figures(day, store, now, msg),
                first.map(it -> next(it, day.daypart(), now, msg)).orElse(null),
                makesCalls && first.isEmpty() ? msg.t(calls.isEmpty() ? "desk.next.none" : "desk.next.later") : null,
                rows.stream().limit(ROWS).toList(),
                "/follow-ups?view=OPEN" + store,
                sees
                        ? day.clocks().stream()
                                .limit(ROWS)
                                .map(it -> clock(it, actor, now, msg))
                                .toList()
                        : null,
                "/complaints?view=RUNNING" + store,
                day.team().stream()
                        .map(it -> new Clerk(it.name(), it.calls(), it.reached(), it.held(), it.breaches()))
                        .toList(),
                makesCalls ? null : start(day, actor, msg),
                day.calls().isEmpty() && !sees && lists.isEmpty() ? help(actor, msg) : null,
                tiles,
                lists.stream().map(it -> listing(it, now, msg)).toList());
    }

    private static Listing listing(DeskList.Shown it, Instant now, Msg msg) {
        return new Listing(
                it.id(),
                it.topics().isEmpty() ? null : it.topics(),
                msg.t(it.title()),
                it.all(),
                msg.t(it.none()),
                it.icon(),
                it.rows().stream()
                        .map(row -> new Listed(
                                it.id() + "-" + row.href().substring(row.href().lastIndexOf('/') + 1),
                                row.href(),
                                msg.moment(
                                        row.at(),
                                        row.zone(),
                                        now.atZone(row.zone()).toLocalDate()),
                                PersonName.of(row.customer(), row.person(), row.sex(), msg)
                                        .whole(),
                                row.plate().orElse(null),
                                row.about(),
                                new Sign(row.tone(), row.icon(), msg.t(row.mark()))))
                        .toList());
    }

    private static List<Figure> figures(DeskDay day, String store, Instant now, Msg msg) {
        var figures = new ArrayList<Figure>();
        day.calls().ifPresent(it -> {
            figures.add(new Figure(
                    "/follow-ups?view=OPEN" + store,
                    "phone-call",
                    msg.t("desk.figure.open"),
                    msg.number(it.open()),
                    "",
                    msg.t("desk.figure.today", it.today())));
            figures.add(new Figure(
                    "/follow-ups?view=AGAIN" + store,
                    "phone-x",
                    msg.t("desk.figure.again"),
                    msg.number(it.again()),
                    "",
                    msg.t("desk.figure.again.note")));
            figures.add(new Figure(
                    "/follow-ups?view=OVERDUE" + store,
                    "alert-triangle",
                    msg.t("desk.figure.overdue"),
                    msg.number(it.overdue()),
                    it.overdue() > 0 ? "warn" : "",
                    msg.t("desk.figure.overdue.note")));
        });
        if (!day.clocks().isEmpty() || day.calls().isPresent()) {
            var running = day.clocks().stream()
                    .filter(it -> it.line().contactedAt().isEmpty())
                    .toList();
            var over = running.stream()
                    .filter(it -> it.line().contactDueAt().isBefore(now))
                    .count();
            figures.add(new Figure(
                    "/complaints?view=RUNNING" + store,
                    "message-report",
                    msg.t("desk.figure.clocks"),
                    running.size() > ROWS ? ROWS + "+" : Integer.toString(running.size()),
                    over > 0 ? "bad" : "",
                    over > 0 ? msg.t("desk.figure.clocks.over", over) : msg.t("desk.figure.clocks.note")));
        }
        day.mine()
                .ifPresent(it -> figures.add(new Figure(
                        "/follow-ups?view=DONE" + store,
                        "circle-check",
                        msg.t("desk.figure.mine"),
                        msg.number(it.calls()),
                        it.calls() > 0 ? "ok" : "",
                        msg.t("desk.figure.mine.note", it.reached()))));
        if (day.toDo().corrections() > 0) {
            figures.add(new Figure(
                    "/corrections",
                    "phone-off",
                    msg.t("desk.figure.corrections"),
                    msg.number(day.toDo().corrections()),
                    "warn",
                    msg.t("desk.figure.corrections.note")));
        }
        if (day.toDo().ownerChanges() > 0) {
            figures.add(new Figure(
                    "/owner-changes",
                    "pencil",
                    msg.t("desk.figure.ownerChanges"),
                    msg.number(day.toDo().ownerChanges()),
                    "warn",
                    msg.t("desk.figure.ownerChanges.note")));
        }
        return figures;
    }

    private static Next next(NextCall it, Optional<Present> daypart, Instant now, Msg msg) {
        var person = PersonName.of(it.customer(), it.person(), it.sex(), msg);
        var marks = new ArrayList<Sign>();
        marks.add(new Sign("info", "phone-call", msg.t("followups.kind." + it.kind())));
        if (it.place() == NextCall.Place.HELD) {
            marks.add(new Sign("warn", "phone", msg.t("desk.next.held")));
        }
        if (it.corrected()) {
            marks.add(new Sign("ok", "phone-check", msg.t("followups.mark.corrected"))); // FU-6
        }
        if (it.together() > 1) {
            marks.add(new Sign("line", "link", msg.t("followups.mark.together", it.together())));
        }
        return new Next(
                marks,
                why(it, daypart, now, msg),
                person.whole(),
                it.plate().orElse(null),
                about(it, msg),
                Tries.of(it, daypart, msg),
                Tries.label(it, msg),
                msg.t(it.place() == NextCall.Place.HELD ? "desk.next.goOn" : "desk.next.call"));
    }

    private static Row row(NextCall it, Optional<Present> daypart, Instant now, Msg msg) {
        var zone = it.zone();
        var today = now.atZone(zone).toLocalDate();
        var later = it.place() == NextCall.Place.PROMISED_LATER;
        return new Row(
                "next-" + it.task(),
                "/follow-ups/" + it.task() + "/call",
                later || it.place() == NextCall.Place.PROMISED_NOW
                        ? it.at().map(at -> msg.moment(at, zone, today)).orElse("")
                        : due("desk.when", it, zone, today, msg),
                later || it.place() == NextCall.Place.PROMISED_NOW,
                msg.t("followups.kind." + it.kind()),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).whole(),
                it.plate().orElse(null),
                later || it.place() == NextCall.Place.PROMISED_NOW
                        ? msg.t("desk.row.promised", order(it, msg))
                        : order(it, msg),
                Tries.of(it, daypart, msg),
                Tries.label(it, msg),
                switch (it.place()) {
                    case HELD -> new Sign("warn", "phone", msg.t("desk.next.held"));
                    case PROMISED_NOW -> new Sign("warn", "clock-plus", msg.t("desk.row.now"));
                    case PROMISED_LATER -> new Sign("line", "clock-plus", msg.t("desk.row.agreed"));
                    case WAITING ->
                        it.corrected()
                                ? new Sign("ok", "phone-check", msg.t("followups.mark.corrected")) // FU-6
                                : it.due().isAfter(now)
                                        ? null
                                        : new Sign("bad", "alert-triangle", msg.t("desk.row.overdue"));
                });
    }

    /** Why this call is the first. */
    private static String why(NextCall it, Optional<Present> daypart, Instant now, Msg msg) {
        var zone = it.zone();
        var today = now.atZone(zone).toLocalDate();
        var at = it.at().map(moment -> msg.moment(moment, zone, today)).orElse("");
        return switch (it.place()) {
            case HELD -> msg.t("desk.why.held", at);
            case PROMISED_NOW, PROMISED_LATER -> msg.t("desk.why.promised", at);
            case WAITING -> {
                var due = due("desk.due", it, zone, today, msg);
                yield daypart.map(present ->
                                msg.t("desk.why.dueAndDaypart", due, msg.t("followups.daypart." + present.daypart())))
                        .orElseGet(() -> msg.t("desk.why.due", due));
            }
        };
    }

    /** {@code due} is the first moment at which it is overdue, so the day before it is the last one. */
    private static String due(String words, NextCall it, ZoneId zone, LocalDate today, Msg msg) {
        var last = it.due().minus(1, ChronoUnit.MICROS).atZone(zone).toLocalDate();
        var days = ChronoUnit.DAYS.between(today, last);
        if (days < 0) {
            return msg.t(words + ".over", -days);
        }
        if (days == 0) {
            return msg.t(words + ".today");
        }
        return days == 1 ? msg.t(words + ".tomorrow") : msg.t(words + ".on", msg.date(last, today));
    }

    private static String about(NextCall it, Msg msg) {
        return it.car().isBlank() ? order(it, msg) : it.car() + " · " + order(it, msg);
    }

    private static String order(NextCall it, Msg msg) {
        var parts = new ArrayList<String>();
        it.orderNo().ifPresent(parts::add);
        it.orderKind().ifPresent(kind -> parts.add(msg.t("followups.order." + kind)));
        it.advisor().ifPresent(name -> parts.add(msg.t("desk.advisor", name)));
        return String.join(" · ", parts);
    }

    private static Clock clock(ComplaintClock it, Actor actor, Instant now, Msg msg) {
        var line = it.line();
        return new Clock(
                "clock-" + line.number(),
                "/complaints/" + line.id(),
                line.number(),
                line.customer() + " · " + msg.t("complaint.kind." + line.kind()),
                line.contactedAt().isEmpty() && line.contactOwed()
                        ? msg.t("desk.clock.who", it.receivedBy())
                        : msg.t("desk.clock.contacted", it.receivedBy(), msg.t("complaint.state." + line.state())),
                FirstContactSign.of(line, now, msg),
                it.alarmed() && actor.may(UseCase.ACKNOWLEDGE_ALARMS, line.storeId())
                        ? "/complaints/" + line.id() + "/acknowledgements"
                        : null);
    }

    /** What somebody without calls does first. */
    private static @Nullable Start start(DeskDay day, Actor actor, Msg msg) {
        var burning = day.clocks().stream().findFirst();
        if (burning.isPresent()) {
            return new Start(
                    msg.t("desk.start.complaint"),
                    "/complaints/" + burning.get().line().id(),
                    "message-report");
        }
        if (day.toDo().corrections() > 0) {
            return new Start(msg.t("desk.start.corrections"), "/corrections", "phone-off");
        }
        if (day.toDo().ownerChanges() > 0) {
            return new Start(msg.t("desk.start.ownerChanges"), "/owner-changes", "pencil");
        }
        if (actor.may(UseCase.IMPORT)) {
            return new Start(msg.t("desk.start.import"), "/imports", "file-import");
        }
        if (actor.may(UseCase.READ_REPORTS)) {
            return new Start(msg.t("desk.start.reports"), "/reports", "chart-bar");
        }
        if (actor.may(UseCase.READ_CUSTOMERS)) {
            return new Start(msg.t("desk.start.search"), "/search", "search");
        }
        return null;
    }

    private static Help help(Actor actor, Msg msg) {
        var role = actor.roles().values().stream()
                .flatMap(it -> it.stream())
                .min(Enum::compareTo)
                .orElseThrow();
        return new Help(
                msg.t("desk.help.title", msg.t("role." + role)),
                switch (role) {
                    case ADVISOR, CONSULTANT -> msg.t("desk.help.customers");
                    case INFORMATION -> msg.t("desk.help.information");
                    case PARTS, WORKSHOP, GUARD, MANUFACTURER -> msg.t("desk.help.later");
                    case AGENT,
                            CRC_MANAGER,
                            SERVICE_MANAGER,
                            SALES_MANAGER,
                            SALES_DIRECTOR,
                            SERVICE_DIRECTOR,
                            GENERAL_MANAGER,
                            ADMINISTRATOR -> msg.t("desk.help.menu");
                });
    }

    /** The dayparts of a call's counting attempts. */
    private static final class Tries {

        private Tries() {}

        static List<Try> of(NextCall it, Optional<Present> daypart, Msg msg) {
            return Arrays.stream(Daypart.values())
                    .map(one -> new Try(
                            msg.t("followups.daypart." + one + ".short"),
                            it.daypartsUsed().contains(one)
                                    ? Try.State.MISSED
                                    : daypart.filter(now -> now.daypart() == one)
                                                    .isPresent()
                                            ? Try.State.NOW
                                            : Try.State.FREE))
                    .toList();
        }

        static String label(NextCall it, Msg msg) {
            return it.attempts() == 0
                    ? msg.t("followups.tries.none")
                    : msg.t(
                            "followups.tries",
                            it.attempts(),
                            Arrays.stream(Daypart.values())
                                    .filter(it.daypartsUsed()::contains)
                                    .map(one -> msg.t("followups.daypart." + one))
                                    .collect(Collectors.joining(msg.t("site.listSeparator"))));
        }
    }
}
