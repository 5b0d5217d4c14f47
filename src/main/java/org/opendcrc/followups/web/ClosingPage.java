package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Closing;
import org.opendcrc.followups.ClosingDesk;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * One closing of a backlog: before it is approved a preview, then how far it is, in the end a report.
 *
 * @param running whether it goes on by itself, so that the page follows it
 * @param mayUndo whether a text may still be waiting somewhere
 * @param following the address of the next piece of rows; null at the end
 */
public record ClosingPage(
        String path,
        String back,
        String days,
        String state,
        String tone,
        List<String> history,
        List<Figure> figures,
        List<Reason> reasons,
        List<Reason> texts,
        String pace,
        @Nullable String noCalls,
        boolean prepared,
        boolean running,
        boolean mayUndo,
        int toText,
        List<Filter> filters,
        List<Row> rows,
        @Nullable String following,
        @Nullable String said) {

    static final int ROWS = 100;

    public record Figure(String name, int value, String tone) {}

    public record Reason(String words, int count) {}

    public record Filter(String words, String href, boolean chosen) {}

    public record Row(
            int no,
            String href,
            String customer,
            Optional<String> plate,
            String orderNo,
            String settled,
            int attempts,
            String state,
            String tone,
            String why) {}

    static ClosingPage of(
            ClosingDesk.Report report,
            List<Closing.Row> found,
            Optional<Closing.Row.Fate> shown,
            @Nullable String said,
            Instant now,
            Msg msg) {
        var it = report.closing();
        var path = "/follow-ups/closings/" + it.id();
        var today = now.atZone(it.zone()).toLocalDate();
        var history = new ArrayList<String>();
        history.add(msg.t("followups.closings.made", it.madeBy(), msg.moment(it.madeAt(), it.zone(), today)));
        it.approvedAt()
                .ifPresent(at -> history.add(msg.t(
                        "followups.closing.approved",
                        it.approvedBy().orElse(Msg.NONE),
                        msg.moment(at, it.zone(), today))));
        it.nextAt().ifPresent(at -> history.add(msg.t("followups.closing.next", msg.moment(at, it.zone(), today))));
        it.endedAt()
                .ifPresent(at -> history.add(msg.t(
                        "followups.closing.ended." + it.state(),
                        it.endedBy().orElse(Msg.NONE),
                        msg.moment(at, it.zone(), today))));
        var rows = found.subList(0, Math.min(ROWS, found.size()));
        return new ClosingPage(
                path,
                "/follow-ups/closings?store=" + it.store(),
                ClosingsPage.days(it, msg),
                msg.t("followups.closing.state." + it.state()),
                ClosingsPage.tone(it.state()),
                history,
                Arrays.stream(Closing.Row.Fate.values())
                        .filter(state -> it.count(state) > 0)
                        .map(state -> new Figure(msg.t("followups.closing.row." + state), it.count(state), tone(state)))
                        .toList(),
                Arrays.stream(Closing.LeftOut.values())
                        .filter(report.leftOut()::containsKey)
                        .map(why -> new Reason(
                                msg.t("followups.closing.reason." + why),
                                report.leftOut().getOrDefault(why, 0)))
                        .toList(),
                report.texts().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(text -> new Reason(msg.t("text.state." + text.getKey()), text.getValue()))
                        .toList(),
                msg.t("followups.closing.pace", it.perPortion(), it.pauseMinutes()),
                report.noCalls() > 0 ? msg.t("followups.closing.noCalls", report.noCalls()) : null,
                it.state() == Closing.State.PREPARED,
                it.state() == Closing.State.RUNNING,
                it.count(Closing.Row.Fate.TEXTED) > 0 && report.texts().getOrDefault("QUEUED", 0) > 0,
                it.count(Closing.Row.Fate.READY),
                filters(it, path, shown, msg),
                rows.stream()
                        .map(row -> new Row(
                                row.no(),
                                "/follow-ups/" + row.task(),
                                PersonName.of(row.customer(), row.person(), row.sex(), msg)
                                        .whole(),
                                row.plate(),
                                row.orderNo(),
                                msg.day(row.settledOn()),
                                row.attempts(),
                                msg.t("followups.closing.row." + row.state()),
                                tone(row.state()),
                                row.reason()
                                        .map(why -> msg.t("followups.closing.reason." + why))
                                        .orElse("")))
                        .toList(),
                found.size() > ROWS
                        ? path + "?after=" + rows.getLast().no()
                                + shown.map(state -> "&state=" + state).orElse("")
                        : null,
                said);
    }

    private static List<Filter> filters(Closing it, String path, Optional<Closing.Row.Fate> shown, Msg msg) {
        var filters = new ArrayList<Filter>();
        filters.add(new Filter(msg.t("followups.closing.row.all"), path, shown.isEmpty()));
        Arrays.stream(Closing.Row.Fate.values())
                .filter(state -> it.count(state) > 0)
                .forEach(state -> filters.add(new Filter(
                        msg.t("followups.closing.row." + state),
                        path + "?state=" + state,
                        shown.equals(Optional.of(state)))));
        return filters;
    }

    private static String tone(Closing.Row.Fate state) {
        return switch (state) {
            case READY -> "info";
            case TEXTED -> "ok";
            case LEFT_OUT -> "warn";
            case STOPPED, UNDONE -> "mute";
        };
    }
}
