package org.opendcrc.dms.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.Finding;
import org.opendcrc.dms.FoundForm;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.dms.MappingDesk;
import org.opendcrc.dms.Preview;
import org.opendcrc.dms.RefusedFile;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
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
    private final MappingDesk mappings;
    private final Downloads downloads;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    ImportsController(
            ImportDesk desk, MappingDesk mappings, Downloads downloads, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.mappings = mappings;
        this.downloads = downloads;
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
            return new ModelAndView("redirect:/imports/" + desk.takeForPreview(actor, known.get(), name, content));
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
                                refusal));
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
            case PREVIEW -> "info";
            case WAITING, RUNNING, DISCARDED -> "mute";
            case REFUSED -> "bad";
            case DONE -> counts.rejected() > 0 ? "warn" : "ok";
        };
        var icon = switch (file.state()) {
            case PREVIEW -> "eye";
            case DISCARDED -> "x";
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
        if (file.state() == ImportedFile.State.PREVIEW) {
            return preview(request, actor, file, null);
        }
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
                                about(file, msg, zone),
                                file.form().map(it -> msg.t(it.sentence())).orElse(null),
                                !file.isFinished(),
                                file.phase()
                                        .map(it -> msg.t("import.phase." + it))
                                        .orElse(msg.t("import.running")),
                                progress(file, msg),
                                file.linesRead(),
                                Math.max(file.linesExpected(), file.linesRead()),
                                file.refusedWhy()
                                        .map(why -> msg.t(
                                                "import.why." + why,
                                                file.refusedArguments().toArray()))
                                        .orElse(null),
                                file.state() == ImportedFile.State.DONE ? figures(file, msg) : List.of(),
                                tabs(file, chosen, msg),
                                shown.stream().map(it -> line(it, file, msg)).toList(),
                                paging(id, chosen, found.size() > shown.size(), shown, line > 0, msg),
                                downloads(file, msg),
                                file.ignored().isEmpty() ? null : String.join("、", file.ignored())));
    }

    private static Finding.Weight first(ImportedFile file) {
        if (file.counts().rejected() > 0) {
            return Finding.Weight.REJECTED;
        }
        if (file.counts().waiting() > 0) {
            return Finding.Weight.WAITING;
        }
        return file.counts().warnings() > 0 || file.counts().superseded() == 0
                ? Finding.Weight.WARNING
                : Finding.Weight.SUPERSEDED;
    }

    private static List<ImportPage.Figure> figures(ImportedFile file, Msg msg) {
        var counts = file.counts();
        var figures = new ArrayList<>(List.of(
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
                        counts.rejected() > 0)));
        if (counts.waiting() > 0) {
            figures.add(
                    new ImportPage.Figure(msg.t("import.count.waiting"), "clock", msg.number(counts.waiting()), false));
        }
        if (file.released() > 0) {
            figures.add(
                    new ImportPage.Figure(msg.t("import.count.released"), "check", msg.number(file.released()), false));
        }
        return figures;
    }

    private static List<ImportPage.Tab> tabs(ImportedFile file, Finding.Weight chosen, Msg msg) {
        var tabs = new ArrayList<ImportPage.Tab>();
        for (var weight : Finding.Weight.values()) {
            var count = switch (weight) {
                case REJECTED -> file.counts().rejected();
                case WAITING -> file.counts().waiting();
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
        return new ImportPage.Line(
                msg.number(finding.line()),
                Columns.inWords(file.kind(), finding.column(), msg),
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

    private static List<ImportPage.Download> downloads(ImportedFile file, Msg msg) {
        var all = new ArrayList<ImportPage.Download>();
        var sheetFirst =
                file.form().filter(it -> it.kind() != FoundForm.Kind.TEXT).isPresent();
        var endings = sheetFirst ? List.of("xlsx", "csv") : List.of("csv", "xlsx");
        if (file.counts().rejected() > 0) {
            endings.stream()
                    .filter(it -> it.equals("csv") || file.counts().rejected() <= Downloads.MOST_IN_SHEET)
                    .map(it -> new ImportPage.Download(
                            "/imports/%s/rejects.%s".formatted(file.id(), it), msg.t("import.download", it)))
                    .forEach(all::add);
        }
        if (file.counts().warnings() > 0) {
            endings.stream()
                    .filter(it -> it.equals("csv") || file.counts().warnings() <= Downloads.MOST_IN_SHEET)
                    .map(it -> new ImportPage.Download(
                            "/imports/%s/warnings.%s".formatted(file.id(), it), msg.t("import.download.warnings", it)))
                    .forEach(all::add);
        }
        return all;
    }

    private String about(ImportedFile file, Msg msg, ZoneId zone) {
        return msg.t(
                "import.about",
                msg.t("import.kind." + file.kind().word()),
                msg.t("import.origin." + file.origin().name()),
                msg.moment(file.arrivedAt(), zone, clock.instant().atZone(zone).toLocalDate()),
                msg.number(Math.ceilDiv(file.bytes(), 1024L)));
    }

    private static String progress(ImportedFile file, Msg msg) {
        var read = msg.number(file.linesRead());
        return file.linesExpected() > file.linesRead()
                ? msg.t("import.progress.of", read, msg.number(file.linesExpected()))
                : msg.t("import.progress", read);
    }

    // ---- a file that is looked at first

    private ModelAndView preview(HttpServletRequest request, Actor actor, ImportedFile file, @Nullable String mistake) {
        var frame = frames.of(request, "import.title", "imports");
        var msg = frame.msg();
        if (!desk.isHere(actor, file.id())) {
            return new ModelAndView("dms/preview")
                    .addObject("page", elsewhere(frame, file, msg.t("import.preview.elsewhere")));
        }
        var found = desk.preview(actor, file.id());
        var page = new ModelAndView("dms/preview")
                .addObject(
                        "page",
                        new PreviewPage(
                                frame,
                                file.id(),
                                file.name(),
                                about(file, msg, zone()),
                                found.form().map(it -> msg.t(it.sentence())).orElse(null),
                                found.refusal().map(it -> refusal(it, msg)).orElse(null),
                                mistake,
                                verdict(found, msg),
                                found.tallies().stream()
                                        .map(it -> new PreviewPage.Tally(
                                                it.weight() == Finding.Weight.REJECTED,
                                                Columns.inWords(file.kind(), it.column(), msg),
                                                msg.t(
                                                        "import.why." + it.why(),
                                                        it.arguments().toArray()),
                                                msg.number(it.count()),
                                                msg.number(it.firstLine())))
                                        .toList(),
                                found.headings().stream()
                                        .map(it -> column(it, file.kind(), msg))
                                        .toList(),
                                MappingsController.columns(file.kind(), msg),
                                found.rows().stream()
                                        .map(it -> new PreviewPage.Row(
                                                msg.number(it.line()),
                                                filled(
                                                        it.cells(),
                                                        found.headings().size()),
                                                it.rejected()))
                                        .toList(),
                                found.findings().stream()
                                        .map(it -> line(it, file, msg))
                                        .toList()));
        if (mistake != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /** Here a heading can be assigned at once, so the sentence says that. */
    private static String refusal(Preview.Refusal refusal, Msg msg) {
        return switch (refusal.why()) {
            case "columns-missing-others" ->
                msg.t("import.preview.columns-missing", refusal.arguments().getFirst());
            case "no-headings" -> msg.t("import.preview.no-headings");
            default -> msg.t("import.why." + refusal.why(), refusal.arguments().toArray());
        };
    }

    private PreviewPage elsewhere(Frame frame, ImportedFile file, String sentence) {
        return new PreviewPage(
                frame,
                file.id(),
                file.name(),
                about(file, frame.msg(), zone()),
                null,
                null,
                null,
                sentence,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static String verdict(Preview found, Msg msg) {
        return msg.t(
                found.whole() ? "import.preview.all" : "import.preview.first",
                msg.number(found.checked()),
                msg.number(found.rejected()),
                msg.number(found.warnings()));
    }

    private static List<String> filled(List<String> cells, int width) {
        var all = new ArrayList<>(cells);
        while (all.size() < width) {
            all.add("");
        }
        return all;
    }

    private static PreviewPage.Column column(Preview.Heading heading, FileKind kind, Msg msg) {
        if (heading.written().isEmpty()) {
            return new PreviewPage.Column("", msg.t("import.preview.no-heading"), "mute", false, "", false);
        }
        var chosen = heading.notRead()
                ? MappingDesk.NOT_READ
                : heading.column().or(heading::suggestion).orElse("");
        var meaning = heading.column()
                .map(it -> Columns.inWords(kind, it, msg))
                .orElseGet(() -> msg.t(
                        heading.notRead() || !heading.own() ? "import.mapping.not-read" : "import.mapping.unknown"));
        return new PreviewPage.Column(
                heading.written(),
                meaning,
                heading.column().isPresent() ? "ok" : heading.notRead() || !heading.own() ? "mute" : "warn",
                heading.own(),
                chosen,
                heading.suggestion().isPresent());
    }

    /** Says what the file's own headings mean; files that come later are read by it. */
    @PostMapping("/{id}/mappings")
    ModelAndView map(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form) {
        var file = desk.find(actor, id);
        var headings = form.getOrDefault("heading", List.of());
        var columns = form.getOrDefault("column", List.of());
        var choices = new LinkedHashMap<String, String>();
        for (var i = 0; i < Math.min(headings.size(), columns.size()); i++) {
            choices.put(headings.get(i), columns.get(i));
        }
        var refusal = mappings.decideHeadings(actor, file.kind(), choices);
        return refusal.isPresent() && file.state() == ImportedFile.State.PREVIEW
                ? preview(request, actor, file, frames.msg(request).t(refusal.get()))
                : new ModelAndView("redirect:/imports/" + id);
    }

    @PostMapping("/{id}/bringing-in")
    String bringIn(@AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
        desk.bringIn(actor, id);
        return "redirect:/imports/" + id;
    }

    @PostMapping("/{id}/discarding")
    String discard(@AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
        desk.discard(actor, id);
        return "redirect:/imports";
    }

    // ---- downloads

    /** The rejected lines under their own headings, each with its reason: to be mended and brought in again. */
    @GetMapping("/{id}/rejects.{ending:csv|xlsx}")
    void rejects(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @PathVariable String ending)
            throws IOException {
        var file = desk.find(actor, id);
        downloads.rejects(response, actor, file, ending.equals("xlsx"), frames.msg(request));
    }

    /** The lines that came in with a doubt. */
    @GetMapping("/{id}/warnings.{ending:csv|xlsx}")
    void warnings(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @PathVariable String ending)
            throws IOException {
        var file = desk.find(actor, id);
        downloads.warnings(response, actor, file, ending.equals("xlsx"), frames.msg(request));
    }
}
