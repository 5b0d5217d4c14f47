package org.opendcrc.reports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Rate;
import org.opendcrc.reports.RatePeriod;
import org.opendcrc.reports.Rates;
import org.opendcrc.reports.RatesReport;
import org.opendcrc.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Both rates for machines. */
@RestController
@RequestMapping(path = "/api/v1/reports/rates", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "Figures of a store's day, frozen and live, with the rows behind them")
class RatesApi {

    private final Rates rates;

    RatesApi(Rates rates) {
        this.rates = rates;
    }

    @Schema(name = "Rate")
    record RateAnswer(
            int part,
            int whole,

            @Schema(description = "In percent (AP-12)") int target,

            @Schema(description = "From 0 to 1, unrounded; absent without visits") @Nullable
            BigDecimal value,

            @Schema(description = "Decided on the unrounded figure; absent without visits") @Nullable
            Boolean passes) {

        static RateAnswer of(Rate it) {
            return new RateAnswer(
                    it.part(),
                    it.whole(),
                    it.target(),
                    it.value().orElse(null),
                    it.passes().orElse(null));
        }
    }

    @Schema(name = "RateCounts")
    record CountsAnswer(
            int visits,
            int booked,
            int kept,
            int onTime,
            int inWindows,
            RateAnswer onTimeRate,
            RateAnswer effectiveRate) {

        static CountsAnswer of(RatesReport.Counts it) {
            return new CountsAnswer(
                    it.visits(),
                    it.booked(),
                    it.kept(),
                    it.onTime(),
                    it.inWindows(),
                    RateAnswer.of(it.onTimeRate()),
                    RateAnswer.of(it.effectiveRate()));
        }
    }

    @Schema(name = "RateLine")
    record LineAnswer(String value, CountsAnswer counts) {

        static List<LineAnswer> of(List<RatesReport.Line> lines) {
            return lines.stream()
                    .map(it -> new LineAnswer(it.value(), CountsAnswer.of(it.counts())))
                    .toList();
        }
    }

    @Schema(name = "RatesOfBrand")
    record BrandAnswer(
            @Schema(description = "Empty for cars whose brand is not known")
            String brand,

            CountsAnswer counts,
            List<LineAnswer> days,
            List<LineAnswer> advisors,
            List<LineAnswer> windows) {}

    @Schema(name = "Rates")
    record RatesAnswer(
            ReportApi.StoreAnswer store,
            String span,
            LocalDate from,
            LocalDate to,

            @Schema(description = "The days that count as they were posted (AP-15)")
            List<LocalDate> posted,

            boolean own,
            List<BrandAnswer> brands) {}

    @Schema(name = "RateRows")
    record RowsAnswer(int count, List<ListRow> rows) {}

    @GetMapping
    @Operation(
            summary = "On-time rate and effective rate by brand (RP-6, RP-7)",
            description = "Cumulated over a day, a week or a month; never on the sum of brands.")
    @ApiResponse(responseCode = "200", description = "Rates, by brand, and by day, advisor and window")
    RatesAnswer rates(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @Parameter(description = "day, week or month") @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day) {
        var on = on(actor, store, span, day);
        return new RatesAnswer(
                ReportApi.StoreAnswer.of(on.store()),
                on.period().span().word(),
                on.period().from(),
                on.period().to(),
                on.posted(),
                on.own(),
                on.report().brands().stream()
                        .map(it -> new BrandAnswer(
                                it.brand(),
                                CountsAnswer.of(it.counts()),
                                LineAnswer.of(it.days()),
                                LineAnswer.of(it.advisors()),
                                LineAnswer.of(it.windows())))
                        .toList());
    }

    @GetMapping("/rows")
    @Operation(summary = "The rows behind a figure of the rates")
    RowsAnswer rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @Parameter(hidden = true) @RequestParam Map<String, String> all) {
        var rows = RatesController.narrowed(on(actor, store, span, day), figure, RatesController.facts(all, span));
        return new RowsAnswer(rows.size(), rows);
    }

    private Rates.On on(Actor actor, String store, String span, LocalDate day) {
        return rates.on(
                actor,
                rates.store(actor, ListController.given(store)),
                RatePeriod.of(RatePeriod.Span.ofWord(span), day));
    }
}
