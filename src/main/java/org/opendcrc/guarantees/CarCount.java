package org.opendcrc.guarantees;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How near one car is to the limits of the law. Knows no clock and no database: everything it needs is handed in. */
record CarCount(UUID vehicle, Optional<Periods> periods, List<Repair> repairs, List<Problem> problems) {

    CarCount {
        repairs = repairs.stream()
                .sorted(Comparator.comparing(Repair::from).thenComparing(Repair::orderId))
                .toList();
        problems = List.copyOf(problems);
    }

    /** An alarm and its moment, included. */
    record Planned(AlarmKind kind, UUID subject, UUID store, Instant dueAt) {}

    /** Whether a repair counts for the three guarantees (Art. 24): a defect of the product, within two years and 50,000 km. */
    boolean counts(Repair repair) {
        return repair.quality()
                && periods.map(it -> it.guarantees(repair.day(), repair.km())).orElse(true);
    }

    /** Whether the warranty holds for it, so that a substitute may be owed (Art. 21). */
    boolean isWarranted(Repair repair) {
        return repair.quality()
                && periods.map(it -> it.warrants(repair.day(), repair.km())).orElse(true);
    }

    /** Art. 24, 40: the days of each repair, added up. */
    int days(Instant now) {
        return repairs.stream()
                .filter(this::counts)
                .mapToInt(it -> it.days(now))
                .sum();
    }

    /** How often a problem was repaired. */
    int repairsOf(Problem problem) {
        return Math.toIntExact(repairs.stream()
                .filter(it -> counts(it) && it.problems().contains(problem.id()))
                .count());
    }

    /** What gives the customer the right to exchange or return the car now. */
    Set<Ground> grounds(Instant now) {
        var grounds = EnumSet.noneOf(Ground.class);
        if (days(now) > GuaranteeLaw.MOST_DAYS) {
            grounds.add(Ground.DAYS);
        }
        for (var problem : problems) {
            if (repairsOf(problem) >= problem.nature().ground()) {
                grounds.add(
                        switch (problem.nature()) {
                            case ORDINARY -> Ground.REPAIRS;
                            case SAFETY -> Ground.SAFETY;
                            case ASSEMBLY -> Ground.ASSEMBLY;
                            case MAIN_PART -> Ground.MAIN_PART;
                        });
            }
            for (var repair : repairs) {
                if (counts(repair) && repair.problems().contains(problem.id())) {
                    early(problem, repair).ifPresent(grounds::add);
                }
            }
        }
        return grounds;
    }

    private Optional<Ground> early(Problem problem, Repair repair) {
        return periods.flatMap(it -> switch (problem.nature()) {
            case ASSEMBLY ->
                it.isFirstWeek(repair.day())
                        ? Optional.of(Ground.FIRST_WEEK)
                        : it.isEarly(repair.day(), repair.km()) ? Optional.of(Ground.EARLY_ASSEMBLY) : Optional.empty();
            case SAFETY -> it.isEarly(repair.day(), repair.km()) ? Optional.of(Ground.EARLY_SAFETY) : Optional.empty();
            case ORDINARY, MAIN_PART -> Optional.empty();
        });
    }

    /** Every alarm that these repairs bring, past and future: what is still in repair is taken to stay there. */
    List<Planned> alarms() {
        var planned = new ArrayList<Planned>();
        for (var repair : repairs) {
            if (isWarranted(repair)) {
                add(planned, AlarmKind.SUBSTITUTE_SOON, GuaranteeLaw.DAYS_WITHOUT_SUBSTITUTE, repair);
                add(planned, AlarmKind.SUBSTITUTE_OWED, GuaranteeLaw.DAYS_WITHOUT_SUBSTITUTE + 1, repair);
            }
        }
        reached(GuaranteeLaw.WARNING_DAYS, AlarmKind.DAYS_SOON).ifPresent(planned::add);
        reached(GuaranteeLaw.MOST_DAYS + 1, AlarmKind.DAYS_OVER).ifPresent(planned::add);
        for (var problem : problems) {
            nth(problem, problem.nature().warning(), AlarmKind.REPAIRS_SOON).ifPresent(planned::add);
            nth(problem, problem.nature().ground(), AlarmKind.REPAIRS_OVER).ifPresent(planned::add);
        }
        return planned;
    }

    private static void add(List<Planned> planned, AlarmKind kind, int day, Repair repair) {
        var begins = GuaranteeLaw.beginOfDay(day, repair.from(), repair.notCounted());
        if (repair.reaches(begins)) {
            planned.add(new Planned(kind, repair.orderId(), repair.storeId(), begins));
        }
    }

    /** When the days added up come to so many; of repairs that lie one over the other the earlier one is counted to its end first. */
    private Optional<Planned> reached(int days, AlarmKind kind) {
        int before = 0;
        for (var repair : repairs) {
            if (!counts(repair)) {
                continue;
            }
            var begins = GuaranteeLaw.beginOfDay(days - before, repair.from(), repair.notCounted());
            if (repair.reaches(begins)) {
                return Optional.of(new Planned(kind, vehicle, repair.storeId(), begins));
            }
            before += repair.days(repair.until().orElse(repair.from()));
        }
        return Optional.empty();
    }

    private Optional<Planned> nth(Problem problem, int n, AlarmKind kind) {
        return repairs.stream()
                .filter(it -> counts(it) && it.problems().contains(problem.id()))
                .skip(n - 1L)
                .findFirst()
                .map(it -> new Planned(kind, problem.id(), it.storeId(), it.from()));
    }
}
