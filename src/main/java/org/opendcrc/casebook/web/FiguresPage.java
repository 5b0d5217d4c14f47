package org.opendcrc.casebook.web;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.casebook.Figures;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.site.Msg;
import tools.jackson.databind.json.JsonMapper;

/**
 * Complaints in figures, as they are shown; all words are in the person's language already.
 *
 * @param charts what the charts draw, as JSON; the same numbers stand in the tables
 */
public record FiguresPage(
        String period,
        String month,
        int months,
        List<Span> spans,
        String previous,
        String following,
        String workbook,
        List<Fact> facts,
        List<Dimension> dimensions,
        List<AgeRow> ages,
        String charts,
        boolean empty) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public record Span(String href, String label, boolean chosen) {}

    public record Fact(String label, String value, String href) {}

    /** A table of one dimension. */
    public record Dimension(String key, String title, List<Line> lines) {}

    public record Line(
            String label,
            String cases,
            String href,
            String share,
            String before,
            String change,
            String tone,
            String together) {}

    public record AgeRow(String label, String cases, String over, boolean late, String href) {}

    static FiguresPage of(Figures figures, List<PaperDesk.Age> ages, Optional<UUID> store, Msg msg) {
        var only = store.map(it -> "&store=" + it).orElse("");
        var total = figures.total();
        var here = "/casebook?span=" + figures.months() + only + "&month=";
        var rows = "/casebook/rows?span=" + figures.months() + only + "&month=" + figures.to();
        return new FiguresPage(
                period(figures, msg),
                figures.to().toString(),
                figures.months(),
                List.of(1, 3, 12).stream()
                        .map(it -> new Span(
                                "/casebook?span=" + it + only + "&month=" + figures.to(),
                                msg.t("casebook.span." + it),
                                it == figures.months()))
                        .toList(),
                here + figures.to().minusMonths(figures.months()),
                here + figures.to().plusMonths(figures.months()),
                "/casebook.xlsx?span=" + figures.months() + only + "&month=" + figures.to(),
                List.of(
                        new Fact(msg.t("casebook.cases"), Long.toString(total.cases()), rows),
                        new Fact(
                                msg.t("casebook.before"),
                                Long.toString(total.before()),
                                here + figures.to().minusMonths(figures.months())),
                        new Fact(
                                msg.t("casebook.inTime"),
                                msg.percent(total.inTime().orElse(null)),
                                rows),
                        new Fact(
                                msg.t("casebook.satisfied"),
                                msg.percent(total.satisfied().orElse(null)),
                                rows),
                        new Fact(msg.t("casebook.reopened"), Long.toString(total.reopened()), rows),
                        new Fact(
                                msg.t("casebook.meanDays"),
                                total.meanDays()
                                        .map(it -> it.setScale(1, java.math.RoundingMode.HALF_UP)
                                                .toPlainString())
                                        .orElse(Msg.NONE),
                                rows)),
                Arrays.stream(Figures.By.values())
                        .map(by -> new Dimension(
                                by.name(),
                                msg.t("casebook.by." + by),
                                figures.by(by).stream()
                                        .map(it -> line(by, it, rows, msg))
                                        .toList()))
                        .toList(),
                ages.stream()
                        .map(it -> new AgeRow(
                                CasebookWords.band(it.band(), msg),
                                Long.toString(it.cases()),
                                Long.toString(it.over()),
                                it.over() > 0,
                                "/casebook/rows?band=" + it.band() + only))
                        .toList(),
                charts(figures, msg),
                total.cases() == 0 && total.before() == 0 && figures.cells().isEmpty());
    }

    private static Line line(Figures.By by, Figures.Line it, String rows, Msg msg) {
        return new Line(
                CasebookWords.value(by, it.value(), msg),
                Long.toString(it.cases()),
                rows + "&by=" + by + "&value="
                        + java.net.URLEncoder.encode(it.value(), java.nio.charset.StandardCharsets.UTF_8),
                msg.percent(it.share().orElse(null)),
                Long.toString(it.before()),
                (it.change() > 0 ? "+" : "") + it.change(),
                it.change() > 0 ? "warn" : it.change() < 0 ? "ok" : "",
                msg.percent(it.together().orElse(null)));
    }

    static String period(Figures figures, Msg msg) {
        var from = figures.to().minusMonths(figures.months() - 1L);
        return from.equals(figures.to())
                ? figures.to().toString()
                : msg.t("casebook.period", from.toString(), figures.to().toString());
    }

    private static String charts(Figures figures, Msg msg) {
        var pareto = new LinkedHashMap<String, Object>();
        for (var by : List.of(Figures.By.KIND, Figures.By.DEPARTMENT, Figures.By.CAUSE)) {
            var lines = figures.by(by).stream().filter(it -> it.cases() > 0).toList();
            pareto.put(
                    by.name(),
                    Map.of(
                            "labels",
                            lines.stream()
                                    .map(it -> CasebookWords.value(by, it.value(), msg))
                                    .toList(),
                            "cases",
                            lines.stream().map(Figures.Line::cases).toList(),
                            "together",
                            lines.stream()
                                    .map(it -> it.together()
                                            .map(share ->
                                                    share.movePointRight(2).setScale(1, java.math.RoundingMode.HALF_UP))
                                            .orElse(java.math.BigDecimal.ZERO))
                                    .toList()));
        }
        return JSON.writeValueAsString(Map.of(
                "months",
                figures.trendMonths().stream().map(YearMonth::toString).toList(),
                "all",
                Map.of("name", msg.t("casebook.cases"), "data", figures.trend(Figures.By.KIND, Optional.empty())),
                "kinds",
                figures.by(Figures.By.KIND).stream()
                        .filter(it -> it.cases() > 0)
                        .limit(5)
                        .map(it -> Map.of(
                                "name",
                                CasebookWords.value(Figures.By.KIND, it.value(), msg),
                                "data",
                                figures.trend(Figures.By.KIND, Optional.of(it.value()))))
                        .toList(),
                "pareto",
                pareto,
                "words",
                Map.of("cases", msg.t("casebook.cases"), "together", msg.t("casebook.together"))));
    }
}
