package org.opendcrc.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.UseCase;

/**
 * The reports that are lists: what they count is the number of their rows. Each row stands for one thing of one day, names the
 * figures that count it and carries codes, never words of customers.
 */
public enum DailyList {
    /** 抱怨汇总: complaints received on the day, and the answers of the day's calls that are a grievance. */
    GRIEVANCES(
            "RP-9",
            "grievances",
            UseCase.READ_GRIEVANCE_LISTS,
            List.of("complaints", "fromCalls", "solved", "items", "dissatisfied", "satisfiedItems"),
            List.of(
                    new Table("item", List.of("complaints", "items")),
                    new Table("department", List.of("complaints", "items", "solved")),
                    new Table("advisor", List.of("complaints", "items", "solved"))),
            List.of("type", "number", "item", "department", "outcome", "order", "kind", "advisor", "clerk", "at")),
    /** 不成功电访汇总: tasks that were tried on the day and reached nobody; as many as RP-8 calls not connected. */
    FAILED_CALLS(
            "RP-10",
            "failed-calls",
            UseCase.READ_CALL_LISTS,
            List.of("failed", "again", "text", "letter", "correction", "done"),
            List.of(
                    new Table("reason", List.of("failed", "again", "text", "letter", "correction", "done")),
                    new Table("clerk", List.of("failed", "again", "text", "letter", "correction", "done")),
                    new Table("advisor", List.of("failed", "again", "text", "letter", "correction", "done"))),
            List.of(
                    "order",
                    "kind",
                    "reason",
                    "at",
                    "daypart",
                    "today",
                    "attempts",
                    "counted",
                    "next",
                    "nextAt",
                    "dayparts",
                    "clerk",
                    "advisor")),
    /** 回访监控 / 当日工作: what each clerk did on the day, and what she left. */
    AGENTS_DAY(
            "RP-14",
            "agents-day",
            UseCase.READ_AGENTS_DAY,
            List.of("calls", "success", "satisfied", "dissatisfied", "failed", "callBack", "texts", "left", "lastDay"),
            List.of(
                    new Table(
                            "clerk",
                            List.of(
                                    "calls",
                                    "satisfied",
                                    "dissatisfied",
                                    "failed",
                                    "callBack",
                                    "texts",
                                    "left",
                                    "lastDay")),
                    new Table("hour", List.of("calls", "success", "failed"))),
            List.of("type", "at", "clerk", "order", "kind", "outcome", "told", "state", "advisor")),
    /** 预约汇总: the day's appointments with what became of them, and the repair visits (A11) that both rates are shares of. */
    APPOINTMENTS(
            "RP-5",
            "appointments",
            UseCase.READ_APPOINTMENT_REPORTS,
            List.of(
                    "booked",
                    "kept",
                    "onTime",
                    "early",
                    "late",
                    "missed",
                    "excused",
                    "inWindows",
                    "visits",
                    "withAppointment",
                    "walkIns",
                    "withdrawn"),
            List.of(
                    new Table(
                            "advisor",
                            List.of("booked", "kept", "onTime", "early", "late", "missed", "inWindows", "visits")),
                    new Table("window", List.of("booked", "kept", "onTime", "early", "late", "missed")),
                    new Table("brand", List.of("visits", "booked", "kept", "onTime", "inWindows"))),
            List.of(
                    "type",
                    "number",
                    "order",
                    "brand",
                    "advisor",
                    "window",
                    "at",
                    "gateAt",
                    "systemAt",
                    "result",
                    "minutes"));

    /**
     * One table of a list: the rows by one of their facts.
     *
     * @param by name of the fact
     * @param figures what is counted for each of its values
     */
    public record Table(String by, List<String> figures) {

        public Table {
            figures = List.copyOf(figures);
        }
    }

    private final String code;
    private final String word;
    private final UseCase useCase;

    @SuppressWarnings("ImmutableEnumChecker") // copies, made once
    private final List<String> figures;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Table> tables;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> columns;

    DailyList(
            String code, String word, UseCase useCase, List<String> figures, List<Table> tables, List<String> columns) {
        this.code = code;
        this.word = word;
        this.useCase = useCase;
        this.figures = List.copyOf(figures);
        this.tables = List.copyOf(tables);
        this.columns = List.copyOf(columns);
    }

    /** {@code RP-9}. */
    public String code() {
        return code;
    }

    /** How it is written in addresses: {@code grievances}. */
    public String word() {
        return word;
    }

    /** Who may read it, all of it or his own part. */
    public UseCase useCase() {
        return useCase;
    }

    public List<String> figures() {
        return figures;
    }

    public List<Table> tables() {
        return tables;
    }

    /** The facts that a row shows, in order. */
    public List<String> columns() {
        return columns;
    }

    /** Whether its rows may be looked at by that fact. */
    boolean isAskedBy(String fact) {
        return columns.contains(fact) || fact.equals("hour") || fact.equals("day");
    }

    public static Optional<DailyList> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
