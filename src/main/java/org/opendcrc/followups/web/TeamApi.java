package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Absence;
import org.opendcrc.followups.AwayDesk;
import org.opendcrc.followups.Closing;
import org.opendcrc.followups.ClosingDesk;
import org.opendcrc.followups.TeamDay;
import org.opendcrc.followups.TeamDesk;
import org.opendcrc.followups.WatchedClerk;
import org.opendcrc.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The team's day, who is away, and old calls that are closed by text, for machines. */
@RestController
@RequestMapping(path = "/api/v1/follow-ups", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Follow-up team", description = "The team's day (RP-14), absences, and closing a backlog by text")
class TeamApi {

    private static final int ROWS = 500;

    private final TeamDesk team;
    private final AwayDesk away;
    private final ClosingDesk closings;
    private final Clock clock;

    TeamApi(TeamDesk team, AwayDesk away, ClosingDesk closings, Clock clock) {
        this.team = team;
        this.away = away;
        this.closings = closings;
        this.clock = clock;
    }

    @Schema(name = "FollowUpAway")
    record AwayWish(
            @NotNull UUID store,
            @NotNull UUID staff,

            @Schema(description = "Included; now if absent") @Nullable
            Instant from,

            @NotNull @Schema(description = "Excluded") Instant until,

            @Schema(description = "Who gets his calls, in turn; nobody in particular if absent") @Nullable
            List<UUID> covers) {}

    @Schema(name = "FollowUpAwayNamed")
    record AwayAnswer(
            UUID id,

            @Schema(description = "What was handed over at once; absent if it begins later") @Nullable
            UUID step) {}

    @Schema(name = "FollowUpClosingWish")
    record ClosingWish(
            @NotNull UUID store,

            @Schema(description = "First day of settlement, included; from the beginning if absent") @Nullable
            LocalDate settledFrom,

            @NotNull @Schema(description = "Last day of settlement, included")
            LocalDate settledTo) {}

    @Schema(name = "FollowUpClosingReport")
    record ClosingAnswer(
            Closing closing,

            @Schema(description = "How many are left out, by reason")
            Map<Closing.LeftOut, Integer> leftOut,

            @Schema(description = "Texts by their state in the outbox")
            Map<String, Integer> texts,

            @Schema(description = "The first 500 calls") List<Closing.Row> rows) {}

    @GetMapping("/team")
    @Operation(summary = "The team's day as it stands (RP-14)")
    TeamDay day(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @RequestParam UUID store) {
        return team.day(actor, store, clock.instant());
    }

    @GetMapping("/team/{staff}")
    @Operation(summary = "One clerk's open calls and calls of today; the look is in the audit log")
    WatchedClerk watch(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID staff,
            @RequestParam UUID store) {
        return team.watch(actor, store, staff, clock.instant());
    }

    @GetMapping("/away")
    @Operation(summary = "Who is away now or later in a store")
    List<Absence> absences(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @RequestParam UUID store) {
        return away.absences(actor, store, clock.instant());
    }

    @PostMapping(path = "/away", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Write down that a clerk is away, and who covers for him",
            description =
                    "What is assigned to him goes over when it begins; a call in somebody's hand when it is given back.")
    @ApiResponse(responseCode = "201", description = "Written down")
    @ApiResponse(responseCode = "422", description = "The end is not ahead, or somebody makes no calls in that store")
    ResponseEntity<?> name(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody AwayWish sent) {
        var now = clock.instant();
        return switch (away.name(
                actor,
                sent.store(),
                sent.staff(),
                sent.from() == null ? now : sent.from(),
                sent.until(),
                sent.covers() == null ? List.of() : sent.covers(),
                now)) {
            case AwayDesk.Named.Done(var absence, var step) ->
                ResponseEntity.created(URI.create("/api/v1/follow-ups/away/" + absence))
                        .body(new AwayAnswer(absence, step.orElse(null)));
            case AwayDesk.Named.EndsTooEarly() -> refused("absence-ends-too-early");
            case AwayDesk.Named.NotThere() -> refused("makes-no-calls-there");
        };
    }

    @DeleteMapping("/away/{absence}")
    @Operation(summary = "He is back", description = "What went to others stays with them.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void back(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID absence) {
        away.end(actor, absence, clock.instant());
    }

    @PostMapping(path = "/closings", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Prepare the closing of a backlog by text",
            description =
                    "Says who would be texted and who is left out and why. Nothing is sent before it is approved.")
    @ApiResponse(responseCode = "201", description = "It waits for approval")
    @ApiResponse(responseCode = "422", description = "Nothing is owed of those days")
    ResponseEntity<?> prepare(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody ClosingWish sent) {
        return switch (closings.prepare(
                actor, sent.store(), Optional.ofNullable(sent.settledFrom()), sent.settledTo(), clock.instant())) {
            case ClosingDesk.Prepared.Done(var id) ->
                ResponseEntity.created(URI.create("/api/v1/follow-ups/closings/" + id))
                        .body(told(actor, id));
            case ClosingDesk.Prepared.NothingOwed() -> refused("nothing-owed");
            case ClosingDesk.Prepared.EndsBeforeItBegins() -> refused("ends-before-it-begins");
        };
    }

    @GetMapping("/closings/{closing}")
    @Operation(summary = "Read how far a closing is, who is left out and why")
    ClosingAnswer closing(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID closing) {
        return told(actor, closing);
    }

    @PostMapping("/closings/{closing}/approval")
    @Operation(summary = "Approve it: the texts go in portions")
    ClosingAnswer approve(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID closing) {
        closings.approve(actor, closing, clock.instant());
        return told(actor, closing);
    }

    @PostMapping("/closings/{closing}/stop")
    @Operation(summary = "Stop it at once")
    ClosingAnswer stop(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID closing) {
        closings.stop(actor, closing, clock.instant());
        return told(actor, closing);
    }

    @PostMapping("/closings/{closing}/undoing")
    @Operation(summary = "Stop it and owe every call again whose text has not gone yet")
    ClosingAnswer undo(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID closing) {
        closings.undo(actor, closing, clock.instant());
        return told(actor, closing);
    }

    private ClosingAnswer told(Actor actor, UUID closing) {
        var report = closings.report(actor, closing);
        return new ClosingAnswer(
                report.closing(),
                report.leftOut(),
                report.texts(),
                closings.rows(actor, report, Optional.empty(), 0, ROWS));
    }

    private static ResponseEntity<ProblemDetail> refused(String type) {
        var problem = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        problem.setType(URI.create("/problems/" + type));
        return ResponseEntity.unprocessableContent().body(problem);
    }
}
