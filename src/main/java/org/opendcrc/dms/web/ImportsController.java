package org.opendcrc.dms.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.Finding;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.dms.MissedNights;
import org.opendcrc.dms.RefusedFile;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the import. */
@Controller
@RequestMapping("/imports")
class ImportsController {

    private final ImportDesk desk;
    private final RejectsWriter rejects;
    private final MissedNights nights;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    ImportsController(
            ImportDesk desk, RejectsWriter rejects, MissedNights nights, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.rejects = rejects;
        this.nights = nights;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> before) {
        return page(request, actor, before, FileKind.REPAIR_ORDERS.word(), null);
    }

    @PostMapping
    ModelAndView create(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @RequestParam String kind,
            @RequestParam MultipartFile file)
            throws IOException {
        actor.require(UseCase.IMPORT);
        var msg = frames.msg(request);
        var known = FileKind.ofWord(kind);
        if (known.isEmpty() || file.isEmpty()) {
            var refusal = known.isEmpty() ? msg.t("import.kind-unknown", kind) : msg.t("import.why.empty-file");
            return refused(request, actor, kind, refusal);
        }
        var name = Optional.ofNullable(file.getOriginalFilename())
                .filter(it -> !it.isBlank())
                .orElse(kind + ".csv");
        try (var content = file.getInputStream()) {
            return new ModelAndView("redirect:/imports/" + desk.takeLater(actor, known.get(), name, content));
        } catch (RefusedFile refused) {
            return refused(
                    request,
                    actor,
                    kind,
                    msg.t("import.why." + refused.why(), refused.arguments().toArray()));
        }
    }

