package org.opendcrc.vehicles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.vehicles.MaintenanceForecast.Due;
import org.opendcrc.vehicles.MaintenanceForecast.Reading;
import org.opendcrc.vehicles.MaintenanceForecast.Reason;

/** Every 6 months, the first after 3, every 5,000 km; 40 km a day where nothing is known. */
class MaintenanceForecastSpec {

    private static final MaintenanceForecast RULE = new MaintenanceForecast(6, 3, 5_000, 40);

    @Test
    void FU_12_six_months_after_the_last_maintenance_or_three_after_the_delivery() {
        assertThat(RULE.of(day("2024-05-01"), day("2026-01-31"), List.of()))
                .hasValue(new Due(LocalDate.parse("2026-07-31"), Reason.TIME));
        assertThat(RULE.of(day("2026-01-31"), Optional.empty(), List.of()))
                .as("clamped to the end of the month")
                .hasValue(new Due(LocalDate.parse("2026-04-30"), Reason.TIME));
        assertThat(RULE.of(Optional.empty(), Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void FU_12_the_mileage_counts_where_it_comes_first() {
        // 3,000 km in 30 days: 100 km a day, 2,000 km to the mark.
        var readings = List.of(reading("2026-03-11", 10_000), reading("2026-04-10", 13_000));
        assertThat(RULE.of(Optional.empty(), day("2026-03-11"), readings))
                .hasValue(new Due(LocalDate.parse("2026-04-30"), Reason.MILEAGE));
        assertThat(RULE.of(Optional.empty(), day("2025-10-30"), readings))
                .as("on one day the time is named")
                .hasValue(new Due(LocalDate.parse("2026-04-30"), Reason.TIME));
        assertThat(RULE.of(Optional.empty(), day("2025-10-29"), readings))
                .hasValue(new Due(LocalDate.parse("2026-04-29"), Reason.TIME));
    }

    @Test
    void FU_12_a_mark_that_is_reached_just_now_is_done() {
        assertThat(RULE.of(Optional.empty(), Optional.empty(), List.of(reading("2026-04-10", 15_000))))
                .hasValue(new Due(LocalDate.parse("2026-08-13"), Reason.MILEAGE));
        assertThat(RULE.of(Optional.empty(), Optional.empty(), List.of(reading("2026-04-10", 14_999))))
                .hasValue(new Due(LocalDate.parse("2026-04-11"), Reason.MILEAGE));
    }

    @Test
    void FU_12_nonsense_and_readings_older_than_a_year_tell_nothing() {
        var byDefault = new Due(LocalDate.parse("2026-05-05"), Reason.MILEAGE); // 1,000 km at 40 a day
        assertThat(mileage(reading("2026-04-01", 25_000), reading("2026-04-10", 14_000)))
                .isEqualTo(byDefault);
        assertThat(mileage(reading("2026-04-09", 12_999), reading("2026-04-10", 14_000)))
                .isEqualTo(byDefault);
        assertThat(mileage(reading("2026-04-09", 13_000), reading("2026-04-10", 14_000))
                        .on())
                .as("a thousand a day is believed")
                .isEqualTo("2026-04-11");
        assertThat(mileage(reading("2025-04-09", 4_000), reading("2026-04-10", 14_000)))
                .isEqualTo(byDefault);
        assertThat(mileage(reading("2025-04-10", 6_700), reading("2026-04-10", 14_000))
                        .on())
                .as("a year ago is near enough: 20 km a day")
                .isEqualTo("2026-05-30");
    }

    private static Due mileage(Reading... readings) {
        return RULE.of(Optional.empty(), Optional.empty(), List.of(readings)).orElseThrow();
    }

    private static Reading reading(String day, int km) {
        return new Reading(LocalDate.parse(day), km);
    }

    private static Optional<LocalDate> day(String day) {
        return Optional.of(LocalDate.parse(day));
    }
}
