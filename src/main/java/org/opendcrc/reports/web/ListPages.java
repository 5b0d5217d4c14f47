package org.opendcrc.reports.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists.Narrowing;
import org.opendcrc.reports.DayLists.On;
import org.opendcrc.reports.DayLists.Rows;
import org.opendcrc.reports.FrozenList;
import org.opendcrc.reports.ListFigures;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import tools.jackson.databind.json.JsonMapper;

/** Turns lists into the records that the templates show. */
final class ListPages {

    /** More rows than these are left to the workbook, and the page says so. */
    static final int ROWS_SHOWN = 500;

    /** The figures that are stacked in a chart: those that never count a row twice. */
    private static final Map<DailyList, List<String>> STACKED = Map.of(
            DailyList.GRIEVANCES, List.of("complaints", "items"),
            DailyList.FAILED_CALLS, List.of("again", "text", "letter", "correction", "done"),
            DailyList.AGENTS_DAY, List.of("success", "satisfied", "dissatisfied", "failed", "left"),
            DailyList.APPOINTMENTS, List.of("onTime", "early", "late", "missed"));

    private static final List<String> BAR = List.of("satisfied", "dissatisfied", "failed", "left");

    private final Msg msg;
    private final JsonMapper json;

    ListPages(Msg msg, JsonMapper json) {
        this.msg = msg;
        this.json = json;
    }

    static String title(DailyList list, Msg msg) {
        return msg.t("reports.list." + list.word());
    }

    private String figure(String word) {
        return msg.t("reports.list.figure." + word);
    }

    ListPage list(On on, List<ReportStore> stores, boolean paused, @Nullable String refused, Actor actor) {
        var store = on.store();
        var list = on.wish().list();
        var links = new ListLinks(store, on.wish());
        var today = store.dayOf(on.now());
        var words = new ListWords(msg, store, on.names(), on.items(), today);
        var shown = on.shown();
        var frozen = on.showsFrozen();
        var period = on.wish().period();
        var head = frozen ? on.frozen().getFirst() : null;
        var running = list == DailyList.AGENTS_DAY && period.days().contains(today);
        var tables = tables(on, links, words);
        return new ListPage(
                list.word(),
                title(list, msg),
                store.name(),
                store.code(),
                Pages.choices(stores, store),
                period.from().toString(),
                period.isWeek(),
                period(on.wish().period()),
                head == null ? null : msg.t("reports.frozenAt", msg.moment(head.frozenAt(), store.zone(), today)),
                head == null ? "" : head.dataVersion(),
                state(on),
                head == null || !head.late()
                        ? null
                        : msg.t("reports.late", msg.moment(head.writtenAt(), store.zone(), today)),
                on.moved()
                        ? msg.t(
                                "reports.list.moved",
                                on.since().more(),
                                on.since().fewer(),
                                on.since().changed())
                        : null,
                on.own(),
                list == DailyList.AGENTS_DAY ? msg.t("reports.list.noTelephone") : null,
                shown.all().values().stream().allMatch(it -> it == 0),
                tiles(on, links),
                lines(on, links),
                tables,
                charts(on, links, words),
                list == DailyList.APPOINTMENTS ? List.of() : kinds(on.wish().kind()),
                links.list(period.previous()),
                period.to().isBefore(today) ? links.list(period.following()) : null,
                links.list(org.opendcrc.reports.Period.day(
                        period.isWeek() && period.days().contains(today) ? today : period.from())),
                links.list(org.opendcrc.reports.Period.week(period.from())),
                links.workbook(),
                new Links(store, period.from()).wall(),
                running && !paused ? links.list() : null,
                running ? (paused ? links.list() : links.paused()) : null,
                signatures(on, links, refused),
                actor.name());
    }

    private String state(On on) {
        if (on.wish().period().isWeek()) {
            return msg.t(
                    "reports.list.weekFrozen",
                    on.frozen().size(),
                    on.wish().period().days().size());
        }
        return msg.t("reports.list.freezesAt", msg.time(on.store().freezeTime()));
    }

    private String period(org.opendcrc.reports.Period period) {
        return period.isWeek()
                ? msg.t("reports.list.week", msg.day(period.from()), msg.day(period.to()))
                : msg.day(period.from());
    }

    private List<ListPage.Choice> kinds(String chosen) {
        return Stream.concat(Stream.of(""), ListWords.kinds().stream())
                .map(it -> new ListPage.Choice(
                        it,
                        it.isEmpty() ? msg.t("reports.list.allKinds") : msg.t("reports.kind." + it),
                        it.equals(chosen)))
                .toList();
    }

    private ListPage.Signatures signatures(On on, ListLinks links, @Nullable String refused) {
        var asked =
                on.wish().list() == DailyList.GRIEVANCES && !on.wish().period().isWeek();
        var today = on.store().dayOf(on.now());
        var lines = on.frozen().stream()
                .flatMap(it -> it.signatures().stream())
                .map(it -> msg.t(
                        "reports.sign.signed",
                        it.name(),
                        msg.moment(it.at(), on.store().zone(), today)))
                .toList();
        return new ListPage.Signatures(
                asked,
                asked ? lines : List.of(),
                asked && on.maySign() && on.showsFrozen(),
                links.signatures(),
                refused);
    }

