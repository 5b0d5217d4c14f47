package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.CalendarDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other programs hand on to customers and calendars. */
@RestController
@RequestMapping("/api/v1/appointments/{id}")
@Tag(name = "Appointments")
class SelfServiceApi {

    private final AppointmentDesk desk;
    private final CalendarDesk calendars;
    private final Problems problems;
    private final Clock clock;

    SelfServiceApi(AppointmentDesk desk, CalendarDesk calendars, Problems problems, Clock clock) {
        this.desk = desk;
        this.calendars = calendars;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "CustomerLink")
    record Link(
            @Schema(example = "https://yuyue.example.cn/a/3q2-7wAAAAAAAAAAAAAAAA")
            String url) {}

    @PostMapping(path = "/links", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Make a link for the customer",
            description =
                    "With it he confirms, moves or cancels without a login. It is shown this once, and ends when the appointment moves, is"
                            + " cancelled or begins.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(responseCode = "422", description = "The store has no public address, or the appointment is not ahead")
    ResponseEntity<?> link(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return desk.link(actor, id, clock.instant())
                .<ResponseEntity<?>>map(
                        it -> ResponseEntity.created(URI.create(it)).body(new Link(it)))
                .orElseGet(() -> problems.refused("no-link", Sentence.of("public.link.api.none"), "", Map.of()));
    }

    @GetMapping(path = "/calendar", produces = "text/calendar")
    @Operation(
            summary = "An appointment for a calendar program",
            description =
                    "RFC 5545. The UID stays through all moves; SEQUENCE rises; a cancelled one has STATUS:CANCELLED.")
    @ApiResponse(responseCode = "200", description = "The calendar")
    ResponseEntity<String> calendar(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(AppointmentCalendarController.CALENDAR)
                .body(calendars.file(actor, id));
    }
}
