package org.opendcrc.reports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.RatePeriod;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The on-time rate and the effective rate by brand (RP-6, RP-7), down to their rows, and as a workbook. */
@Controller
class RatesController {

    private final Rates rates;
    private final Frames frames;
    private final JsonMapper json;

    RatesController(Rates rates, Frames frames, JsonMapper json) {
        this.rates = rates;
        this.frames = frames;
        this.json = json;
    }

    @GetMapping("/reports/rates")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_APPOINTMENT_REPORTS) String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam(required = false) @Nullable LocalDate day,
            HttpServletRequest request) {
        var his = rates.stores(actor);
        var chosen = ThreeDayCalls.store(his, ListController.given(store));
        var msg = frames.msg(request);
        var on = rates.on(actor, chosen, period(chosen, span, day));
        return new ModelAndView("reports/rates")
                .addObject(
                        "frame",
                        frames.of(request, "rates.title", "reports")
                                .withCharts()
                                .withOwnScript("rates.js"))
                .addObject("page", new RatePages(msg, json).page(on, his, actor));
    }

    @GetMapping("/reports/rates/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam Map<String, String> all,
            HttpServletRequest request) {
        var chosen = rates.store(actor, ListController.given(store));
        var on = rates.on(actor, chosen, period(chosen, span, day));
        var facts = facts(all, span);
        return new ModelAndView("reports/list-rows")
                .addObject("frame", frames.of(request, "rates.title", "reports"))
                .addObject(
                        "page",
                        new RatePages(frames.msg(request), json)
                                .rows(on, narrowed(on, figure, facts), figure, facts, actor));
    }

    @GetMapping("/reports/rates.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var chosen = rates.store(actor, ListController.given(store));
        var on = rates.on(actor, chosen, period(chosen, span, day));
        response.setContentType(ReportController.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "rp-6-7-%s-%s-%s.xlsx"
                                        .formatted(
                                                chosen.code(),
                                                on.period().from(),
                                                on.period().span().word()),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new RatesWorkbook(frames.msg(request)).write(on, response.getOutputStream());
    }

    /** Without a day: the period of yesterday, which was posted this morning. */
    private RatePeriod period(ReportStore store, String span, @Nullable LocalDate day) {
        return RatePeriod.of(
                RatePeriod.Span.ofWord(span),
                day != null ? day : rates.today(store).minusDays(1));
    }

    /**
     * The rows that are asked for.
     *
     * @throws NotFound if there is no such figure
     */
    static List<org.opendcrc.reports.ListRow> narrowed(Rates.On on, String figure, Map<String, String> facts) {
        if (!figure.isEmpty()
                && !org.opendcrc.reports.DailyList.APPOINTMENTS.figures().contains(figure)) {
            throw new NotFound("figure " + figure);
        }
        return Rates.narrowed(on.rows(), figure, facts);
    }

    /** The facts of an address in a stable order; {@code day} is the period's own, unless it is named apart as {@code on}. */
    static Map<String, String> facts(Map<String, String> all, String span) {
        var facts = new LinkedHashMap<String, String>();
        for (var fact : List.of("brand", "advisor", "window")) {
            if (all.containsKey(fact)) {
                facts.put(fact, all.getOrDefault(fact, ""));
            }
        }
        if (!span.equals("day") && all.containsKey("on")) {
            facts.put("day", all.getOrDefault("on", ""));
        }
        return facts;
    }
}
