package org.opendcrc.reports.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.Figure;
import org.opendcrc.reports.Figures;
import org.opendcrc.reports.FrozenReport;
import org.opendcrc.reports.Mean;
import org.opendcrc.reports.ReportRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.Share;
import org.opendcrc.reports.ThreeDayCalls.OnDay;
import org.opendcrc.reports.ThreeDayCalls.Rows;
import org.opendcrc.reports.ThreeDayCalls.Shelf;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import tools.jackson.databind.json.JsonMapper;

/** Turns reports into the records that the templates show. */
final class Pages {

    /** More rows than these are left to the workbook, and the page says so. */
    static final int ROWS_SHOWN = 500;

    private static final List<Labelled<Share>> SHARES = List.of(
            new Labelled<>("satisfactionRate", Figures::satisfactionRate),
            new Labelled<>("verySatisfiedShare", Figures::verySatisfiedShare),
            new Labelled<>("successRate", Figures::successRate),
            new Labelled<>("inTimeRate", Figures::inTimeRate),
            new Labelled<>("followUpRate", Figures::followUpRate),
            new Labelled<>("followUpRateByCall", Figures::followUpRateByCall),
            new Labelled<>("firstTimeFixRate", Figures::firstTimeFixRate),
            new Labelled<>("completeShare", Figures::completeShare),
            new Labelled<>("wrongNumberRate", Figures::wrongNumberRate));

    private static final List<Labelled<Mean>> MEANS = List.of(
            new Labelled<>("meanTotal", Figures::total), new Labelled<>("meanSatisfaction", Figures::satisfaction));

    /** A share or a mean by its name in answers and message keys. */
    record Labelled<T>(String word, Function<Figures, T> of) {}

    private final Words words;
    private final Msg msg;
    private final JsonMapper json;

    Pages(Msg msg, JsonMapper json) {
        this.words = new Words(msg);
        this.msg = msg;
        this.json = json;
    }

    static List<Labelled<Share>> shares() {
        return SHARES;
    }

    static List<Labelled<Mean>> means() {
        return MEANS;
    }

    ShelfPage shelf(Shelf shelf, List<ReportStore> stores, Actor actor) {
        var store = shelf.store();
        return new ShelfPage(
                store.name(),
                choices(stores, store),
                shelf.days().stream().map(it -> line(it, shelf)).toList(),
                others(actor, shelf),
                new Links(store, shelf.today()).report(),
                new Links(store, shelf.today()).wall(),
                shelf.next()
                        .map(it -> msg.t("reports.next", words.moment(it, store, shelf.today())))
                        .orElse(null));
    }

    /** The other reports of the person. */
    private List<ShelfPage.Other> others(Actor actor, Shelf shelf) {
        var store = shelf.store();
        var others = new java.util.ArrayList<>(DayLists.of(actor).stream()
                .map(it -> new ShelfPage.Other(
                        it.code(),
                        ListPages.title(it, msg),
                        msg.t("reports.list." + it.word() + ".why"),
                        ListLinks.of(
                                it,
                                store,
                                it == org.opendcrc.reports.DailyList.AGENTS_DAY
                                        ? shelf.today()
                                        : shelf.today().minusDays(1))))
                .toList());
        if (actor.may(org.opendcrc.shared.UseCase.READ_APPOINTMENT_REPORTS, store.id())) {
            others.add(new ShelfPage.Other(
                    "RP-6, RP-7", msg.t("rates.title"), msg.t("rates.why"), "/reports/rates?store=" + store.code()));
        }
        if (actor.may(org.opendcrc.shared.UseCase.READ_DAY_CLOSE, store.id())) {
            others.add(new ShelfPage.Other(
                    "FU-5", msg.t("close.title"), msg.t("close.why"), "/reports/close?store=" + store.code()));
        }
        if (actor.may(org.opendcrc.shared.UseCase.READ_SATISFACTION, store.id())) {
            others.add(new ShelfPage.Other(
                    "RP-15",
                    msg.t("satisfaction.title"),
                    msg.t("satisfaction.why"),
                    "/reports/satisfaction?store=" + store.code()));
        }
        if (actor.may(org.opendcrc.shared.UseCase.READ_CVP, store.id())) {
            others.add(new ShelfPage.Other(
                    "RP-11", msg.t("cvp.title"), msg.t("cvp.why"), "/reports/cvp?store=" + store.code()));
        }
        if (actor.may(org.opendcrc.shared.UseCase.READ_ARRIVAL_CURVE, store.id())) {
            others.add(new ShelfPage.Other(
                    "RP-21", msg.t("curve.title"), msg.t("curve.why"), "/reports/arrival-curve?store=" + store.code()));
        }
        if (actor.may(org.opendcrc.shared.UseCase.READ_FILE_TRUTH, store.id())) {
            others.add(new ShelfPage.Other(
                    "RP-19", msg.t("truth.title"), msg.t("truth.why"), "/reports/truth?store=" + store.code()));
        }
        return others;
    }

