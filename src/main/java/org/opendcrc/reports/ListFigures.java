package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is counted of a list's rows, all together and by each fact that the list has a table of.
 *
 * @param all counts by figure, zeros included
 * @param work of all clerks together
 */
public record ListFigures(Map<String, Integer> all, Work work, List<Table> tables) {

    /**
     * When people worked.
     *
     * @param calls how many calls were made
     * @param first of them; empty where there was none
     * @param last of them
     * @param span from the first to the last call of each day, added up
     */
    public record Work(int calls, Optional<Instant> first, Optional<Instant> last, Duration span) {

        /** Calls an hour from the first to the last one of a day, unrounded; empty where no time lies between them. */
        public Optional<BigDecimal> callsPerHour() {
            return span.isZero()
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf(calls)
                            .multiply(BigDecimal.valueOf(Duration.ofHours(1).toSeconds()))
                            .divide(BigDecimal.valueOf(span.toSeconds()), MathContext.DECIMAL64));
        }
    }

    /** The rows by one fact, most rows first; those that lack it last, under the empty text. */
    public record Table(String by, List<Line> lines) {

        public Table {
            lines = List.copyOf(lines);
        }
    }

    /** The rows that agree in a fact. */
    public record Line(String value, Map<String, Integer> counts, Work work) {

        public int count(String figure) {
            return Objects.requireNonNullElse(counts.get(figure), 0);
        }
    }

    public int count(String figure) {
        return Objects.requireNonNullElse(all.get(figure), 0);
    }

    /** Answered of those called; of no calls there is none. */
    public Share successRate() {
        return new Share(count("success"), count("calls"));
    }

    /** @param byDay whether there is a table of the days too */
    static ListFigures of(DailyList list, Collection<ListRow> rows, boolean byDay) {
        var tables = new java.util.ArrayList<Table>();
        for (var table : list.tables()) {
            tables.add(new Table(table.by(), lines(table.by(), table.figures(), rows)));
        }
        if (byDay) {
            tables.add(new Table("day", lines("day", list.tables().getFirst().figures(), rows)));
        }
        return new ListFigures(counts(list.figures(), rows), work(rows), List.copyOf(tables));
    }

    private static List<Line> lines(String by, List<String> figures, Collection<ListRow> rows) {
        var inOrderOfValue = by.equals("hour") || by.equals("day");
        return rows.stream()
                .filter(row -> figures.stream().anyMatch(row::isCountedIn))
                .collect(Collectors.groupingBy(it -> it.fact(by), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .sorted(
                        inOrderOfValue
                                ? Map.Entry.comparingByKey()
                                : Comparator.<Map.Entry<String, List<ListRow>>, Boolean>comparing(
                                                it -> it.getKey().isEmpty())
                                        .thenComparing(it -> -it.getValue().size())
                                        .thenComparing(Map.Entry::getKey))
                .map(it -> new Line(it.getKey(), counts(figures, it.getValue()), work(it.getValue())))
                .toList();
    }

    private static Map<String, Integer> counts(List<String> figures, Collection<ListRow> rows) {
        var counts = new LinkedHashMap<String, Integer>();
        figures.forEach(figure -> counts.put(
                figure,
                Math.toIntExact(
                        rows.stream().filter(it -> it.isCountedIn(figure)).count())));
        return counts;
    }

    private static Work work(Collection<ListRow> rows) {
        var calls = rows.stream()
                .filter(it -> it.isCountedIn("calls"))
                .collect(Collectors.groupingBy(
                        ListRow::day,
                        TreeMap<LocalDate, List<Instant>>::new,
                        Collectors.mapping(it -> Instant.parse(it.fact("at")), Collectors.toList())));
        var all = calls.values().stream().flatMap(List::stream).toList();
        return new Work(
                all.size(),
                all.stream().min(Comparator.naturalOrder()),
                all.stream().max(Comparator.naturalOrder()),
                calls.values().stream().map(ListFigures::span).reduce(Duration.ZERO, Duration::plus));
    }

    private static Duration span(List<Instant> calls) {
        return Duration.between(
                calls.stream().min(Comparator.naturalOrder()).orElseThrow(),
                calls.stream().max(Comparator.naturalOrder()).orElseThrow());
    }
}
