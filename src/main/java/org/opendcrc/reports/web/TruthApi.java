package org.opendcrc.reports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.FileTruth;
import org.opendcrc.reports.FileTruth.Figures;
import org.opendcrc.reports.FileTruth.On;
import org.opendcrc.reports.FileTruth.Part;
import org.opendcrc.reports.FileTruth.SaleRow;
import org.opendcrc.reports.Share;
import org.opendcrc.shared.Actor;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Truth and completeness of buyers' files for machines. */
@RestController
@RequestMapping(path = "/api/v1/reports/truth", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "Figures of a store's day, frozen and live, with the rows behind them")
class TruthApi {

    private final FileTruth truth;

    TruthApi(FileTruth truth) {
        this.truth = truth;
    }

    @Schema(name = "ShareOf")
    record ShareAnswer(
            int part,
            int whole,

            @Schema(description = "From 0 to 1, unrounded; absent of nothing") @Nullable
            BigDecimal value) {

        static ShareAnswer of(Share it) {
            return new ShareAnswer(it.part(), it.whole(), it.value().orElse(null));
        }
    }

    @Schema(name = "FileTruthFigures")
    record FiguresAnswer(
            int sales,

            @Schema(description = "Sales of whose file something was asked")
            int called,

            int wrong,

            @Schema(description = "Items confirmed of items asked")
            ShareAnswer truth,

            @Schema(description = "Mandatory items filled of 21 a file (PF-1)")
            ShareAnswer completeness) {

        static FiguresAnswer of(Figures it) {
            return new FiguresAnswer(
                    it.sales(), it.called(), it.wrong(), ShareAnswer.of(it.truth()), ShareAnswer.of(it.completeness()));
        }
    }

    @Schema(name = "FileTruthLine")
    record LineAnswer(
            @Schema(description = "`nobody` where sales name no known consultant")
            String consultant,

            @Nullable UUID consultantId,
            @Nullable String name,
            FiguresAnswer figures) {}

    @Schema(name = "FileTruth")
    record TruthAnswer(
            ReportApi.StoreAnswer store,
            YearMonth month,

            @Schema(description = "Whether only the reader's own sales are counted")
            boolean own,

            FiguresAnswer all,
            List<LineAnswer> consultants) {}

    @Schema(name = "FileTruthRows")
    record RowsAnswer(int count, List<SaleRow> rows) {}

    @GetMapping
    @Operation(
            summary = "Truth and completeness of buyers' files, by consultant and month of the deal (RP-19)",
            description = "As it stands now: what a call brings later counts for the month of its sale.")
    @ApiResponse(responseCode = "200", description = "Figures of the store and of each consultant")
    TruthAnswer show(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam @DateTimeFormat(pattern = "yyyy-MM") YearMonth month) {
        var on = on(actor, store, month);
        return new TruthAnswer(
                ReportApi.StoreAnswer.of(on.store()),
                on.month(),
                on.own(),
                FiguresAnswer.of(on.all()),
                on.lines().stream()
                        .map(it -> new LineAnswer(
                                FileTruth.key(it.consultantId()),
                                it.consultantId().orElse(null),
                                it.consultant().orElse(null),
                                FiguresAnswer.of(it.figures())))
                        .toList());
    }

    @GetMapping("/rows")
    @Operation(summary = "The sales behind a figure")
    RowsAnswer rows(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam @DateTimeFormat(pattern = "yyyy-MM") YearMonth month,
            @Parameter(description = "SALES, ASKED, WRONG or NOT_ASKED") @RequestParam(defaultValue = "SALES")
                    String part,
            @Parameter(description = "Identifier, or `nobody`") @RequestParam Optional<String> consultant) {
        var rows = on(actor, store, month).rows(Part.of(part), consultant);
        return new RowsAnswer(rows.size(), rows);
    }

    private On on(Actor actor, String store, YearMonth month) {
        return truth.on(actor, truth.store(actor, ListController.given(store)), month);
    }
}