    private ShelfPage.Line line(FrozenReport frozen, Shelf shelf) {
        var figures = frozen.report().all();
        return new ShelfPage.Line(
                msg.day(frozen.day()),
                new Links(shelf.store(), frozen.day()).report(),
                words.count(figures, Figure.DUE),
                words.count(figures, Figure.CALLED),
                words.count(figures, Figure.SUCCESS),
                words.share(figures.satisfactionRate()),
                words.count(figures, Figure.OVERDUE),
                words.moment(frozen.frozenAt(), shelf.store(), shelf.today()),
                frozen.dataVersion());
    }

    static List<ShelfPage.StoreChoice> choices(List<ReportStore> stores, ReportStore chosen) {
        return stores.stream()
                .map(it -> new ShelfPage.StoreChoice(it.code(), it.name(), it.equals(chosen)))
                .toList();
    }

    /** @param days the frozen days up to this one, oldest first */
    ReportPage report(OnDay on, List<ReportStore> stores, List<FrozenReport> days, Actor actor) {
        var store = on.store();
        var links = new Links(store, on.day());
        var today = store.dayOf(on.now());
        var isFrozen = on.frozen().isPresent();
        var shown = on.shown();
        var figures = shown.all();
        return new ReportPage(
                store.name(),
                choices(stores, store),
                on.day().toString(),
                msg.day(on.day()),
                on.frozen().map(it -> words.frozen(it, store, today)).orElse(null),
                on.frozen().map(FrozenReport::dataVersion).orElse(""),
                on.frozen()
                        .filter(FrozenReport::late)
                        .map(it -> msg.t("reports.late", words.moment(it.writtenAt(), store, today)))
                        .orElse(null),
                isFrozen ? null : freezesAt(on, today),
                on.moved(),
                on.moved() ? moved(on) : null,
                figures.counts().values().stream().allMatch(it -> it == 0),
                tiles(figures, links, isFrozen),
                lines(on, links),
                shown.advisors().stream()
                        .map(it -> new ReportPage.AdvisorLine(
                                words.advisor(it.advisor(), on.names()),
                                words.count(it.figures(), Figure.DUE),
                                words.count(it.figures(), Figure.SUCCESS),
                                words.count(it.figures(), Figure.SATISFIED),
                                words.share(it.figures().satisfactionRate()),
                                words.mean(it.figures().total()),
                                words.mean(it.figures().satisfaction()),
                                words.share(it.figures().firstTimeFixRate()),
                                words.share(it.figures().wrongNumberRate()),
                                links.rows("", it.advisor(), isFrozen)))
                        .toList(),
                shown.grievances().stream()
                        .map(it -> new ReportPage.Item(
                                on.items().getOrDefault(it.item(), it.item()),
                                it.count(),
                                links.rows(ReportRow.ITEM + it.item(), isFrozen)))
                        .toList(),
                figures.count(Figure.AGGRIEVED),
                days.size() > 1,
                charts(on, days, links, isFrozen),
                links.reportOf(on.day().minusDays(1)),
                on.day().isBefore(today) ? links.reportOf(on.day().plusDays(1)) : null,
                links.workbook(),
                links.wall(),
                on.own(),
                DayLists.of(actor).stream()
                        .map(it -> new ReportPage.Other(ListPages.title(it, msg), ListLinks.of(it, store, on.day())))
                        .toList(),
                actor.name());
    }

    /** What has happened since the freeze, in words. */
    private String moved(OnDay on) {
        return on.since().calls() > 0
                ? msg.t("reports.moved.calls", on.since().calls(), on.since().tasks())
                : msg.t("reports.moved.tasks", on.since().tasks());
    }

    private String freezesAt(OnDay on, LocalDate today) {
        var moment = words.moment(on.freezesAt(), on.store(), today);
        return on.freezesAt().isAfter(on.now())
                ? msg.t("reports.freezesAt", moment)
                : msg.t("reports.notFrozen", moment); // before the store's history, or the job has not come yet
    }

