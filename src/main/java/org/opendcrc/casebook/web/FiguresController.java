package org.opendcrc.casebook.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.casebook.CaseAges;
import org.opendcrc.casebook.Figures;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Complaints in figures: by kind, department, cause and source, with trend and Pareto (RP-12), and the open ones by age (RP-23). */
@Controller
class FiguresController {

    private static final String FORMULA_BEGINS = "=+-@\t\r";
    private static final int MOST_ROWS = 5_000;

    private final PaperDesk desk;
    private final Frames frames;
    private final DealerZone zone;
    private final Clock clock;

    FiguresController(PaperDesk desk, Frames frames, DealerZone zone, Clock clock) {
        this.zone = zone;
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/casebook")
    ModelAndView figures(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store,
            @RequestParam Optional<YearMonth> month,
            @RequestParam(defaultValue = "1") int span,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        return new ModelAndView("casebook/figures")
                .addObject(
                        "frame",
                        frames.of(request, "casebook.title", CasebookMenu.KEY)
                                .withCharts()
                                .withOwnScript("casebook.js"))
                .addObject(
                        "page",
                        FiguresPage.of(
                                desk.figures(actor, store, month(actor, month), months(span)),
                                desk.ages(actor, store, clock.instant()),
                                store,
                                msg));
    }

    @GetMapping("/casebook/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store,
            @RequestParam Optional<YearMonth> month,
            @RequestParam(defaultValue = "1") int span,
            @RequestParam Optional<Figures.By> by,
            @RequestParam(defaultValue = "") String value,
            @RequestParam Optional<CaseAges.Band> band,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var now = clock.instant();
        var to = month(actor, month);
        var found = band.map(it -> desk.openRows(actor, store, it, now, FigureRowsPage.ROWS + 1))
                .orElseGet(() -> desk.rows(actor, store, to, months(span), by, value, now, FigureRowsPage.ROWS + 1));
        var what = band.map(it -> msg.t("casebook.rows.open", CasebookWords.band(it, msg)))
                .or(() -> by.map(it -> msg.t(
                        "casebook.rows.by",
                        msg.t("casebook.by." + it),
                        CasebookWords.value(it, value, msg),
                        to.toString())))
                .orElseGet(() -> msg.t("casebook.rows.all", to.toString()));
        return new ModelAndView("casebook/rows")
                .addObject("frame", frames.of(request, "casebook.title", CasebookMenu.KEY))
                .addObject(
                        "page",
                        FigureRowsPage.of(
                                "/casebook?span=" + months(span) + "&month=" + to,
                                what,
                                found,
                                FigureRowsPage.ROWS,
                                now,
                                msg));
    }

    /** Figures and the cases behind them. */
    @GetMapping("/casebook.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store,
            @RequestParam Optional<YearMonth> month,
            @RequestParam(defaultValue = "1") int span,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var now = clock.instant();
        var to = month(actor, month);
        var figures = desk.figures(actor, store, to, months(span));
        var rows = desk.rows(actor, store, to, months(span), Optional.empty(), "", now, MOST_ROWS);
        response.setHeader("Content-Disposition", "attachment; filename=\"complaints-%s.xlsx\"".formatted(to));
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var book = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet(msg.t("casebook.sheet.figures"));
            text(sheet, 0, 0, msg.t("casebook.title"));
            text(sheet, 0, 1, FiguresPage.period(figures, msg));
            int at = 2;
            for (var by : Figures.By.values()) {
                at = table(sheet, at, by, figures, msg) + 1;
            }
            var list = book.newWorksheet(msg.t("casebook.sheet.rows"));
            int column = 0;
            for (var heading :
                    Arrays.asList("number", "received", "customer", "kind", "department", "cause", "state", "store")) {
                text(list, 0, column++, msg.t("casebook.column." + heading));
            }
            int line = 1;
            for (var it : FigureRowsPage.of("", "", rows, MOST_ROWS, now, msg).rows()) {
                column = 0;
                for (var cell : Arrays.asList(
                        it.number(),
                        it.received(),
                        it.customer(),
                        it.kind(),
                        it.department(),
                        it.cause(),
                        it.state(),
                        it.store())) {
                    text(list, line, column++, cell);
                }
                line++;
            }
        }
    }

    private static int table(Worksheet sheet, int from, Figures.By by, Figures figures, Msg msg) {
        int at = from;
        text(sheet, at, 0, msg.t("casebook.by." + by));
        text(sheet, at, 1, msg.t("casebook.cases"));
        text(sheet, at, 2, msg.t("casebook.share"));
        text(sheet, at, 3, msg.t("casebook.before"));
        text(sheet, at, 4, msg.t("casebook.change"));
        text(sheet, at, 5, msg.t("casebook.together"));
        for (var line : figures.by(by)) {
            at++;
            text(sheet, at, 0, CasebookWords.value(by, line.value(), msg));
            sheet.value(at, 1, line.cases());
            share(sheet, at, 2, line.share());
            sheet.value(at, 3, line.before());
            sheet.value(at, 4, line.change());
            share(sheet, at, 5, line.together());
        }
        return at + 1;
    }

    private static void share(Worksheet sheet, int row, int column, Optional<java.math.BigDecimal> share) {
        if (share.isEmpty()) {
            sheet.value(row, column, Msg.NONE);
            return;
        }
        sheet.value(row, column, share.get());
        sheet.style(row, column).format("0.0%").set();
    }

    /** What a spreadsheet would take for a formula is written so that it stays text. */
    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }

    private YearMonth month(Actor actor, Optional<YearMonth> asked) {
        return asked.orElseGet(() -> YearMonth.from(zone.today(actor)));
    }

    private static int months(int asked) {
        return asked == 3 || asked == 12 ? asked : 1;
    }
}
