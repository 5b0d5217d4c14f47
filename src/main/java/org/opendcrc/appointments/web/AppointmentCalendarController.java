package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.CalendarDesk;
import org.opendcrc.appointments.VisitorPace;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Appointments for calendar programs: one as a file, an advisor's under an address that he makes, renews and ends himself. */
@Controller
class AppointmentCalendarController {

    static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final CalendarDesk desk;
    private final VisitorPace pace;
    private final Frames frames;
    private final Clock clock;
    private final ZoneId zone;

    AppointmentCalendarController(
            CalendarDesk desk,
            VisitorPace pace,
            Frames frames,
            Clock clock,
            @Value("${opendcrc.zone:Asia/Shanghai}") ZoneId zone) {
        this.desk = desk;
        this.pace = pace;
        this.frames = frames;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/appointments/{id}/appointment.ics")
    ResponseEntity<String> file(@AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header("Content-Disposition", "attachment; filename=\"appointment.ics\"")
                .body(desk.file(actor, id));
    }

    /** For programs without a login; who has the latest is told so and nothing more. */
    @GetMapping("/feeds/{token}.ics")
    ResponseEntity<String> feed(@PathVariable String token, HttpServletRequest request) {
        var visitor = VisitorPace.visitor(request.getRemoteAddr());
        var knock = pace.atCalendar(visitor, token);
        if (!knock.admitted()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(
                            "Retry-After",
                            Long.toString(VisitorPace.Deed.FETCH.span().toSeconds()))
                    .build();
        }
        var written =
                knock.dealer().flatMap(dealer -> DealerContext.callAs(dealer, () -> desk.feed(token, clock.instant())));
        if (written.isEmpty()) {
            pace.admits(VisitorPace.Deed.GUESS, visitor);
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .eTag("\"" + sum(written.get()) + "\"")
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate())
                .body(written.get());
    }

    @GetMapping("/appointments/calendar")
    ModelAndView page(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(actor, request, null);
    }

    /** The address is shown in the answer to this alone. */
    @PostMapping("/appointments/calendar/address")
    ModelAndView renew(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var path = desk.renew(actor);
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        return page(
                actor,
                request,
                request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port) + path);
    }

    @GetMapping({"/appointments/calendar/address", "/appointments/calendar/end"})
    String again() {
        return "redirect:/appointments/calendar";
    }

    @PostMapping("/appointments/calendar/end")
    String end(@AuthenticationPrincipal Actor actor) {
        desk.end(actor);
        return "redirect:/appointments/calendar";
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, @Nullable String address) {
        Instant now = clock.instant();
        var frame = frames.of(request, "calendar.title", AppointmentMenu.KEY);
        var made = desk.made(actor)
                .map(it -> frame.msg().moment(it, zone, now.atZone(zone).toLocalDate()));
        return new ModelAndView("appointments/calendar")
                .addObject("frame", frame)
                .addObject("made", made.orElse(""))
                .addObject("address", address == null ? "" : address);
    }

    private static String sum(String written) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(written.getBytes(StandardCharsets.UTF_8)),
                            0,
                            16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
