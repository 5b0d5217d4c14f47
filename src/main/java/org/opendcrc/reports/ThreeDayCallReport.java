package org.opendcrc.reports;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * 三日电访日报 (RP-8): how the follow-up calls of one store's day went.
 *
 * @param all the figures of the day
 * @param advisors the same of each advisor who has a task in it, ordered by identifier, tasks without an advisor last
 * @param grievances how often each question got a grievance for an answer, most frequent first
 */
public record ThreeDayCallReport(Figures all, List<OfAdvisor> advisors, List<Grievances> grievances) {

    /** One advisor's part. {@code advisor} is empty for orders that name none. */
    public record OfAdvisor(Optional<UUID> advisor, Figures figures) {}

    /**
     * One item of 抱怨项目.
     *
     * @param item key of the question
     */
    public record Grievances(String item, int count) {}

    public ThreeDayCallReport {
        advisors = List.copyOf(advisors);
        grievances = List.copyOf(grievances);
    }

    /**
     * The tasks that count on a day, as they were known at a moment; those that nothing counts are left out.
     *
     * @param known what was recorded later is not seen (A32); that moment itself still counts
     */
    static List<CountedCall> count(ReportDay day, Instant known, Collection<CallFacts> facts) {
        return facts.stream()
                .filter(it -> it.kind().equals(CallFacts.SERVICE)) // FU-27: the other kinds are no three-day calls
                .filter(it -> !it.createdAt().isAfter(known))
                .map(it -> CountedCall.on(day, it.knownAt(known)))
                .filter(it -> !it.countedIn().isEmpty())
                .sorted(Comparator.comparing((CountedCall it) -> it.call().dueAt())
                        .thenComparing(it -> it.call().orderNo())
                        .thenComparing(it -> it.call().task().toString()))
                .toList();
    }

    /** The same with no other figures than those that were counted when the other report was frozen. */
    ThreeDayCallReport asFarAs(ThreeDayCallReport then) {
        return new ThreeDayCallReport(
                all.asFarAs(then.all),
                advisors.stream()
                        .map(it -> new OfAdvisor(it.advisor(), it.figures().asFarAs(then.all)))
                        .toList(),
                grievances);
    }

    static ThreeDayCallReport of(List<CountedCall> calls) {
        return new ThreeDayCallReport(Figures.of(calls), byAdvisor(calls), byItem(calls));
    }

    /** One advisor's part of it, as a report of its own. */
    ThreeDayCallReport of(UUID advisor, List<Grievances> his) {
        var own = advisors.stream()
                .filter(it -> it.advisor().equals(Optional.of(advisor)))
                .toList();
        return new ThreeDayCallReport(
                own.stream().map(OfAdvisor::figures).findFirst().orElseGet(() -> Figures.of(List.of())), own, his);
    }

    private static List<OfAdvisor> byAdvisor(List<CountedCall> calls) {
        return calls.stream().collect(Collectors.groupingBy(it -> it.call().advisor())).entrySet().stream()
                .map(it -> new OfAdvisor(it.getKey(), Figures.of(it.getValue())))
                .sorted(Comparator.comparing(
                        it -> it.advisor().map(UUID::toString).orElse("~"))) // after every hexadecimal digit
                .toList();
    }

    private static List<Grievances> byItem(List<CountedCall> calls) {
        return grievances(calls.stream().flatMap(it -> it.grievances().stream()));
    }

    /** How often each question is among them, most frequent first. */
    static List<Grievances> grievances(Stream<String> items) {
        return items.collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(it -> new Grievances(it.getKey(), Math.toIntExact(it.getValue())))
                .toList();
    }
}
