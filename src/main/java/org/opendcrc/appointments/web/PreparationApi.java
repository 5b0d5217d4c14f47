package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.Copy;
import org.opendcrc.appointments.CopyReader;
import org.opendcrc.appointments.HandoverDesk;
import org.opendcrc.appointments.PrepAnswer;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepLine;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The preparation for machines: the same steps with the same refusals as on the board. */
@RestController
@RequestMapping(path = "/api/v1/appointments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Preparation", description = "What is ready for an appointment, and the copies of its form")
class PreparationApi {

    private final PreparationDesk desk;
    private final HandoverDesk handover;
    private final Stores stores;
    private final Problems problems;
    private final Clock clock;

    PreparationApi(PreparationDesk desk, HandoverDesk handover, Stores stores, Problems problems, Clock clock) {
        this.desk = desk;
        this.handover = handover;
        this.stores = stores;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "PreparationFact")
    record Fact(
            PrepStep step,
            PrepFact.Kind kind,
            Instant at,
            String by,
            boolean noParts,
            @Nullable String shelf,
            @Nullable String label,
            @Nullable String part,
            @Nullable LocalDate expectedOn,
            @Nullable String technician,
            @Nullable String bay,
            @Nullable String tools,
            @Nullable String note,

            @Schema(description = "The step that took this one back with it") @Nullable
            PrepStep fellWith) {

        static Fact of(PrepFact it) {
            var said = it.details();
            return new Fact(
                    it.step(),
                    it.kind(),
                    it.at(),
                    it.name(),
                    said.noParts(),
                    orNull(said.shelf()),
                    orNull(said.label()),
                    orNull(said.part()),
                    said.expectedOn().orElse(null),
                    orNull(said.technician()),
                    orNull(said.bay()),
                    orNull(said.tools()),
                    orNull(said.note()),
                    it.fellWith().orElse(null));
        }

        private static @Nullable String orNull(String it) {
            return it.isEmpty() ? null : it;
        }
    }

    @Schema(name = "FormCopy")
    record CopyShown(
            CopyReader reader,
            Instant handedAt,
            String handedBy,
            @Nullable Instant readAt,
            @Nullable String readBy) {

        static CopyShown of(Copy it) {
            return new CopyShown(
                    it.reader(),
                    it.handedAt(),
                    it.handedBy(),
                    it.readAt().orElse(null),
                    it.readBy().orElse(null));
        }
    }

    @Schema(name = "Preparation")
    record Shown(
            UUID appointment,
            String number,
            AppointmentState state,
            LocalDate day,
            LocalTime start,
            @Nullable String plate,
            UUID advisor,

            @Schema(
                    description =
                            "The last moment for being ready, included; absent where it was booked too late for any")
            @Nullable
            Instant dueAt,

            @Schema(description = "Since when all is ready; absent: it is not") @Nullable
            Instant readyAt,

            @Schema(description = "Whether it was ready at its line; absent before") @Nullable
            Boolean inTime,

            @Schema(description = "Not ready, and its line is behind it")
            boolean alarm,

            @Schema(description = "The steps that are done") Set<PrepStep> done,

            @Schema(description = "The steps that can be taken now")
            Set<PrepStep> next,

            @Schema(description = "All that was said, the first first; the last of a step is how it stands")
            List<Fact> facts,

            List<CopyShown> copies) {

        static Shown of(PrepLine it) {
            var done = EnumSet.noneOf(PrepStep.class);
            for (var step : PrepStep.values()) {
                if (it.sheet().isDone(step)) {
                    done.add(step);
                }
            }
            return new Shown(
                    it.id(),
                    it.sheet().number(),
                    it.sheet().state(),
                    it.day(),
                    it.start(),
                    it.sheet().plate().orElse(null),
                    it.advisor(),
                    it.dueAt().orElse(null),
                    it.readyAt().orElse(null),
                    it.inTime().orElse(null),
                    it.isAlarm(),
                    done,
                    it.sheet().next(),
                    it.sheet().facts().stream().map(Fact::of).toList(),
                    it.copies().stream().map(CopyShown::of).toList());
        }
    }

    @Schema(name = "PreparationBoard")
    record Board(
            LocalDate day,
            List<Shown> items,

            @Schema(description = "Forms of which the person has copies to hand on (AP-19)")
            List<Shown> waiting) {}

