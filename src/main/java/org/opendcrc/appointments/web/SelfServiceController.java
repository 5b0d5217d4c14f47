package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.opendcrc.appointments.CalendarDesk;
import org.opendcrc.appointments.FreePlaces;
import org.opendcrc.appointments.SelfAnswer;
import org.opendcrc.appointments.SelfServiceDesk;
import org.opendcrc.appointments.VisitorPace;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A customer's own appointment, behind the link of his text. */
@Controller
@RequestMapping("/a")
class SelfServiceController {

    private static final String CANCELLED = "cancelled";

    private final SelfServiceDesk desk;
    private final CalendarDesk calendars;
    private final Visitors visitors;
    private final Frames frames;
    private final Clock clock;

    SelfServiceController(SelfServiceDesk desk, CalendarDesk calendars, Visitors visitors, Frames frames, Clock clock) {
        this.desk = desk;
        this.calendars = calendars;
        this.visitors = visitors;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/" + CANCELLED)
    ModelAndView cancelled(HttpServletRequest request, HttpServletResponse response) {
        visitors.keepLanguage(request, response);
        return visitors.plain(request, "public.cancelled", HttpStatus.OK);
    }

    @GetMapping("/{token}")
    ModelAndView show(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String said,
            HttpServletRequest request,
            HttpServletResponse response) {
        visitors.keepLanguage(request, response);
        return behind(token, request, _ -> page(token, said, request));
    }

    /** The appointment as a file for his own calendar. */
    @GetMapping("/{token}/appointment.ics")
    Object calendar(@PathVariable String token, HttpServletRequest request) {
        var knock = visitors.atLink(request, token);
        if (!knock.admitted()) {
            return visitors.tooOften(request, VisitorPace.Deed.LOOK);
        }
        return knock.dealer()
                .flatMap(dealer ->
                        DealerContext.callAs(dealer, () -> calendars.own(token, clock.instant(), frames.msg(request))))
                .<Object>map(it -> ResponseEntity.ok()
                        .contentType(AppointmentCalendarController.CALENDAR)
                        .header("Content-Disposition", "attachment; filename=\"appointment.ics\"")
                        .body(it))
                .orElseGet(() -> visitors.gone(request));
    }

    @GetMapping("/{token}/moves")
    ModelAndView places(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String day,
            HttpServletRequest request,
            HttpServletResponse response) {
        visitors.keepLanguage(request, response);
        return behind(token, request, _ -> choose(token, day, "", List.of(), clock.instant(), HttpStatus.OK, request));
    }

    @PostMapping("/{token}/confirmation")
    ModelAndView confirm(@PathVariable String token, HttpServletRequest request) {
        return act(token, request, _ -> switch (desk.confirm(token, clock.instant())) {
            case SelfAnswer.Noted _ -> to(token, "confirmed");
            default -> visitors.gone(request);
        });
    }

    @PostMapping("/{token}/moves")
    ModelAndView move(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "-1") int version,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var chosen = PublicPage.Chosen.of(place);
        return act(
                token,
                request,
                _ -> chosen.map(it -> switch (desk.move(token, it.day(), it.start(), version, now)) {
                            case SelfAnswer.Promised(var next) -> to(next, "moved");
                            case SelfAnswer.Refused(var why, var offers) ->
                                choose(
                                        token,
                                        it.day().toString(),
                                        msg.t(Refusals.sentence(why, it.day(), msg)),
                                        offers,
                                        now,
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        request);
                            default -> visitors.gone(request);
                        })
                        .orElseGet(() -> choose(
                                token,
                                "",
                                msg.t("public.choose-first"),
                                List.of(),
                                now,
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                request)));
    }

    @PostMapping("/{token}/cancellation")
    ModelAndView cancel(
            @PathVariable String token, @RequestParam(defaultValue = "-1") int version, HttpServletRequest request) {
        return act(token, request, _ -> switch (desk.cancel(token, version, clock.instant())) {
            case SelfAnswer.Cancelled _ -> new ModelAndView("redirect:/a/" + CANCELLED);
            default -> visitors.gone(request);
        });
    }

    /** Whoever loads the answer of a form again by its address sees the appointment. */
    @GetMapping({"/{token}/confirmation", "/{token}/cancellation"})
    String again(@PathVariable String token) {
        return "redirect:/a/" + token;
    }

    private static ModelAndView to(String token, String said) {
        return new ModelAndView("redirect:/a/" + token + "?said=" + said);
    }

    /** A deed by a link; somebody of the house may have been faster, then the page shows what holds now. */
    private ModelAndView act(String token, HttpServletRequest request, IntFunction<ModelAndView> deed) {
        if (!visitors.admits(VisitorPace.Deed.ACT, token)) {
            return visitors.tooOften(request, VisitorPace.Deed.ACT);
        }
        try {
            return behind(token, request, deed);
        } catch (StaleVersion _) {
            return to(token, "changed");
        }
    }

    private ModelAndView behind(String token, HttpServletRequest request, IntFunction<ModelAndView> work) {
        var knock = visitors.atLink(request, token);
        if (!knock.admitted()) {
            return visitors.tooOften(request, VisitorPace.Deed.LOOK);
        }
        return knock.dealer()
                .map(dealer -> DealerContext.callAs(dealer, () -> work.apply(dealer)))
                .orElseGet(() -> visitors.gone(request));
    }

    private ModelAndView page(String token, String said, HttpServletRequest request) {
        var now = clock.instant();
        Function<String, String> known =
                it -> List.of("confirmed", "moved", "booked", "changed").contains(it) ? "public.said." + it : "";
        return desk.find(token, now)
                .map(it -> new ModelAndView("appointments/own")
                        .addObject("frame", visitors.frame(request, "public.own"))
                        .addObject(
                                "page",
                                PublicPage.Own.of("/a/" + token, it, known.apply(said), now, frames.msg(request))))
                .orElseGet(() -> visitors.gone(request));
    }

    private ModelAndView choose(
            String token,
            String day,
            String refusal,
            List<FreePlaces.Start> offers,
            Instant now,
            HttpStatus status,
            HttpServletRequest request) {
        var moving = desk.places(token, PublicPage.date(day), now);
        if (moving.isEmpty()) {
            return visitors.gone(request);
        }
        var own = moving.get().own();
        var msg = frames.msg(request);
        var today = now.atZone(own.zone()).toLocalDate();
        var answer = new ModelAndView("appointments/ownPlaces")
                .addObject("frame", visitors.frame(request, "public.move"))
                .addObject("own", PublicPage.Own.of("/a/" + token, own, "", now, msg))
                .addObject("page", PublicPage.Places.of(moving.get().places(), refusal, offers, today, msg));
        answer.setStatus(status);
        return answer;
    }
}
