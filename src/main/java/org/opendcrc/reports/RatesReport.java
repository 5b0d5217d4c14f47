package org.opendcrc.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Both rates of some days, counted from the rows of the appointment summary: by brand, never on the sum of brands (RP-6, RP-7), and the
 * same by advisor, by window and by day.
 *
 * @param brands all that the store sells and all that came, by name; cars without a known brand last, under the empty text
 */
public record RatesReport(List<OfBrand> brands) {

    /**
     * A brand's figures.
     *
     * @param days each day of the period, oldest first; counted for that day alone
     * @param advisors by the advisor's identifier; empty text for nobody
     * @param windows by the window in which the place was promised; empty text for none. Their visits are those of the brand
     */
    public record OfBrand(String brand, Counts counts, List<Line> days, List<Line> advisors, List<Line> windows) {}

    /** The counts of a value: a day, an advisor, a window. */
    public record Line(String value, Counts counts) {}

    /**
     * What both rates are made of.
     *
     * @param visits repair visits (A11)
     * @param inWindows on time, and promised in an effective window
     */
    public record Counts(
            int visits, int booked, int kept, int onTime, int inWindows, int onTimeTarget, int effectiveTarget) {

        /** AP-10: appointments kept on time ÷ repair visits. */
        public Rate onTimeRate() {
            return new Rate(onTime, visits, onTimeTarget); // AP-10
        }

        /** AP-11: those of them in the three windows ÷ repair visits. */
        public Rate effectiveRate() {
            return new Rate(inWindows, visits, effectiveTarget); // AP-11
        }
    }

    /** @param targets the store's brands with what is written down for each, by figure */
    static RatesReport of(List<ListRow> rows, List<LocalDate> days, Map<String, Map<String, Integer>> targets) {
        var brands = new TreeSet<String>(Comparator.comparing(String::isEmpty).thenComparing(it -> it));
        brands.addAll(targets.keySet());
        rows.stream().filter(RatesReport::counts).map(it -> it.fact("brand")).forEach(brands::add);
        var byBrand = rows.stream().collect(Collectors.groupingBy(it -> it.fact("brand")));
        return new RatesReport(brands.stream()
                .map(it -> brand(it, byBrand.getOrDefault(it, List.of()), days, targets.getOrDefault(it, Map.of())))
                .toList());
    }

    /** The same from what is counted already: brands alone, as many as came. */
    static List<OfBrand> of(ListFigures figures, Map<String, Map<String, Integer>> targets) {
        return figures.tables().stream()
                .filter(it -> it.by().equals("brand"))
                .flatMap(it -> it.lines().stream())
                .map(it -> {
                    var written = targets.getOrDefault(it.value(), Map.of());
                    var counts = new Counts(
                            it.count("visits"),
                            it.count("booked"),
                            it.count("kept"),
                            it.count("onTime"),
                            it.count("inWindows"),
                            written.getOrDefault("AP-12.total", Rate.onTimeTarget(it.value())),
                            written.getOrDefault("AP-12.windows", Rate.effectiveTarget(it.value())));
                    return new OfBrand(it.value(), counts, List.of(), List.of(), List.of());
                })
                .toList();
    }

    private static boolean counts(ListRow row) {
        return row.isCountedIn("visits") || row.isCountedIn("booked");
    }

    private static OfBrand brand(String brand, List<ListRow> rows, List<LocalDate> days, Map<String, Integer> written) {
        int onTime = written.getOrDefault("AP-12.total", Rate.onTimeTarget(brand));
        int effective = written.getOrDefault("AP-12.windows", Rate.effectiveTarget(brand));
        var all = count(rows, onTime, effective);
        var byDay = rows.stream().collect(Collectors.groupingBy(ListRow::day));
        var windows = new ArrayList<Line>();
        by("window", rows.stream().filter(it -> it.isCountedIn("booked")).toList())
                .forEach((value, some) ->
                        windows.add(new Line(value, withVisits(count(some, onTime, effective), all))));
        var advisors = new ArrayList<Line>();
        by("advisor", rows.stream().filter(RatesReport::counts).toList())
                .forEach((value, some) -> advisors.add(new Line(value, count(some, onTime, effective))));
        return new OfBrand(
                brand,
                all,
                days.stream()
                        .map(it -> new Line(it.toString(), count(byDay.getOrDefault(it, List.of()), onTime, effective)))
                        .toList(),
                List.copyOf(advisors),
                List.copyOf(windows));
    }

    /** A window has no visits of its own: what is on time in it is a part of the brand's visits. */
    private static Counts withVisits(Counts of, Counts all) {
        return new Counts(
                all.visits(),
                of.booked(),
                of.kept(),
                of.onTime(),
                of.inWindows(),
                of.onTimeTarget(),
                of.effectiveTarget());
    }

    private static TreeMap<String, List<ListRow>> by(String fact, List<ListRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(it -> it.fact(fact), TreeMap::new, Collectors.toList()));
    }

    private static Counts count(List<ListRow> rows, int onTimeTarget, int effectiveTarget) {
        return new Counts(
                count(rows, "visits"),
                count(rows, "booked"),
                count(rows, "kept"),
                count(rows, "onTime"),
                count(rows, "inWindows"),
                onTimeTarget,
                effectiveTarget);
    }

    private static int count(List<ListRow> rows, String figure) {
        return Math.toIntExact(
                rows.stream().filter(it -> it.isCountedIn(figure)).count());
    }
}
