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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.AssignmentBoard;
import org.opendcrc.followups.AssignmentDesk;
import org.opendcrc.followups.BulkKind;
import org.opendcrc.followups.BulkOutcome;
import org.opendcrc.followups.BulkStep;
import org.opendcrc.followups.BulkTexts;
import org.opendcrc.followups.Chosen;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.ToWhom;
import org.opendcrc.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who calls whom, and steps with many calls at once, for machines. */
@RestController
@RequestMapping(path = "/api/v1/follow-ups", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Follow-up assignment", description = "Who calls whom (FU-19), and steps with many calls at once")
class AssignmentApi {

    private static final String STEPS = "/api/v1/follow-ups/steps/";

    private final AssignmentDesk desk;
    private final BulkTexts texts;
    private final Clock clock;

    AssignmentApi(AssignmentDesk desk, BulkTexts texts, Clock clock) {
        this.desk = desk;
        this.texts = texts;
        this.clock = clock;
    }

    @Schema(name = "FollowUpAssignment")
    record Assignment(
            @Schema(description = "Which tasks; the filter if absent") @Nullable
            List<UUID> tasks,

            @Schema(description = "All that the filter shows") @Nullable
            FilterForm filter,

            @Schema(description = "To one clerk") @Nullable UUID to,

            @Schema(description = "To several in turn: each goes to whoever has the fewest") @Nullable
            List<UUID> inTurn,

            @Schema(description = "true: to the clerk who is paired with the order's advisor") @Nullable
            Boolean byAdvisor) {

        /** To nobody if no one is named. */
        ToWhom whom() {
            if (to != null) {
                return new ToWhom.Clerk(to);
            }
            if (inTurn != null && !inTurn.isEmpty()) {
                return new ToWhom.InTurn(inTurn);
            }
            return Boolean.TRUE.equals(byAdvisor) ? new ToWhom.ByAdvisor() : new ToWhom.Nobody();
        }
    }

    @Schema(name = "FollowUpsChosen")
    record Rows(
            @Schema(description = "Which tasks; the filter if absent") @Nullable
            List<UUID> tasks,

            @Schema(description = "All that the filter shows") @Nullable
            FilterForm filter) {}

    @Schema(name = "FollowUpPairing")
    record Pairing(
            @NotNull UUID store,

            @NotNull @Schema(description = "Clerk by advisor; whoever is not named is paired with nobody")
            Map<UUID, UUID> clerkOfAdvisor) {}

    @Schema(name = "FollowUpAbsence")
    record Absence(
            @NotNull UUID store,
            @NotNull UUID absent,

            @Schema(description = "Who gets his open calls, in turn; nobody if absent") @Nullable
            List<UUID> others) {}

    @Schema(name = "FollowUpRestriction")
    record Restriction(
            @NotNull @Schema(description = "true: he sees only what is assigned to him")
            Boolean assignedOnly) {}

    @Schema(name = "FollowUpStep")
    record Step(
            UUID id,
            BulkKind kind,
            String by,
            java.time.Instant at,
            int rows,
            int done,

            @Schema(description = "The first 500 rows, those left out at the front")
            List<StepRow> items) {}

    @Schema(name = "FollowUpStepRow")
    record StepRow(
            UUID task,
            String orderNo,
            BulkOutcome outcome,
            @Nullable String from,
            @Nullable String to) {}

    @PostMapping(path = "/assignments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Assign calls, or take them back",
            description =
                    "By hand, in turn or by advisor; to nobody if no one is named. What somebody has open stays with him.")
    @ApiResponse(responseCode = "201", description = "Taken; the step says what became of each")
    ResponseEntity<Step> assign(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Assignment sent) {
        return created(actor, desk.assign(actor, chosen(sent.tasks(), sent.filter()), sent.whom(), clock.instant()));
    }

    @PostMapping(path = "/pairings", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Pair clerks with advisors, and give out by it what is nobody's")
    @ApiResponse(responseCode = "201", description = "Taken; the step says what became of each")
    ResponseEntity<Step> pair(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Pairing sent) {
        return created(actor, desk.pair(actor, sent.store(), sent.clerkOfAdvisor(), clock.instant()));
    }

    @PostMapping(path = "/absences", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Hand an absent clerk's open calls over")
    @ApiResponse(responseCode = "201", description = "Taken; the step says what became of each")
    ResponseEntity<Step> cover(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Absence sent) {
        var others = sent.others() == null ? List.<UUID>of() : sent.others();
        return created(actor, desk.cover(actor, sent.store(), sent.absent(), others, clock.instant()));
    }

    @PostMapping(path = "/texts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Text customers who want no calls, many at once (FU-14)",
            description = "At most 500 rows; whoever may be called is left out.")
    @ApiResponse(responseCode = "201", description = "Taken; the step says what became of each")
    ResponseEntity<Step> text(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Rows sent) {
        return created(actor, texts.send(actor, chosen(sent.tasks(), sent.filter()), clock.instant()));
    }

    @GetMapping("/steps/{id}")
    @Operation(summary = "Read what became of a step with many calls")
    Step step(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return told(desk.step(actor, id));
    }

    @GetMapping("/assignment")
    @Operation(summary = "Who has how many calls of a store, and what is left over")
    AssignmentBoard board(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @RequestParam UUID store) {
        return desk.board(actor, store, clock.instant());
    }

    @PutMapping(path = "/restrictions/{store}/{clerk}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Let a clerk see only what is assigned to him, or the whole store (FU-19)")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restrict(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable UUID clerk,
            @Valid @RequestBody Restriction sent) {
        desk.restrict(actor, store, clerk, sent.assignedOnly(), clock.instant());
    }

    private ResponseEntity<Step> created(Actor actor, UUID step) {
        return ResponseEntity.created(URI.create(STEPS + step)).body(told(desk.step(actor, step)));
    }

    private static Chosen chosen(@Nullable List<UUID> tasks, @Nullable FilterForm filter) {
        return tasks == null && filter != null
                ? new Chosen.All(filter.filter(QueueView.OWED))
                : new Chosen.Tasks(Optional.ofNullable(tasks).orElse(List.of()));
    }

    private static Step told(BulkStep.File file) {
        var step = file.step();
        return new Step(
                step.id(),
                step.kind(),
                step.by(),
                step.at(),
                step.rows(),
                step.done(),
                file.rows().stream()
                        .map(it -> new StepRow(
                                it.task(),
                                it.orderNo(),
                                it.outcome(),
                                it.from().orElse(null),
                                it.to().orElse(null)))
                        .toList());
    }
}
