package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.site.Frames;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The preparation of a day to take along. */
@Controller
class PreparationWorkbookController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final PreparationDesk desk;
    private final Frames frames;
    private final Clock clock;

    PreparationWorkbookController(PreparationDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/appointments/preparation.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate day,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var house = desk.houses(actor, Optional.empty()).stream()
                .filter(it -> it.store().equals(store))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + store));
        var today = clock.instant().atZone(house.zone()).toLocalDate();
        var board = desk.board(actor, store, day, today);
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("preparation-%s-%s.xlsx".formatted(house.name(), day), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new PreparationWorkbook(house.name(), house.zone(), frames.msg(request))
                .write(board, response.getOutputStream());
    }
}
