package org.opendcrc.reports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.DayLists.Narrowing;
import org.opendcrc.reports.DayLists.Wish;
import org.opendcrc.reports.FrozenList;
import org.opendcrc.reports.ListFigures;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Period;
import org.opendcrc.reports.Signing;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The day's lists for machines. */
@RestController
@RequestMapping(path = "/api/v1/reports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports", description = "Figures of a store's day, frozen and live, with the rows behind them")
class ListApi {

    private static final String LISTS = "grievances (RP-9), failed-calls (RP-10) or agents-day (RP-14)";

    private final DayLists lists;
    private final Problems problems;

    ListApi(DayLists lists, Problems problems) {
        this.lists = lists;
        this.problems = problems;
    }

    /**
     * What is counted.
     *
     * @param figures by name
     * @param successRate from 0 to 1, unrounded, null where there were no calls; of the agents' day only
     */
    @Schema(name = "ReportListFigures")
    record FiguresAnswer(
            Map<String, Integer> figures, @Nullable BigDecimal successRate, Map<String, List<LineAnswer>> tables) {

        static FiguresAnswer of(DailyList list, ListFigures figures) {
            var tables = new java.util.LinkedHashMap<String, List<LineAnswer>>();
            figures.tables()
                    .forEach(table -> tables.put(
                            table.by(),
                            table.lines().stream().map(LineAnswer::of).toList()));
            return new FiguresAnswer(
                    figures.all(),
                    list == DailyList.AGENTS_DAY ? figures.successRate().value().orElse(null) : null,
                    tables);
        }
    }

    /** The rows that agree in a fact; {@code value} is empty for those that lack it. */
    @Schema(name = "ReportListLine")
    record LineAnswer(
            String value,
            Map<String, Integer> figures,
            @Nullable Instant firstCall,
            @Nullable Instant lastCall,
            @Nullable BigDecimal callsPerHour) {

        static LineAnswer of(ListFigures.Line line) {
            return new LineAnswer(
                    line.value(),
                    line.counts(),
                    line.work().first().orElse(null),
                    line.work().last().orElse(null),
                    line.work().callsPerHour().orElse(null));
        }
    }

    @Schema(name = "ReportListFreeze")
    record FreezeAnswer(
            LocalDate day,
            Instant frozenAt,
            Instant writtenAt,
            String dataVersion,
            String digest,
            List<FrozenList.Signature> signatures) {

        static FreezeAnswer of(FrozenList it) {
            return new FreezeAnswer(
                    it.day(), it.frozenAt(), it.writtenAt(), it.dataVersion(), it.digest(), it.signatures());
        }
    }

    @Schema(name = "ReportList")
    record ListAnswer(
            ReportApi.StoreAnswer store,
            String report,
            LocalDate from,
            LocalDate to,
            boolean own,
            List<FreezeAnswer> freezes,
            @Nullable FiguresAnswer frozen,
            FiguresAnswer live,
            boolean moved) {}

    @Schema(name = "ReportListRows")
    record RowsAnswer(
            ReportApi.StoreAnswer store,
            String report,
            LocalDate from,
            LocalDate to,
            boolean frozen,
            int count,
            List<ListRow> rows) {}

    @Schema(name = "ReportSigning")
    record SigningRequest(@Nullable String store, LocalDate day) {}

    @GetMapping("/{list}")
    @Operation(
            summary = "The figures of a list",
            description = "Of one day, or of the week (Monday to Sunday) in which it lies; frozen beside live.")
    @ApiResponse(responseCode = "200", description = "Figures and tables")
    @ApiResponse(responseCode = "404", description = "No such list, or not your store")
    ListAnswer list(
            @AuthenticationPrincipal Actor actor,
            @Parameter(description = LISTS) @PathVariable String list,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "false") boolean week,
            @Parameter(description = "only calls of that kind") @RequestParam(defaultValue = "") String kind) {
        var which = ListController.named(list);
        var chosen = lists.store(actor, which, ListController.given(store));
        var on = lists.on(actor, chosen, wish(which, day, week, kind));
        return new ListAnswer(
                ReportApi.StoreAnswer.of(chosen),
                which.code(),
                on.wish().period().from(),
                on.wish().period().to(),
                on.own(),
                on.frozen().stream().map(FreezeAnswer::of).toList(),
                on.frozenFigures().map(it -> FiguresAnswer.of(which, it)).orElse(null),
                FiguresAnswer.of(which, on.live()),
                on.moved());
    }

    @GetMapping("/{list}/rows")
    @Operation(
            summary = "The rows behind a figure",
            description =
                    "All rows, those of a figure, or those with a value of a fact; frozen as written down, or live.")
    @ApiResponse(responseCode = "200", description = "The rows")
    @ApiResponse(responseCode = "404", description = "No such list or figure, not frozen, or not your store")
    RowsAnswer rows(
            @AuthenticationPrincipal Actor actor,
            @Parameter(description = LISTS) @PathVariable String list,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "false") boolean week,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "false") boolean frozen) {
        var which = ListController.named(list);
        var chosen = lists.store(actor, which, ListController.given(store));
        var rows = lists.rows(actor, chosen, wish(which, day, week, kind), new Narrowing(figure, by, value), frozen);
        return new RowsAnswer(
                ReportApi.StoreAnswer.of(chosen),
                which.code(),
                rows.wish().period().from(),
                rows.wish().period().to(),
                frozen,
                rows.rows().size(),
                rows.rows());
    }

    @PostMapping("/grievances/signatures")
    @Operation(
            summary = "Sign the grievances of a day",
            description = "Only a frozen list is signed, once by a person.")
    @ApiResponse(responseCode = "201", description = "Signed")
    @ApiResponse(responseCode = "422", description = "Not frozen yet, or signed already")
    ResponseEntity<?> sign(@AuthenticationPrincipal Actor actor, @RequestBody SigningRequest request) {
        var store = lists.store(
                actor, DailyList.GRIEVANCES, request.store() == null ? null : ListController.given(request.store()));
        return switch (lists.sign(actor, store, request.day())) {
            case Signing.Signed(var signature) ->
                ResponseEntity.status(HttpStatus.CREATED).body(signature);
            case Signing.Refused(var why) -> problems.refused(why.type(), why.sentence(), "RP-9", why.fields());
        };
    }

    private static Wish wish(DailyList list, LocalDate day, boolean week, String kind) {
        return new Wish(list, week ? Period.week(day) : Period.day(day), kind);
    }
}
