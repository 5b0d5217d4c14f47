package org.opendcrc.dms.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.Finding;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.dms.RefusedFile;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The import for programs. */
@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "imports")
class ImportsApiController {

    private final ImportDesk desk;
    private final Downloads downloads;
    private final Problems problems;
    private final Frames frames;

    ImportsApiController(ImportDesk desk, Downloads downloads, Problems problems, Frames frames) {
        this.desk = desk;
        this.downloads = downloads;
        this.problems = problems;
        this.frames = frames;
    }

    /** What became of a file; the counts of its lines are those of {@code counting} in the handbook. */
    record ImportAnswer(
            UUID id,
            String kind,
            String name,
            String state,
            int read,
            int accepted,
            int created,
            int changed,
            int unchanged,
            int superseded,
            int rejected,
            int waiting,
            int released,
            int warnings,
            Instant arrivedAt,
            Optional<Instant> finishedAt,
            Optional<String> refused,
            Optional<String> form,
            List<String> ignoredColumns,
            Map<String, String> links) {

        static ImportAnswer of(ImportedFile file, Msg msg) {
            var counts = file.counts();
            var self = "/api/v1/imports/" + file.id();
            return new ImportAnswer(
                    file.id(),
                    file.kind().word(),
                    file.name(),
                    file.state().name().toLowerCase(java.util.Locale.ROOT),
                    file.isFinished() ? counts.read() : file.linesRead(),
                    counts.accepted(),
                    counts.created(),
                    counts.changed(),
                    counts.unchanged(),
                    counts.superseded(),
                    counts.rejected(),
                    counts.waiting(),
                    file.released(),
                    counts.warnings(),
                    file.arrivedAt(),
                    file.finishedAt(),
                    file.refusedWhy()
                            .map(why -> msg.t(
                                    "import.why." + why, file.refusedArguments().toArray())),
                    file.form().map(it -> msg.t(it.sentence())),
                    file.ignored(),
                    Map.of(
                            "self", self,
                            "findings", self + "/findings",
                            "rejects", self + "/rejects.csv",
                            "page", "/imports/" + file.id()));
        }
    }

    /** A finding, with its sentence in the language of the request. */
    record FindingAnswer(
            int line, int position, Finding.Weight weight, String column, String value, String code, String sentence) {}

    @PostMapping(
            consumes = {
                "text/csv",
                "text/plain",
                "application/vnd.ms-excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(summary = "Bring a file in; the answer comes when all of it is in")
    ResponseEntity<?> create(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @RequestParam String kind,
            @RequestParam Optional<String> name)
            throws IOException {
        try (var content = request.getInputStream()) {
            return bringIn(request, actor, kind, name.orElse(kind + ".csv"), content);
        }
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Bring a file in, sent as a form")
    ResponseEntity<?> createByForm(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @RequestParam String kind,
            @RequestParam MultipartFile file)
            throws IOException {
        try (var content = file.getInputStream()) {
            var name = Optional.ofNullable(file.getOriginalFilename()).filter(it -> !it.isBlank());
            return bringIn(request, actor, kind, name.orElse(kind + ".csv"), content);
        }
    }

    private ResponseEntity<?> bringIn(
            HttpServletRequest request, Actor actor, String word, String name, InputStream content) {
        actor.require(UseCase.IMPORT);
        var kind = FileKind.ofWord(word);
        if (kind.isEmpty()) {
            var known = Arrays.stream(FileKind.values()).map(FileKind::word).collect(Collectors.joining(", "));
            return problems.refused(
                    "unknown-kind", Sentence.of("import.kind-unknown", word, known), "", Map.of("kind", word));
        }
        try {
            var file = desk.takeNow(actor, kind.get(), name, content);
            if (file.state() == ImportedFile.State.REFUSED) {
                return problems.refused(
                        "file-refused",
                        Sentence.of(
                                "import.why." + file.refusedWhy().orElse("our-fault"),
                                file.refusedArguments().toArray()),
                        "",
                        Map.of("id", file.id()));
            }
            return ResponseEntity.created(URI.create("/api/v1/imports/" + file.id()))
                    .body(ImportAnswer.of(file, frames.msg(request)));
        } catch (RefusedFile refused) {
            return problems.refused(
                    "file-refused",
                    Sentence.of(
                            "import.why." + refused.why(), refused.arguments().toArray()),
                    "",
                    Map.of());
        }
    }

    @GetMapping
    @Operation(summary = "The latest files, newest first")
    List<ImportAnswer> list(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> before) {
        var msg = frames.msg(request);
        return desk.latest(actor, before).stream()
                .limit(ImportDesk.PAGE)
                .map(it -> ImportAnswer.of(it, msg))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "What became of a file")
    ImportAnswer find(HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
        return ImportAnswer.of(desk.find(actor, id), frames.msg(request));
    }

    @GetMapping("/{id}/findings")
    @Operation(summary = "What was found on the lines of a file, behind a line and position")
    List<FindingAnswer> findings(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "REJECTED") Finding.Weight weight,
            @RequestParam(defaultValue = "0") int line,
            @RequestParam(defaultValue = "0") int position) {
        desk.find(actor, id);
        var msg = frames.msg(request);
        return desk.findings(actor, id, weight, line, position).stream()
                .limit(ImportDesk.PAGE)
                .map(it -> new FindingAnswer(
                        it.line(),
                        it.position(),
                        it.weight(),
                        it.column(),
                        it.value(),
                        it.why(),
                        msg.t("import.why." + it.why(), it.arguments().toArray())))
                .toList();
    }

    @GetMapping(path = "/{id}/rejects.csv", produces = "text/csv")
    @Operation(summary = "The rejected lines, to be mended and brought in again")
    void rejects(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id)
            throws IOException {
        var file = desk.find(actor, id);
        downloads.rejects(response, actor, file, false, frames.msg(request));
    }
}
