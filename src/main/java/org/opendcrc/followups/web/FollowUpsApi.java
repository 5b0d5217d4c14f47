package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.AnswerKind;
import org.opendcrc.followups.AppointmentCallDesk;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.Claimed;
import org.opendcrc.followups.ComplaintSheet;
import org.opendcrc.followups.FileCheck;
import org.opendcrc.followups.FileItem;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.FollowUpTasks;
import org.opendcrc.followups.NextChance;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.followups.TaskFile;
import org.opendcrc.followups.TaskView;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

/** Follow-up calls for machines. */
@RestController
@RequestMapping(path = "/api/v1/follow-ups", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Follow-ups", description = "Owed and finished calls of the stores in which the person may see them")
class FollowUpsApi {

    private static final String HOME = "/api/v1/follow-ups/";

    private final FollowUpTasks tasks;
    private final FollowUpFiles files;
    private final FollowUpQueue queue;
    private final FollowUpDesk desk;
    private final AppointmentCallDesk answers;
    private final SaidOverTheWire wire;
    private final RefusalProblems refusals;
    private final Clock clock;

    FollowUpsApi(
            FollowUpTasks tasks,
            FollowUpFiles files,
            FollowUpQueue queue,
            FollowUpDesk desk,
            AppointmentCallDesk answers,
            SaidOverTheWire wire,
            RefusalProblems refusals,
            Clock clock) {
        this.answers = answers;
        this.wire = wire;
        this.files = files;
        this.tasks = tasks;
        this.queue = queue;
        this.desk = desk;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Schema(name = "FollowUpList")
    record Listed(
            List<TaskView> items,

            @Schema(description = "Value of `before` for the piece before; absent on the first one") @Nullable
            String previous,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "FollowUpClaim")
    record Claim(
            Held contact,

            @Schema(description = "The task that is called: the one that is due first")
            TaskView task) {}

    @Schema(name = "FollowUpContact")
    record Held(
            UUID id,

            @Schema(description = "When the claim ends by itself, that moment not included")
            Instant until) {}

    @Schema(name = "FollowUpWhere")
    record Where(
            @Schema(description = "A store to which one confines oneself") @Nullable
            UUID store) {}

    @Schema(name = "FollowUpAttempt")
    record Attempt(
            @NotNull @Schema(description = "Anything but CONNECTED, which is a result")
            AttemptOutcome outcome,

            @Schema(description = "When the number was dialled, with offset; now if absent") @Nullable
            OffsetDateTime at,

            @Schema(description = "For INCONVENIENT: when the customer wants to be called") @Nullable
            OffsetDateTime callBackAt,

            @Schema(description = "For WRONG_NUMBER: which, E.164; the first good one if absent") @Nullable
            String phone,

            @Nullable String remark) {}

    @Schema(name = "FollowUpComplaint")
    record Complaint(
            @Nullable ComplaintKind kind,

            @Schema(description = "The customer's words") @Nullable
            String content,

            @Schema(description = "It was spoken about in this call, which then is the first contact (A27)") @Nullable
            Boolean spokenAbout,

            @Schema(description = "A grievance that is solved already") @Nullable
            Boolean grievanceSolved,

            @Schema(description = "Member of staff who is complained about (CP-3)") @Nullable
            UUID accused) {

        ComplaintSheet sheet() {
            return new ComplaintSheet(
                    Optional.ofNullable(kind),
                    content == null ? "" : content,
                    Boolean.TRUE.equals(spokenAbout),
                    Boolean.TRUE.equals(grievanceSolved),
                    Optional.ofNullable(accused));
        }
    }

    @Schema(name = "FollowUpFileCheck")
    record Checked(
            @NotNull @Schema(description = "NAME, PHONE or ADDRESS")
            FileItem item,

            @NotNull FileCheck.Answer answer,

            @Schema(description = "For NO: what is right instead, in his words") @Nullable
            String right) {}

    @Schema(name = "FollowUpResult")
    record Result(
            @NotNull CallOutcome outcome,

            @Schema(description = "When the customer was called, with offset; now if absent") @Nullable
            OffsetDateTime at,

            @Schema(
                    description =
                            "By question: the chosen value, several with commas between, a number, or the words; null where the customer declined")
            @Nullable
            Map<String, @Nullable String> answers,

            @Schema(description = "The customer's words by question") @Nullable
            Map<String, String> notes,

            @Schema(description = "The customer's own mark; the same as the answer `satisfaction`") @Nullable
            Integer satisfaction,

            @Nullable String remark,

            @Schema(description = "Mandatory if he is dissatisfied (FU-10)") @Nullable
            Complaint complaint,

            @Schema(description = "He was told about the present services and his data were confirmed (FU-28)")
            @Nullable
            Boolean servicesTold,

            @Schema(
                    description =
                            "The version by which he was asked, `questionnaireId` of the script; the present one for such a call if absent")
            @Nullable
            UUID questionnaire,

            @Schema(description = "In a call after a sale: what the buyer said of his file (RP-19)") @Nullable
            List<@Valid Checked> file) {

        FileCheck check() {
            var said = new EnumMap<FileItem, FileCheck.Said>(FileItem.class);
            if (file != null) {
                file.forEach(
                        it -> said.put(it.item(), new FileCheck.Said(it.answer(), Optional.ofNullable(it.right()))));
            }
            return new FileCheck(said);
        }

        AnswerSheet sheet() {
            var all = new HashMap<String, AnswerSheet.Answer>();
            if (answers != null) {
                answers.forEach((key, value) -> all.put(
                        key,
                        new AnswerSheet.Answer(
                                Optional.ofNullable(value),
                                Optional.ofNullable(notes == null ? null : notes.get(key)))));
            }
            if (satisfaction != null) {
                all.put(
                        "satisfaction",
                        new AnswerSheet.Answer(Optional.of(Integer.toString(satisfaction)), Optional.empty()));
            }
            return new AnswerSheet(all);
        }
    }

    @Schema(name = "FollowUpRemark")
    record Remark(@NotNull String words) {}

    @Schema(name = "FollowUpAnswer")
    record Told(
            @NotNull
            @Schema(
                    description =
                            "CONFIRMED, MOVED, CANCELLED before an appointment; KEPT, MOVED, CANCELLED where it is not ready; NEW_APPOINTMENT,"
                                    + " NO_WISH, COMPLAINT after a missed one")
            AnswerKind answer,

            @Schema(description = "When the customer was called, with offset; now if absent") @Nullable
            OffsetDateTime at,

            @Schema(
                    description = "For MOVED: store time, or a moment with offset; whole minutes",
                    example = "2026-04-17T11:00")
            @Nullable
            String start,

            @Schema(description = "For MOVED: identifier or staff number; absent: the same") @Nullable
            String advisor,

            @Schema(
                    description = "For MOVED and CANCELLED: whether it is the dealer who wishes it; absent: only where"
                            + " he is called because it is not ready")
            @Nullable
            Boolean byDealer,

            @Schema(description = "For CANCELLED: why") @Nullable
            String reason,

            @Schema(
                    description =
                            "For MOVED and CANCELLED: version of the appointment as it was read; absent: as it is")
            @Nullable
            Integer version,

            @Schema(description = "For COMPLAINT") @Nullable Complaint complaint,

            @Nullable String remark) {}

    /** What became of a call, flat: what does not apply is absent. */
    @Schema(name = "FollowUpRecorded")
    record Kept(
            @Schema(
                    description =
                            "NEEDS_ANOTHER_CALL, ENDS_IN_TEXT, ENDS_IN_LETTER, GIVEN_UP, CALL_BACK_AGREED, NEXT_NUMBER, NO_NUMBER_LEFT, ANSWERED,"
                                    + " or what the customer answered about his appointment")
            String what,

            @Schema(description = "Whether the attempt counts (A25)") @Nullable
            Boolean counted,

            @Nullable Integer made,
            @Nullable Integer required,

            @Schema(description = "When the queue offers it again") @Nullable
            Instant notBefore,

            @Schema(description = "When a further failed attempt can count at the earliest (FU-7, A25)") @Nullable
            Instant nextCountsFrom,

            @Schema(description = "In which dayparts a further failed attempt can count (A25)")
            List<Daypart> nextDayparts,

            @Nullable String nextPhone,

            @Schema(description = "Tasks of the same visit that are done with it (FU-11)")
            List<UUID> linked,

            @Schema(example = "TS-20261121-003") @Nullable String complaintNumber,

            @Schema(description = "Where he is expected instead") @Nullable
            UUID appointment,

            TaskView task) {

        Kept(
                String what,
                @Nullable Boolean counted,
                @Nullable Integer made,
                @Nullable Integer required,
                @Nullable Instant notBefore,
                @Nullable Instant nextAt,
                List<Daypart> nextDayparts,
                @Nullable String nextPhone,
                List<UUID> linked,
                @Nullable String complaintNumber,
                TaskView task) {
            this(
                    what,
                    counted,
                    made,
                    required,
                    notBefore,
                    nextAt,
                    nextDayparts,
                    nextPhone,
                    linked,
                    complaintNumber,
                    null,
                    task);
        }

        /** A call that is over. */
        static Kept of(
                String what,
                @Nullable Integer made,
                List<UUID> linked,
                @Nullable String complaintNumber,
                TaskView task) {
            return new Kept(what, null, made, null, null, null, List.of(), null, linked, complaintNumber, task);
        }
    }

    @GetMapping
    @Operation(
            summary = "List follow-ups",
            description =
                    "The filters of the page, all of which must hold. A task is there from the day after settlement (FU-15); "
                            + "who is restricted to assigned calls sees those only (FU-19).")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @ParameterObject FilterForm filter,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam @Parameter(description = "`previous` of the piece behind") Optional<RowKey> before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var found = files.list(
                actor, filter.filter(QueueView.OWED), QueueController.place(after, before), limit, clock.instant());
        return new Listed(
                found.lines().stream().map(QueueLine::task).toList(),
                found.previous().map(RowKey::toString).orElse(null),
                found.next().map(RowKey::toString).orElse(null));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a follow-up with its calls, answers and remarks")
    TaskFile show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return tasks.find(actor, id, clock.instant());
    }

    @PostMapping("/claims")
    @Operation(
            summary = "Take the next call",
            description =
                    "A further contact at each request, whatever one holds already: however many ask at once, each gets another one.")
    @ApiResponse(responseCode = "201", description = "Taken")
    @ApiResponse(responseCode = "204", description = "Nothing to call at this time of the day")
    ResponseEntity<?> next(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestBody(required = false) @Nullable Where where) {
        var now = clock.instant();
        var store = Optional.ofNullable(where).map(Where::store);
        return claimed(actor, queue.claimAnother(actor, store, now), now);
    }

    @PostMapping("/{id}/claim")
    @Operation(summary = "Open a particular call, or renew the claim on it")
    @ApiResponse(responseCode = "201", description = "Opened")
    @ApiResponse(responseCode = "409", description = "Another clerk has it open, or it is finished")
    ResponseEntity<?> claim(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var now = clock.instant();
        return claimed(actor, queue.claim(actor, id, now), now);
    }

    @DeleteMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a call back", description = "Twice is harmless; what another holds stays his.")
    void release(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        queue.release(actor, id);
    }

    @PostMapping(path = "/{id}/attempts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Record a call that led to no answers")
    @ApiResponse(responseCode = "201", description = "Recorded")
    @ApiResponse(responseCode = "409", description = "Another clerk has it open, or it is finished")
    @ApiResponse(responseCode = "422", description = "Refused, with the rule")
    ResponseEntity<?> attempt(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Attempt attempt) {
        var now = clock.instant();
        if (attempt.outcome() == AttemptOutcome.CONNECTED) {
            return refusals.connectedIsAResult();
        }
        var request = new AttemptRequest(
                attempt.outcome(),
                moment(attempt.at()),
                moment(attempt.callBackAt()),
                Optional.ofNullable(attempt.phone()).map(String::strip),
                Optional.ofNullable(attempt.remark()));
        return kept(actor, id, desk.attempt(actor, id, request, now), now);
    }

    @PostMapping(path = "/{id}/result", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Record what the customer answered",
            description = "For ever (FU-9). A dissatisfied customer becomes a complaint in the same save (FU-10).")
    @ApiResponse(responseCode = "201", description = "Recorded")
    @ApiResponse(responseCode = "409", description = "Another clerk has it open, or it is finished")
    @ApiResponse(responseCode = "422", description = "Refused, with the rule")
    ResponseEntity<?> result(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Result result) {
        var now = clock.instant();
        var request = new ResultRequest(
                result.outcome(),
                moment(result.at()),
                result.sheet(),
                Optional.ofNullable(result.remark()),
                Optional.ofNullable(result.complaint()).map(Complaint::sheet),
                Boolean.TRUE.equals(result.servicesTold()),
                Optional.ofNullable(result.questionnaire()),
                result.check());
        return kept(actor, id, desk.result(actor, id, request, now), now);
    }

    @PostMapping(path = "/{id}/answer", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Record what the customer answered about his appointment",
            description =
                    "For ever. He is moved or cancelled in the same save, by all rules of the book; a refusal carries the rule and `offers`"
                            + " and leaves call and appointment as they were.")
    @ApiResponse(responseCode = "201", description = "Recorded")
    @ApiResponse(
            responseCode = "409",
            description = "Another clerk has it open, or it is finished, or the appointment changed meanwhile")
    @ApiResponse(responseCode = "422", description = "Refused, with the rule")
    ResponseEntity<?> answer(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Told told) {
        var now = clock.instant();
        var said = wire.said(actor, id, told, now);
        if (said.isEmpty()) {
            return refusals.answer(new Refusal.AppointmentIncomplete(Sentence.of("appointment.fault.no-time")));
        }
        var request =
                new AppointmentCallDesk.Request(said.get(), moment(told.at()), Optional.ofNullable(told.remark()));
        return kept(actor, id, answers.answer(actor, id, request, now), now);
    }

    @PostMapping("/{id}/text")
    @Operation(summary = "Text instead of calling a customer who does not want calls (FU-14)")
    @ApiResponse(responseCode = "201", description = "The text is written")
    @ApiResponse(responseCode = "422", description = "The customer may be called")
    ResponseEntity<?> text(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var now = clock.instant();
        return kept(actor, id, desk.textInstead(actor, id, now), now);
    }

    @PostMapping("/{id}/closure")
    @Operation(summary = "Give up a customer who could not be reached (FU-7)")
    @ApiResponse(responseCode = "201", description = "The text is written")
    @ApiResponse(responseCode = "422", description = "Too few attempts count")
    ResponseEntity<?> close(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var now = clock.instant();
        return kept(actor, id, desk.closeAsUnreachable(actor, id, now), now);
    }

    @PostMapping(path = "/{id}/remarks", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add words to a follow-up, the only correction that there is")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(responseCode = "422", description = "Nothing written")
    ResponseEntity<?> remark(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Remark remark) {
        var now = clock.instant();
        var refusal = desk.appendRemark(actor, id, remark.words(), now);
        return refusal.isPresent()
                ? refusals.answer(refusal.get())
                : ResponseEntity.created(URI.create(HOME + id)).body(tasks.find(actor, id, now));
    }

    private ResponseEntity<?> claimed(Actor actor, Claimed claimed, Instant now) {
        return switch (claimed) {
            case Claimed.Held(var contact, var task, var until) ->
                ResponseEntity.created(URI.create(HOME + task))
                        .body(new Claim(
                                new Held(contact, until),
                                tasks.find(actor, task, now).task()));
            case Claimed.NothingToCall() -> ResponseEntity.noContent().build();
            case Claimed.Refused(var why) -> refusals.answer(why);
        };
    }

    private ResponseEntity<?> kept(Actor actor, UUID id, Recorded recorded, Instant now) {
        if (recorded instanceof Recorded.Refused(var why)) {
            return refusals.answer(why);
        }
        var task = tasks.find(actor, id, now).task();
        return ResponseEntity.created(URI.create(HOME + id)).body(kept(recorded, task));
    }

    private static Kept kept(Recorded recorded, TaskView task) {
        return switch (recorded) {
            case Recorded.NeedsAnotherCall(var counted, var made, var required, var notBefore, var next) ->
                new Kept(
                        "NEEDS_ANOTHER_CALL",
                        counted,
                        made,
                        required,
                        notBefore,
                        next.map(NextChance::at).orElse(null),
                        next.map(NextChance::open).orElse(List.of()),
                        null,
                        List.of(),
                        null,
                        task);
            case Recorded.EndsInText(var made, var linked) -> Kept.of("ENDS_IN_TEXT", made, linked, null, task);
            case Recorded.EndsInLetter(var made, var linked) -> Kept.of("ENDS_IN_LETTER", made, linked, null, task);
            case Recorded.GivenUp(var made, var linked) -> Kept.of("GIVEN_UP", made, linked, null, task);
            case Recorded.CallBackAgreed(var at) ->
                new Kept("CALL_BACK_AGREED", null, null, null, at, null, List.of(), null, List.of(), null, task);
            case Recorded.NextNumber(var phone) ->
                new Kept("NEXT_NUMBER", null, null, null, null, null, List.of(), phone, List.of(), null, task);
            case Recorded.NoNumberLeft() -> Kept.of("NO_NUMBER_LEFT", null, List.of(), null, task);
            case Recorded.Answered it ->
                Kept.of("ANSWERED", null, it.linked(), it.complaintNumber().orElse(null), task);
            case Recorded.Told(var answer, var linked, var appointment, var number) ->
                new Kept(
                        answer.name(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        linked,
                        answer == AnswerKind.COMPLAINT ? number.orElse(null) : null,
                        appointment.orElse(null),
                        task);
            case Recorded.Refused(var why) -> throw new IllegalStateException("refused: " + why);
        };
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