    @Schema(name = "PreparationStepWish")
    record StepWanted(
            @NotNull PrepStep step,

            @Schema(
                    description =
                            "Done if absent. SHORT: of parts only. INFORMED: of the customer only. UNDONE takes it back")
            PrepFact.@Nullable Kind kind,

            @Schema(description = "Parts: none are needed") @Nullable
            Boolean noParts,

            @Schema(description = "Parts: where they lie (AP-21)") @Nullable
            String shelf,

            @Schema(description = "Parts: the plate that hangs on them (AP-21)") @Nullable
            String label,

            @Schema(description = "Parts: what is short") @Nullable
            String part,

            @Schema(description = "Parts: when it comes") @Nullable
            LocalDate expectedOn,

            @Nullable String technician,
            @Nullable String bay,
            @Nullable String tools,
            @Nullable String note) {

        PrepFact.Details details() {
            return new PrepFact.Details(
                    Boolean.TRUE.equals(noParts),
                    words(shelf),
                    words(label),
                    words(part),
                    Optional.ofNullable(expectedOn),
                    words(technician),
                    words(bay),
                    words(tools),
                    words(note));
        }

        private static String words(@Nullable String it) {
            return Objects.requireNonNullElse(it, "").strip();
        }
    }

    @Schema(name = "CopiesWish")
    record CopiesWanted(
            @Schema(description = "Absent: all three") @Nullable
            Set<CopyReader> readers) {}

    @Schema(name = "FormsWish")
    record FormsWanted(@NotNull List<UUID> appointments) {}

    @GetMapping("/preparation")
    @Operation(summary = "The preparation board of a store's day")
    Board board(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day) {
        var where = store(actor, store);
        var today = clock.instant().atZone(where.zone()).toLocalDate();
        var board = desk.board(actor, where.id(), day, today);
        return new Board(
                day,
                board.lines().stream().map(Shown::of).toList(),
                board.waiting().stream().map(Shown::of).toList());
    }

    @GetMapping("/{id}/preparation")
    @Operation(summary = "The preparation of an appointment with all that was said")
    Shown show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Shown.of(desk.find(actor, id));
    }

    @PostMapping(path = "/{id}/preparation", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take a step of the preparation, or take it back",
            description =
                    "What was said so already changes nothing. A step that is taken back takes those with it that rest on it (AP-22).")
    @ApiResponse(responseCode = "200", description = "Written down")
    @ApiResponse(responseCode = "422", description = "Refused (AP-21, AP-22, AP-25), or not complete")
    ResponseEntity<?> take(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody StepWanted wanted) {
        return answer(
                actor,
                desk.take(
                        actor,
                        id,
                        wanted.step(),
                        Objects.requireNonNullElse(wanted.kind(), PrepFact.Kind.DONE),
                        wanted.details(),
                        clock.instant()));
    }

    @PostMapping(path = "/{id}/copies", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Hand copies of a form on to advisor, parts and workshop (AP-19)")
    @ApiResponse(responseCode = "200", description = "Handed on")
    @ApiResponse(responseCode = "422", description = "All three have theirs, or nobody is expected any more")
    ResponseEntity<?> handOn(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody CopiesWanted wanted) {
        var readers = Objects.requireNonNullElse(wanted.readers(), EnumSet.allOf(CopyReader.class));
        return answer(actor, handover.handOn(actor, id, readers, clock.instant()));
    }

    @PostMapping(path = "/copies", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Hand all copies of several forms on; those that cannot be any more are left out")
    Map<String, Integer> handOnAll(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody FormsWanted wanted) {
        return Map.of("forms", handover.handOnAll(actor, wanted.appointments(), clock.instant()));
    }

    @PostMapping("/{id}/copies/{reader}/receipt")
    @Operation(summary = "Say that the reader has his copy before him; the first time counts")
    ResponseEntity<?> read(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable CopyReader reader) {
        return answer(actor, handover.read(actor, id, reader, clock.instant()));
    }

    private ResponseEntity<?> answer(Actor actor, PrepAnswer answer) {
        return switch (answer) {
            case PrepAnswer.Done(var id, var _) -> ResponseEntity.ok(Shown.of(desk.find(actor, id)));
            case PrepAnswer.Refused(var why) -> problems.refused(why.type(), why.sentence(), why.rule(), why.fields());
        };
    }

    private Store store(Actor actor, String named) {
        return stores.of(actor, UseCase.READ_APPOINTMENTS).stream()
                .filter(it -> it.code().equals(named) || it.id().toString().equals(named))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + named));
    }
}
