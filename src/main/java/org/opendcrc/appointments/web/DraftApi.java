package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.Draft;
import org.opendcrc.appointments.DraftAnswer;
import org.opendcrc.appointments.DraftDesk;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
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
import org.springframework.web.bind.annotation.RestController;

/** Drafts of repair orders for machines (AP-23). */
@RestController
@RequestMapping(path = "/api/v1/appointments")
@Tag(name = "Preparation")
class DraftApi {

    private final DraftDesk desk;
    private final Stores stores;
    private final Messages messages;
    private final Problems problems;
    private final Clock clock;

    DraftApi(DraftDesk desk, Stores stores, Messages messages, Problems problems, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.messages = messages;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "OrderDraftLine")
    record Line(
            Draft.@NotNull Kind kind,
            @Nullable String code,
            @NotNull String name,

            @NotNull @Schema(description = "Hours of a job, pieces of a part")
            BigDecimal quantity,

            @Schema(description = "Of the whole line, in fen")
            long amountFen) {}

    @Schema(name = "OrderDraft")
    record Shown(
            UUID appointment,
            String number,
            AppointmentState state,
            UUID store,
            LocalDate day,
            LocalTime start,
            String customer,
            @Nullable String vin,
            @Nullable String plate,
            @Nullable Integer mileageKm,
            String needs,
            List<String> diagnosis,
            List<String> documents,
            String remark,
            List<Line> lines,
            BigDecimal hours,
            long amountFen,
            Instant changedAt,
            String changedBy,

            @Schema(description = "When it last went into a file for the dealer system") @Nullable
            Instant filedAt,

            @Schema(description = "The order that the dealer system made of it") @Nullable
            String orderNo,

            int version) {

        static Shown of(Draft it) {
            return new Shown(
                    it.appointment(),
                    it.number(),
                    it.state(),
                    it.store(),
                    it.day(),
                    it.start(),
                    it.customer(),
                    it.vin().orElse(null),
                    it.plate().orElse(null),
                    it.mileageKm().orElse(null),
                    it.needs(),
                    it.diagnosis(),
                    it.documents(),
                    it.remark(),
                    it.lines().stream()
                            .map(line ->
                                    new Line(line.kind(), line.code(), line.name(), line.quantity(), line.amountFen()))
                            .toList(),
                    it.hours(),
                    it.amountFen(),
                    it.changedAt(),
                    it.changedBy(),
                    it.filedAt().orElse(null),
                    it.orderNo().orElse(null),
                    it.version());
        }
    }

    @Schema(name = "OrderDraftWish")
    record Wanted(
            @Nullable Integer mileageKm,
            @Nullable String needs,
            @Nullable List<String> diagnosis,
            @Nullable List<String> documents,
            @Nullable String remark,
            @Nullable @Valid List<Line> lines,

            @NotNull @Schema(description = "Version of the draft as it was read")
            Integer version) {}

    @Schema(name = "DraftsFiling")
    record Filing(@NotNull String store, @NotNull LocalDate day) {}

    @GetMapping(path = "/{id}/draft", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The draft of the repair order of an appointment")
    Shown show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Shown.of(desk.find(actor, id));
    }

    @PutMapping(
            path = "/{id}/draft",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Write the whole draft anew")
    @ApiResponse(responseCode = "200", description = "Saved")
    @ApiResponse(responseCode = "409", description = "Somebody else changed it meanwhile")
    @ApiResponse(responseCode = "422", description = "Not complete, or no draft any more")
    ResponseEntity<?> change(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Wanted wanted) {
        var changes = new DraftDesk.Changes(
                Optional.ofNullable(wanted.mileageKm()),
                Objects.requireNonNullElse(wanted.needs(), ""),
                Objects.requireNonNullElse(wanted.diagnosis(), List.of()),
                Objects.requireNonNullElse(wanted.documents(), List.of()),
                Objects.requireNonNullElse(wanted.remark(), ""),
                Objects.requireNonNullElse(wanted.lines(), List.<Line>of()).stream()
                        .map(it -> new Draft.Line(
                                it.kind(),
                                Objects.requireNonNullElse(it.code(), ""),
                                it.name().strip(),
                                it.quantity(),
                                it.amountFen()))
                        .toList(),
                wanted.version());
        return switch (desk.change(actor, id, changes, clock.instant())) {
            case DraftAnswer.Saved _ -> ResponseEntity.ok(Shown.of(desk.find(actor, id)));
            case DraftAnswer.Closed(var state, var number) ->
                problems.refused(
                        "draft-closed",
                        Sentence.of("draft.closed", number, Sentence.of("appointment.state." + state)),
                        "AP-23",
                        Map.of("state", state.name()));
            case DraftAnswer.Incomplete(var faults) -> {
                var msg = messages.in(LocaleContextHolder.getLocale());
                var fields = new HashMap<String, Object>();
                fields.put(
                        "errors",
                        faults.stream()
                                .map(it -> Map.of("field", it.field(), "message", msg.t(it.sentence())))
                                .toList());
                yield problems.refused("draft-incomplete", faults.getFirst().sentence(), "", fields);
            }
        };
    }

    @GetMapping(path = "/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The drafts of a store's day, by start")
    List<Shown> ofDay(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam String store,
            @RequestParam LocalDate day) {
        return desk.ofDay(actor, store(actor, UseCase.READ_APPOINTMENTS, store), day).stream()
                .map(Shown::of)
                .toList();
    }

    @PostMapping(path = "/drafts/file", consumes = MediaType.APPLICATION_JSON_VALUE, produces = "text/csv")
    @Operation(
            summary = "Take the drafts of a store's day as a file for the dealer system",
            description =
                    "CSV in UTF-8 with byte order mark, one row a line of a draft; noted at each draft and in the audit log.")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Filing filing) {
        var store = store(actor, UseCase.EXPORT_DRAFTS, filing.store());
        return DraftController.file(desk.file(actor, store, filing.day(), clock.instant()), filing.day());
    }

    private UUID store(Actor actor, UseCase useCase, String named) {
        return stores.of(actor, useCase).stream()
                .filter(it -> it.code().equals(named) || it.id().toString().equals(named))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + named))
                .id();
    }
}
