package org.opendcrc.casebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Complaints counted by month and what they were about (RP-12). Nothing is counted twice: each case stands in exactly one cell of the cube.
 *
 * @param to the last month of the period, included
 * @param months how many months the period has: 1, 3 or 12
 */
public record Figures(YearMonth to, int months, List<Cell> cells) {

    /** How many months the trend shows. */
    public static final int TREND = 12;

    public Figures {
        cells = List.copyOf(cells);
    }

    /**
     * So many cases that have all this in common.
     *
     * @param department the department held responsible, empty where none is named yet
     * @param root people, product or price, empty where it is not found yet
     * @param inTime of those who could be contacted, contacted within the two hours
     * @param contactable who could be contacted
     * @param satisfied closed because the customer said so
     * @param closed closed at all
     * @param days of the closed ones, added up
     */
    public record Cell(
            YearMonth month,
            String kind,
            String department,
            String root,
            String source,
            long cases,
            long inTime,
            long contactable,
            long satisfied,
            long closed,
            long reopened,
            long days) {}

    /** By what is counted. */
    public enum By {
        KIND(Cell::kind),
        DEPARTMENT(Cell::department),
        CAUSE(Cell::root),
        SOURCE(Cell::source);

        @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
        private final Function<Cell, String> of;

        By(Function<Cell, String> of) {
            this.of = of;
        }

        public String of(Cell cell) {
            return of.apply(cell);
        }
    }

    /**
     * A line of the table.
     *
     * @param share of all cases of the period, 0 to 1; null if there are none
     * @param before in the period before, equally long
     * @param together its share and that of all lines above it (Pareto)
     */
    public record Line(
            String value, long cases, Optional<BigDecimal> share, long before, Optional<BigDecimal> together) {

        public long change() {
            return cases - before;
        }
    }

    /** The lines, the most cases first. */
    public List<Line> by(By by) {
        var now = counts(by, this::isNow);
        var before = counts(by, this::isBefore);
        var all = now.values().stream().mapToLong(it -> it).sum();
        var order = Stream.concat(now.keySet().stream(), before.keySet().stream())
                .distinct()
                .sorted(Comparator.comparing((String it) -> now.getOrDefault(it, 0L))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var lines = new ArrayList<Line>();
        long sum = 0;
        for (var value : order) {
            var cases = now.getOrDefault(value, 0L);
            sum += cases;
            lines.add(new Line(value, cases, share(cases, all), before.getOrDefault(value, 0L), share(sum, all)));
        }
        return lines;
    }

    private Map<String, Long> counts(By by, java.util.function.Predicate<Cell> when) {
        return cells.stream()
                .filter(when)
                .collect(Collectors.groupingBy(by::of, TreeMap::new, Collectors.summingLong(Cell::cases)));
    }

    /** What all cases of the period come to. */
    public record Total(
            long cases,
            long before,
            Optional<BigDecimal> inTime,
            Optional<BigDecimal> satisfied,
            long reopened,
            Optional<BigDecimal> meanDays) {}

    public Total total() {
        var now = cells.stream().filter(this::isNow).toList();
        var closed = now.stream().mapToLong(Cell::closed).sum();
        var cases = now.stream().mapToLong(Cell::cases).sum();
        return new Total(
                cases,
                cells.stream().filter(this::isBefore).mapToLong(Cell::cases).sum(),
                share(
                        now.stream().mapToLong(Cell::inTime).sum(),
                        now.stream().mapToLong(Cell::contactable).sum()),
                share(now.stream().mapToLong(Cell::satisfied).sum(), cases),
                now.stream().mapToLong(Cell::reopened).sum(),
                closed == 0
                        ? Optional.empty()
                        : Optional.of(BigDecimal.valueOf(
                                        now.stream().mapToLong(Cell::days).sum())
                                .divide(BigDecimal.valueOf(closed), 4, RoundingMode.HALF_UP)));
    }

    /** The months of the trend, the oldest first. */
    public List<YearMonth> trendMonths() {
        return Stream.iterate(to.minusMonths(TREND - 1L), it -> it.plusMonths(1))
                .limit(TREND)
                .toList();
    }

    /** Cases a month of one value; of all where it is empty. */
    public List<Long> trend(By by, Optional<String> value) {
        var counts = cells.stream()
                .filter(it -> value.isEmpty() || value.get().equals(by.of(it)))
                .collect(Collectors.groupingBy(Cell::month, Collectors.summingLong(Cell::cases)));
        return trendMonths().stream().map(it -> counts.getOrDefault(it, 0L)).toList();
    }

    private boolean isNow(Cell cell) {
        return !cell.month().isAfter(to) && cell.month().isAfter(to.minusMonths(months));
    }

    private boolean isBefore(Cell cell) {
        return !cell.month().isAfter(to.minusMonths(months)) && cell.month().isAfter(to.minusMonths(2L * months));
    }

    private static Optional<BigDecimal> share(long part, long whole) {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP));
    }
}
