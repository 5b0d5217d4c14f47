package org.opendcrc.dms.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.MappedHeading;
import org.opendcrc.dms.MappedWord;
import org.opendcrc.dms.MappingDesk;
import org.opendcrc.dms.WordTopic;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a dealer says what his headings and words mean. */
@Controller
@RequestMapping("/imports/mappings")
class MappingsController {

    private final MappingDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    MappingsController(MappingDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return page(request, actor, null);
    }

    @PostMapping("/headings")
    ModelAndView decideHeading(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @RequestParam String kind,
            @RequestParam String heading,
            @RequestParam String column) {
        var known = FileKind.ofWord(kind).orElseThrow(() -> new NotFound("kind " + kind));
        var refusal = desk.decideHeadings(actor, known, Map.of(heading, column));
        return refusal.map(it -> page(request, actor, frames.msg(request).t(it)))
                .orElseGet(() -> new ModelAndView("redirect:/imports/mappings"));
    }

    @PostMapping("/words")
    ModelAndView decideWord(
            @AuthenticationPrincipal Actor actor,
            @RequestParam WordTopic topic,
            @RequestParam String word,
            @RequestParam String meaning) {
        desk.decideWord(actor, topic, word, meaning);
        return new ModelAndView("redirect:/imports/mappings");
    }

    private ModelAndView page(HttpServletRequest request, Actor actor, @Nullable String refusal) {
        var sheet = desk.sheet(actor);
        var frame = frames.of(request, "import.mappings", "imports");
        var msg = frame.msg();
        var zone = stores.all().stream().findFirst().map(it -> it.zone()).orElse(ZoneOffset.UTC);
        var now = clock.instant();
        var open = sheet.headings().stream()
                        .filter(it -> it.decision() == MappedHeading.Decision.OPEN)
                        .count()
                + sheet.words().stream().filter(it -> it.meaning().isEmpty()).count();
        var page = new ModelAndView("dms/mappings")
                .addObject(
                        "page",
                        new MappingsPage(
                                frame,
                                refusal,
                                open == 0 ? null : msg.t("import.mapping.open", msg.number(open)),
                                sheet.headings().stream()
                                        .map(it -> heading(it, sheet, msg, zone, now))
                                        .toList(),
                                sheet.words().stream()
                                        .map(it -> word(it, sheet, msg, zone, now))
                                        .toList()));
        if (refusal != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private MappingsPage.Heading heading(
            MappedHeading heading, MappingDesk.Sheet sheet, Msg msg, ZoneId zone, Instant now) {
        var suggestion = heading.decision() == MappedHeading.Decision.OPEN
                ? desk.suggestion(heading.kind(), heading.written(), taken(heading.kind(), sheet))
                        .orElse("")
                : "";
        var chosen = switch (heading.decision()) {
            case OPEN -> suggestion;
            case MAPPED -> heading.column().orElse("");
            case NOT_READ -> MappingDesk.NOT_READ;
        };
        return new MappingsPage.Heading(
                heading.kind().word(),
                msg.t("import.kind." + heading.kind().word()),
                heading.written(),
                heading.decision() != MappedHeading.Decision.OPEN,
                chosen,
                !suggestion.isEmpty(),
                msg.moment(heading.seenAt(), zone, now.atZone(zone).toLocalDate()),
                columns(heading.kind(), msg));
    }

    private static Set<String> taken(FileKind kind, MappingDesk.Sheet sheet) {
        return sheet.headings().stream()
                .filter(it -> it.kind() == kind)
                .flatMap(it -> it.column().stream())
                .collect(Collectors.toSet());
    }

    /** What a heading of that kind of files may mean. */
    static List<PreviewPage.Choice> columns(FileKind kind, Msg msg) {
        var choices = new ArrayList<PreviewPage.Choice>();
        choices.add(new PreviewPage.Choice("", msg.t("import.mapping.undecided")));
        choices.add(new PreviewPage.Choice(MappingDesk.NOT_READ, msg.t("import.mapping.not-read")));
        kind.columns()
                .forEach(it -> choices.add(new PreviewPage.Choice(
                        it.name(), it.chinese() + " " + it.name() + (it.mandatory() ? " *" : ""))));
        return choices;
    }

    private static MappingsPage.Word word(MappedWord word, MappingDesk.Sheet sheet, Msg msg, ZoneId zone, Instant now) {
        var choices = new ArrayList<PreviewPage.Choice>();
        choices.add(new PreviewPage.Choice("", msg.t("import.mapping.undecided")));
        if (word.topic() == WordTopic.BRAND) {
            choices.add(new PreviewPage.Choice(word.written(), msg.t("import.mapping.keep", word.written())));
        }
        sheet.meanings().getOrDefault(word.topic(), List.of()).stream()
                .filter(it -> !it.equals(word.written()))
                .forEach(it -> choices.add(new PreviewPage.Choice(it, it)));
        return new MappingsPage.Word(
                word.topic().name(),
                msg.t("import.mapping.topic." + word.topic()),
                word.written(),
                word.meaning().isPresent(),
                word.meaning().orElse(""),
                msg.moment(word.seenAt(), zone, now.atZone(zone).toLocalDate()),
                choices);
    }
}
