package org.opendcrc.followups.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.TeamDay;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.Msg;

/**
 * The team's day, every number already as it is shown.
 *
 * @param present who can be given something now
 * @param everybody who can be away
 * @param refused why an absence was not written down
 */
public record TeamPage(
        UUID store,
        List<AssignmentPage.Place> stores,
        String sub,
        List<Figure> figures,
        List<Line> lines,
        Line all,
        List<Block> pool,
        int poolSize,
        List<Choice> present,
        List<Choice> everybody,
        List<Away> absences,
        @Nullable String said,
        @Nullable String refused) {

    /** A number of the whole team. */
    public record Figure(
            String icon,
            String name,
            String value,
            String note,
            String tone,
            @Nullable String href) {}

    /**
     * One clerk.
     *
     * @param tone of his state
     * @param bar widths of satisfied, dissatisfied, not reached, left; empty without calls and without anything left
     * @param callsHref the rows of RP-14 behind the number
     */
    public record Line(
            @Nullable UUID id,
            String name,
            String state,
            String tone,
            String icon,
            List<Integer> bar,
            String barInWords,
            String calls,
            String satisfied,
            String dissatisfied,
            String missed,
            String talk,
            String left,
            String leftHref,
            String dueToday,
            boolean late,
            String last,
            String callsHref,
            @Nullable String watch) {

        public int whole() {
            return Math.max(1, bar.stream().mapToInt(Integer::intValue).sum());
        }

        public int before(int n) {
            return bar.subList(0, n).stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A part of what is nobody's. */
    public record Block(String name, int count, String tone) {}

    public record Choice(UUID id, String name) {}

    public record Away(UUID id, String words) {}

    static TeamPage of(
            TeamDay day, List<Store> stores, @Nullable String said, @Nullable String refused, Instant now, Msg msg) {
        var lines = day.clerks().stream().map(it -> line(it, day, now, msg)).toList();
        return new TeamPage(
                day.store(),
                stores.stream()
                        .map(it -> new AssignmentPage.Place(
                                it.id(), it.name(), it.id().equals(day.store())))
                        .toList(),
                msg.t(
                        "followups.team.sub",
                        msg.day(day.day()),
                        msg.time(now.atZone(day.zone()).toLocalTime())),
                figures(day, msg),
                lines,
                all(day, msg),
                List.of(
                        new Block(
                                msg.t("followups.team.pool.promised"),
                                day.pool().promised(),
                                "warn"),
                        new Block(
                                msg.t("followups.team.pool.overdue"), day.pool().overdue(), "bad"),
                        new Block(msg.t("followups.team.pool.today"), day.pool().today(), ""),
                        new Block(msg.t("followups.team.pool.later"), day.pool().later(), "")),
                day.pool().all(),
                day.present().stream().map(it -> new Choice(it.id(), it.name())).toList(),
                day.clerks().stream()
                        .filter(TeamDay.Clerk::here)
                        .map(it -> new Choice(it.id(), it.name()))
                        .toList(),
                day.absences().stream()
                        .map(it -> new Away(
                                it.id(),
                                msg.t(
                                        it.coverNames().isEmpty() ? "followups.away.line.pool" : "followups.away.line",
                                        it.name(),
                                        msg.moment(it.from(), day.zone(), day.day()),
                                        msg.moment(it.until(), day.zone(), day.day()),
                                        String.join(msg.t("site.listSeparator"), it.coverNames()))))
                        .toList(),
                said,
                refused);
    }

    private static List<Figure> figures(TeamDay day, Msg msg) {
        var calls = sum(day, TeamDay.Clerk::calls);
        var connected = sum(day, TeamDay.Clerk::connected);
        var dissatisfied = sum(day, TeamDay.Clerk::dissatisfied);
        var busy =
                day.clerks().stream().filter(it -> it.inCallSince().isPresent()).count();
        var due = sum(day, TeamDay.Clerk::dueToday);
        return List.of(
                new Figure(
                        "phone-call",
                        msg.t("followups.team.figure.calls"),
                        msg.number(calls),
                        msg.t("followups.team.figure.calls.note", day.present().size()),
                        "",
                        rows(day, "calls", null)),
                new Figure(
                        "phone-check",
                        msg.t("followups.team.figure.success"),
                        msg.number(connected),
                        msg.percent(connected, calls),
                        "ok",
                        rows(day, "success", null)),
                new Figure(
                        "mood-sad",
                        msg.t("followups.team.figure.dissatisfied"),
                        msg.number(dissatisfied),
                        msg.t("followups.team.figure.dissatisfied.note"),
                        dissatisfied > 0 ? "bad" : "",
                        rows(day, "dissatisfied", null)),
                new Figure(
                        "headset",
                        msg.t("followups.team.figure.busy"),
                        msg.number(busy),
                        msg.t("followups.team.figure.busy.note"),
                        "",
                        null),
                new Figure(
                        "list",
                        msg.t("followups.team.figure.left"),
                        msg.number(sum(day, TeamDay.Clerk::left) + day.pool().all()),
                        msg.t("followups.team.figure.left.note", day.pool().all()),
                        "",
                        "/follow-ups?view=OPEN&store=" + day.store()),
                new Figure(
                        "alert-triangle",
                        msg.t("followups.team.figure.due"),
                        msg.number(due + day.pool().overdue() + day.pool().today()),
                        msg.t("followups.team.figure.due.note"),
                        "warn",
                        null));
    }

    private static int sum(TeamDay day, java.util.function.ToIntFunction<TeamDay.Clerk> of) {
        return day.clerks().stream().mapToInt(of).sum();
    }

    /** The rows of the agents' day (RP-14) behind a number. */
    private static String rows(TeamDay day, String figure, @Nullable UUID clerk) {
        return "/reports/agents-day/rows?store=" + day.store() + "&day=" + day.day() + "&figure=" + figure
                + (clerk == null ? "" : "&by=clerk&value=" + clerk);
    }

    private static Line line(TeamDay.Clerk it, TeamDay day, Instant now, Msg msg) {
        var bar = List.of(it.satisfied(), it.dissatisfied(), it.missed(), it.left());
        var busy = it.inCallSince();
        var away = it.away();
        return new Line(
                it.id(),
                it.name(),
                busy.isPresent()
                        ? msg.t(
                                "followups.team.inCall",
                                msg.time(busy.get().atZone(day.zone()).toLocalTime()),
                                Math.max(0, Duration.between(busy.get(), now).toMinutes()))
                        : away.isPresent()
                                ? msg.t(
                                        it.covered().isEmpty() ? "followups.team.away" : "followups.team.away.covered",
                                        msg.moment(away.get(), day.zone(), day.day()),
                                        String.join(msg.t("site.listSeparator"), it.covered()))
                                : msg.t(it.here() ? "followups.team.ready" : "followups.assignment.gone"),
                busy.isPresent() ? "ok" : away.isPresent() ? "warn" : "mute",
                busy.isPresent() ? "phone-call" : away.isPresent() ? "beach" : it.here() ? "circle-check" : "user-off",
                bar,
                msg.t("followups.team.bar", it.satisfied(), it.dissatisfied(), it.missed(), it.left()),
                msg.number(it.calls()),
                msg.number(it.satisfied()),
                msg.number(it.dissatisfied()),
                msg.number(it.missed()),
                Msg.NONE, // no telephone is connected, so nobody knows how long they talked
                msg.number(it.left()),
                "/follow-ups?view=OPEN&store=" + day.store() + "&assigned=" + it.id(),
                msg.number(it.dueToday()),
                it.dueToday() > 0,
                it.last()
                        .map(at -> msg.time(at.atZone(day.zone()).toLocalTime()))
                        .orElse(Msg.NONE),
                rows(day, "calls", it.id()),
                "/follow-ups/team/" + it.id() + "?store=" + day.store());
    }

    private static Line all(TeamDay day, Msg msg) {
        return new Line(
                null,
                msg.t("followups.team.all"),
                "",
                "",
                "",
                List.of(),
                "",
                msg.number(sum(day, TeamDay.Clerk::calls)),
                msg.number(sum(day, TeamDay.Clerk::satisfied)),
                msg.number(sum(day, TeamDay.Clerk::dissatisfied)),
                msg.number(sum(day, TeamDay.Clerk::missed)),
                Msg.NONE,
                msg.number(sum(day, TeamDay.Clerk::left)),
                "",
                msg.number(sum(day, TeamDay.Clerk::dueToday)),
                false,
                Msg.NONE,
                rows(day, "calls", null),
                null);
    }
}
