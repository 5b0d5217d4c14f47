package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opendcrc.questionnaires.Indicator;

/**
 * What customers answered, counted from rows: every number is the number of rows that it opens (RP-15), and the six indicators of the
 * manufacturer's survey by month (RP-11). Pure.
 */
public final class SatisfactionReport {

    /** By what answers are gathered. */
    public enum Dimension {
        ADVISOR("advisor"),
        CONSULTANT("consultant"),
        CLERK("clerk"),
        STORE("store"),
        DAY("day"),
        KIND("kind"),
        VERSION("version");

        private final String fact;

        Dimension(String fact) {
            this.fact = fact;
        }

        /** The fact of a row, and the word in addresses. */
        public String fact() {
            return fact;
        }
    }

    private SatisfactionReport() {}

    /**
     * The answers of one value.
     *
     * @param answered how many customers answered (n)
     * @param satisfied of those
     * @param score mean of the sheets, each of a hundred (FU-25)
     * @param mark mean of the customers' own marks from 1 to 10 (FU-25); its number of marks may be smaller
     */
    public record Line(String value, int answered, int satisfied, Mean score, Mean mark) {

        /** Satisfied ÷ answered. */
        public Share rate() {
            return new Share(satisfied, answered);
        }

        public int dissatisfied() {
            return answered - satisfied;
        }
    }

    /**
     * One question.
     *
     * @param answered how many answered it with something that gives points; declined ones are not among them
     * @param points that they gave, weights included
     * @param possible that they could have given
     */
    public record Item(String key, int answered, int points, int possible) {

        public Share score() {
            return new Share(Math.min(points, possible), possible);
        }
    }

    /**
     * One of the six indicators.
     *
     * @param answered how many were asked and answered so that it counts (n)
     * @param favourable very satisfied, or yes
     */
    public record Favour(Indicator indicator, int answered, int favourable) {

        public Share share() {
            return new Share(favourable, answered);
        }
    }

    static Line all(List<ListRow> rows) {
        return line("", rows);
    }

    /** The answers by a fact; those of nobody in particular last, under the empty text. */
    static List<Line> by(List<ListRow> rows, Dimension dimension) {
        var groups = rows.stream()
                .collect(Collectors.groupingBy(it -> it.fact(dimension.fact()), TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<Line>();
        groups.forEach((value, some) -> lines.add(line(value, some)));
        if (dimension != Dimension.DAY) {
            lines.sort(Comparator.comparing((Line it) -> it.value().isEmpty())
                    .thenComparing(Comparator.comparingInt(Line::answered).reversed())
                    .thenComparing(Line::value));
        }
        return lines;
    }

    private static Line line(String value, List<ListRow> rows) {
        var scores = new ArrayList<BigDecimal>();
        var marks = new ArrayList<BigDecimal>();
        for (var row : rows) {
            var possible = Integer.parseInt(row.fact("possible"));
            if (possible > 0) {
                scores.add(new BigDecimal(row.fact("total"))
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(possible), 6, RoundingMode.HALF_UP));
            }
            if (!row.fact("mark").isEmpty()) {
                marks.add(new BigDecimal(row.fact("mark"))); // FU-25: never mixed with the score
            }
        }
        return new Line(value, rows.size(), count(rows, "satisfied"), Mean.over(scores), Mean.over(marks));
    }

    /** Each question that gave points, the weakest first. */
    static List<Item> items(List<ListRow> rows) {
        var items = new LinkedHashMap<String, int[]>();
        for (var row : rows) {
            row.countedIn().stream()
                    .filter(it -> it.startsWith(SatisfactionTables.ITEM))
                    .forEach(it -> {
                        var key = it.substring(SatisfactionTables.ITEM.length());
                        var sum = items.computeIfAbsent(key, _ -> new int[3]);
                        sum[0]++;
                        sum[1] += Integer.parseInt(row.fact("points:" + key));
                        sum[2] += Integer.parseInt(row.fact("possible:" + key));
                    });
        }
        return items.entrySet().stream()
                .map(it -> new Item(it.getKey(), it.getValue()[0], it.getValue()[1], it.getValue()[2]))
                .sorted(Comparator.comparing((Item it) -> it.score().value().orElse(BigDecimal.ONE))
                        .thenComparing(Item::key))
                .toList();
    }

    /** The six indicators, in the order of the manufacturer (FU-21). */
    static List<Favour> indicators(List<ListRow> rows) {
        return List.of(Indicator.values()).stream()
                .map(it -> new Favour(
                        it,
                        count(rows, SatisfactionTables.INDICATOR + it),
                        count(rows, SatisfactionTables.FAVOUR + it)))
                .toList();
    }

    /** The six indicators of each of those months, which all appear. */
    static Map<YearMonth, List<Favour>> byMonth(List<ListRow> rows, List<YearMonth> months) {
        var byMonth = rows.stream().collect(Collectors.groupingBy(it -> YearMonth.from(it.day())));
        var all = new LinkedHashMap<YearMonth, List<Favour>>();
        months.forEach(it -> all.put(it, indicators(byMonth.getOrDefault(it, List.of()))));
        return all;
    }

    private static int count(List<ListRow> rows, String figure) {
        return Math.toIntExact(
                rows.stream().filter(it -> it.isCountedIn(figure)).count()); // RP-15
    }
}
