package org.opendcrc.reports.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.ListFigures;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Rate;
import org.opendcrc.reports.RatePeriod;
import org.opendcrc.reports.Rates.On;
import org.opendcrc.reports.RatesReport;
import org.opendcrc.reports.RatesReport.Counts;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Msg;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Turns rates into the records that the templates show. */
final class RatePages {

    private static final List<String> COLUMNS = List.of(
            "type", "number", "order", "brand", "advisor", "window", "at", "gateAt", "systemAt", "result", "minutes");

    private final Msg msg;
    private final JsonMapper json;

    RatePages(Msg msg, JsonMapper json) {
        this.msg = msg;
        this.json = json;
    }

    static String address(String after, ReportStore store, RatePeriod period, Map<String, String> more) {
        var address = UriComponentsBuilder.fromPath("/reports/rates" + after)
                .queryParam("store", store.code())
                .queryParam("span", period.span().word())
                .queryParam("day", period.from());
        var values = new LinkedHashMap<String, Object>();
        more.forEach((name, value) -> {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
        });
        return address.encode().buildAndExpand(values).toUriString();
    }

    private static String rows(On on, String figure, Map<String, String> facts) {
        var more = new LinkedHashMap<String, String>();
        more.put("figure", figure);
        more.putAll(facts);
        return address("/rows", on.store(), on.period(), more);
    }

    RatesPage page(On on, List<ReportStore> stores, Actor actor) {
        var store = on.store();
        var today = store.dayOf(on.now());
        var words = new ListWords(msg, store, on.names(), Map.of(), today);
        var brands = on.report().brands();
        return new RatesPage(
                store.name(),
                store.code(),
                Pages.choices(stores, store),
                on.period().from().toString(),
                on.period().span().word(),
                period(on, today),
                on.last()
                        .map(it -> msg.t("reports.frozenAt", msg.moment(it.frozenAt(), store.zone(), today)))
                        .orElse(null),
                on.last().map(it -> it.dataVersion()).orElse(""),
                msg.t("rates.posted", on.posted().size(), on.days().size()),
                on.own(),
                List.of(
                        span(RatePeriod.Span.DAY, on, today),
                        span(RatePeriod.Span.WEEK, on, today),
                        span(RatePeriod.Span.MONTH, on, today)),
                address("", store, on.period().previous(), Map.of()),
                on.period().to().isBefore(today)
                        ? address("", store, on.period().following(), Map.of())
                        : null,
                brands.stream().map(it -> brand(it, on, words)).toList(),
                days(on, brands),
                tables(on, brands, words),
                charts(brands, words),
                address(".xlsx", store, on.period(), Map.of()),
                actor.name());
    }

    String period(On on, LocalDate today) {
        var last = on.days().isEmpty() ? on.period().from() : on.days().getLast();
        return on.period().span() == RatePeriod.Span.DAY
                ? msg.day(on.period().from())
                : msg.t("rates.period", msg.day(on.period().from()), msg.day(last));
    }

    private RatesPage.Span span(RatePeriod.Span span, On on, LocalDate today) {
        var day = on.period().span() == RatePeriod.Span.DAY || on.days().isEmpty()
                ? on.period().from()
                : on.days().contains(today) ? today : on.days().getLast();
        return new RatesPage.Span(
                msg.t("rates.span." + span.word()),
                address("", on.store(), RatePeriod.of(span, day), Map.of()),
                span == on.period().span());
    }

    private RatesPage.Brand brand(RatesReport.OfBrand it, On on, ListWords words) {
        var facts = Map.of("brand", it.brand());
        return new RatesPage.Brand(
                words.value("brand", it.brand()),
                msg.number(it.counts().visits()),
                rows(on, "visits", facts),
                msg.number(it.counts().booked()),
                rows(on, "booked", facts),
                rate("onTime", it.counts().onTimeRate(), rows(on, "onTime", facts)),
                rate("inWindows", it.counts().effectiveRate(), rows(on, "inWindows", facts)));
    }

