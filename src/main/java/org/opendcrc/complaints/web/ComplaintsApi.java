package org.opendcrc.complaints.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.AlarmStep;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.ComplaintFile;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintLine;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.ComplaintView;
import org.opendcrc.complaints.FirstContact;
import org.opendcrc.complaints.Grade;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Frames;
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

/** Complaints for machines. */
@RestController
@RequestMapping(path = "/api/v1/complaints", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Complaints", description = "Complaints of the stores in which the person may see them")
class ComplaintsApi {

    private final ComplaintOffice office;
    private final Frames frames;
    private final Problems problems;
    private final Clock clock;

    ComplaintsApi(ComplaintOffice office, Frames frames, Problems problems, Clock clock) {
        this.office = office;
        this.frames = frames;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "Complaint")
    record Complaint(
            UUID id,
            @Schema(example = "TS-20261121-003") String number,
            UUID store,
            ComplaintSource source,
            ComplaintKind kind,

            @Schema(description = "A grievance that was already solved in the call")
            boolean grievanceSolved,

            String customer,
            @Nullable String plate,
            String content,

            @Schema(description = "When the customer said it; the clock runs from here")
            Instant receivedAt,

            @Schema(description = "Until when, included, the customer must have been contacted")
            Instant contactDueAt,

            @Schema(description = "True time of the first contact") @Nullable
            Instant contactedAt,

            @Schema(description = "Whether the deadline was written down as missed; that stays")
            boolean missed,

            CaseState state,
            Grade grade,
            boolean crisis) {

        static Complaint of(ComplaintLine it) {
            return new Complaint(
                    it.id(),
                    it.number(),
                    it.storeId(),
                    it.source(),
                    it.kind(),
                    it.grievanceSolved(),
                    it.customer(),
                    it.plate().orElse(null),
                    it.content(),
                    it.receivedAt(),
                    it.contactDueAt(),
                    it.contactedAt().orElse(null),
                    it.missed(),
                    it.state(),
                    it.grade(),
                    it.crisis());
        }
    }

    @Schema(name = "ComplaintLogLine")
    record LogLine(
            Instant at,
            Instant recordedAt,
            @Nullable String staff,
            @Schema(example = "first-contact-missed") String what,
            @Nullable String words) {}

    @Schema(name = "ComplaintAlarm")
    record Alarm(
            AlarmStep step,
            Role role,

            @Schema(description = "Which clock it is about, where there are several")
            String subject,

            Instant raisedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy) {}

    @Schema(name = "ComplaintFile")
    record File(
            Complaint complaint,
            @Nullable UUID customerId,
            @Nullable UUID vehicleId,
            @Nullable UUID orderId,
            @Nullable String orderNo,
            @Nullable UUID followUpTaskId,

            @Schema(description = "To be sent back with a contact")
            int version,

            @Schema(description = "The latest first") List<LogLine> log,

            @Schema(description = "Who was called because the customer waited, the earliest first")
            List<Alarm> alarms) {

        static File of(ComplaintFile it) {
            return new File(
                    Complaint.of(it.line()),
                    it.customerId().orElse(null),
                    it.vehicleId().orElse(null),
                    it.orderId().orElse(null),
                    it.orderNo().orElse(null),
                    it.taskId().orElse(null),
                    it.version(),
                    it.log().stream()
                            .map(line -> new LogLine(
                                    line.at(),
                                    line.recordedAt(),
                                    line.staff().orElse(null),
                                    line.what(),
                                    line.words().orElse(null)))
                            .toList(),
                    it.alarms().stream()
                            .map(alarm -> new Alarm(
                                    alarm.step(),
                                    alarm.role(),
                                    alarm.subject(),
                                    alarm.raisedAt(),
                                    alarm.acknowledgedAt().orElse(null),
                                    alarm.acknowledgedBy().orElse(null)))
                            .toList());
        }
    }

    @Schema(name = "ComplaintList")
    record Listed(
            List<Complaint> items,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "ComplaintContact")
    record Contact(
            @NotNull
            @Schema(description = "True time of the contact, with offset", example = "2026-04-10T19:20:00+08:00")
            OffsetDateTime at,

            @NotNull @Schema(description = "What the customer said")
            String words,

            @Schema(description = "Version of the complaint as it was read")
            int version) {}

    @GetMapping
    @Operation(
            summary = "List complaints",
            description =
                    "RUNNING: the first contact is still owed, the earliest deadline first. ALARMS: an alarm waits for the "
                            + "person, the earliest deadline first. MINE, BREACHED, CONTACTED, ALL: the last received first.")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "ALL") ComplaintView state,
            @RequestParam Optional<UUID> store,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var page = office.list(actor, state, store, after, Optional.empty(), clock.instant(), limit);
        return new Listed(
                page.lines().stream().map(Complaint::of).toList(),
                page.next().map(RowKey::toString).orElse(null));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a complaint with its log")
    File show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return File.of(office.find(actor, id));
    }

    @PostMapping("/{id}/acknowledgements")
    @Operation(
            summary = "Take note of the alarms of a complaint",
            description = "All that were raised for the person's roles; twice is harmless (CP-1).")
    @ApiResponse(responseCode = "200", description = "The complaint as it stands now")
    File acknowledge(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        office.acknowledge(actor, id, clock.instant());
        return File.of(office.find(actor, id));
    }

    @PostMapping(path = "/{id}/contacts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Record the first contact",
            description = "By its true time: within the deadline it is in time, even if it is recorded later (CP-1).")
    @ApiResponse(responseCode = "201", description = "Recorded")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    @ApiResponse(
            responseCode = "422",
            description = "Before the receipt, in the future, without words, or made already")
    ResponseEntity<?> contact(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Contact contact,
            @Parameter(hidden = true) HttpServletRequest request) {
        var now = clock.instant();
        var made = office.recordContact(actor, id, contact.at().toInstant(), contact.words(), contact.version(), now);
        var file = office.find(actor, id);
        return switch (made) {
            case FirstContact.Made _ ->
                ResponseEntity.created(URI.create("/api/v1/complaints/" + id)).body(File.of(file));
            case FirstContact.Refused(var why) ->
                problems.refused(
                        ContactRefusals.type(why),
                        ContactRefusals.sentence(why, file.line().zone(), now, frames.msg(request)),
                        "CP-1",
                        ContactRefusals.fields(why));
        };
    }
}
