package org.opendcrc.reports.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.RatePeriod;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.Satisfaction;
import org.opendcrc.reports.Satisfaction.Cvp;
import org.opendcrc.reports.Satisfaction.On;
import org.opendcrc.reports.SatisfactionReport.Dimension;
import org.opendcrc.reports.SatisfactionReport.Favour;
import org.opendcrc.reports.SatisfactionReport.Line;
import org.opendcrc.reports.Share;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Msg;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Turns answers into the records that the templates show. */
final class SatisfactionPages {

    static final List<String> COLUMNS =
            List.of("at", "number", "kind", "advisor", "consultant", "clerk", "outcome", "mark", "total", "version");

    private final Msg msg;
    private final JsonMapper json;
    private final Words words;

    SatisfactionPages(Msg msg, JsonMapper json) {
        this.msg = msg;
        this.json = json;
        this.words = new Words(msg);
    }

    static Optional<Dimension> dimension(String fact) {
        return Arrays.stream(Dimension.values())
                .filter(it -> it.fact().equals(fact))
                .findFirst();
    }

    SatisfactionPage page(On on, Actor actor) {
        var today = on.store().dayOf(on.now());
        var all = on.all();
        var span = on.period().span();
        return new SatisfactionPage(
                storeName(on),
                on.where(),
                Pages.choices(on.his(), on.ofAll() ? none(on) : on.store()),
                on.his().size() > 1,
                on.period().from().toString(),
                span.word(),
                period(on.period()),
                msg.t("satisfaction.state", msg.moment(on.now(), on.store().zone(), today)),
                on.own(),
                Arrays.stream(RatePeriod.Span.values())
                        .map(it -> new RatesPage.Span(
                                msg.t("rates.span." + it.word()),
                                address(
                                        "",
                                        on.where(),
                                        RatePeriod.of(it, on.period().from()),
                                        Map.of()),
                                it == span))
                        .toList(),
                address("", on.where(), on.period().previous(), Map.of()),
                address("", on.where(), on.period().following(), Map.of()),
                tiles(on, all),
                on.itemLines().stream()
                        .map(it -> new SatisfactionPage.Item(
                                on.items().getOrDefault(it.key(), it.key()),
                                msg.number(it.answered()),
                                words.share(it.score()),
                                rows(on, "item:" + it.key(), "", ""),
                                it.answered() < Satisfaction.FEW))
                        .toList(),
                tables(on),
                Satisfaction.FEW,
                charts(on),
                address(".xlsx", on.where(), on.period(), Map.of()),
                actor.name());
    }

    /** A store that none of them is, so that none is marked as chosen. */
    private static ReportStore none(On on) {
        var it = on.store();
        return new ReportStore(new java.util.UUID(0, 0), "", "", it.zone(), it.openedOn(), it.freezeTime());
    }

    private List<SatisfactionPage.Tile> tiles(On on, Line all) {
        return List.of(
                new SatisfactionPage.Tile(
                        msg.t("satisfaction.answered"),
                        msg.number(all.answered()),
                        msg.t("satisfaction.answered.note"),
                        "",
                        rows(on, "answered", "", "")),
                new SatisfactionPage.Tile(
                        msg.t("satisfaction.rate"),
                        words.share(all.rate()),
                        words.partOf(all.rate()),
                        "ok",
                        rows(on, "satisfied", "", "")),
                new SatisfactionPage.Tile(
                        msg.t("satisfaction.dissatisfied"),
                        msg.number(all.dissatisfied()),
                        msg.percent(all.dissatisfied(), all.answered()),
                        all.dissatisfied() > 0 ? "bad" : "",
                        rows(on, "dissatisfied", "", "")),
                new SatisfactionPage.Tile(
                        msg.t("satisfaction.score"),
                        words.mean(all.score()),
                        msg.t("satisfaction.n", all.score().of()),
                        "",
                        rows(on, "answered", "", "")),
                new SatisfactionPage.Tile(
                        msg.t("satisfaction.mark"),
                        words.mean(all.mark()),
                        msg.t("satisfaction.n", all.mark().of()),
                        "",
                        rows(on, "answered", "", "")));
    }

    private List<SatisfactionPage.Table> tables(On on) {
        var tables = new ArrayList<SatisfactionPage.Table>();
        for (var dimension : Dimension.values()) {
            var lines = on.by(dimension);
            var says = switch (dimension) {
                case STORE -> on.ofAll() && !lines.isEmpty();
                case CONSULTANT -> lines.stream().anyMatch(it -> !it.value().isEmpty());
                case DAY -> on.period().span() != RatePeriod.Span.DAY && !lines.isEmpty();
                case KIND, VERSION, ADVISOR, CLERK -> !lines.isEmpty();
            };
            if (says) {
                tables.add(new SatisfactionPage.Table(
                        "by-" + dimension.fact(),
                        msg.t("satisfaction.by." + dimension.fact()),
                        msg.t("satisfaction.column." + dimension.fact()),
                        lines.stream().map(it -> line(on, dimension, it)).toList(),
                        dimension == Dimension.ADVISOR));
            }
        }
        return tables;
    }

