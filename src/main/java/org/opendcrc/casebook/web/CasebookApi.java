package org.opendcrc.casebook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.casebook.Attached;
import org.opendcrc.casebook.Attachment;
import org.opendcrc.casebook.AttachmentDesk;
import org.opendcrc.casebook.AttachmentType;
import org.opendcrc.casebook.CaseAges;
import org.opendcrc.casebook.Figures;
import org.opendcrc.casebook.Learnt;
import org.opendcrc.casebook.LessonDesk;
import org.opendcrc.casebook.Measure;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.casebook.PaperForm;
import org.opendcrc.casebook.PaperForms;
import org.opendcrc.casebook.Training;
import org.opendcrc.shared.Actor;
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
import org.springframework.web.multipart.MultipartFile;

/** Papers, forms, figures and lessons for machines. */
@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "Book of cases",
        description = "Papers of complaints, the forms kh-03-01 to kh-03-03, figures, measures and training")
class CasebookApi {

    private static final int MOST = 500;

    private final PaperDesk papers;
    private final AttachmentDesk attachments;
    private final LessonDesk lessons;
    private final DealerZone zone;
    private final Frames frames;
    private final Problems problems;
    private final Clock clock;

    CasebookApi(
            PaperDesk papers,
            AttachmentDesk attachments,
            LessonDesk lessons,
            DealerZone zone,
            Frames frames,
            Problems problems,
            Clock clock) {
        this.papers = papers;
        this.attachments = attachments;
        this.lessons = lessons;
        this.zone = zone;
        this.frames = frames;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "CasePaper")
    record OnePaper(
            UUID id,
            String name,
            @Schema(description = "By its content") AttachmentType type,
            int bytes,
            @Nullable String words,
            Instant addedAt,
            String addedBy) {

        static OnePaper of(Attachment it) {
            return new OnePaper(
                    it.id(), it.name(), it.type(), it.bytes(), it.words().orElse(null), it.addedAt(), it.addedBy());
        }
    }

    @Schema(name = "PrintedForm")
    record Form(String code, String title, String number, List<PaperForm.Part> parts) {
        static Form of(PaperForm it) {
            return new Form(it.code(), it.title(), it.number(), it.parts());
        }
    }

    @Schema(name = "CaseFigureLine")
    record OneLine(
            String value,
            long cases,

            @Schema(description = "0 to 1; absent without cases") @Nullable
            BigDecimal share,

            long before,
            @Nullable BigDecimal together) {}

    @Schema(name = "CaseAge")
    record OneAge(CaseAges.Band band, long cases, long over) {}

    @Schema(name = "CaseFigures")
    record AllFigures(
            YearMonth month,
            int months,
            long cases,
            long before,
            @Nullable BigDecimal contactedInTime,
            @Nullable BigDecimal closedSatisfied,
            @Nullable BigDecimal meanDays,
            Map<Figures.By, List<OneLine>> by,
            List<YearMonth> trendMonths,
            List<Long> trend,
            List<OneAge> openByAge) {}

    @Schema(name = "NewMeasure")
    record NewMeasure(
            @NotNull UUID store,
            @Nullable UUID complaint,
            @Nullable String about,
            @NotNull String words,
            @NotNull UUID responsible,
            @NotNull LocalDate dueOn) {}

    @Schema(name = "MeasureClosing")
    record MeasureClosing(boolean done, @NotNull String outcome, int version) {}

    @Schema(name = "NewTraining")
    record NewTraining(
            @NotNull UUID store,
            @NotNull String topic,
            @NotNull String content,
            @NotNull LocalDate heldOn,
            @NotNull String who,
            @NotNull LocalDate lookOn) {}

    @Schema(name = "TrainingLook")
    record TrainingLook(boolean helped, @NotNull String result, int version) {}

    @Schema(name = "NewExperience")
    record NewExperience(
            @NotNull UUID store,
            @Nullable UUID complaint,
            @NotNull String question,
            @NotNull String answer) {}

    @Schema(name = "Written")
    record Written(UUID id) {}

