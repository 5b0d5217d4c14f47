package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.complaints.DailyDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The daily list of open and unanswered cases (CP-24). */
@Controller
@RequestMapping("/complaints")
class DailyController {

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private final DailyDesk desk;
    private final Frames frames;
    private final Clock clock;

    DailyController(DailyDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/daily")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_COMPLAINTS) Optional<UUID> store,
            @RequestParam(defaultValue = "AGE") DailyPage.Order order,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        return new ModelAndView("complaints/daily")
                .addObject("frame", frames.of(request, "complaint.daily", ComplaintMenu.KEY))
                .addObject(
                        "page",
                        DailyPage.of(
                                desk.open(actor, store, now),
                                desk.today(actor, store, now),
                                it -> actor.may(UseCase.WORK_ON_COMPLAINTS, it),
                                store,
                                order,
                                now,
                                msg));
    }

    /** Somebody says that he has looked through them. */
    @PostMapping("/daily/looks")
    String look(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String words) {
        desk.look(actor, store, words, clock.instant());
        return "redirect:/complaints/daily?store=" + store;
    }

    @GetMapping("/daily.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_COMPLAINTS) Optional<UUID> store,
            @RequestParam(defaultValue = "AGE") DailyPage.Order order,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var now = clock.instant();
        var msg = frames.msg(request);
        var lines = desk.open(actor, store, now);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"open-cases-%s.xlsx\"".formatted(day(lines, now)));
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var book = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet(msg.t("complaint.daily"));
            int column = 0;
            for (var heading : DailyPage.COLUMNS) {
                text(sheet, 0, column++, msg.t("complaint.daily." + heading));
            }
            int at = 1;
            for (var row : DailyPage.rows(lines, order, now, msg)) {
                column = 0;
                for (var cell : row.cells()) {
                    text(sheet, at, column++, cell);
                }
                at++;
            }
        }
    }

    private static String day(List<DailyDesk.Line> lines, java.time.Instant now) {
        var zone = lines.isEmpty() ? java.time.ZoneOffset.UTC : lines.getFirst().zone();
        return now.atZone(zone).toLocalDate().toString();
    }

    private static void text(Worksheet sheet, int line, int column, String text) {
        sheet.value(line, column, !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }
}
