package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.questionnaires.Indicator;
import org.opendcrc.reports.SatisfactionReport.Dimension;

/** What customers answered: every figure is a number of rows. */
class SatisfactionReportSpec {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);

    private final List<ListRow> rows = List.of(
            answer(FRIDAY, "wang", "SATISFIED", "90", "100", "9", Map.of("order", "20/20", "attitude", "10/20")),
            answer(FRIDAY, "wang", "DISSATISFIED", "30", "60", "", Map.of("order", "0/20")),
            answer(FRIDAY.plusMonths(1), "", "SATISFIED", "0", "0", "10", Map.of(), "OVERALL+", "REPAIR_QUALITY-"),
            answer(FRIDAY, "li", "SATISFIED", "80", "80", "7", Map.of("attitude", "20/20"), "OVERALL-"));

    @Test
    void RP_15_the_lines_of_each_view_sum_up_to_all_answers() {
        var all = SatisfactionReport.all(rows);
        assertThat(all.answered()).isEqualTo(4);
        assertThat(all.rate()).isEqualTo(new Share(3, 4));
        for (var dimension : Dimension.values()) {
            var lines = SatisfactionReport.by(rows, dimension);
            assertThat(lines.stream()
                            .mapToInt(SatisfactionReport.Line::answered)
                            .sum())
                    .as(dimension.name())
                    .isEqualTo(4);
            assertThat(lines.stream()
                            .mapToInt(SatisfactionReport.Line::dissatisfied)
                            .sum())
                    .isOne();
        }
    }

    @Test
    void RP_15_who_has_most_answers_stands_first_and_nobody_last() {
        assertThat(SatisfactionReport.by(rows, Dimension.ADVISOR))
                .extracting(SatisfactionReport.Line::value)
                .containsExactly("wang", "li", "");
    }

    @Test
    void FU_25_the_score_of_the_sheets_and_the_customers_mark_are_means_of_their_own() {
        var wang = SatisfactionReport.by(rows, Dimension.ADVISOR).getFirst();
        assertThat(wang.score().value().orElseThrow())
                .as("90 and 50 of a hundred")
                .isEqualByComparingTo("70");
        assertThat(wang.mark()).as("one gave none").isEqualTo(Mean.over(List.of(new java.math.BigDecimal(9))));
        var nobody = SatisfactionReport.by(rows, Dimension.ADVISOR).getLast();
        assertThat(nobody.score().value()).as("nothing could be reached").isEmpty();
    }

    @Test
    void RP_15_a_question_counts_who_answered_it_and_the_weakest_stands_first() {
        assertThat(SatisfactionReport.items(rows))
                .containsExactly(
                        new SatisfactionReport.Item("order", 2, 20, 40),
                        new SatisfactionReport.Item("attitude", 2, 30, 40));
    }

    @Test
    void RP_11_FU_21_the_six_indicators_count_who_was_asked_and_who_spoke_well_by_month() {
        var months = SatisfactionReport.byMonth(
                rows, List.of(YearMonth.of(2026, 3), YearMonth.of(2026, 4), YearMonth.of(2026, 5)));
        assertThat(months.keySet())
                .containsExactly(YearMonth.of(2026, 3), YearMonth.of(2026, 4), YearMonth.of(2026, 5));
        assertThat(months.values()).allSatisfy(it -> assertThat(it).hasSize(6));
        assertThat(of(months, 3).share().value()).as("a share of nothing").isEmpty();
        assertThat(of(months, 4)).isEqualTo(new SatisfactionReport.Favour(Indicator.OVERALL, 1, 0));
        assertThat(of(months, 5)).isEqualTo(new SatisfactionReport.Favour(Indicator.OVERALL, 1, 1));
    }

    private static SatisfactionReport.Favour of(Map<YearMonth, List<SatisfactionReport.Favour>> months, int month) {
        return months.getOrDefault(YearMonth.of(2026, month), List.of()).getFirst();
    }

    private static ListRow answer(
            LocalDate day,
            String advisor,
            String outcome,
            String total,
            String possible,
            String mark,
            Map<String, String> items,
            String... indicators) {
        var facts = new HashMap<String, String>(Map.of("outcome", outcome, "total", total, "possible", possible));
        if (!advisor.isEmpty()) {
            facts.put("advisor", advisor);
        }
        if (!mark.isEmpty()) {
            facts.put("mark", mark);
        }
        var in = new ArrayList<String>(List.of("answered", outcome.equals("SATISFIED") ? "satisfied" : "dissatisfied"));
        items.forEach((key, score) -> {
            in.add("item:" + key);
            facts.put("points:" + key, score.split("/", -1)[0]);
            facts.put("possible:" + key, score.split("/", -1)[1]);
        });
        for (var it : indicators) {
            in.add("indicator:" + it.substring(0, it.length() - 1));
            if (it.endsWith("+")) {
                in.add("favour:" + it.substring(0, it.length() - 1));
            }
        }
        return new ListRow("answer:" + UUID.randomUUID(), day, facts, in);
    }
}
