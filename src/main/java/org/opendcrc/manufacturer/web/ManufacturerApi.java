package org.opendcrc.manufacturer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.manufacturer.ManufacturerDesk;
import org.opendcrc.manufacturer.OemCase;
import org.opendcrc.manufacturer.OemFile;
import org.opendcrc.manufacturer.OemReport;
import org.opendcrc.manufacturer.TakenIn;
import org.opendcrc.shared.Actor;
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

/** Cases of the manufacturer for machines: in and out. */
@RestController
@RequestMapping(path = "/api/v1/manufacturer/cases", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Manufacturer", description = "Cases of the manufacturer's centre, and what was submitted to him")
class ManufacturerApi {

    private static final int MOST = 500;

    private final ManufacturerDesk desk;
    private final Problems problems;
    private final Clock clock;

    ManufacturerApi(ManufacturerDesk desk, Problems problems, Clock clock) {
        this.desk = desk;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "OemNewCase")
    record NewCase(
            @NotNull @Schema(description = "His number; the same one again changes nothing")
            String oemNo,

            @NotNull UUID store,

            @NotNull @Schema(description = "When it arrived: the two hours run from here (CP-27)")
            OffsetDateTime arrivedAt,

            @NotNull ComplaintKind kind,
            @NotNull String content,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String plate) {}

    @Schema(name = "OemCaseTaken")
    record Taken(UUID complaint, String number, boolean known) {}

    @Schema(name = "OemNewReport")
    record NewReport(
            OemReport.@NotNull Kind kind,
            @NotNull String words,

            @Schema(description = "Of a grave case that the dealer settled: what it was about (CP-7)") @Nullable
            String content,

            @Schema(description = "And how it was settled") @Nullable
            String way,

            @Nullable Boolean satisfied,
            boolean mail) {}

    @Schema(name = "OemNewInstruction")
    record NewInstruction(@NotNull String words) {}

    @GetMapping
    @Operation(summary = "List the cases that he sent and those that were submitted to him, the latest first")
    List<OemCase> list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "true") boolean open) {
        return desk.list(actor, open, MOST);
    }

    @PostMapping
    @Operation(summary = "Take a case in", description = "Opens a complaint of the source CAC; twice is harmless.")
    @ApiResponse(responseCode = "201", description = "Taken in")
    @ApiResponse(responseCode = "200", description = "It was there already")
    @ApiResponse(responseCode = "422", description = "Without number or words, or of several customers")
    ResponseEntity<?> take(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewCase it) {
        var coming = new ManufacturerDesk.Coming(
                it.oemNo(),
                it.store(),
                it.arrivedAt().toInstant(),
                it.kind(),
                it.content(),
                Optional.ofNullable(it.name()).orElse(""),
                Optional.ofNullable(it.phone()).orElse(""),
                Optional.ofNullable(it.plate()).orElse(""));
        return switch (desk.take(actor, coming, ManufacturerDesk.Manner.API, clock.instant())) {
            case TakenIn.Kept(var id, var number, var known) -> {
                var body = new Taken(id, number, known);
                yield known
                        ? ResponseEntity.ok(body)
                        : ResponseEntity.created(URI.create("/api/v1/manufacturer/cases/" + id))
                                .body(body);
            }
            case TakenIn.Refused(var why, var type) -> problems.refused(type, why, "CP-27", Map.of());
        };
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a case with its reports and instructions")
    OemFile show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return desk.find(actor, id);
    }

    @PostMapping("/{id}/reports")
    @Operation(
            summary =
                    "Tell the manufacturer: status on the same day, result within three, progress, final report (CP-14, CP-15)")
    ResponseEntity<?> report(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody NewReport it) {
        var telling = new ManufacturerDesk.Telling(
                it.kind(),
                it.words(),
                Optional.ofNullable(it.content()).orElse(""),
                Optional.ofNullable(it.way()).orElse(""),
                Optional.ofNullable(it.satisfied()),
                it.mail());
        return answer(actor, id, desk.report(actor, id, telling, clock.instant()));
    }

    @PostMapping("/{id}/instructions")
    @Operation(summary = "The manufacturer's people say what is to be done")
    ResponseEntity<?> instruct(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody NewInstruction it) {
        return answer(actor, id, desk.instruct(actor, id, it.words(), clock.instant()));
    }

    private ResponseEntity<?> answer(Actor actor, UUID id, TakenIn taken) {
        return switch (taken) {
            case TakenIn.Kept _ -> ResponseEntity.ok(desk.find(actor, id));
            case TakenIn.Refused(var why, var type) -> problems.refused(type, why, "CP-14", Map.of());
        };
    }
}