    private ModelAndView refused(HttpServletRequest request, Actor actor, String kind, String refusal) {
        var page = page(request, actor, Optional.empty(), kind, refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            HttpServletRequest request, Actor actor, Optional<UUID> before, String chosen, @Nullable String refusal) {
        var found = desk.latest(actor, before);
        var shown = found.stream().limit(ImportDesk.PAGE).toList();
        var frame = frames.of(request, "import.title", "imports");
        var msg = frame.msg();
        var zone = zone();
        var now = clock.instant();
        return new ModelAndView("dms/imports")
                .addObject(
                        "page",
                        new ImportsPage(
                                frame,
                                shown.stream()
                                        .map(it -> line(it, msg, zone, now))
                                        .toList(),
                                new Paging(
                                        before.isPresent() ? "/imports" : null,
                                        found.size() > shown.size()
                                                ? "/imports?before="
                                                        + shown.getLast().id()
                                                : null,
                                        msg.t("import.list.summary")),
                                Arrays.stream(FileKind.values())
                                        .map(it -> new ImportsPage.Kind(
                                                it.word(), msg.t("import.kind." + it.word()), columns(it)))
                                        .toList(),
                                chosen,
                                refusal,
                                nights.open()
                                        .map(it -> msg.t("import.missed-night", it.toString()))
                                        .orElse(null)));
    }

    private static String columns(FileKind kind) {
        return kind.columns().stream()
                .map(it -> it.chinese() + (it.mandatory() ? "*" : ""))
                .collect(Collectors.joining(" "));
    }

    private ZoneId zone() {
        return stores.all().stream().findFirst().map(it -> it.zone()).orElse(ZoneOffset.UTC);
    }

    private static ImportsPage.Line line(ImportedFile file, Msg msg, ZoneId zone, Instant now) {
        var counts = file.counts();
        var tone = switch (file.state()) {
            case WAITING, RUNNING -> "mute";
            case REFUSED -> "bad";
            case DONE -> counts.rejected() > 0 ? "warn" : "ok";
        };
        var icon = switch (file.state()) {
            case WAITING, RUNNING -> "refresh";
            case REFUSED -> "alert-circle";
            case DONE -> counts.rejected() > 0 ? "alert-triangle" : "check";
        };
        var state = file.state() == ImportedFile.State.DONE && counts.rejected() > 0
                ? msg.t("import.state.rejected", msg.number(counts.rejected()))
                : msg.t("import.state." + file.state().name());
        return new ImportsPage.Line(
                file.id(),
                file.name(),
                msg.t("import.kind." + file.kind().word()),
                msg.t("import.origin." + file.origin().name()),
                msg.moment(file.arrivedAt(), zone, now.atZone(zone).toLocalDate()),
                msg.number(file.linesRead()),
                msg.number(counts.accepted()),
                tone,
                icon,
                state);
    }

    @GetMapping("/{id}")
    ModelAndView show(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<Finding.Weight> weight,
            @RequestParam(defaultValue = "0") int line,
            @RequestParam(defaultValue = "0") int position) {
        var file = desk.find(actor, id);
        var frame = frames.of(request, "import.title", "imports");
        var msg = frame.msg();
        var chosen = weight.orElseGet(() -> first(file));
        var found = desk.findings(actor, id, chosen, line, position);
        var shown = found.stream().limit(ImportDesk.PAGE).toList();
        var zone = zone();
        return new ModelAndView("dms/import")
                .addObject(
                        "page",
                        new ImportPage(
                                frame,
                                id,
                                file.name(),
                                msg.t(
                                        "import.about",
                                        msg.t("import.kind." + file.kind().word()),
                                        msg.t("import.origin." + file.origin().name()),
                                        msg.moment(
                                                file.arrivedAt(),
                                                zone,
                                                clock.instant().atZone(zone).toLocalDate()),
                                        msg.number(Math.ceilDiv(file.bytes(), 1024L))),
                                !file.isFinished(),
                                msg.t("import.progress", msg.number(file.linesRead())),
                                file.refusedWhy()
                                        .map(why -> msg.t(
                                                "import.why." + why,
                                                file.refusedArguments().toArray()))
                                        .orElse(null),
                                file.state() == ImportedFile.State.DONE ? figures(file, msg) : List.of(),
                                tabs(file, chosen, msg),
                                shown.stream().map(it -> line(it, file, msg)).toList(),
                                paging(id, chosen, found.size() > shown.size(), shown, line > 0, msg),
                                file.counts().rejected() > 0 ? "/imports/" + id + "/rejects.csv" : null,
                                file.ignored().isEmpty() ? null : String.join("、", file.ignored())));
    }

    private static Finding.Weight first(ImportedFile file) {
        if (file.counts().rejected() > 0) {
            return Finding.Weight.REJECTED;
        }
        return file.counts().warnings() > 0 || file.counts().superseded() == 0
                ? Finding.Weight.WARNING
                : Finding.Weight.SUPERSEDED;
    }

    private static List<ImportPage.Figure> figures(ImportedFile file, Msg msg) {
        var counts = file.counts();
        return List.of(
                new ImportPage.Figure(msg.t("import.count.read"), "file-text", msg.number(counts.read()), false),
                new ImportPage.Figure(msg.t("import.count.new"), "plus", msg.number(counts.created()), false),
                new ImportPage.Figure(msg.t("import.count.changed"), "pencil", msg.number(counts.changed()), false),
                new ImportPage.Figure(msg.t("import.count.unchanged"), "equal", msg.number(counts.unchanged()), false),
                new ImportPage.Figure(
                        msg.t("import.count.superseded"), "history", msg.number(counts.superseded()), false),
                new ImportPage.Figure(
                        msg.t("import.count.rejected"),
                        "alert-triangle",
                        msg.number(counts.rejected()),
                        counts.rejected() > 0));
    }

    private static List<ImportPage.Tab> tabs(ImportedFile file, Finding.Weight chosen, Msg msg) {
        var tabs = new ArrayList<ImportPage.Tab>();
        for (var weight : Finding.Weight.values()) {
            var count = switch (weight) {
                case REJECTED -> file.counts().rejected();
                case WARNING -> file.counts().warnings();
                case SUPERSEDED -> file.counts().superseded();
            };
            if (count > 0) {
                tabs.add(new ImportPage.Tab(
                        msg.t("import.tab." + weight.name(), msg.number(count)),
                        "/imports/%s?weight=%s".formatted(file.id(), weight),
                        weight == chosen));
            }
        }
        return tabs;
    }

    private static ImportPage.Line line(Finding finding, ImportedFile file, Msg msg) {
        var column = file.kind().columns().stream()
                .filter(it -> it.name().equals(finding.column()))
                .map(it -> it.chinese() + " " + it.name())
                .findFirst()
                .orElse(finding.column().isEmpty() ? msg.t("import.whole-line") : finding.column());
        return new ImportPage.Line(
                msg.number(finding.line()),
                column,
                finding.value().isEmpty() ? msg.t("import.empty-cell") : finding.value(),
                msg.t("import.why." + finding.why(), finding.arguments().toArray()),
                msg.t("import.mend." + finding.why(), finding.arguments().toArray()));
    }

    private static @Nullable Paging paging(
            UUID id, Finding.Weight weight, boolean more, List<Finding> shown, boolean further, Msg msg) {
        if (shown.isEmpty()) {
            return null;
        }
        var last = shown.getLast();
        var first = "/imports/%s?weight=%s".formatted(id, weight);
        return new Paging(
                further ? first : null,
                more ? "%s&line=%d&position=%d".formatted(first, last.line(), last.position()) : null,
                msg.t("import.findings.summary"));
    }

    /** The rejected lines under their own headings, each with its reason: to be mended and brought in again. */
    @GetMapping("/{id}/rejects.csv")
    void rejects(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id)
            throws IOException {
        var file = desk.find(actor, id);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"%s-rejects.csv\"".formatted(file.kind().word()));
        rejects.write(actor, file, frames.msg(request), response.getWriter());
    }
}
