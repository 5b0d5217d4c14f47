package org.opendcrc.reports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.DayClose;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.RatePeriod;
import org.opendcrc.reports.Satisfaction;
import org.opendcrc.reports.SatisfactionReport;
import org.opendcrc.reports.SatisfactionReport.Dimension;
import org.opendcrc.reports.SatisfactionReport.Favour;
import org.opendcrc.reports.SatisfactionReport.Line;
import org.opendcrc.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The analysis of answers, the six indicators and the close of a day, for machines. */
@RestController
@RequestMapping(path = "/api/v1/reports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "Figures of a store's day, frozen and live, with the rows behind them")
class SatisfactionApi {

    private final Satisfaction satisfaction;
    private final DayClose close;

    SatisfactionApi(Satisfaction satisfaction, DayClose close) {
        this.satisfaction = satisfaction;
        this.close = close;
    }

    @Schema(name = "SatisfactionLine")
    record LineAnswer(
            @Schema(description = "Empty for nobody in particular")
            String value,

            @Schema(description = "How many customers answered (n)")
            int answered,

            int satisfied,
            int dissatisfied,

            @Schema(description = "From 0 to 1, unrounded; absent without answers") @Nullable
            BigDecimal rate,

            @Schema(description = "Mean of the sheets, each of a hundred; absent without points") @Nullable
            BigDecimal score,

            @Schema(description = "Mean of the customers' own marks, 1 to 10 (FU-25)") @Nullable
            BigDecimal mark,

            @Schema(description = "How many gave a mark") int marks) {

        static LineAnswer of(Line it) {
            return new LineAnswer(
                    it.value(),
                    it.answered(),
                    it.satisfied(),
                    it.dissatisfied(),
                    it.rate().value().orElse(null),
                    it.score().value().orElse(null),
                    it.mark().value().orElse(null),
                    it.mark().of());
        }
    }

    @Schema(name = "SatisfactionItem")
    record ItemAnswer(
            String key,
            int answered,
            int points,
            int possible,
            @Nullable BigDecimal score) {

        static ItemAnswer of(SatisfactionReport.Item it) {
            return new ItemAnswer(
                    it.key(),
                    it.answered(),
                    it.points(),
                    it.possible(),
                    it.score().value().orElse(null));
        }
    }

    @Schema(name = "CvpIndicator")
    record FavourAnswer(
            String indicator,
            int answered,
            int favourable,

            @Schema(description = "From 0 to 1, unrounded; absent without answers") @Nullable
            BigDecimal share) {

        static FavourAnswer of(Favour it) {
            return new FavourAnswer(
                    it.indicator().name(),
                    it.answered(),
                    it.favourable(),
                    it.share().value().orElse(null));
        }
    }

    @Schema(name = "Satisfaction")
    record Answer(
            @Schema(description = "Codes") List<String> stores,
            LocalDate from,
            LocalDate to,
            Instant asOf,
            boolean own,
            LineAnswer all,
            List<ItemAnswer> items,

            @Schema(description = "By advisor, consultant, clerk, store, day, kind and version")
            Map<String, List<LineAnswer>> by) {}

    @Schema(name = "SatisfactionRows")
    record RowsAnswer(int count, List<ListRow> rows) {}

    @Schema(name = "Cvp")
    record CvpAnswer(
            @Schema(description = "Codes") List<String> stores,
            String month,
            Instant asOf,

            @Schema(description = "In percent; absent where none is written down") @Nullable
            Integer target,

            @Schema(description = "By month, the oldest first")
            Map<String, List<FavourAnswer>> months) {}

    @Schema(name = "DayClose")
    record CloseAnswer(
            String store,
            LocalDate day,

            @Schema(description = "Absent while it is not frozen") @Nullable
            Instant frozenAt,

            boolean signed,
            DayClose.Open open,

            @Schema(description = "Who was dissatisfied: what the service manager signs for")
            List<ListRow> dissatisfied) {}

    @GetMapping("/satisfaction")
    @Operation(
            summary = "What customers answered, by question, advisor, consultant, clerk, store and version (RP-15)",
            description =
                    "Every number is the number of rows that it opens. One's own part, one's department's, or all.")
    Answer satisfaction(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @Parameter(description = "Code, or all") @RequestParam(defaultValue = "") String store,
            @Parameter(description = "day, week or month") @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day) {
        var on = on(actor, store, span, day);
        var by = new TreeMap<String, List<LineAnswer>>();
        Arrays.stream(Dimension.values())
                .forEach(it ->
                        by.put(it.fact(), on.by(it).stream().map(LineAnswer::of).toList()));
        return new Answer(
                on.chosen().stream().map(it -> it.code()).toList(),
                on.period().from(),
                on.period().to(),
                on.now(),
                on.own(),
                LineAnswer.of(on.all()),
                on.itemLines().stream().map(ItemAnswer::of).toList(),
                by);
    }

    @GetMapping("/satisfaction/rows")
    @Operation(summary = "The rows behind a figure of the analysis; item:…, indicator:… and favour:… are figures too")
    RowsAnswer rows(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String value) {
        var rows = on(actor, store, span, day).narrowed(figure, SatisfactionController.fact(by), value);
        return new RowsAnswer(rows.size(), rows);
    }

    @GetMapping("/cvp")
    @Operation(summary = "The six indicators of the manufacturer's survey, by month (RP-11)")
    CvpAnswer cvp(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @Parameter(description = "Code, or all") @RequestParam(defaultValue = "") String store,
            @RequestParam YearMonth month) {
        var cvp = satisfaction.cvp(actor, ListController.given(store), month);
        var months = new TreeMap<String, List<FavourAnswer>>();
        cvp.months()
                .forEach((of, all) -> months.put(
                        of.toString(), all.stream().map(FavourAnswer::of).toList()));
        return new CvpAnswer(
                cvp.on().chosen().stream().map(it -> it.code()).toList(),
                cvp.month().toString(),
                cvp.on().now(),
                cvp.target().isPresent() ? cvp.target().getAsInt() : null,
                months);
    }

    @GetMapping("/close")
    @Operation(summary = "What is still open of a day before it is frozen, and who was dissatisfied")
    CloseAnswer close(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day) {
        var on = close.on(actor, ListController.given(store), day);
        return new CloseAnswer(
                on.store().code(),
                on.day(),
                on.frozen().map(it -> it.frozenAt()).orElse(null),
                on.signed(),
                on.open(),
                on.dissatisfied());
    }

    private Satisfaction.On on(Actor actor, String store, String span, LocalDate day) {
        return satisfaction.on(actor, ListController.given(store), RatePeriod.Span.ofWord(span), day);
    }
}
