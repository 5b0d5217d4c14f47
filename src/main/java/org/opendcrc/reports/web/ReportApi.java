package org.opendcrc.reports.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.Figure;
import org.opendcrc.reports.Figures;
import org.opendcrc.reports.FrozenReport;
import org.opendcrc.reports.ReportRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.ThreeDayCallReport;
import org.opendcrc.reports.ThreeDayCalls;
import org.opendcrc.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The daily report of the three-day calls for machines. */
@RestController
@RequestMapping(path = "/api/v1/reports/three-day-calls", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportApi {

    private final ThreeDayCalls calls;

    ReportApi(ThreeDayCalls calls) {
        this.calls = calls;
    }

    record StoreAnswer(UUID id, String code, String name) {

        static StoreAnswer of(ReportStore store) {
            return new StoreAnswer(store.id(), store.code(), store.name());
        }
    }

    /**
     * A store's day.
     *
     * @param frozen as it hung on the wall; null before it is frozen
     * @param live as it is known now
     * @param freezesAt when it was or will be frozen
     */
    record DayAnswer(
            StoreAnswer store,
            LocalDate day,
            @Nullable Map<String, @Nullable Object> frozen,
            Map<String, @Nullable Object> live,
            boolean moved,
            Instant freezesAt) {}

    /** The rows behind a figure. */
    record RowsAnswer(
            StoreAnswer store, LocalDate day, String figure, boolean frozen, int count, List<RowAnswer> rows) {}

    /** One task, no names. */
    record RowAnswer(
            UUID taskId,
            String orderNo,
            @Nullable UUID advisorId,
            String state,
            @Nullable String outcome,
            @Nullable Integer total,
            @Nullable Integer totalPossible,
            @Nullable Integer satisfaction,
            List<String> countedIn) {

        static RowAnswer of(ReportRow row) {
            return new RowAnswer(
                    row.task(),
                    row.orderNo(),
                    row.advisor().orElse(null),
                    row.state(),
                    row.outcome().orElse(null),
                    row.total().orElse(null),
                    row.totalPossible().orElse(null),
                    row.satisfaction().orElse(null),
                    row.countedIn());
        }
    }

    /**
     * The figures of a day. Shares are from 0 to 1, unrounded, and null where there is no denominator.
     *
     * @param store code or identifier; without it the first store of the token's owner
     * @param day of the store
     */
    @GetMapping
    DayAnswer day(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam LocalDate day) {
        var on = calls.on(actor, calls.store(actor, store), day);
        return new DayAnswer(
                StoreAnswer.of(on.store()),
                day,
                on.frozen().map(ReportApi::frozen).orElse(null),
                figures(on.live()),
                on.moved(),
                on.freezesAt());
    }

    /**
     * The rows behind a figure.
     *
     * @param figure its name in the answer of the day, or {@code item:<question>}; without it all rows
     * @param frozen the rows as they were written down at the freeze, else those of now
     */
    @GetMapping("/rows")
    RowsAnswer rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(required = false) @Nullable UUID advisor,
            @RequestParam(defaultValue = "false") boolean frozen) {
        var rows = calls.rows(actor, calls.store(actor, store), day, figure, advisor, frozen);
        return new RowsAnswer(
                StoreAnswer.of(rows.store()),
                day,
                figure,
                frozen,
                rows.rows().size(),
                rows.rows().stream().map(RowAnswer::of).toList());
    }

    private static Map<String, @Nullable Object> frozen(FrozenReport frozen) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("frozenAt", frozen.frozenAt());
        answer.put("writtenAt", frozen.writtenAt());
        answer.put("dataVersion", frozen.dataVersion());
        answer.put("digest", frozen.digest().orElse(null));
        answer.putAll(figures(frozen.report()));
        return answer;
    }

    private static Map<String, @Nullable Object> figures(ThreeDayCallReport report) {
        var answer = figures(report.all());
        answer.put(
                "advisors", report.advisors().stream().map(ReportApi::advisor).toList());
        answer.put("grievances", report.grievances());
        return answer;
    }

    private static Map<String, @Nullable Object> advisor(ThreeDayCallReport.OfAdvisor of) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("advisorId", of.advisor().orElse(null));
        answer.putAll(figures(of.figures()));
        return answer;
    }

    private static Map<String, @Nullable Object> figures(Figures figures) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        for (var figure : Figure.values()) {
            answer.put(figure.word(), figures.count(figure));
        }
        Pages.shares()
                .forEach(it ->
                        answer.put(it.word(), it.of().apply(figures).value().orElse(null)));
        Pages.means()
                .forEach(it ->
                        answer.put(it.word(), it.of().apply(figures).value().orElse(null)));
        return answer;
    }
}
