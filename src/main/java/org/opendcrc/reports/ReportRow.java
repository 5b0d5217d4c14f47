package org.opendcrc.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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

    /** A SHA-256 over rows, whatever their order, as hexadecimal digits: two reports of the same rows have the same. */
    static String digest(List<ReportRow> rows) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            rows.stream()
                    .sorted(Comparator.comparing(ReportRow::orderNo)
                            .thenComparing(it -> it.task().toString()))
                    .forEach(row -> digest.update((String.join(
                                            "\u0001",
                                            row.task().toString(),
                                            row.orderNo(),
                                            text(row.advisor()),
                                            row.state(),
                                            text(row.outcome()),
                                            text(row.total()),
                                            text(row.totalPossible()),
                                            text(row.satisfaction()),
                                            row.countedIn().toString())
                                    + "\u0002")
                            .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
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
