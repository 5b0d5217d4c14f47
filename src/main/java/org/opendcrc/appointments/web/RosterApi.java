package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AdvisorsRoster;
import org.opendcrc.appointments.AdvisorsRoster.TimeAway;
import org.opendcrc.appointments.AdvisorsRoster.WorkShift;
import org.opendcrc.appointments.Job;
import org.opendcrc.appointments.PriceList;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.RosterDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Roster and price list for machines. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Roster", description = "When advisors work, who is away, what each can do, and the price list of jobs")
class RosterApi {

    private final RosterDesk desk;
    private final PriceList prices;
    private final Problems problems;
    private final Clock clock;

    RosterApi(RosterDesk desk, PriceList prices, Problems problems, Clock clock) {
        this.desk = desk;
        this.prices = prices;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "Shift")
    record Shift(
            @NotNull DayOfWeek weekday,

            @NotNull @Schema(description = "Store time, included")
            LocalTime from,

            @NotNull @Schema(description = "Store time, not included")
            LocalTime to) {}

    @Schema(name = "Absence")
    record Absence(UUID id, TimeAway.Kind kind, Instant since, Instant until, String note) {}

    @Schema(name = "AdvisorsRoster")
    record Shown(
            UUID advisor,
            String name,
            String staffNo,

            @Schema(description = "None: in while the store is open")
            List<Shift> shifts,

            List<Absence> absences,
            List<String> skills) {

        static Shown of(AdvisorsRoster it) {
            return new Shown(
                    it.advisor(),
                    it.name(),
                    it.staffNo(),
                    it.shifts().stream()
                            .map(one -> new Shift(one.weekday(), one.from(), one.to()))
                            .toList(),
                    it.absences().stream()
                            .map(one -> new Absence(one.id(), one.kind(), one.since(), one.until(), one.note()))
                            .toList(),
                    it.skills());
        }
    }

    @Schema(name = "AbsenceWish")
    record AbsenceWanted(
            TimeAway.@Nullable Kind kind,

            @Schema(description = "With offset; absent: from this second on") @Nullable
            OffsetDateTime since,

            @Schema(description = "With offset, not included; absent: the end of the day") @Nullable
            OffsetDateTime until,

            @Nullable String note) {}

    @Schema(name = "AbsenceEntered")
    record Entered(
            UUID id,

            @Schema(description = "How many appointments lie in it and must be moved by somebody")
            int carsInTheWay) {}

    @Schema(name = "Job")
    record Priced(
            UUID id,
            String code,
            String name,
            int minutes,
            long priceFen,
            @Nullable String skill,
            boolean active) {

        static Priced of(Job it) {
            return new Priced(
                    it.id(),
                    it.code(),
                    it.name(),
                    it.minutes(),
                    it.priceFen(),
                    it.skill().orElse(null),
                    it.active());
        }
    }

    @Schema(name = "JobWish")
    record JobWanted(
            @NotNull String name,
            int minutes,
            long priceFen,
            @Nullable String skill,
            @Nullable Boolean active) {}

    @GetMapping("/rosters/{store}")
    @Operation(summary = "The advisors of a store with their shifts, absences and skills")
    List<Shown> rosters(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID store) {
        return desk.of(actor, store, clock.instant()).stream().map(Shown::of).toList();
    }

    @PutMapping(path = "/rosters/{store}/{advisor}/shifts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set an advisor's shifts; none: he works while the store is open")
    @ApiResponse(responseCode = "200", description = "Set")
    @ApiResponse(responseCode = "422", description = "Shifts overlap or end before they begin")
    ResponseEntity<?> shifts(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable UUID advisor,
            @Valid @RequestBody List<Shift> shifts) {
        return answer(desk.setShifts(
                actor,
                store,
                advisor,
                shifts.stream()
                        .map(it -> new WorkShift(it.weekday(), it.from(), it.to()))
                        .toList(),
                clock.instant()));
    }

    @PutMapping(path = "/rosters/{store}/{advisor}/skills", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set an advisor's skills, named as in the price list")
    ResponseEntity<?> skills(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable UUID advisor,
            @RequestBody List<String> skills) {
        return answer(desk.setSkills(actor, store, advisor, skills, clock.instant()));
    }

    @PostMapping(path = "/rosters/{store}/{advisor}/absences", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Enter leave or an absence; an empty body: away from this second on until the end of the day")
    @ApiResponse(responseCode = "201", description = "Entered")
    ResponseEntity<?> absence(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable UUID advisor,
            @RequestBody AbsenceWanted wanted) {
        var now = clock.instant();
        var note = Objects.requireNonNullElse(wanted.note(), "");
        var until = Optional.ofNullable(wanted.until()).map(OffsetDateTime::toInstant);
        var answer = until.isEmpty()
                ? desk.awayNow(actor, store, advisor, note, now)
                : desk.addAbsence(
                        actor,
                        store,
                        advisor,
                        Objects.requireNonNullElse(wanted.kind(), TimeAway.Kind.ABSENCE),
                        Optional.ofNullable(wanted.since())
                                .map(OffsetDateTime::toInstant)
                                .orElse(now),
                        until.get(),
                        note,
                        now);
        return answer instanceof RosterAnswer.Saved(var id, var cars)
                ? ResponseEntity.status(HttpStatus.CREATED).body(new Entered(id, cars))
                : answer(answer);
    }

    @DeleteMapping("/rosters/absences/{absence}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "He is back: a running absence ends now, one ahead is taken back")
    void back(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID absence) {
        desk.endAbsence(actor, absence, clock.instant());
    }

    @GetMapping("/jobs")
    @Operation(summary = "The price list of jobs")
    List<Priced> jobs(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "false") boolean all) {
        return prices.all(actor).stream()
                .filter(it -> all || it.active())
                .map(Priced::of)
                .toList();
    }

    @PutMapping(path = "/jobs/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Write a job into the price list; appointments keep the price that was told")
    ResponseEntity<?> job(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @Valid @RequestBody JobWanted job) {
        return answer(prices.put(
                actor,
                code,
                job.name(),
                job.minutes(),
                job.priceFen(),
                Objects.requireNonNullElse(job.skill(), ""),
                Objects.requireNonNullElse(job.active(), true),
                clock.instant()));
    }

    private ResponseEntity<?> answer(RosterAnswer answer) {
        return switch (answer) {
            case RosterAnswer.Saved(var id, var _) -> ResponseEntity.ok(Map.of("id", id));
            case RosterAnswer.Refused(var why) -> problems.refused("roster-refused", why, "", Map.of());
        };
    }
}
