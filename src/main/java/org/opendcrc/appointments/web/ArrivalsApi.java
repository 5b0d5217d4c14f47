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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.ArrivalsOfDay;
import org.opendcrc.appointments.GateAnswer;
import org.opendcrc.appointments.GateDesk;
import org.opendcrc.appointments.GateEntry;
import org.opendcrc.appointments.ReconciliationDesk;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
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

/** The gate and the comparison for machines: a plate camera writes here with the token of a guard. */
@RestController
@RequestMapping(path = "/api/v1/arrivals", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Arrivals", description = "Which car came in when, and what became of the day's appointments")
class ArrivalsApi {

    private final GateDesk gate;
    private final ReconciliationDesk desk;
    private final Stores stores;
    private final Problems problems;
    private final Clock clock;

    ArrivalsApi(GateDesk gate, ReconciliationDesk desk, Stores stores, Problems problems, Clock clock) {
        this.gate = gate;
        this.desk = desk;
        this.stores = stores;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "Arrival")
    record Shown(
            UUID id,
            LocalDate day,

            @Schema(description = "Normalised: upper case, no dots", example = "浙A7K3F9")
            String plate,

            @Schema(description = "As it was sent") String typed,

            Instant at,

            @Schema(description = "Kept although the plate had come in that day")
            boolean again,

            GateEntry.Source source,
            String key,
            Instant writtenAt,
            String writtenBy,

            @Schema(description = "It was found wrong and does not count; absent if it counts") @Nullable
            Instant correctedAt,

            @Nullable String correctedBy,
            @Nullable String correction) {

        static Shown of(GateEntry it) {
            return new Shown(
                    it.id(),
                    it.day(),
                    it.plate(),
                    it.typed(),
                    it.at(),
                    it.again(),
                    it.source(),
                    it.clientKey(),
                    it.writtenAt(),
                    it.writtenBy(),
                    it.correction().map(GateEntry.Correction::at).orElse(null),
                    it.correction().map(GateEntry.Correction::by).orElse(null),
                    it.correction().map(GateEntry.Correction::reason).orElse(null));
        }
    }

    @Schema(name = "Arrivals")
    record Listed(LocalDate day, List<Shown> items) {}

    @Schema(name = "ArrivalSeen")
    record Wanted(
            @NotNull @Schema(description = "Identifier or code of the store", example = "east")
            String store,

            @NotNull @Schema(example = "浙A·7K3F9") String plate,

            @Schema(description = "When it came, with offset; absent: now", example = "2026-04-10T08:45:00+08:00")
            @Nullable
            OffsetDateTime at,

            @Schema(description = "Your own key, up to 80 characters: the same sent twice is one arrival") @Nullable
            String key,

            @Schema(description = "Keep it although that plate has come in that day; no if absent") @Nullable
            Boolean again) {}

    @Schema(name = "ArrivalCorrection")
    record Correction(@Nullable String reason) {}

    @Schema(name = "ComparedAppointment")
    record Line(
            UUID appointment,
            String number,
            LocalTime start,
            AppointmentState state,
            @Nullable String plate,

            @Schema(description = "ON_TIME, EARLY, LATE or NO_SHOW; absent while it is open") @Nullable
            String result,

            @Schema(description = "GATE or SYSTEM (AP-9)") @Nullable
            String decidedBy,

            @Schema(description = "Minutes after the appointment by the clock that decides") @Nullable
            Integer offMinutes,

            @Nullable Instant gateAt,
            @Nullable Instant systemAt,

            @Schema(description = "System minus gate") @Nullable
            Integer apartMinutes,

            @Schema(description = "Gate and system tell different stories")
            boolean disagree,

            @Schema(description = "The effective window in which it was promised") @Nullable
            String window,

            boolean excused) {

        static Line of(ArrivalsOfDay.Line it) {
            return new Line(
                    it.appointment(),
                    it.number(),
                    it.start(),
                    it.state(),
                    it.plate().orElse(null),
                    it.arrived().result(),
                    it.arrived().decidedBy(),
                    it.arrived().offMinutes().orElse(null),
                    it.arrived().gateAt().orElse(null),
                    it.arrived().systemAt().orElse(null),
                    it.arrived().apartMinutes().orElse(null),
                    it.arrived().disagree(),
                    it.window().orElse(null),
                    it.excused());
        }
    }

    @Schema(name = "WalkIn")
    record WalkIn(
            Instant cameAt,
            boolean seenAtGate,
            @Nullable String orderNo,
            @Nullable String plate,
            String brand) {}

    @Schema(name = "GateOnly")
    record GateOnly(
            UUID id,
            Instant at,
            String plate,
            String source,
            @Nullable String likeAppointment) {}

    @Schema(name = "ComparedDay")
    record Compared(
            UUID store,
            LocalDate day,
            @Nullable Instant comparedAt,

            @Schema(description = "Repair visits (A11): kept appointments and walk-ins")
            long visits,

            List<Line> appointments,
            List<WalkIn> walkIns,
            List<GateOnly> gateOnly) {

        static Compared of(ArrivalsOfDay it) {
            return new Compared(
                    it.store(),
                    it.day(),
                    it.comparedAt().orElse(null),
                    it.visits(),
                    it.lines().stream().map(Line::of).toList(),
                    it.walkIns().stream()
                            .map(one -> new WalkIn(
                                    one.cameAt(),
                                    one.seenAtGate(),
                                    one.orderNo(),
                                    one.plate().orElse(null),
                                    one.brand()))
                            .toList(),
                    it.gateOnly().stream()
                            .map(one -> new GateOnly(
                                    one.id(),
                                    one.at(),
                                    one.plate(),
                                    one.source(),
                                    one.like().map(ArrivalsOfDay.Line::number).orElse(null)))
                            .toList());
        }
    }

    @Schema(name = "ComparisonWish")
    record ComparisonWanted(@NotNull String store, @NotNull LocalDate day) {}

    @GetMapping
    @Operation(summary = "List the arrivals of a day", description = "The latest first, corrected ones too.")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day) {
        return new Listed(
                day,
                gate.entries(actor, store(store), day).stream().map(Shown::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Write an arrival",
            description = "With a key the same can be sent as often as the network asks for it.")
    @ApiResponse(responseCode = "201", description = "Written")
    @ApiResponse(responseCode = "200", description = "Sent before with that key: nothing was written twice")
    @ApiResponse(
            responseCode = "409",
            description =
                    "That plate has come in that day (send it with `again`), or the key stands for another arrival")
    @ApiResponse(responseCode = "422", description = "No plate, or a time ahead or too long ago")
    ResponseEntity<?> write(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Wanted wanted) {
        var arrival = new GateDesk.Arrival(
                store(wanted.store()),
                wanted.plate(),
                Optional.ofNullable(wanted.at()).map(OffsetDateTime::toInstant),
                Objects.requireNonNullElse(wanted.key(), "").strip(),
                Boolean.TRUE.equals(wanted.again()),
                GateEntry.Source.PROGRAM);
        return switch (gate.write(actor, arrival, clock.instant())) {
            case GateAnswer.Written(var entry) ->
                ResponseEntity.status(HttpStatus.CREATED).body(Shown.of(entry));
            case GateAnswer.Repeated(var entry) -> ResponseEntity.ok(Shown.of(entry));
            case GateAnswer.AlreadyIn(var first) ->
                problems.overtaken(
                        "arrival-already-in",
                        Sentence.of("gate.already-in", first.plate()),
                        "",
                        Map.of("first", Shown.of(first)));
            case GateAnswer.KeyTaken(var other) ->
                problems.overtaken(
                        "arrival-key-taken", Sentence.of("gate.key-taken"), "", Map.of("other", Shown.of(other)));
            case GateAnswer.Incomplete(var field, var sentence) ->
                problems.refused("arrival-incomplete", sentence, "", Map.of("errors", List.of(Map.of("field", field))));
        };
    }

    @PostMapping(path = "/{id}/corrections", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say that an arrival was written wrongly",
            description = "It stays readable and counts no longer. The same twice changes nothing.")
    Shown correct(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody Correction correction) {
        return Shown.of(gate.correct(actor, id, Objects.requireNonNullElse(correction.reason(), ""), clock.instant()));
    }

    @GetMapping("/comparison")
    @Operation(
            summary = "A day compared",
            description =
                    "Appointments with what became of them (AP-7, AP-8, AP-9), walk-ins, and what nobody explains.")
    Compared compared(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day) {
        return Compared.of(desk.day(actor, Optional.of(store(store)), Optional.of(day), clock.instant()));
    }

    @PostMapping(path = "/comparison", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Compare a day now",
            description = "Changes only what new facts change; it is done at night and in the morning by itself.")
    Compared compare(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @Valid @RequestBody ComparisonWanted wanted) {
        var now = clock.instant();
        var store = store(wanted.store());
        desk.compare(actor, store, wanted.day(), now);
        return Compared.of(desk.day(actor, Optional.of(store), Optional.of(wanted.day()), now));
    }

    private UUID store(String named) {
        return identifier(named)
                .or(() -> stores.byCode(named).map(Store::id))
                .orElseThrow(() -> new NotFound("store " + named));
    }

    private static Optional<UUID> identifier(String named) {
        try {
            return Optional.of(UUID.fromString(named));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
