package org.opendcrc.reports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.Rates;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.ThreeDayCalls;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The pages of the daily report, from the list to the rows, and the wall. */
@Controller
class ReportController {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** So many frozen days make the trend. */
    private static final int TREND_DAYS = 19;

    private final ThreeDayCalls calls;
    private final DayLists lists;
    private final Rates rates;
    private final Frames frames;
    private final JsonMapper json;
    private final Clock clock;

    ReportController(ThreeDayCalls calls, DayLists lists, Rates rates, Frames frames, JsonMapper json, Clock clock) {
        this.calls = calls;
        this.lists = lists;
        this.rates = rates;
        this.frames = frames;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/reports")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.OPEN_REPORTS) String store,
            HttpServletRequest request) {
        var his = calls.stores(actor);
        var chosen = ThreeDayCalls.store(his, given(store));
        return new ModelAndView("reports/shelf")
                .addObject("frame", frames.of(request, "reports.title", "reports"))
                .addObject("page", pages(request).shelf(calls.shelf(actor, chosen), his, actor));
    }

    @GetMapping("/reports/three-day-calls")
    ModelAndView report(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.OPEN_REPORTS) String store,
            @RequestParam(required = false) @Nullable LocalDate day,
            HttpServletRequest request) {
        var his = calls.stores(actor);
        var found = calls.onWithTrend(actor, ThreeDayCalls.store(his, given(store)), day, TREND_DAYS);
        return new ModelAndView("reports/report")
                .addObject(
                        "frame",
                        frames.of(request, "reports.threeDayCalls", "reports")
                                .withCharts()
                                .withOwnScript("reports.js"))
                .addObject("page", pages(request).report(found.on(), his, found.trend(), actor));
    }

    @GetMapping("/reports/three-day-calls/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(required = false) @Nullable UUID advisor,
            @RequestParam(defaultValue = "false") boolean frozen,
            HttpServletRequest request) {
        var chosen = calls.store(actor, given(store));
        var rows = calls.rows(actor, chosen, day, figure, advisor, frozen);
        return new ModelAndView("reports/rows")
                .addObject("frame", frames.of(request, "reports.rows.title", "reports"))
                .addObject("page", pages(request).rows(rows, figure, clock.instant(), rows.isFrozen(), actor));
    }

    /** Figures and rows of the day as a workbook, without customers: it may be sent on. */
    @GetMapping("/reports/three-day-calls.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam LocalDate day,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var chosen = calls.store(actor, given(store));
        var on = calls.on(actor, chosen, day);
        var rows = calls.rows(actor, chosen, day, "", null, on.frozen().isPresent());
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "rp-8-%s-%s.xlsx".formatted(chosen.code(), day),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new Workbook(new Words(frames.msg(request))).write(on, rows, response.getOutputStream());
    }

    @GetMapping("/wall/{store}")
    ModelAndView wall(@AuthenticationPrincipal Actor actor, @PathVariable String store, HttpServletRequest request) {
        var chosen = calls.store(actor, store);
        if (!actor.may(UseCase.READ_REPORTS, chosen.id())) {
            throw new NotFound("wall " + store); // whoever sees his own orders alone would take them for the store's
        }
        var shelf = calls.shelf(actor, chosen);
        var slides = shelf.days().stream()
                .findFirst()
                .map(it -> lists.wall(actor, chosen, it.day()))
                .map(it -> slides(actor, chosen, shelf.today(), it, request))
                .orElse(List.of());
        return new ModelAndView("reports/wall")
                .addObject("frame", frames.bare(request, "reports.wall.title"))
                .addObject("page", pages(request).wall(shelf, slides));
    }

    /** The day's lists, and both rates with their targets (RP-6, RP-7) where the day has an appointment summary. */
    private List<WallPage.Slide> slides(
            Actor actor, ReportStore store, LocalDate today, DayLists.Wall wall, HttpServletRequest request) {
        var msg = frames.msg(request);
        var slides = new ArrayList<>(
                new ListPages(msg, json).slides(wall.figures(), store, today, wall.names(), wall.items()));
        var summary = Optional.ofNullable(wall.figures().get(DailyList.APPOINTMENTS));
        RatePages.slide(summary, summary.map(it -> rates.wall(actor, store, it)).orElse(List.of()), msg)
                .ifPresent(slides::add);
        return slides;
    }

    private Pages pages(HttpServletRequest request) {
        return new Pages(frames.msg(request), json);
    }

    /** An empty choice in a form is no choice. */
    private static @Nullable String given(@Nullable String store) {
        return Optional.ofNullable(store).filter(it -> !it.isBlank()).orElse(null);
    }
}
