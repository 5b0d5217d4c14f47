package org.opendcrc.reports.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.ArrivalCurveReport;
import org.opendcrc.reports.ArrivalCurveReport.Curve;
import org.opendcrc.reports.ThreeDayCalls;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** When cars usually come (RP-21): a table shaded like a map of heat, the rows behind a cell, a workbook. */
@Controller
class CurveController {

    private final ArrivalCurveReport report;
    private final Frames frames;
    private final JsonMapper json;

    CurveController(ArrivalCurveReport report, Frames frames, JsonMapper json) {
        this.report = report;
        this.frames = frames;
        this.json = json;
    }

    @GetMapping("/reports/arrival-curve")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_ARRIVAL_CURVE) String store,
            HttpServletRequest request) {
        var his = report.stores(actor);
        var chosen = ThreeDayCalls.store(his, ListController.given(store));
        var curve = report.of(actor, chosen);
        var msg = frames.msg(request);
        var days = Arrays.stream(DayOfWeek.values()).toList();
        return new ModelAndView("reports/curve")
                .addObject(
                        "frame",
                        frames.of(request, "curve.title", "reports")
                                .withCharts()
                                .withOwnScript("rates.js"))
                .addObject(
                        "page",
                        new CurvePage(
                                chosen.name(),
                                Pages.choices(his, chosen),
                                msg.t("rates.period", msg.day(curve.from()), msg.day(curve.to())),
                                msg.t("curve.explained", curve.weeks(), curve.all()),
                                days.stream().map(msg::weekday).toList(),
                                curve.halfHours().stream()
                                        .map(it -> new CurvePage.Line(
                                                msg.time(it),
                                                days.stream()
                                                        .map(day -> cell(curve, day, it, msg))
                                                        .toList()))
                                        .toList(),
                                days.stream().map(day -> sum(curve, day, msg)).toList(),
                                charts(curve, days, msg),
                                "/reports/arrival-curve.xlsx?store=" + chosen.code()));
    }

    private static CurvePage.Cell cell(Curve curve, DayOfWeek day, LocalTime halfHour, Msg msg) {
        int cars = curve.cars(day, halfHour);
        return new CurvePage.Cell(
                cars == 0 ? Msg.NONE : shown(curve.average(day, halfHour)),
                cars == 0 ? 0 : 1 + 4 * (cars - 1) / Math.max(1, curve.most()),
                cars == 0 ? null : rows(curve, day, Optional.of(halfHour)),
                msg.t("curve.cell", msg.weekday(day), msg.time(halfHour), cars));
    }

    private static CurvePage.Cell sum(Curve curve, DayOfWeek day, Msg msg) {
        int cars = curve.cars(day);
        return new CurvePage.Cell(
                cars == 0
                        ? Msg.NONE
                        : shown(BigDecimal.valueOf(cars)
                                .divide(BigDecimal.valueOf(curve.weeks()), java.math.MathContext.DECIMAL64)),
                0,
                cars == 0 ? null : rows(curve, day, Optional.empty()),
                msg.t("curve.cell", msg.weekday(day), "", cars));
    }

    private static String shown(BigDecimal average) {
        return average.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private static String rows(Curve curve, DayOfWeek day, Optional<LocalTime> halfHour) {
        var address = UriComponentsBuilder.fromPath("/reports/arrival-curve/rows")
                .queryParam("store", curve.store().code())
                .queryParam("weekday", day.getValue());
        halfHour.ifPresent(it -> address.queryParam("at", it));
        return address.encode().toUriString();
    }

    private String charts(Curve curve, List<DayOfWeek> days, Msg msg) {
        var series = new ArrayList<Map<String, Object>>();
        for (var day : days) {
            series.add(Map.of(
                    "name",
                    msg.weekday(day),
                    "data",
                    curve.halfHours().stream()
                            .map(it -> curve.average(day, it).setScale(2, RoundingMode.HALF_UP))
                            .toList()));
        }
        return json.writeValueAsString(
                Map.of("times", curve.halfHours().stream().map(msg::time).toList(), "series", series));
    }

    @GetMapping("/reports/arrival-curve/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam int weekday,
            @RequestParam Optional<LocalTime> at,
            HttpServletRequest request) {
        var chosen = report.store(actor, ListController.given(store));
        var curve = report.of(actor, chosen);
        var day = DayOfWeek.of(Math.clamp(weekday, 1, 7));
        var msg = frames.msg(request);
        var rows = report.rows(actor, chosen, curve, day, at.orElse(null));
        return new ModelAndView("reports/list-rows")
                .addObject("frame", frames.of(request, "curve.title", "reports"))
                .addObject(
                        "page",
                        new ListRowsPage(
                                msg.weekday(day)
                                        + at.map(it -> " " + msg.time(it)).orElse(""),
                                msg.t("curve.title"),
                                msg.t("rates.period", msg.day(curve.from()), msg.day(curve.to())),
                                chosen.name(),
                                false,
                                false,
                                List.of(
                                        msg.t("reports.list.column.day"),
                                        msg.t("reports.list.column.at"),
                                        msg.t("reports.list.column.order"),
                                        msg.t("reports.list.column.brand")),
                                rows.stream()
                                        .limit(ListPages.ROWS_SHOWN)
                                        .map(it -> new ListRowsPage.Line(
                                                List.of(
                                                        msg.day(chosen.dayOf(it.at())),
                                                        msg.time(it.at()
                                                                .atZone(chosen.zone())
                                                                .toLocalTime()),
                                                        it.orderNo(),
                                                        it.brand()),
                                                null,
                                                Msg.NONE,
                                                ""))
                                        .toList(),
                                rows.size(),
                                Math.max(0, rows.size() - ListPages.ROWS_SHOWN),
                                "/reports/arrival-curve?store=" + chosen.code(),
                                null,
                                "/reports/arrival-curve.xlsx?store=" + chosen.code()));
    }

    @GetMapping("/reports/arrival-curve.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var chosen = report.store(actor, ListController.given(store));
        var curve = report.of(actor, chosen);
        var msg = frames.msg(request);
        response.setContentType(ReportController.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("rp-21-%s-%s.xlsx".formatted(chosen.code(), curve.to()), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var book = new org.dhatim.fastexcel.Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet("RP-21");
            sheet.value(0, 0, msg.t("curve.title"));
            sheet.value(0, 1, Workbook.harmless(chosen.name()));
            sheet.value(0, 2, curve.from() + " – " + curve.to());
            sheet.value(1, 0, msg.t("curve.explained", curve.weeks(), curve.all()));
            int row = 4;
            for (var day : DayOfWeek.values()) {
                sheet.value(3, day.getValue(), msg.weekday(day));
            }
            for (var halfHour : curve.halfHours()) {
                sheet.value(row, 0, msg.time(halfHour));
                for (var day : DayOfWeek.values()) {
                    sheet.value(row, day.getValue(), curve.average(day, halfHour));
                    sheet.style(row, day.getValue()).format("0.0").set();
                }
                row++;
            }
        }
    }

    /** The same for machines. */
    @RestController
    @Tag(name = "Reports", description = "Figures of a store's day, frozen and live, with the rows behind them")
    static class Api {

        private final ArrivalCurveReport report;

        Api(ArrivalCurveReport report) {
            this.report = report;
        }

        @Schema(name = "ArrivalCurveCell")
        record CellAnswer(
                DayOfWeek weekday,
                LocalTime halfHour,

                @Schema(description = "In all weeks together")
                int cars,

                @Schema(description = "On an average such day, unrounded")
                BigDecimal average) {}

        @Schema(name = "ArrivalCurve")
        record CurveAnswer(
                ReportApi.StoreAnswer store, int weeks, LocalDate from, LocalDate to, List<CellAnswer> cells) {}

        @GetMapping(path = "/api/v1/reports/arrival-curve", produces = MediaType.APPLICATION_JSON_VALUE)
        @Operation(
                summary = "When cars usually come (RP-21)",
                description = "By weekday and half hour, over the last weeks, today not included.")
        CurveAnswer curve(@AuthenticationPrincipal Actor actor, @RequestParam(defaultValue = "") String store) {
            var chosen = report.store(actor, ListController.given(store));
            var curve = report.of(actor, chosen);
            var cells = new ArrayList<CellAnswer>();
            curve.cars()
                    .forEach((day, times) -> times.forEach(
                            (at, cars) -> cells.add(new CellAnswer(day, at, cars, curve.average(day, at)))));
            return new CurveAnswer(ReportApi.StoreAnswer.of(chosen), curve.weeks(), curve.from(), curve.to(), cells);
        }
    }
}