    private SatisfactionPage.Line line(On on, Dimension dimension, Line it) {
        return new SatisfactionPage.Line(
                value(on, dimension.fact(), it.value()),
                rows(on, "answered", dimension.fact(), it.value()),
                msg.number(it.answered()),
                msg.number(it.satisfied()),
                msg.number(it.dissatisfied()),
                it.dissatisfied() == 0 ? null : rows(on, "dissatisfied", dimension.fact(), it.value()),
                words.share(it.rate()),
                words.mean(it.score()),
                words.mean(it.mark()),
                it.answered() < Satisfaction.FEW);
    }

    /** Bars by advisor: mean score with the number of answers beside the name; and by question. */
    private String charts(On on) {
        var advisors = on.by(Dimension.ADVISOR).stream().limit(12).toList();
        var items = on.itemLines();
        var drawn = new LinkedHashMap<String, Object>();
        drawn.put(
                "advisors",
                Map.of(
                        "names",
                        advisors.stream()
                                .map(it -> msg.t("satisfaction.named", value(on, "advisor", it.value()), it.answered()))
                                .toList(),
                        "values",
                        advisors.stream().map(it -> point(it.score().value())).toList()));
        drawn.put(
                "items",
                Map.of(
                        "names",
                        items.stream()
                                .map(it -> msg.t(
                                        "satisfaction.named",
                                        on.items().getOrDefault(it.key(), it.key()),
                                        it.answered()))
                                .toList(),
                        "values",
                        items.stream().map(it -> percent(it.score())).toList()));
        return json.writeValueAsString(drawn);
    }

    private static @Nullable BigDecimal point(Optional<BigDecimal> value) {
        return value.map(it -> it.setScale(1, RoundingMode.HALF_UP)).orElse(null);
    }

    static @Nullable BigDecimal percent(Share share) {
        return point(share.value().map(it -> it.movePointRight(2)));
    }

    ListRowsPage rows(On on, String figure, String by, String value, Actor actor) {
        var rows = on.narrowed(figure, by, value);
        var columns = new ArrayList<String>();
        if (on.period().span() != RatePeriod.Span.DAY) {
            columns.add("day");
        }
        if (on.ofAll()) {
            columns.add("store");
        }
        columns.addAll(COLUMNS);
        var heading = new ArrayList<String>();
        if (!by.isEmpty()) {
            heading.add(value(on, by, value));
        }
        heading.add(figureName(on, figure));
        return new ListRowsPage(
                String.join(" · ", heading),
                msg.t(figure.contains(":") && !figure.startsWith("item:") ? "cvp.title" : "satisfaction.title"),
                period(on.period()),
                storeName(on),
                false,
                false,
                columns.stream().map(it -> msg.t("satisfaction.column." + it)).toList(),
                rows.stream()
                        .limit(ListPages.ROWS_SHOWN)
                        .map(it -> new ListRowsPage.Line(
                                columns.stream()
                                        .map(column -> fact(on, it, column))
                                        .toList(),
                                ListPages.href(it, storeOf(on, it), actor),
                                Msg.NONE,
                                ""))
                        .toList(),
                rows.size(),
                Math.max(0, rows.size() - ListPages.ROWS_SHOWN),
                figure.startsWith("indicator:") || figure.startsWith("favour:")
                        ? cvpAddress("", on.where(), YearMonth.from(on.period().from()))
                        : address("", on.where(), on.period(), Map.of()),
                null,
                address(".xlsx", on.where(), on.period(), Map.of()));
    }

    private static ReportStore storeOf(On on, ListRow row) {
        return on.chosen().stream()
                .filter(it -> it.code().equals(row.fact("store")))
                .findFirst()
                .orElse(on.store());
    }

    private String figureName(On on, String figure) {
        if (figure.startsWith("item:")) {
            var key = figure.substring("item:".length());
            return on.items().getOrDefault(key, key);
        }
        if (figure.startsWith("indicator:")) {
            return msg.t("cvp.indicator." + figure.substring("indicator:".length()));
        }
        if (figure.startsWith("favour:")) {
            return msg.t("cvp.favourable.of", msg.t("cvp.indicator." + figure.substring("favour:".length())));
        }
        return msg.t("satisfaction." + (figure.isEmpty() ? "answered" : figure));
    }

    /** A fact of a row as it is shown. */
    String fact(On on, ListRow row, String column) {
        return switch (column) {
            case "total" -> msg.t("satisfaction.total", row.fact("total"), row.fact("possible"));
            case "mark" -> row.fact("mark").isEmpty() ? Msg.NONE : row.fact("mark");
            case "consultant" -> row.fact("consultant").isEmpty() ? "" : value(on, column, row.fact(column));
            default -> value(on, column, row.fact(column));
        };
    }

    /** A value of a fact as it is shown. */
    String value(On on, String fact, String value) {
        var today = on.store().dayOf(on.now());
        var listed = new ListWords(msg, on.store(), on.names(), on.items(), today);
        return switch (fact) {
            case "version" -> version(on, value);
            case "kind" -> msg.t("followups.kind." + value);
            case "store" ->
                on.chosen().stream()
                        .filter(it -> it.code().equals(value))
                        .map(ReportStore::name)
                        .findFirst()
                        .orElse(value);
            case "consultant" -> value.isEmpty() ? msg.t("satisfaction.noConsultant") : listed.value("advisor", value);
            case "outcome" -> msg.t("reports.outcome." + value);
            default -> listed.value(fact, value);
        };
    }

