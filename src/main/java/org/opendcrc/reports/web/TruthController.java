package org.opendcrc.reports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.FileTruth;
import org.opendcrc.reports.FileTruth.Figures;
import org.opendcrc.reports.FileTruth.On;
import org.opendcrc.reports.FileTruth.Part;
import org.opendcrc.reports.FileTruth.SaleRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.Share;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Truth and completeness of buyers' files by consultant (RP-19), down to their sales, and as a workbook. */
@Controller
class TruthController {

    private static final List<String> COLUMNS = List.of(
            "consultant",
            "sale",
            "dealt",
            "customer",
            "state",
            "name",
            "phone",
            "address",
            "asked",
            "confirmed",
            "filled");

    private final FileTruth truth;
    private final Frames frames;

    TruthController(FileTruth truth, Frames frames) {
        this.truth = truth;
        this.frames = frames;
    }

    @GetMapping("/reports/truth")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_FILE_TRUTH) String store,
            @RequestParam(required = false) @DateTimeFormat(pattern = "yyyy-MM") @Nullable YearMonth month,
            HttpServletRequest request) {
        var his = truth.stores(actor);
        var on = on(actor, store, month);
        return new ModelAndView("reports/truth")
                .addObject("frame", frames.of(request, "truth.title", "reports"))
                .addObject("page", page(on, his, actor, frames.msg(request)));
    }

    @GetMapping("/reports/truth/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam @DateTimeFormat(pattern = "yyyy-MM") YearMonth month,
            @RequestParam(defaultValue = "SALES") String part,
            @RequestParam Optional<String> consultant,
            HttpServletRequest request) {
        var on = on(actor, store, month);
        var msg = frames.msg(request);
        var rows = on.rows(Part.of(part), consultant);
        return new ModelAndView("reports/list-rows")
                .addObject("frame", frames.of(request, "truth.title", "reports"))
                .addObject(
                        "page",
                        new ListRowsPage(
                                heading(on, Part.of(part), consultant, msg),
                                msg.t("truth.title"),
                                on.month().toString(),
                                on.store().name(),
                                false,
                                false,
                                COLUMNS.stream()
                                        .map(it -> msg.t("truth.column." + it))
                                        .toList(),
                                rows.stream()
                                        .limit(ListPages.ROWS_SHOWN)
                                        .map(it -> new ListRowsPage.Line(
                                                cells(it, msg), href(it, on.store(), actor), Msg.NONE, ""))
                                        .toList(),
                                rows.size(),
                                Math.max(0, rows.size() - ListPages.ROWS_SHOWN),
                                address("", on, ""),
                                null,
                                address(".xlsx", on, "")));
    }

    @GetMapping("/reports/truth.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam @DateTimeFormat(pattern = "yyyy-MM") YearMonth month,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var on = on(actor, store, month);
        var msg = frames.msg(request);
        response.setContentType(ReportController.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("rp-19-%s-%s.xlsx".formatted(on.store().code(), on.month()), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var book = new org.dhatim.fastexcel.Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            figures(book.newWorksheet(msg.t("reports.sheet.figures")), on, msg);
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), on, msg);
        }
    }

    private On on(Actor actor, String store, @Nullable YearMonth month) {
        var chosen = truth.store(actor, ListController.given(store));
        return truth.on(actor, chosen, month == null ? truth.thisMonth(chosen) : month);
    }

    private TruthPage page(On on, List<ReportStore> stores, Actor actor, Msg msg) {
        return new TruthPage(
                on.store().name(),
                Pages.choices(stores, on.store()),
                on.month().toString(),
                msg.t("truth.period", on.month().toString()),
                on.own(),
                address(on.store(), on.month().minusMonths(1)),
                on.month().isBefore(truth.thisMonth(on.store()))
                        ? address(on.store(), on.month().plusMonths(1))
                        : null,
                line(msg.t("truth.all"), "", on.all(), on, msg),
                on.lines().stream()
                        .map(it -> line(
                                it.consultant().orElseGet(() -> msg.t("truth.nobody")),
                                "&consultant=" + FileTruth.key(it.consultantId()),
                                it.figures(),
                                on,
                                msg))
                        .toList(),
                address(".xlsx", on, ""),
                actor.may(UseCase.OPEN_REPORTS));
    }

    private static TruthPage.Line line(String name, String consultant, Figures it, On on, Msg msg) {
        return new TruthPage.Line(
                name,
                msg.number(it.sales()),
                address("/rows", on, "&part=SALES" + consultant),
                msg.number(it.called()),
                address("/rows", on, "&part=ASKED" + consultant),
                msg.number(it.wrong()),
                address("/rows", on, "&part=WRONG" + consultant),
                percent(it.truth()),
                msg.t("truth.of", it.truth().part(), it.truth().whole()),
                it.truth()
                        .value()
                        .map(share -> share.multiply(BigDecimal.valueOf(200)).intValue())
                        .orElse(0),
                name + msg.t("site.listSeparator") + percent(it.truth()),
                percent(it.completeness()),
                msg.t("truth.of", it.completeness().part(), it.completeness().whole()));
    }

    /** Two decimals; "–" of nothing. */
    private static String percent(Share share) {
        return share.value()
                .map(it ->
                        it.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%")
                .orElse(Msg.NONE);
    }

    private static String address(ReportStore store, YearMonth month) {
        return "/reports/truth?store=" + store.code() + "&month=" + month;
    }

    private static String address(String after, On on, String more) {
        return "/reports/truth" + after + "?store=" + on.store().code() + "&month=" + on.month() + more;
    }

    private static String heading(On on, Part part, Optional<String> consultant, Msg msg) {
        var figure = msg.t("truth.part." + part);
        return consultant
                .map(key -> on.lines().stream()
                        .filter(it -> FileTruth.key(it.consultantId()).equals(key))
                        .findFirst()
                        .flatMap(FileTruth.Line::consultant)
                        .orElseGet(() -> msg.t("truth.nobody")))
                .map(it -> it + " · " + figure)
                .orElse(figure);
    }

    private static @Nullable String href(SaleRow row, ReportStore store, Actor actor) {
        return actor.may(UseCase.READ_FOLLOW_UPS, store.id())
                ? row.task().map(it -> "/follow-ups/" + it).orElse(null)
                : null;
    }

    private static List<String> cells(SaleRow it, Msg msg) {
        return List.of(
                it.consultant().orElseGet(() -> msg.t("truth.nobody")),
                it.number(),
                it.dealtOn().toString(),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).whole(),
                it.state().map(state -> msg.t("followups.state." + state)).orElse(Msg.NONE),
                answer(it.name(), msg),
                answer(it.phone(), msg),
                answer(it.address(), msg),
                Integer.toString(it.asked()),
                Integer.toString(it.confirmed()),
                msg.t("truth.of", it.filled(), it.items()));
    }

    private static String answer(Optional<String> answer, Msg msg) {
        return answer.map(it -> msg.t("truth.answer." + it)).orElse(Msg.NONE);
    }

    private static void figures(Worksheet sheet, On on, Msg msg) {
        sheet.value(0, 0, msg.t("truth.title"));
        sheet.value(0, 1, on.store().name());
        sheet.value(0, 2, on.month().toString());
        var headings = List.of(
                "consultant",
                "sales",
                "called",
                "wrong",
                "confirmed",
                "asked",
                "truth",
                "filled",
                "items",
                "completeness");
        for (var column = 0; column < headings.size(); column++) {
            sheet.value(2, column, msg.t("truth.column." + headings.get(column)));
        }
        var row = 3;
        for (var line : on.lines()) {
            figures(sheet, row++, line.consultant().orElseGet(() -> msg.t("truth.nobody")), line.figures());
        }
        figures(sheet, row, msg.t("truth.all"), on.all());
    }

    private static void figures(Worksheet sheet, int row, String name, Figures it) {
        sheet.value(row, 0, harmless(name));
        sheet.value(row, 1, it.sales());
        sheet.value(row, 2, it.called());
        sheet.value(row, 3, it.wrong());
        sheet.value(row, 4, it.truth().part());
        sheet.value(row, 5, it.truth().whole());
        share(sheet, row, 6, it.truth());
        sheet.value(row, 7, it.completeness().part());
        sheet.value(row, 8, it.completeness().whole());
        share(sheet, row, 9, it.completeness());
    }

    private static void share(Worksheet sheet, int row, int column, Share share) {
        share.value().ifPresent(it -> sheet.value(row, column, it));
        sheet.style(row, column).format("0.00%").set();
    }

    private static void rows(Worksheet sheet, On on, Msg msg) {
        for (var column = 0; column < COLUMNS.size(); column++) {
            sheet.value(0, column, msg.t("truth.column." + COLUMNS.get(column)));
        }
        var at = 1;
        for (var row : on.rows()) {
            var cells = cells(row, msg);
            for (var column = 0; column < cells.size(); column++) {
                sheet.value(at, column, harmless(cells.get(column)));
            }
            at++;
        }
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
