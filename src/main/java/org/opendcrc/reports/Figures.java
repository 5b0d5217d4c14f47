package org.opendcrc.reports;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of some tasks: of a store's day, or of one advisor in it.
 *
 * @param counts every figure, zeros included
 * @param total mean of the questionnaires' points, of a hundred
 * @param satisfaction mean of the customers' own marks, of ten (FU-25: never mixed with the points)
 */
public record Figures(Map<Figure, Integer> counts, Mean total, Mean satisfaction) {

    public Figures {
        counts = Map.copyOf(counts);
    }

    static Figures of(Collection<CountedCall> calls) {
        var counts = new EnumMap<Figure, Integer>(Figure.class);
        for (var figure : Figure.values()) {
            counts.put(
                    figure,
                    Math.toIntExact(
                            calls.stream().filter(it -> it.isCountedIn(figure)).count()));
        }
        var sheets = calls.stream()
                .filter(it -> it.isCountedIn(Figure.SUCCESS))
                .flatMap(it -> it.call().sheet().stream())
                .toList();
        return new Figures(
                counts,
                Mean.over(sheets.stream().flatMap(it -> it.ofHundred().stream()).toList()),
                Mean.over(sheets.stream()
                        .flatMap(it -> it.satisfaction().stream())
                        .map(BigDecimal::valueOf)
                        .toList()));
    }

    public int count(Figure figure) {
        return Objects.requireNonNullElse(counts.get(figure), 0);
    }

    /** 满意率: satisfied of the answered. */
    public Share satisfactionRate() {
        return share(Figure.SATISFIED, Figure.SUCCESS);
    }

    /** 回访成功率: answered of those tried; dissatisfied counts as success (FU-9). */
    public Share successRate() {
        return share(Figure.SUCCESS, Figure.CALLED);
    }

    /** 三日内及时率: answered within the window of those due (FU-1). */
    public Share inTimeRate() {
        return share(Figure.IN_TIME, Figure.DUE);
    }

    /** 回访率: answered, texted or linked of those due. */
    public Share followUpRate() {
        return share(Figure.FOLLOWED_UP, Figure.DUE);
    }

    /** 回访率（不含短信）: answered or linked of those due. */
    public Share followUpRateByCall() {
        return share(Figure.CALLED_UP, Figure.DUE);
    }

    /** 错号率: no good number of those due; of an advisor it tells how true his data are. */
    public Share wrongNumberRate() {
        return share(Figure.WRONG_OF_DUE, Figure.DUE);
    }

    /** 很满意的比例: a mark of 9 or 10 of those who gave one. */
    public Share verySatisfiedShare() {
        return share(Figure.VERY_SATISFIED, Figure.MARKED);
    }

    /** 一次修复率: yes of those who said yes or no. */
    public Share firstTimeFixRate() {
        return share(Figure.FIXED_FIRST_TIME, Figure.FIX_ANSWERED);
    }

    /** 七要素齐全率: complete sheets of the answered (FU-4). */
    public Share completeShare() {
        return share(Figure.COMPLETE, Figure.SUCCESS);
    }

    /** What was frozen before a figure was invented has no share of it. */
    private Share share(Figure part, Figure whole) {
        return counts.containsKey(part) ? new Share(count(part), count(whole)) : Share.NONE;
    }

    /** The same with no other figures than those that were counted then, so that the two can be compared. */
    Figures asFarAs(Figures then) {
        var known = new EnumMap<Figure, Integer>(Figure.class);
        counts.forEach((figure, count) -> {
            if (then.counts.containsKey(figure)) {
                known.put(figure, count);
            }
        });
        return new Figures(known, total, satisfaction);
    }
}