    /** The name of a questionnaire with its version. */
    private String version(On on, String word) {
        var parts = word.split("/", -1);
        var name = on.versions().getOrDefault(word, "");
        return msg.t("satisfaction.version", name.isBlank() ? parts[0] : name, parts[parts.length - 1]);
    }

    private String storeName(On on) {
        return on.ofAll()
                ? msg.t("satisfaction.allStores", on.chosen().size())
                : on.store().name();
    }

    private String period(RatePeriod it) {
        return it.from().equals(it.to())
                ? msg.day(it.from())
                : msg.t("satisfaction.period", msg.day(it.from()), msg.day(it.to()));
    }

    private static String rows(On on, String figure, String by, String value) {
        var more = new LinkedHashMap<String, String>();
        more.put("figure", figure);
        if (!by.isEmpty()) {
            more.put("by", by);
            more.put("value", value);
        }
        return address("/rows", on.where(), on.period(), more);
    }

    static String address(String after, String where, RatePeriod period, Map<String, String> more) {
        var address = UriComponentsBuilder.fromPath("/reports/satisfaction" + after)
                .queryParam("store", where)
                .queryParam("span", period.span().word())
                .queryParam("day", period.from().toString());
        more.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(more).toUriString();
    }

    private static String cvpAddress(String after, String where, YearMonth month) {
        return "/reports/cvp" + after + "?store=" + where + "&month=" + month;
    }

    // ---- RP-11

    CvpPage cvp(Cvp cvp, Actor actor) {
        var on = cvp.on();
        var months = List.copyOf(cvp.months().keySet());
        var today = on.store().dayOf(on.now());
        return new CvpPage(
                storeName(on),
                on.where(),
                Pages.choices(on.his(), on.ofAll() ? none(on) : on.store()),
                on.his().size() > 1,
                month(cvp.month()),
                cvp.month().toString(),
                msg.t("satisfaction.state", msg.moment(on.now(), on.store().zone(), today)),
                cvpAddress("", on.where(), cvp.month().minusMonths(1)),
                cvpAddress("", on.where(), cvp.month().plusMonths(1)),
                cvp.target().isPresent() ? msg.t("cvp.target", cvp.target().getAsInt()) : null,
                cvp.months().values().stream().flatMap(List::stream).allMatch(it -> it.answered() == 0),
                on.indicators().stream()
                        .map(it -> new CvpPage.Line(
                                msg.t("cvp.indicator." + it.indicator()),
                                msg.number(it.answered()),
                                rows(on, "indicator:" + it.indicator(), "", ""),
                                msg.number(it.favourable()),
                                rows(on, "favour:" + it.indicator(), "", ""),
                                words.share(it.share()),
                                tone(it, cvp),
                                it.answered() < Satisfaction.FEW,
                                months.stream()
                                        .map(month -> of(cvp, month, it))
                                        .map(then -> new CvpPage.Cell(
                                                words.share(then.share()), msg.number(then.answered())))
                                        .toList()))
                        .toList(),
                months.stream().map(this::month).toList(),
                Satisfaction.FEW,
                charts(cvp, months),
                cvpAddress(".xlsx", on.where(), cvp.month()),
                actor.name());
    }

    /** Pass tests run on the unrounded value. */
    private static String tone(Favour it, Cvp cvp) {
        if (cvp.target().isEmpty() || it.answered() == 0) {
            return "";
        }
        var reached = (long) it.favourable() * 100 >= (long) cvp.target().getAsInt() * it.answered(); // RP-11
        return reached ? "ok" : "bad";
    }

    private static Favour of(Cvp cvp, YearMonth month, Favour of) {
        return cvp.months().getOrDefault(month, List.of()).stream()
                .filter(it -> it.indicator() == of.indicator())
                .findFirst()
                .orElse(new Favour(of.indicator(), 0, 0));
    }

    String month(YearMonth month) {
        return msg.t("cvp.month", Integer.toString(month.getYear()), month.getMonthValue());
    }

    private String charts(Cvp cvp, List<YearMonth> months) {
        var drawn = new LinkedHashMap<String, @Nullable Object>();
        drawn.put("months", months.stream().map(this::month).toList());
        drawn.put(
                "series",
                cvp.on().indicators().stream()
                        .map(it -> {
                            var points = new ArrayList<@Nullable BigDecimal>();
                            months.forEach(month ->
                                    points.add(percent(of(cvp, month, it).share())));
                            return Map.of("name", msg.t("cvp.indicator." + it.indicator()), "data", points);
                        })
                        .toList());
        drawn.put("target", cvp.target().isPresent() ? cvp.target().getAsInt() : null);
        drawn.put(
                "goal",
                cvp.target().isPresent() ? msg.t("cvp.target", cvp.target().getAsInt()) : "");
        return json.writeValueAsString(drawn);
    }
}
