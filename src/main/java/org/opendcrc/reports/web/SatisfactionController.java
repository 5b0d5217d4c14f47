package org.opendcrc.reports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.DayClose;
import org.opendcrc.reports.RatePeriod;
import org.opendcrc.reports.Satisfaction;
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

/** What customers answered (RP-15), the six indicators (RP-11), down to their rows and as workbooks; and the close of a day. */
@Controller
class SatisfactionController {

    private final Satisfaction satisfaction;
    private final DayClose close;
    private final Frames frames;
    private final JsonMapper json;

    SatisfactionController(Satisfaction satisfaction, DayClose close, Frames frames, JsonMapper json) {
        this.satisfaction = satisfaction;
        this.close = close;
        this.frames = frames;
        this.json = json;
    }

    @GetMapping("/reports/satisfaction")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @ChosenStore(UseCase.READ_SATISFACTION) String chosenStore,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam(required = false) @Nullable LocalDate day,
            HttpServletRequest request) {
        var on = satisfaction.on(actor, where(store, chosenStore), RatePeriod.Span.ofWord(span), day);
        return new ModelAndView("reports/satisfaction")
                .addObject(
                        "frame",
                        frames.of(request, "satisfaction.title", "reports")
                                .withCharts()
                                .withOwnScript("satisfaction.js"))
                .addObject("page", new SatisfactionPages(frames.msg(request), json).page(on, actor));
    }

    @GetMapping("/reports/satisfaction/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String value,
            HttpServletRequest request) {
        var on = satisfaction.on(actor, ListController.given(store), RatePeriod.Span.ofWord(span), day);
        return new ModelAndView("reports/list-rows")
                .addObject("frame", frames.of(request, "satisfaction.title", "reports"))
                .addObject(
                        "page",
                        new SatisfactionPages(frames.msg(request), json).rows(on, figure, fact(by), value, actor));
    }

    @GetMapping("/reports/satisfaction.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "month") String span,
            @RequestParam LocalDate day,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var on = satisfaction.on(actor, ListController.given(store), RatePeriod.Span.ofWord(span), day);
        named(
                response,
                "rp-15-%s-%s-%s.xlsx"
                        .formatted(
                                on.where(),
                                on.period().from(),
                                on.period().span().word()));
        new SatisfactionWorkbook(frames.msg(request)).write(on, response.getOutputStream());
    }

    @GetMapping("/reports/cvp")
    ModelAndView cvp(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @ChosenStore(UseCase.READ_CVP) String chosenStore,
            @RequestParam(required = false) @Nullable YearMonth month,
            HttpServletRequest request) {
        var cvp = satisfaction.cvp(actor, where(store, chosenStore), month);
        return new ModelAndView("reports/cvp")
                .addObject(
                        "frame",
                        frames.of(request, "cvp.title", "reports").withCharts().withOwnScript("satisfaction.js"))
                .addObject("page", new SatisfactionPages(frames.msg(request), json).cvp(cvp, actor));
    }

    @GetMapping("/reports/cvp.xlsx")
    void cvpWorkbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam YearMonth month,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var cvp = satisfaction.cvp(actor, ListController.given(store), month);
        named(response, "rp-11-%s-%s.xlsx".formatted(cvp.on().where(), month));
        new SatisfactionWorkbook(frames.msg(request)).write(cvp, response.getOutputStream());
    }

    @GetMapping("/reports/close")
    ModelAndView close(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @ChosenStore(UseCase.READ_DAY_CLOSE) String chosenStore,
            @RequestParam(required = false) @Nullable LocalDate day,
            HttpServletRequest request) {
        var on = close.on(actor, where(store, chosenStore), day);
        return new ModelAndView("reports/close")
                .addObject("frame", frames.of(request, "close.title", "reports"))
                .addObject("page", ClosePage.of(on, actor, frames.msg(request)));
    }

    /** The store that the address names, else the one of the bar; null for the first. */
    private static @Nullable String where(String named, String chosen) {
        return named.isBlank() ? ListController.given(chosen) : named;
    }

    /** @throws NotFound if there is no such fact */
    static String fact(String by) {
        if (!by.isEmpty() && SatisfactionPages.dimension(by).isEmpty()) {
            throw new NotFound("fact " + by);
        }
        return by;
    }

    private static void named(HttpServletResponse response, String name) {
        response.setContentType(ReportController.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
