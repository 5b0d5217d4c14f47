package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Handbook, appointments: both rates by brand against their targets. */
class RatesSpec {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 21);

    private final List<ListRow> rows = new ArrayList<>();

    @Test
    void AP_10_AP_11_AP_12_ford_of_412_visits_206_on_time_and_124_in_the_windows_pass_and_123_fail() {
        visits("福特", 412);
        appointments("福特", 206, 124);
        var ford = brand("福特");
        assertThat(ford.onTimeRate().value().orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(ford.onTimeRate().passes()).contains(true);
        assertThat(ford.effectiveRate().value().orElseThrow().toString()).startsWith("0.30097");
        assertThat(ford.effectiveRate().passes()).contains(true);
        assertThat(new Rate(123, 412, 30).passes()).contains(false);
        assertThat(new Rate(123, 412, 30).lacking()).isOne();
        assertThat(new Rate(205, 412, 50).passes()).contains(false);
        assertThat(new Rate(205, 412, 50).lacking()).isOne();
        assertThat(new Rate(206, 412, 50).lacking()).isZero();
    }

    @Test
    void RP_6_a_pass_is_decided_on_the_unrounded_figure() {
        assertThat(new Rate(49_999, 100_000, 50).passes()).contains(false); // 50.00 % when rounded
        assertThat(new Rate(50_000, 100_000, 50).passes()).contains(true);
        assertThat(new Rate(1, 3, 33).passes()).contains(true);
        assertThat(new Rate(1, 3, 34).passes()).contains(false);
    }

    @Test
    void RP_7_without_a_visit_there_is_no_rate_and_nothing_is_missed() {
        var none = RatesReport.of(List.of(), List.of(DAY), Map.of("福特", Map.of()))
                .brands()
                .getFirst();
        assertThat(none.counts().onTimeRate().value()).isEmpty();
        assertThat(none.counts().onTimeRate().passes()).isEmpty();
        assertThat(none.counts().effectiveRate().lacking()).isZero();
    }

    @Test
    void RP_6_RP_7_brands_are_never_added_up() {
        visits("福特", 10);
        appointments("福特", 4, 2);
        visits("大众", 10);
        appointments("大众", 4, 3);
        var report = report();
        assertThat(report.brands()).extracting(RatesReport.OfBrand::brand).containsExactly("大众", "福特");
        assertThat(brand("福特").onTimeRate().passes()).contains(false);
        assertThat(brand("大众").onTimeRate().passes()).contains(true);
        assertThat(brand("福特").effectiveRate().passes()).contains(false);
        assertThat(brand("大众").effectiveRate().passes()).contains(true);
    }

    @Test
    void AP_12_the_targets_are_the_handbooks_unless_the_store_has_written_others_down() {
        visits("江铃福特", 1);
        visits("陆风", 1);
        var report = RatesReport.of(
                rows, List.of(DAY), Map.of("陆风", Map.of("AP-12.total", 45, "AP-12.windows", 20), "江铃", Map.of()));
        assertThat(of(report, "江铃福特").onTimeTarget()).isEqualTo(50);
        assertThat(of(report, "江铃福特").effectiveTarget()).isEqualTo(30);
        assertThat(of(report, "江铃").onTimeTarget()).isEqualTo(40);
        assertThat(of(report, "江铃").effectiveTarget()).isEqualTo(25);
        assertThat(of(report, "陆风").onTimeTarget()).isEqualTo(45);
        assertThat(of(report, "陆风").effectiveTarget()).isEqualTo(20);
    }

    @Test
    void AP_11_a_windows_share_is_of_all_visits_of_the_brand_and_the_windows_add_up() {
        visits("福特", 10);
        appointments("福特", 6, 4);
        var ford = report().brands().getFirst();
        var inWindows = ford.windows().stream()
                .filter(it -> !it.value().isEmpty())
                .mapToInt(it -> it.counts().inWindows())
                .sum();
        assertThat(inWindows).isEqualTo(ford.counts().inWindows());
        assertThat(ford.windows()).allMatch(it -> it.counts().visits() == 10);
        assertThat(ford.days()).singleElement().matches(it -> it.counts().onTime() == 6);
    }

    @Test
    void a_period_is_a_day_a_week_or_a_month() {
        assertThat(RatePeriod.of(RatePeriod.Span.MONTH, DAY).daysUntil(DAY)).hasSize(21);
        assertThat(RatePeriod.of(RatePeriod.Span.MONTH, DAY).previous().from()).isEqualTo("2026-03-01");
        assertThat(RatePeriod.of(RatePeriod.Span.MONTH, DAY).to()).isEqualTo("2026-04-30");
        assertThat(RatePeriod.of(RatePeriod.Span.WEEK, DAY).from()).isEqualTo("2026-04-20");
        assertThat(RatePeriod.of(RatePeriod.Span.WEEK, DAY).following().from()).isEqualTo("2026-04-27");
        assertThat(RatePeriod.of(RatePeriod.Span.DAY, DAY).following().to()).isEqualTo("2026-04-22");
        assertThat(RatePeriod.of(RatePeriod.Span.DAY, DAY).daysUntil(DAY.minusDays(1)))
                .isEmpty();
    }

    private void visits(String brand, int count) {
        IntStream.range(0, count)
                .forEach(it -> rows.add(new ListRow(
                        "visit:" + brand + it,
                        DAY,
                        Map.of("type", "visit", "brand", brand),
                        List.of("visits", "walkIns"))));
    }

    private void appointments(String brand, int onTime, int inWindows) {
        IntStream.range(0, onTime)
                .forEach(it -> rows.add(new ListRow(
                        "appointment:" + brand + it,
                        DAY,
                        it < inWindows
                                ? Map.of(
                                        "type",
                                        "appointment",
                                        "brand",
                                        brand,
                                        "window",
                                        it % 2 == 0 ? "12:00-13:00" : "14:30-15:30")
                                : Map.of("type", "appointment", "brand", brand),
                        it < inWindows
                                ? List.of("booked", "kept", "onTime", "inWindows")
                                : List.of("booked", "kept", "onTime"))));
    }

    private RatesReport report() {
        return RatesReport.of(rows, List.of(DAY), Map.of());
    }

    private RatesReport.Counts brand(String name) {
        return of(report(), name);
    }

    private static RatesReport.Counts of(RatesReport report, String name) {
        return report.brands().stream()
                .filter(it -> it.brand().equals(name))
                .findFirst()
                .orElseThrow()
                .counts();
    }
}
