package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextDesk;
import org.opendcrc.messaging.TextDesk.Sheet;
import org.opendcrc.messaging.TextDesk.Wish;
import org.opendcrc.messaging.Written;
import org.opendcrc.messaging.web.TextSheetPage.Typed;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sheet for one text by hand. Other chapters lead here with what it is about. */
@Controller
class TextSheetController {

    private final TextDesk desk;
    private final Outbox outbox;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    TextSheetController(TextDesk desk, Outbox outbox, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.desk = desk;
        this.outbox = outbox;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/texts/new")
    ModelAndView open(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = TextDesk.CUSTOMER) String cause,
            @RequestParam UUID causeId,
            @RequestParam Optional<UUID> store,
            HttpServletRequest request) {
        var sheet = desk.sheet(actor, new Wish(cause, causeId, store));
        var typed = new Typed(Ids.next(), Optional.empty(), Optional.empty(), Locale.CHINA, TextClass.SERVICE, "");
        return page(actor, sheet, typed, Optional.empty(), request);
    }

    /** The form as it was typed so far: counted, and filled in from a template where that is asked for. Nothing is written. */
    @PostMapping("/texts/drafts")
    ModelAndView draft(
            @AuthenticationPrincipal Actor actor,
            Form form,
            @RequestParam(defaultValue = "false") boolean fill,
            HttpServletRequest request) {
        var typed = form.typed();
        var sheet = desk.sheet(actor, form.wish());
        return page(actor, sheet, fill ? filled(sheet, typed) : typed, Optional.empty(), request);
    }

    private Typed filled(Sheet sheet, Typed typed) {
        return typed.template()
                .flatMap(key -> sheet.templates().stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst())
                .map(it -> new Typed(
                        typed.id(),
                        typed.number(),
                        typed.template(),
                        typed.language(),
                        it.textClass(),
                        desk.words(sheet, it, typed.language())))
                .orElse(typed);
    }

    @PostMapping("/texts")
    ModelAndView send(@AuthenticationPrincipal Actor actor, Form form, HttpServletRequest request) {
        var typed = form.typed();
        var sheet = desk.sheet(actor, form.wish());
        var number = sheet.recipient().numbers().stream()
                .filter(it -> typed.number().equals(Optional.of(TextSheetPage.numberKey(it))))
                .findFirst()
                .or(() -> typed.number().isEmpty()
                        ? sheet.recipient().numbers().stream().findFirst()
                        : Optional.empty())
                .orElse("");
        var draft = new TextDesk.Draft(
                typed.id(), form.wish(), number, typed.textClass(), typed.language(), typed.words(), typed.template());
        return switch (desk.send(actor, draft, clock.instant())) {
            case Written.Queued(var id) -> new ModelAndView("redirect:/texts/" + id);
            case Written.Refused(var why) -> {
                var page = page(actor, sheet, typed, Optional.of(why.sentence()), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** The form as the browser sends it; what is missing is as if nobody had chosen. */
    record Form(
            UUID id,
            String cause,
            UUID causeId,
            Optional<UUID> store,
            Optional<String> number,
            Optional<String> template,
            Optional<String> language,
            Optional<TextClass> textClass,
            Optional<String> words) {

        Wish wish() {
            return new Wish(cause, causeId, store);
        }

        Typed typed() {
            return new Typed(
                    id,
                    number.filter(it -> !it.isEmpty()),
                    template.filter(it -> !it.isEmpty()),
                    language.filter("en"::equals).isPresent() ? Locale.ENGLISH : Locale.CHINA,
                    textClass.orElse(TextClass.SERVICE),
                    words.orElse("").replace("\r\n", "\n"));
        }
    }

    private ModelAndView page(
            Actor actor, Sheet sheet, Typed typed, Optional<Sentence> refusal, HttpServletRequest request) {
        var msg = frames.msg(request);
        var whole = desk.whole(sheet, typed.words(), typed.textClass(), typed.language());
        return new ModelAndView("messaging/sheet")
                .addObject("frame", frames.of(request, "text.sheet.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        TextSheetPage.of(sheet, typed, whole, outbox.channel(actor), links, refusal.map(msg::t), msg));
    }
}