    @GetMapping(path = "/complaints/{id}/papers", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List the papers of a complaint")
    List<OnePaper> list(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return attachments.of(actor, id).stream().map(OnePaper::of).toList();
    }

    @PostMapping(
            path = "/complaints/{id}/papers",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Bring a paper to a complaint",
            description = "Photos, recordings, PDF; known by their content, whatever the name says. 20 MB at most.")
    @ApiResponse(responseCode = "422", description = "Another kind, too large, too many, or there already")
    ResponseEntity<?> add(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String words)
            throws IOException {
        var given = Optional.of(file);
        return switch (attachments.add(
                actor, id, PapersController.name(given), words, PapersController.bytes(given), clock.instant())) {
            case Attached.Kept(var kept) ->
                ResponseEntity.created(URI.create("/api/v1/complaints/" + id + "/papers/" + kept.id()))
                        .body(OnePaper.of(kept));
            case Attached.Refused(var why) -> problems.refused(why.type(), why.sentence(), "", Map.of());
        };
    }

    @GetMapping("/complaints/{id}/papers/{paper}")
    @Operation(summary = "Take a paper out; who did is logged")
    ResponseEntity<byte[]> open(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID paper) {
        return PapersController.download(attachments.open(actor, id, paper, clock.instant()));
    }

    @GetMapping(path = "/complaints/{id}/forms", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "kh-03-01 and kh-03-02 of a complaint, field by field")
    List<Form> forms(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Parameter(hidden = true) jakarta.servlet.http.HttpServletRequest request) {
        var paper = papers.find(actor, id);
        var msg = frames.msg(request);
        return List.of(Form.of(PaperForms.handling(paper, msg)), Form.of(PaperForms.check(paper, msg)));
    }

    @GetMapping(path = "/casebook/weeks/{store}/{monday}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The weekly summary kh-03-03 as it was posted, or as it stands where the week is not over")
    Form week(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable LocalDate monday,
            @Parameter(hidden = true) jakarta.servlet.http.HttpServletRequest request) {
        return Form.of(PaperForms.week(papers.week(actor, store, monday), frames.msg(request)));
    }

    @GetMapping(path = "/casebook/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Complaints by kind, department, cause and source, with change and Pareto (RP-12), the open ones by age (RP-23)")
    AllFigures figures(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam @Parameter(description = "Last month of the period, as 2026-11") Optional<YearMonth> month,
            @RequestParam(defaultValue = "1") @Parameter(description = "1, 3 or 12 months") int months) {
        var span = months == 3 || months == 12 ? months : 1;
        var to = month.orElseGet(() -> YearMonth.from(zone.today(actor)));
        var found = papers.figures(actor, store, to, span);
        var total = found.total();
        return new AllFigures(
                to,
                span,
                total.cases(),
                total.before(),
                total.inTime().orElse(null),
                total.satisfied().orElse(null),
                total.meanDays().orElse(null),
                java.util.Arrays.stream(Figures.By.values())
                        .collect(Collectors.toMap(
                                by -> by,
                                by -> found.by(by).stream()
                                        .map(it -> new OneLine(
                                                it.value(),
                                                it.cases(),
                                                it.share().orElse(null),
                                                it.before(),
                                                it.together().orElse(null)))
                                        .toList())),
                found.trendMonths(),
                found.trend(Figures.By.KIND, Optional.empty()),
                papers.ages(actor, store, clock.instant()).stream()
                        .map(it -> new OneAge(it.band(), it.cases(), it.over()))
                        .toList());
    }

    @GetMapping(path = "/casebook/measures", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Measures, the open ones first, by their day")
    List<Measure> measures(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam(defaultValue = "false") boolean open) {
        return lessons.measures(actor, store, open, MOST);
    }

    @PostMapping(path = "/casebook/measures", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Take a measure: what, by whom, until when")
    ResponseEntity<?> measure(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewMeasure it) {
        return answer(lessons.measure(
                actor,
                new LessonDesk.NewMeasure(
                        it.store(),
                        Optional.ofNullable(it.complaint()),
                        Optional.ofNullable(it.about()),
                        it.words(),
                        it.responsible(),
                        it.dueOn()),
                clock.instant()));
    }

    @PostMapping(path = "/casebook/measures/{id}/closings", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A measure is done, or given up")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    ResponseEntity<?> close(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody MeasureClosing it) {
        return answer(lessons.closeMeasure(actor, id, it.done(), it.outcome(), it.version(), clock.instant()));
    }

    @GetMapping(path = "/casebook/trainings", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Training, what is still to be looked at first")
    List<Training> trainings(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @RequestParam Optional<UUID> store) {
        return lessons.trainings(actor, store, MOST);
    }

    @PostMapping(path = "/casebook/trainings", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Write down a training and the day on which one looks whether it helped")
    ResponseEntity<?> training(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewTraining it) {
        return answer(lessons.training(
                actor,
                new LessonDesk.NewTraining(it.store(), it.topic(), it.content(), it.heldOn(), it.who(), it.lookOn()),
                clock.instant()));
    }

    @PostMapping(path = "/casebook/trainings/{id}/looks", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Somebody looked whether a training helped")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    ResponseEntity<?> look(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody TrainingLook it) {
        return answer(lessons.look(actor, id, it.helped(), it.result(), it.version(), clock.instant()));
    }

    @PostMapping(path = "/casebook/experience", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Draft an article from what was learnt")
    ResponseEntity<?> experience(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewExperience it) {
        return answer(lessons.experience(
                actor,
                new LessonDesk.NewExperience(
                        it.store(), Optional.ofNullable(it.complaint()), it.question(), it.answer()),
                clock.instant()));
    }

    private ResponseEntity<?> answer(Learnt learnt) {
        return switch (learnt) {
            case Learnt.Written(var id) -> ResponseEntity.ok(new Written(id));
            case Learnt.Refused(var why) -> problems.refused(why.type(), why.sentence(), "", Map.of());
        };
    }
}