    private RatesPage.OfRate rate(String word, Rate rate, String href) {
        var name = msg.t("rates." + word);
        var value = percent(rate);
        var pass = rate.passes().map(it -> it ? "ok" : "bad").orElse("");
        var target = msg.t("rates.target", rate.target());
        int scale = Math.max(70, Math.min(100, rate.target() + 20));
        return new RatesPage.OfRate(
                name,
                value,
                msg.t("rates.of", rate.part(), rate.whole()),
                href,
                target,
                pass,
                rate.passes().map(it -> msg.t(it ? "rates.pass" : "rates.fail")).orElse(""),
                rate.lacking() > 0 ? msg.t("rates.lacking." + word, rate.lacking()) : "",
                rate.value()
                        .map(it -> Math.min(
                                200,
                                it.multiply(BigDecimal.valueOf(20_000L))
                                        .divide(BigDecimal.valueOf(scale), RoundingMode.HALF_UP)
                                        .intValue()))
                        .orElse(0),
                200 * rate.target() / scale,
                name + " " + value + msg.t("site.listSeparator") + target);
    }

    /** Two decimals, so that 29.85 % and 30.10 % are told apart; "–" without visits. */
    static String percent(Rate rate) {
        return rate.value()
                .map(it ->
                        it.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%")
                .orElse(Msg.NONE);
    }

    private List<RatesPage.Day> days(On on, List<RatesReport.OfBrand> brands) {
        var days = new ArrayList<RatesPage.Day>();
        for (int i = on.days().size() - 1; i >= 0; i--) {
            var day = on.days().get(i);
            var cells = new ArrayList<RatesPage.Cell>();
            for (var brand : brands) {
                cells.addAll(
                        cells(brand.days().get(i).counts(), on, Map.of("brand", brand.brand(), "on", day.toString())));
            }
            days.add(new RatesPage.Day(msg.day(day), on.posted().contains(day), cells));
        }
        return days;
    }

    private List<RatesPage.Cell> cells(Counts counts, On on, Map<String, String> facts) {
        return List.of(
                cell(counts.visits(), rows(on, "visits", facts), true),
                cell(counts.booked(), rows(on, "booked", facts), false),
                cell(counts.onTime(), rows(on, "onTime", facts), false),
                cell(counts.inWindows(), rows(on, "inWindows", facts), false),
                cell(counts.onTimeRate()),
                cell(counts.effectiveRate()));
    }

    private RatesPage.Cell cell(int count, String href, boolean first) {
        return new RatesPage.Cell(msg.number(count), count == 0 ? null : href, "", first);
    }

    private static RatesPage.Cell cell(Rate rate) {
        return new RatesPage.Cell(
                percent(rate), null, rate.passes().filter(it -> !it).isPresent() ? "bad" : "", false);
    }

    private List<RatesPage.Table> tables(On on, List<RatesReport.OfBrand> brands, ListWords words) {
        var tables = new ArrayList<RatesPage.Table>();
        int n = 0;
        for (var brand : brands) {
            n++;
            var name = words.value("brand", brand.brand());
            tables.add(table("advisors-" + n, "advisor", name, brand, brand.advisors(), on, words));
            tables.add(table("windows-" + n, "window", name, brand, brand.windows(), on, words));
        }
        return tables;
    }

    private RatesPage.Table table(
            String id,
            String fact,
            String name,
            RatesReport.OfBrand brand,
            List<RatesReport.Line> lines,
            On on,
            ListWords words) {
        return new RatesPage.Table(
                id,
                msg.t("rates.by." + fact, name),
                msg.t("reports.list.column." + fact),
                lines.stream()
                        .map(it -> new RatesPage.Line(
                                words.value(fact, it.value()),
                                cells(it.counts(), on, Map.of("brand", brand.brand(), fact, it.value()))))
                        .toList());
    }

    /** Each brand's rates cumulated up to each day; the same numbers come to the cards at the end. */
    private String charts(List<RatesReport.OfBrand> brands, ListWords words) {
        var drawn = new ArrayList<Map<String, Object>>();
        for (var brand : brands) {
            var on = new ArrayList<@Nullable BigDecimal>();
            var effective = new ArrayList<@Nullable BigDecimal>();
            int visits = 0;
            int onTime = 0;
            int inWindows = 0;
            for (var day : brand.days()) {
                visits += day.counts().visits();
                onTime += day.counts().onTime();
                inWindows += day.counts().inWindows();
                on.add(point(onTime, visits));
                effective.add(point(inWindows, visits));
            }
            drawn.add(Map.of(
                    "name", words.value("brand", brand.brand()),
                    "target", brand.counts().onTimeTarget(),
                    "effective", brand.counts().effectiveTarget(),
                    "on", on,
                    "ef", effective));
        }
        return json.writeValueAsString(Map.of(
                "days",
                brands.isEmpty()
                        ? List.of()
                        : brands.getFirst().days().stream()
                                .map(it -> it.value().substring(5))
                                .toList(),
                "brands",
                drawn,
                "goal",
                msg.t("rates.target", "{0}")));
    }

    private static @Nullable BigDecimal point(int part, int whole) {
        return new Rate(part, whole, 0)
                .value()
                .map(it -> it.movePointRight(2).setScale(2, RoundingMode.HALF_UP))
                .orElse(null);
    }

    ListRowsPage rows(On on, List<ListRow> rows, String figure, Map<String, String> facts, Actor actor) {
        var today = on.store().dayOf(on.now());
        var words = new ListWords(msg, on.store(), on.names(), Map.of(), today);
        var columns = new ArrayList<String>();
        if (on.period().span() != RatePeriod.Span.DAY) {
            columns.add("day");
        }
        columns.addAll(COLUMNS);
        var heading = new ArrayList<String>();
        facts.forEach((fact, value) -> heading.add(words.value(fact, value)));
        heading.add(figure.isEmpty() ? msg.t("reports.list.allRows") : msg.t("reports.list.figure." + figure));
        return new ListRowsPage(
                String.join(" · ", heading),
                msg.t("rates.title"),
                period(on, today),
                on.store().name(),
                on.posted().containsAll(on.days()) && !on.days().isEmpty(),
                false,
                columns.stream().map(it -> msg.t("reports.list.column." + it)).toList(),
                rows.stream()
                        .limit(ListPages.ROWS_SHOWN)
                        .map(it -> new ListRowsPage.Line(
                                columns.stream()
                                        .map(column -> words.fact(it, column))
                                        .toList(),
                                ListPages.href(it, on.store(), actor),
                                Msg.NONE,
                                ""))
                        .toList(),
                rows.size(),
                Math.max(0, rows.size() - ListPages.ROWS_SHOWN),
                address("", on.store(), on.period(), Map.of()),
                null,
                address(".xlsx", on.store(), on.period(), Map.of()));
    }

    /** The day's rates for the wall; none where the day has no summary. */
    static Optional<WallPage.Slide> slide(Optional<ListFigures> posted, List<RatesReport.OfBrand> brands, Msg msg) {
        if (posted.isEmpty() || brands.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WallPage.Slide(
                "rates",
                msg.t("rates.title"),
                brands.stream()
                        .limit(3)
                        .flatMap(it -> List.of(
                                tile(it, "onTime", it.counts().onTimeRate(), msg),
                                tile(it, "inWindows", it.counts().effectiveRate(), msg))
                                .stream())
                        .toList(),
                msg.t("reports.list.column.brand"),
                List.of(
                        msg.t("reports.list.figure.visits"),
                        msg.t("reports.list.figure.booked"),
                        msg.t("reports.list.figure.onTime"),
                        msg.t("rates.onTime"),
                        msg.t("rates.inWindows")),
                brands.stream()
                        .limit(WallPage.LINES)
                        .map(it -> new WallPage.Line(
                                brandName(it, msg),
                                List.of(
                                        msg.number(it.counts().visits()),
                                        msg.number(it.counts().booked()),
                                        msg.number(it.counts().onTime()),
                                        percent(it.counts().onTimeRate()),
                                        percent(it.counts().effectiveRate()))))
                        .toList()));
    }

    private static String brandName(RatesReport.OfBrand it, Msg msg) {
        return it.brand().isEmpty() ? msg.t("reports.noBrand") : it.brand();
    }

    private static WallPage.Tile tile(RatesReport.OfBrand it, String word, Rate rate, Msg msg) {
        return new WallPage.Tile(
                brandName(it, msg) + " " + msg.t("rates." + word),
                percent(rate),
                msg.t("rates.target", rate.target()),
                rate.passes().filter(passed -> !passed).isPresent() ? "bad" : "");
    }
}
