package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.ProposalDesk;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TemplateDesk;
import org.opendcrc.messaging.TemplateDesk.Draft;
import org.opendcrc.messaging.TemplateSaved;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which the dealer words his texts and letters. */
@Controller
@RequestMapping("/text-templates")
class TemplatesController {

    private final TemplateDesk desk;
    private final ProposalDesk proposals;
    private final People people;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    TemplatesController(
            TemplateDesk desk, ProposalDesk proposals, People people, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.proposals = proposals;
        this.people = people;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    /** The form as the browser sends it. */
    record Form(
            Optional<String> name,
            Optional<TextClass> textClass,
            Optional<String> chinese,
            Optional<String> english,
            Optional<Integer> version,
            Optional<Boolean> longText,
            Optional<UUID> store) {

        Draft draft() {
            return new Draft(
                    name.orElse(""),
                    textClass.orElse(TextClass.SERVICE),
                    chinese.orElse("").replace("\r\n", "\n"),
                    english.orElse("").replace("\r\n", "\n"),
                    version.orElse(0),
                    longText.orElse(false),
                    store);
        }
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return list(actor, null, request);
    }

    private ModelAndView list(Actor actor, @Nullable String said, HttpServletRequest request) {
        var all = stores.all();
        return new ModelAndView("messaging/templates")
                .addObject("frame", frames.of(request, "template.title", TextsMenu.KEY))
                .addObject("said", said)
                .addObject(
                        "page",
                        TemplatesPage.of(
                                desk.list(actor),
                                proposals.list(actor, clock.instant()),
                                all.stream().collect(Collectors.toMap(Store::id, Store::name)),
                                TextsMenu.tabs(actor, "text-templates"),
                                actor.may(UseCase.MANAGE_TEXT_TEMPLATES),
                                mayPropose(actor),
                                zone(all),
                                clock.instant(),
                                frames.msg(request)));
    }

    /** Who may save needs nobody's approval. */
    private static boolean mayPropose(Actor actor) {
        return actor.may(UseCase.PROPOSE_TEXT_TEMPLATES) && !actor.may(UseCase.MANAGE_TEXT_TEMPLATES);
    }

    private static ZoneId zone(List<Store> all) {
        return all.stream().findFirst().map(Store::zone).orElse(ZoneOffset.UTC);
    }

    /** A clerk proposes a wording; {@code new} for a new template. */
    @PostMapping("/{key}/proposals")
    ModelAndView propose(
            @AuthenticationPrincipal Actor actor, @PathVariable String key, Form form, HttpServletRequest request) {
        var made = Optional.of(key).filter(it -> !it.equals("new"));
        var versions = made.map(it -> desk.versions(actor, it)).orElse(List.of());
        return switch (proposals.propose(actor, made, form.draft(), clock.instant())) {
            case TemplateSaved.Kept _ -> new ModelAndView("redirect:/text-templates#proposals");
            case TemplateSaved.Refused(var why) -> refused(actor, drafted(versions, form), versions, why, request);
        };
    }

    @PostMapping("/proposals/{id}/decision")
    ModelAndView decide(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam boolean approved,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        return switch (proposals.decide(actor, id, approved, note, clock.instant())) {
            case ProposalDesk.Decided.Done _ -> new ModelAndView("redirect:/text-templates#proposals");
            case ProposalDesk.Decided.TooLate _ ->
                status(list(actor, msg.t("template.proposal.too-late"), request), HttpStatus.CONFLICT);
            case ProposalDesk.Decided.NotTaken(var why) ->
                status(list(actor, msg.t(why.sentence()), request), HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private static ModelAndView status(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }

    @GetMapping("/new")
    ModelAndView blank(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        if (!actor.may(UseCase.MANAGE_TEXT_TEMPLATES) && !actor.may(UseCase.PROPOSE_TEXT_TEMPLATES)) {
            throw new NotAllowed(UseCase.PROPOSE_TEXT_TEMPLATES);
        }
        return page(actor, TemplateDesk.blank(), List.of(), null, request);
    }

    @GetMapping("/{key}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable String key, HttpServletRequest request) {
        var versions = desk.versions(actor, key);
        return page(actor, versions.getFirst(), versions, null, request);
    }

    /** The form of a template as it was typed so far, counted. Nothing is written. */
    @PostMapping("/{key}/drafts")
    ModelAndView draft(
            @AuthenticationPrincipal Actor actor, @PathVariable String key, Form form, HttpServletRequest request) {
        var versions = key.equals("new") ? List.<Template>of() : desk.versions(actor, key);
        return page(actor, drafted(versions, form), versions, null, request);
    }

    @PostMapping
    ModelAndView open(@AuthenticationPrincipal Actor actor, Form form, HttpServletRequest request) {
        return answer(actor, desk.open(actor, form.draft(), clock.instant()), List.of(), form, request);
    }

    @PostMapping("/{key}")
    ModelAndView save(
            @AuthenticationPrincipal Actor actor, @PathVariable String key, Form form, HttpServletRequest request) {
        var saved = desk.save(actor, key, form.draft(), clock.instant());
        return answer(actor, saved, desk.versions(actor, key), form, request);
    }

    /** Back to the shipped wording. */
    @PostMapping("/{key}/shipped")
    ModelAndView reset(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String key,
            @RequestParam int version,
            HttpServletRequest request) {
        var name = frames.msg(request)
                .t("text.template." + desk.versions(actor, key).getLast().key() + ".name");
        return back(actor, desk.reset(actor, key, version, name, clock.instant()), key, request);
    }

    @PostMapping("/{key}/retirement")
    ModelAndView retire(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String key,
            @RequestParam int version,
            HttpServletRequest request) {
        return back(actor, desk.retire(actor, key, version, clock.instant()), key, request);
    }

    private ModelAndView back(Actor actor, TemplateSaved saved, String key, HttpServletRequest request) {
        return switch (saved) {
            case TemplateSaved.Kept _ -> new ModelAndView("redirect:/text-templates/" + key);
            case TemplateSaved.Refused(var why) -> {
                var versions = desk.versions(actor, key);
                yield refused(actor, versions.getFirst(), versions, why, request);
            }
        };
    }

    private ModelAndView answer(
            Actor actor, TemplateSaved saved, List<Template> versions, Form form, HttpServletRequest request) {
        return switch (saved) {
            case TemplateSaved.Kept(var key, var version) ->
                new ModelAndView("redirect:/text-templates/" + key + "#version-" + version);
            case TemplateSaved.Refused(var why) -> refused(actor, drafted(versions, form), versions, why, request);
        };
    }

    private static Template drafted(List<Template> versions, Form form) {
        return TemplateDesk.drafted(versions.isEmpty() ? TemplateDesk.blank() : versions.getFirst(), form.draft());
    }

    private ModelAndView refused(
            Actor actor,
            Template typed,
            List<Template> versions,
            TemplateSaved.Refusal why,
            HttpServletRequest request) {
        var page = page(actor, typed, versions, frames.msg(request).t(why.sentence()), request);
        page.setStatus(
                why instanceof TemplateSaved.Refusal.ChangedMeanwhile
                        ? HttpStatus.CONFLICT
                        : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            Template shown,
            List<Template> versions,
            @Nullable String refusal,
            HttpServletRequest request) {
        var all = stores.all();
        var names = people.names(
                versions.stream().flatMap(it -> it.changedBy().stream()).toList());
        return new ModelAndView("messaging/template")
                .addObject("frame", frames.of(request, "template.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        TemplatesPage.one(
                                shown,
                                versions,
                                desk.longest(actor, shown),
                                names,
                                TextsMenu.tabs(actor, "text-templates"),
                                actor.may(UseCase.MANAGE_TEXT_TEMPLATES),
                                mayPropose(actor),
                                all,
                                refusal,
                                zone(all),
                                clock.instant(),
                                frames.msg(request)));
    }
}
