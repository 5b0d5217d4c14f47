package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.ReconciliationDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Who came when, and what gate and system say about it. */
@Controller
@RequestMapping("/appointments")
class ArrivalsController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ReconciliationDesk desk;
    private final Frames frames;
    private final Clock clock;

    ArrivalsController(ReconciliationDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/arrivals")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_GATE_LOG) Optional<UUID> store,
            @RequestParam Optional<LocalDate> day,
            @RequestParam(defaultValue = "") String show,
            HttpServletRequest request) {
        var now = clock.instant();
        var flash = RequestContextUtils.getInputFlashMap(request);
        return new ModelAndView("appointments/arrivals")
                .addObject("frame", frames.of(request, "arrivals.title", AppointmentMenu.KEY))
                .addObject(
                        "page",
                        ArrivalsPage.of(
                                desk.day(actor, store, day, now),
                                show,
                                actor,
                                now,
                                frames.msg(request),
                                flash != null && flash.get("said") instanceof String said ? said : null));
    }

    @GetMapping("/arrivals.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate day,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var found = desk.day(actor, Optional.of(store), Optional.of(day), clock.instant());
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("arrivals-%s-%s.xlsx".formatted(found.storeCode(), day), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new ArrivalsWorkbook(frames.msg(request)).write(found, response.getOutputStream());
    }

    @PostMapping("/arrivals/comparison")
    ModelAndView compare(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate day,
            RedirectAttributes next,
            HttpServletRequest request) {
        int changes = desk.compare(actor, store, day, clock.instant());
        next.addFlashAttribute("said", frames.msg(request).t("arrivals.said", changes));
        return new ModelAndView("redirect:" + ArrivalsPage.address(store, day.toString(), ""));
    }
}