    private List<ReportPage.Tile> tiles(On on, ListLinks links) {
        var shown = on.shown();
        var frozen = on.showsFrozen();
        var tiles = new ArrayList<ReportPage.Tile>();
        for (var word : on.wish().list().figures()) {
            tiles.add(new ReportPage.Tile(
                    figure(word),
                    msg.number(shown.count(word)),
                    small(word, shown),
                    List.of("dissatisfied", "lastDay", "letter", "missed").contains(word) && shown.count(word) > 0
                            ? "bad"
                            : "",
                    links.rows(word, frozen)));
        }
        return tiles;
    }

    private String small(String word, ListFigures shown) {
        return word.equals("success") ? msg.percent(shown.successRate().value().orElse(null)) : "";
    }

    private List<ReportPage.Line> lines(On on, ListLinks links) {
        var lines = new ArrayList<ReportPage.Line>();
        for (var word : on.wish().list().figures()) {
            var shown = on.shown().count(word);
            var live = on.live().count(word);
            lines.add(new ReportPage.Line(
                    figure(word),
                    msg.number(shown),
                    links.rows(word, on.showsFrozen()),
                    msg.number(live),
                    links.rows(word, false),
                    shown != live));
        }
        return lines;
    }

    private List<ListPage.Table> tables(On on, ListLinks links, ListWords words) {
        var tables = new ArrayList<ListPage.Table>();
        for (var table : on.shown().tables()) {
            var figures = table.lines().isEmpty()
                    ? List.<String>of()
                    : List.copyOf(table.lines().getFirst().counts().keySet());
            var worked = on.wish().list() == DailyList.AGENTS_DAY && table.by().equals("clerk");
            var headings = new ArrayList<>(figures.stream().map(this::figure).toList());
            if (worked) {
                Stream.of("talk", "first", "last", "perHour")
                        .map(it -> msg.t("reports.list.column." + it))
                        .forEach(headings::add);
            }
            tables.add(new ListPage.Table(
                    "by-" + table.by(),
                    msg.t("reports.list.by." + table.by()),
                    tables.size() < 2,
                    msg.t("reports.list.column." + table.by()),
                    headings,
                    table.lines().stream()
                            .map(it -> line(it, table.by(), figures, worked, on, links, words))
                            .toList()));
        }
        return tables;
    }

    private ListPage.Line line(
            ListFigures.Line line,
            String by,
            List<String> figures,
            boolean worked,
            On on,
            ListLinks links,
            ListWords words) {
        var frozen = on.showsFrozen();
        var cells = new ArrayList<ListPage.Cell>();
        for (var figure : figures) {
            cells.add(new ListPage.Cell(
                    msg.number(line.count(figure)),
                    line.count(figure) == 0 ? null : links.rows(figure, by, line.value(), frozen)));
        }
        if (worked) {
            cells.add(new ListPage.Cell(Msg.NONE, null)); // no telephone tells how long people talked
            cells.add(new ListPage.Cell(words.time(line.work().first()), null));
            cells.add(new ListPage.Cell(words.time(line.work().last()), null));
            cells.add(new ListPage.Cell(oneDecimal(line.work().callsPerHour()), null));
        }
        var bar = worked ? BAR.stream().map(line::count).toList() : List.<Integer>of();
        return new ListPage.Line(
                words.value(by, line.value()),
                links.rows("", by, line.value(), frozen),
                cells,
                bar,
                worked
                        ? String.join(
                                msg.t("site.listSeparator"),
                                BAR.stream()
                                        .map(it -> figure(it) + " " + line.count(it))
                                        .toList())
                        : "");
    }

    static String oneDecimal(Optional<BigDecimal> value) {
        return value.map(it -> it.setScale(1, RoundingMode.HALF_UP).toPlainString())
                .orElse(Msg.NONE);
    }

    /** What the charts draw; the same numbers stand in the tables beside them. */
    private String charts(On on, ListLinks links, ListWords words) {
        var charts = new ArrayList<Map<String, Object>>();
        var frozen = on.showsFrozen();
        on.shown().tables().stream().limit(2).forEach(table -> {
            var stacked = STACKED.getOrDefault(on.wish().list(), List.of());
            var series = new ArrayList<Map<String, Object>>();
            var figures = table.lines().isEmpty()
                    ? List.<String>of()
                    : table.lines().getFirst().counts().keySet().stream()
                            .filter(stacked::contains)
                            .toList();
            for (var figure : figures) {
                series.add(Map.of(
                        "name",
                        figure(figure),
                        "figure",
                        figure,
                        "data",
                        table.lines().stream().map(it -> it.count(figure)).toList(),
                        "rows",
                        table.lines().stream()
                                .map(it -> links.rows(figure, table.by(), it.value(), frozen))
                                .toList()));
            }
            var chart = new LinkedHashMap<String, Object>();
            chart.put("id", "chart-" + table.by());
            chart.put("flat", table.by().equals("item"));
            chart.put(
                    "names",
                    table.lines().stream()
                            .map(it -> words.value(table.by(), it.value()))
                            .toList());
            chart.put("series", series);
            charts.add(chart);
        });
        return json.writeValueAsString(charts);
    }

