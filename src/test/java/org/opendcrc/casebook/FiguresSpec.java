package org.opendcrc.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.casebook.CaseAges.Band;
import org.opendcrc.casebook.Figures.By;
import org.opendcrc.casebook.Figures.Cell;

/** Complaints counted (RP-12, RP-23). */
class FiguresSpec {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final List<Cell> cells = List.of(
            cell(NOVEMBER, "RECEPTION", "前台", "PEOPLE", 5),
            cell(NOVEMBER, "PRODUCT", "厂家", "PRODUCT", 3),
            cell(NOVEMBER, "RECEPTION", "", "", 2),
            cell(NOVEMBER.minusMonths(1), "PRODUCT", "厂家", "PRODUCT", 4),
            cell(NOVEMBER.minusMonths(2), "PARTS", "备件", "PRICE", 7),
            cell(NOVEMBER.minusMonths(11), "PARTS", "备件", "PRICE", 1));

    @Test
    void RP_12_a_dimension_adds_up_to_all_cases_and_the_most_stand_first() {
        var figures = new Figures(NOVEMBER, 1, cells);
        assertThat(figures.total().cases()).isEqualTo(10);
        assertThat(figures.total().before()).isEqualTo(4);
        for (var by : By.values()) {
            assertThat(figures.by(by).stream().mapToLong(Figures.Line::cases).sum())
                    .as(by.name())
                    .isEqualTo(10);
        }
        assertThat(figures.by(By.KIND)).extracting(Figures.Line::value).containsExactly("RECEPTION", "PRODUCT");
        assertThat(figures.by(By.KIND)).extracting(Figures.Line::change).containsExactly(7L, -1L);
    }

    @Test
    void RP_12_the_pareto_line_rises_to_the_whole() {
        var lines = new Figures(NOVEMBER, 1, cells).by(By.DEPARTMENT);
        assertThat(lines).extracting(Figures.Line::value).containsExactly("前台", "厂家", "");
        assertThat(lines)
                .extracting(it -> it.together().orElseThrow())
                .containsExactly(new BigDecimal("0.500000"), new BigDecimal("0.800000"), new BigDecimal("1.000000"));
    }

    @Test
    void RP_12_a_quarter_is_compared_with_the_quarter_before() {
        var figures = new Figures(NOVEMBER, 3, cells);
        assertThat(figures.total().cases()).isEqualTo(21);
        assertThat(figures.total().before()).isZero();
        assertThat(new Figures(NOVEMBER.plusMonths(1), 3, cells).total().before())
                .as("September alone has fallen into the quarter before")
                .isEqualTo(7);
    }

    @Test
    void RP_12_nothing_divided_by_nothing_is_no_share() {
        var figures = new Figures(NOVEMBER, 1, List.of());
        assertThat(figures.total().inTime()).isEmpty();
        assertThat(figures.total().meanDays()).isEmpty();
        assertThat(figures.by(By.KIND)).isEmpty();
        assertThat(new Figures(NOVEMBER.plusMonths(1), 1, cells).by(By.KIND))
                .as("none now, some before")
                .allSatisfy(it -> assertThat(it.share()).isEmpty());
    }

    @Test
    void the_trend_shows_twelve_months_with_both_ends() {
        var figures = new Figures(NOVEMBER, 1, cells);
        assertThat(figures.trendMonths())
                .hasSize(12)
                .startsWith(YearMonth.of(2025, 12))
                .endsWith(NOVEMBER);
        assertThat(figures.trend(By.KIND, Optional.empty()))
                .containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 7L, 4L, 10L);
        assertThat(figures.trend(By.KIND, Optional.of("PRODUCT"))).endsWith(4L, 3L);
    }

    @Test
    void RP_23_an_age_is_days_begun_and_its_band_has_both_ends() {
        var then = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(CaseAges.days(then, then.plus(Duration.ofHours(24)))).isEqualTo(1);
        assertThat(CaseAges.days(then, then.plus(Duration.ofHours(24)).plusSeconds(1)))
                .isEqualTo(2);
        assertThat(CaseAges.days(then, then.minusSeconds(1))).isZero();
        assertThat(List.of(Band.of(0), Band.of(1), Band.of(2), Band.of(3), Band.of(4), Band.of(7), Band.of(8)))
                .containsExactly(Band.DAY, Band.DAY, Band.THREE, Band.THREE, Band.WEEK, Band.WEEK, Band.OLDER);
        assertThat(Band.WEEK.from()).isEqualTo(4);
        assertThat(Band.WEEK.to()).isEqualTo(7);
    }

    private static Cell cell(YearMonth month, String kind, String department, String root, long cases) {
        return new Cell(month, kind, department, root, "PHONE", cases, cases, cases, 0, 0, 0, 0);
    }
}
