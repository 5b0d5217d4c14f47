package org.opendcrc.calendar;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state's days off and make-up working days 调休, as announced each November for the next year. One file a year on the class
 * path: {@code calendar/state-days-2026.csv} with {@code date,name,isOffDay}. In a year without a file there are none, so that only
 * the weekend rests.
 */
public record StateDays(Map<LocalDate, StateDay> days, Set<Integer> years) {

    /**
     * A day that the state has named.
     *
     * @param name why, Chinese, such as 国庆节
     * @param off whether it is a day off; if not, it is a weekend day on which one works
     */
    public record StateDay(LocalDate day, String name, boolean off) {}

    /** The first year that may have a file; later ones are looked for up to {@link #LAST_YEAR}. */
    private static final int FIRST_YEAR = 2026;

    private static final int LAST_YEAR = 2099;

    public StateDays {
        days = Map.copyOf(days);
        years = Set.copyOf(years);
    }

    /** Nothing named by the state, for no year. */
    public static StateDays none() {
        return new StateDays(Map.of(), Set.of());
    }

    /** All year files of the class path. */
    public static StateDays fromClassPath() {
        var days = new HashMap<LocalDate, StateDay>();
        var years = new java.util.HashSet<Integer>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            var file = "/calendar/state-days-%d.csv".formatted(year);
            try (var in = StateDays.class.getResourceAsStream(file)) {
                if (in == null) {
                    continue;
                }
                years.add(year);
                try (var rows =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                    for (NamedCsvRecord row : rows) {
                        var day = LocalDate.parse(row.getField("date"));
                        if (day.getYear() != year) {
                            throw new IllegalStateException("%s names %s, a day of another year".formatted(file, day));
                        }
                        days.put(
                                day,
                                new StateDay(
                                        day, row.getField("name"), Boolean.parseBoolean(row.getField("isOffDay"))));
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(file, broken);
            }
        }
        return new StateDays(days, years);
    }

    /** What the state says of a day; empty for an ordinary one. */
    public Optional<StateDay> of(LocalDate day) {
        return Optional.ofNullable(days.get(day));
    }

    /** Whether the state's days of that year are known. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    /** The named days of one year, in order. */
    public List<StateDay> in(int year) {
        return days.values().stream()
                .filter(it -> it.day().getYear() == year)
                .collect(Collectors.toMap(StateDay::day, it -> it, (one, _) -> one, TreeMap::new))
                .values()
                .stream()
                .toList();
    }
}
