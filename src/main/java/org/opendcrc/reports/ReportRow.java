package org.opendcrc.reports;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One row behind the figures: a task with its state and scores, no names.
 *
 * @param state of the task when it was counted
 * @param outcome {@code SATISFIED} or {@code DISSATISFIED}, if the customer answered on the day
 * @param total points reached
 * @param totalPossible points that the answered questions could give
 * @param satisfaction the customer's own mark, 1 to 10
 * @param countedIn words of the figures that count it, and {@code item:<question>} for each grievance
 */
public record ReportRow(
        UUID task,
        String orderNo,
        Optional<UUID> advisor,
        String state,
        Optional<String> outcome,
        Optional<Integer> total,
        Optional<Integer> totalPossible,
        Optional<Integer> satisfaction,
        List<String> countedIn) {

    /** What stands before the key of a question where rows are asked for by a grievance. */
    public static final String ITEM = "item:";

    public ReportRow {
        countedIn = List.copyOf(countedIn);
    }

    static ReportRow of(CountedCall counted) {
        var call = counted.call();
        var answered = counted.isCountedIn(Figure.SUCCESS);
        var sheet = call.sheet().filter(_ -> answered);
        return new ReportRow(
                call.task(),
                call.orderNo(),
                call.advisor(),
                call.state().name(),
                call.outcome().filter(_ -> answered).map(Enum::name),
                sheet.map(CallFacts.Sheet::total),
                sheet.map(CallFacts.Sheet::totalPossible),
                sheet.flatMap(CallFacts.Sheet::satisfaction),
                Stream.concat(
                                counted.countedIn().stream().map(Figure::word),
                                counted.grievances().stream().map(it -> ITEM + it))
                        .toList());
    }
}
