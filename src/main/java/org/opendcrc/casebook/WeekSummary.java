package org.opendcrc.casebook;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.opendcrc.complaints.ComplaintKind;

/** The weekly summary kh-03-03 (ku-03-03): the cases received from Monday to Sunday, and what they add up to. */
public record WeekSummary(LocalDate monday, List<Row> rows) {

    public WeekSummary {
        rows = List.copyOf(rows);
    }

    /**
     * A case as it stood when the summary was frozen.
     *
     * @param customer a name, or empty for somebody who did not say his
     * @param days since receipt, to the end or to the freeze, whole days begun
     * @param contact whether the first contact was in time; empty where nobody could be contacted
     */
    public record Row(
            String number,
            LocalDate day,
            String customer,
            String complainant,
            String kind,
            String department,
            String state,
            int round,
            int days,
            String result,
            Optional<Boolean> contact) {}

    /** How many of each of the seven kinds, none left out (CP-18). */
    public Map<ComplaintKind, Long> byKind() {
        var counts = new TreeMap<ComplaintKind, Long>();
        Arrays.stream(ComplaintKind.values()).forEach(it -> counts.put(it, 0L));
        rows.forEach(it -> counts.merge(ComplaintKind.valueOf(it.kind()), 1L, Long::sum));
        return counts;
    }

    public long inState(String state) {
        return rows.stream().filter(it -> it.state().equals(state)).count();
    }

    /** Neither closed, withdrawn nor merged. */
    public long open() {
        return rows.stream()
                .filter(it -> !List.of("CLOSED_SATISFIED", "CLOSED_UNRESOLVED", "WITHDRAWN", "MERGED")
                        .contains(it.state()))
                .count();
    }

    public long reopened() {
        return rows.stream().filter(it -> it.round() > 1).count();
    }

    /** Of those who could be contacted. */
    public long contactable() {
        return rows.stream().filter(it -> it.contact().isPresent()).count();
    }

    public long contactedInTime() {
        return rows.stream().filter(it -> it.contact().orElse(false)).count();
    }

    public OptionalDouble meanDays() {
        return rows.stream().mapToInt(Row::days).average();
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }
}
