package org.opendcrc.reports.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.reports.ListFigures;
import org.opendcrc.reports.RatesReport;
import org.opendcrc.site.TestPages;

/** The rates on the wall: brands against their targets. */
class RatesSlideSpec {

    private static final ListFigures POSTED = new ListFigures(
            Map.of(), new ListFigures.Work(0, Optional.empty(), Optional.empty(), Duration.ZERO), List.of());

    @Test
    void RP_6_RP_7_each_brand_has_its_two_rates_and_a_missed_target_is_red() {
        var msg = TestPages.MESSAGES.in(Locale.ENGLISH);
        var ford = new RatesReport.OfBrand(
                "Ford", new RatesReport.Counts(412, 300, 260, 206, 123, 50, 30), List.of(), List.of(), List.of());
        var empty = new RatesReport.OfBrand(
                "", new RatesReport.Counts(0, 1, 0, 0, 0, 40, 25), List.of(), List.of(), List.of());
        var slide =
                RatePages.slide(Optional.of(POSTED), List.of(ford, empty), msg).orElseThrow();
        assertThat(slide.tiles()).extracting(WallPage.Tile::value).containsExactly("50.00%", "29.85%", "–", "–");
        assertThat(slide.tiles()).extracting(WallPage.Tile::tone).containsExactly("", "bad", "", "");
        assertThat(slide.lines().getFirst().cells()).containsExactly("412", "300", "206", "50.00%", "29.85%");
        assertThat(slide.lines().get(1).label()).isEqualTo("Brand not known");
        assertThat(RatePages.slide(Optional.empty(), List.of(ford), msg)).isEmpty();
        assertThat(RatePages.slide(Optional.of(POSTED), List.of(), msg)).isEmpty();
    }
}
