package org.opendcrc.guarantees.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.guarantees.GuaranteeDesk;
import org.opendcrc.guarantees.WatchView;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The cars that need a look, as a workbook. */
@Controller
class GuaranteeWorkbook {

    private static final String FORMULA_BEGINS = "=+-@\t\r";
    private static final int MOST = 5_000;
    private static final List<String> COLUMNS = List.of("at", "reason", "plate", "car", "customer", "store");

    private final GuaranteeDesk desk;
    private final Frames frames;
    private final Clock clock;

    GuaranteeWorkbook(GuaranteeDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/guarantees.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "ALARMS") WatchView view,
            @ChosenStore(UseCase.READ_GUARANTEES) Optional<UUID> store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var now = clock.instant();
        var page = desk.list(actor, view, store, Optional.empty(), now, MOST);
        response.setHeader("Content-Disposition", "attachment; filename=\"guarantees-%s.xlsx\"".formatted(view));
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var book = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet(msg.t("guarantees.view." + view));
            int column = 0;
            for (var heading : COLUMNS) {
                text(sheet, 0, column++, msg.t("guarantees." + heading));
            }
            int line = 1;
            for (var row : WatchListPage.of(page, view, store, true, now, msg).rows()) {
                column = 0;
                for (var cell : List.of(
                        row.at(), row.reason(), row.plate().orElse(""), row.car(), row.customer(), row.store())) {
                    text(sheet, line, column++, cell);
                }
                line++;
            }
        }
    }

    private static void text(Worksheet sheet, int line, int column, String text) {
        sheet.value(line, column, !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }
}
