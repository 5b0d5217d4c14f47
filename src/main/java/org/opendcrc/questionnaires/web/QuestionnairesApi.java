package org.opendcrc.questionnaires.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.questionnaires.DesignedVersion;
import org.opendcrc.questionnaires.DesignerDesk;
import org.opendcrc.questionnaires.Indicator;
import org.opendcrc.questionnaires.Option;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Validity;
import org.opendcrc.questionnaires.Words;
import org.opendcrc.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Published questionnaires for machines; drafts are nobody's matter. */
@RestController
@RequestMapping(path = "/api/v1/questionnaires", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Questionnaires", description = "What is asked in calls: published versions, which never change")
class QuestionnairesApi {

    private final DesignerDesk desk;

    QuestionnairesApi(DesignerDesk desk) {
        this.desk = desk;
    }

    @Schema(name = "QuestionnaireList")
    record Listed(List<Head> items) {}

    @Schema(name = "QuestionnaireVersion")
    record Head(
            UUID id,

            @Schema(description = "For which kind of call", example = "service")
            String code,

            @Schema(description = "Which of the questionnaires for it; versions count within each")
            String variant,

            int version,
            Words name,
            MeantFor meantFor,
            DesignedVersion.State state,
            Instant publishedAt,

            @Schema(description = "Absent where it was shipped with the product") @Nullable
            String publishedBy,

            @Schema(description = "Most points of the total, weights included")
            int points) {

        static Head of(DesignedVersion it) {
            return new Head(
                    it.id(),
                    it.code(),
                    it.variant(),
                    it.version(),
                    it.name(),
                    MeantFor.of(it.validity()),
                    it.state(),
                    it.at(),
                    it.by().orElse(null),
                    it.possible());
        }
    }

    @Schema(name = "QuestionnaireMeantFor", description = "What is absent says nothing")
    record MeantFor(
            @Nullable String brand,
            @Nullable String orderKind,

            @Schema(description = "Kilometres, included") @Nullable
            Integer mileageFrom,

            @Schema(description = "Kilometres, included (FU-20)") @Nullable
            Integer mileageTo) {

        static MeantFor of(Validity it) {
            return new MeantFor(
                    it.brand().orElse(null),
                    it.orderKind().orElse(null),
                    it.mileageFrom().isPresent() ? it.mileageFrom().getAsInt() : null,
                    it.mileageTo().isPresent() ? it.mileageTo().getAsInt() : null);
        }
    }

    @Schema(name = "Questionnaire")
    record Whole(
            UUID id,
            String code,
            String variant,
            int version,
            Words name,
            MeantFor meantFor,
            Words opening,
            Words closing,
            List<Asked> questions) {

        static Whole of(Questionnaire it) {
            return new Whole(
                    it.id(),
                    it.code(),
                    it.variant(),
                    it.version(),
                    it.name(),
                    MeantFor.of(it.validity()),
                    it.opening(),
                    it.closing(),
                    it.questions().stream().map(Asked::of).toList());
        }
    }

    @Schema(name = "QuestionnaireQuestion")
    record Asked(
            String key,
            int position,
            Question.Kind kind,
            Words name,
            Words ask,
            int points,
            int weight,
            boolean required,

            @Schema(description = "For which indicator of the manufacturer's survey it counts (FU-21)") @Nullable
            Indicator indicator,

            @Nullable Integer least,
            @Nullable Integer most,
            @Nullable Words unit,
            List<Answer> answers) {

        static Asked of(Question it) {
            return new Asked(
                    it.key(),
                    it.position(),
                    it.kind(),
                    new Words(it.shortZh(), it.shortEn()),
                    new Words(it.askZh(), it.askEn()),
                    it.points(),
                    it.weight(),
                    it.required(),
                    it.indicator().orElse(null),
                    it.range().map(Question.Range::least).orElse(null),
                    it.range().map(Question.Range::most).orElse(null),
                    it.range().map(Question.Range::unit).orElse(null),
                    it.options().stream().map(Answer::of).toList());
        }
    }

    @Schema(name = "QuestionnaireAnswer")
    record Answer(String value, int position, Words label, int points, boolean grievance, Option.Favour favour) {

        static Answer of(Option it) {
            return new Answer(
                    it.value(),
                    it.position(),
                    new Words(it.labelZh(), it.labelEn()),
                    it.points(),
                    it.grievance(),
                    it.favour());
        }
    }

    @GetMapping
    @Operation(
            summary = "List published versions",
            description = "All that ever were, by kind of call, the newest first.")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam @Parameter(description = "Only those for this kind of call") Optional<String> code) {
        return new Listed(desk.overview(actor).versions().stream()
                .filter(it -> code.isEmpty() || code.get().equals(it.code()))
                .map(Head::of)
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a published version with its questions")
    Whole show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Whole.of(desk.version(actor, id));
    }
}