    private List<ReportPage.Tile> tiles(Figures figures, Links links, boolean frozen) {
        return List.of(
                tile(figures, Figure.DUE, msg.t("reports.small.orders"), "", links, frozen),
                tile(
                        figures,
                        Figure.SUCCESS,
                        words.share(figures.successRate()) + " · " + words.partOf(figures.successRate()),
                        "",
                        links,
                        frozen),
                new ReportPage.Tile(
                        msg.t("reports.share.satisfactionRate"),
                        words.share(figures.satisfactionRate()),
                        words.partOf(figures.satisfactionRate()),
                        "",
                        links.rows(Figure.SATISFIED.word(), frozen)),
                tile(
                        figures,
                        Figure.DISSATISFIED,
                        msg.t("reports.small.complaints"),
                        figures.count(Figure.DISSATISFIED) > 0 ? "bad" : "",
                        links,
                        frozen),
                tile(
                        figures,
                        Figure.NOT_CONNECTED,
                        msg.t("reports.small.again", figures.count(Figure.CALL_AGAIN)),
                        "",
                        links,
                        frozen),
                new ReportPage.Tile(
                        msg.t("reports.share.followUpRate"),
                        words.share(figures.followUpRate()),
                        msg.t("reports.small.byCall", words.share(figures.followUpRateByCall())),
                        "",
                        links.rows(Figure.FOLLOWED_UP.word(), frozen)),
                tile(figures, Figure.TEXTED, "", "", links, frozen),
                tile(
                        figures,
                        Figure.OVERDUE,
                        msg.t("reports.small.faded", figures.count(Figure.FADED)),
                        figures.count(Figure.OVERDUE) > 0 ? "bad" : "",
                        links,
                        frozen),
                new ReportPage.Tile(
                        msg.t("reports.share.inTimeRate"),
                        words.share(figures.inTimeRate()),
                        words.partOf(figures.inTimeRate()),
                        "",
                        links.rows(Figure.IN_TIME.word(), frozen)));
    }

    private ReportPage.Tile tile(
            Figures figures, Figure figure, String small, String tone, Links links, boolean frozen) {
        return new ReportPage.Tile(
                words.figure(figure), words.count(figures, figure), small, tone, links.rows(figure.word(), frozen));
    }

    private List<ReportPage.Line> lines(OnDay on, Links links) {
        var shown = on.shown().all();
        var live = on.live().all();
        var frozen = on.frozen().isPresent();
        var lines = new ArrayList<ReportPage.Line>();
        for (var figure : Figure.values()) {
            lines.add(new ReportPage.Line(
                    words.figure(figure),
                    words.count(shown, figure),
                    links.rows(figure.word(), frozen),
                    words.count(live, figure),
                    links.rows(figure.word(), false),
                    shown.counts().containsKey(figure) && shown.count(figure) != live.count(figure)));
        }
        SHARES.forEach(it -> lines.add(line(
                msg.t("reports.share." + it.word()),
                words.share(it.of().apply(shown)),
                words.share(it.of().apply(live)),
                differs(it, shown, live))));
        MEANS.forEach(it -> lines.add(line(
                msg.t("reports.share." + it.word()),
                words.mean(it.of().apply(shown)),
                words.mean(it.of().apply(live)),
                !it.of().apply(shown).equals(it.of().apply(live)))));
        return lines;
    }

    /** A share that was not known at the freeze has not changed since. */
    private static boolean differs(Labelled<Share> share, Figures shown, Figures live) {
        return !share.of().apply(shown).equals(share.of().apply(live))
                && shown.counts().size() == live.counts().size();
    }

    private static ReportPage.Line line(String label, String shown, String live, boolean differs) {
        return new ReportPage.Line(label, shown, null, live, null, differs);
    }

    /** What the charts draw; the same numbers stand in the tables. */
    private String charts(OnDay on, List<FrozenReport> days, Links links, boolean frozen) {
        var advisors = on.shown().advisors();
        var series = new ArrayList<Map<String, Object>>();
        for (var figure : List.of(Figure.SATISFIED, Figure.DISSATISFIED, Figure.NOT_CONNECTED, Figure.TEXTED)) {
            series.add(Map.of(
                    "name", words.figure(figure),
                    "data",
                            advisors.stream()
                                    .map(it -> it.figures().count(figure))
                                    .toList(),
                    "rows",
                            advisors.stream()
                                    .map(it -> links.rows(figure.word(), it.advisor(), frozen))
                                    .toList()));
        }
        var charts = new LinkedHashMap<String, Object>();
        charts.put(
                "advisors",
                advisors.stream()
                        .map(it -> words.advisor(it.advisor(), on.names()))
                        .toList());
        charts.put("results", series);
        charts.put("days", days.stream().map(it -> msg.date(it.day(), on.day())).toList());
        charts.put(
                "trend",
                List.of(
                        trend("reports.share.satisfactionRate", days, Figures::satisfactionRate),
                        trend("reports.share.successRate", days, Figures::successRate)));
        charts.put(
                "items",
                on.shown().grievances().stream()
                        .map(it -> on.items().getOrDefault(it.item(), it.item()))
                        .toList());
        charts.put(
                "counts", on.shown().grievances().stream().map(it -> it.count()).toList());
        return json.writeValueAsString(charts);
    }