    ListRowsPage rows(Rows rows, Narrowing narrowing, Actor actor) {
        var store = rows.store();
        var list = rows.wish().list();
        var links = new ListLinks(store, rows.wish());
        var words = new ListWords(msg, store, rows.names(), rows.items(), store.dayOf(rows.now()));
        var columns = columns(rows);
        return new ListRowsPage(
                heading(narrowing, words),
                title(list, msg),
                period(rows.wish().period()),
                store.name(),
                rows.ofFrozen(),
                !rows.customers().isEmpty(),
                columns.stream().map(it -> msg.t("reports.list.column." + it)).toList(),
                rows.rows().stream()
                        .limit(ROWS_SHOWN)
                        .map(it -> row(it, columns, rows, words, actor))
                        .toList(),
                rows.rows().size(),
                Math.max(0, rows.rows().size() - ROWS_SHOWN),
                links.list(),
                rows.otherExists()
                        ? links.rows(narrowing.figure(), narrowing.by(), narrowing.value(), !rows.ofFrozen())
                        : null,
                links.workbook());
    }

    static List<String> columns(Rows rows) {
        return rows.wish().period().isWeek()
                ? Stream.concat(Stream.of("day"), rows.wish().list().columns().stream())
                        .toList()
                : rows.wish().list().columns();
    }

    private String heading(Narrowing narrowing, ListWords words) {
        var figure = narrowing.figure().isEmpty() ? msg.t("reports.list.allRows") : figure(narrowing.figure());
        return narrowing.by().isEmpty()
                ? figure
                : msg.t("reports.list.of", words.value(narrowing.by(), narrowing.value()), figure);
    }

    private static ListRowsPage.Line row(ListRow row, List<String> columns, Rows rows, ListWords words, Actor actor) {
        var customer = Optional.ofNullable(rows.customers().get(row.fact("order")));
        return new ListRowsPage.Line(
                columns.stream().map(it -> words.fact(row, it)).toList(),
                rows.ofFrozen() ? null : href(row, rows.store(), actor),
                customer.map(it -> it.name()).orElse(Msg.NONE),
                customer.flatMap(it -> it.plate()).orElse(""));
    }

    static @Nullable String href(ListRow row, ReportStore store, Actor actor) {
        if (!row.fact("complaint").isEmpty() && actor.may(UseCase.READ_COMPLAINTS, store.id())) {
            return "/complaints/" + row.fact("complaint");
        }
        if (!row.fact("appointment").isEmpty() && actor.may(UseCase.READ_APPOINTMENTS, store.id())) {
            return "/appointments/" + row.fact("appointment");
        }
        return !row.fact("task").isEmpty() && actor.may(UseCase.READ_FOLLOW_UPS, store.id())
                ? "/follow-ups/" + row.fact("task")
                : null;
    }

    /** The lists of a day for the wall: few lines and big, of people the surname only. */
    List<WallPage.Slide> slides(
            Map<DailyList, ListFigures> figures,
            ReportStore store,
            LocalDate today,
            Map<java.util.UUID, String> names,
            Map<String, String> items) {
        var words = new ListWords(msg, store, names, items, today);
        var slides = new ArrayList<WallPage.Slide>();
        for (var list : DailyList.values()) {
            var of = figures.get(list);
            if (of == null) {
                continue;
            }
            var first = of.tables().getFirst();
            var shown = STACKED.getOrDefault(list, List.of()).stream()
                    .filter(it -> list.tables().getFirst().figures().contains(it))
                    .toList();
            slides.add(new WallPage.Slide(
                    list.word(),
                    title(list, msg),
                    list.figures().stream()
                            .limit(6)
                            .map(it -> new WallPage.Tile(figure(it), msg.number(of.count(it)), small(it, of), ""))
                            .toList(),
                    msg.t("reports.list.column." + first.by()),
                    shown.stream().map(this::figure).toList(),
                    first.lines().stream()
                            .limit(WallPage.LINES)
                            .map(it -> new WallPage.Line(
                                    words.valueForGuests(first.by(), it.value()),
                                    shown.stream()
                                            .map(figure -> msg.number(it.count(figure)))
                                            .toList()))
                            .toList()));
        }
        return slides;
    }

    static Optional<FrozenList> head(On on) {
        return on.showsFrozen() ? Optional.of(on.frozen().getFirst()) : Optional.empty();
    }
}