    private Map<String, Object> trend(String name, List<FrozenReport> days, Function<Figures, Share> share) {
        var points = new ArrayList<@Nullable BigDecimal>(); // a day without a denominator leaves a gap in the line
        days.forEach(it -> points.add(share.apply(it.report().all())
                .value()
                .map(value -> value.movePointRight(2).setScale(2, RoundingMode.HALF_UP))
                .orElse(null)));
        return Map.of("name", msg.t(name), "data", points);
    }

    RowsPage rows(Rows rows, String figure, Instant now, boolean otherExists, Actor actor) {
        var store = rows.store();
        var links = new Links(store, rows.day());
        var today = store.dayOf(now);
        var frozen = rows.frozen().isPresent();
        var opens = !frozen && actor.may(UseCase.READ_FOLLOW_UPS, store.id());
        return new RowsPage(
                store.name(),
                msg.day(rows.day()),
                words.figure(figure, rows.items()),
                rows.frozen().map(it -> words.frozen(it, store, today)).orElse(null),
                !rows.customers().isEmpty(),
                rows.rows().stream()
                        .limit(ROWS_SHOWN)
                        .map(it -> row(it, rows, opens))
                        .toList(),
                rows.rows().size(),
                Math.max(0, rows.rows().size() - ROWS_SHOWN),
                links.report(),
                otherExists ? links.rows(figure, !frozen) : null,
                links.workbook());
    }

    private RowsPage.Line row(ReportRow row, Rows rows, boolean opens) {
        var customer = Optional.ofNullable(rows.customers().get(row.orderNo()));
        return new RowsPage.Line(
                row.orderNo(),
                opens ? "/follow-ups/" + row.task() : null,
                words.advisor(row.advisor(), rows.names()),
                msg.t("reports.state." + row.state()),
                row.outcome().map(it -> msg.t("reports.outcome." + it)).orElse(Msg.NONE),
                row.total()
                        .map(it -> it + " / "
                                + row.totalPossible().map(String::valueOf).orElse(Msg.NONE))
                        .orElse(Msg.NONE),
                row.satisfaction().map(String::valueOf).orElse(Msg.NONE),
                customer.map(it -> it.name()).orElse(Msg.NONE),
                customer.flatMap(it -> it.plate()).orElse(""));
    }

    /** @param slides the other reports of the last frozen day */
    WallPage wall(Shelf shelf, List<WallPage.Slide> slides) {
        var store = shelf.store();
        var next = shelf.next()
                .map(it -> msg.t("reports.next", words.moment(it, store, shelf.today())))
                .orElse(null);
        if (shelf.days().isEmpty()) {
            return new WallPage(store.name(), "", "", "", next, Msg.NONE, "", List.of(), List.of());
        }
        var frozen = shelf.days().getFirst();
        var figures = frozen.report().all();
        return new WallPage(
                store.name(),
                msg.day(frozen.day()),
                words.frozen(frozen, store, shelf.today()),
                frozen.dataVersion(),
                next,
                words.share(figures.satisfactionRate()),
                words.partOf(figures.satisfactionRate()),
                List.of(
                        tile(figures, Figure.DUE, "", ""),
                        tile(figures, Figure.SUCCESS, words.share(figures.successRate()), ""),
                        tile(figures, Figure.DISSATISFIED, "", figures.count(Figure.DISSATISFIED) > 0 ? "bad" : ""),
                        tile(figures, Figure.NOT_CONNECTED, "", ""),
                        tile(figures, Figure.TEXTED, "", ""),
                        tile(figures, Figure.OVERDUE, "", figures.count(Figure.OVERDUE) > 0 ? "bad" : ""),
                        new WallPage.Tile(
                                msg.t("reports.share.inTimeRate"),
                                words.share(figures.inTimeRate()),
                                words.partOf(figures.inTimeRate()),
                                "")),
                slides);
    }

    private WallPage.Tile tile(Figures figures, Figure figure, String small, String tone) {
        return new WallPage.Tile(words.figure(figure), words.count(figures, figure), small, tone);
    }
}
