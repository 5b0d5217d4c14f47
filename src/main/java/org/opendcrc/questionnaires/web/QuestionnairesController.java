package org.opendcrc.questionnaires.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.questionnaires.Design;
import org.opendcrc.questionnaires.Designed;
import org.opendcrc.questionnaires.DesignedVersion;
import org.opendcrc.questionnaires.DesignerDesk;
import org.opendcrc.questionnaires.Draft;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What is asked in calls: the list, a questionnaire with its versions, and the page on which the next one is designed. */
@Controller
@RequestMapping("/questionnaires")
class QuestionnairesController {

    private static final String TAB = "questionnaires";

    private final DesignerDesk desk;
    private final Stores stores;
    private final AdministrationTabs tabs;
    private final Messages messages;
    private final Frames frames;
    private final Clock clock;

    QuestionnairesController(
            DesignerDesk desk, Stores stores, AdministrationTabs tabs, Messages messages, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.tabs = tabs;
        this.messages = messages;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return new ModelAndView("questionnaires/list")
                .addObject("frame", frames.of(request, "questionnaire.title", "admin"))
                .addObject(
                        "page",
                        QuestionnairePages.all(
                                desk.overview(actor),
                                tabs.of(actor, TAB),
                                actor.may(UseCase.DESIGN_QUESTIONNAIRES),
                                zone(),
                                clock.instant(),
                                frames.msg(request)));
    }

    private ZoneId zone() {
        return stores.all().stream().findFirst().map(Store::zone).orElse(ZoneOffset.UTC);
    }

    /** One more questionnaire for a kind of call. */
    @PostMapping("/{code}")
    String another(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return "redirect:" + QuestionnairePages.address(code, desk.beginAnother(actor, code, clock.instant()))
                + "/draft";
    }

    @GetMapping("/{code}/{variant}")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @PathVariable String variant,
            @RequestParam Optional<Integer> version,
            @RequestParam(name = "in") Optional<String> language,
            HttpServletRequest request) {
        return one(actor, code, variant, version, language, null, request);
    }

    private ModelAndView one(
            Actor actor,
            String code,
            String variant,
            Optional<Integer> version,
            Optional<String> language,
            @Nullable String refusal,
            HttpServletRequest request) {
        var versions = desk.overview(actor, code, variant);
        var shown = versions.stream()
                .filter(it -> version.isEmpty() || version.get() == it.version())
                .findFirst()
                .orElseThrow(() -> new NotFound("questionnaire " + code + " " + variant));
        var before =
                versions.stream().filter(it -> it.version() < shown.version()).findFirst();
        var contents = desk.versions(
                actor, before.map(it -> List.of(shown.id(), it.id())).orElseGet(() -> List.of(shown.id())));
        var msg = frames.msg(request);
        var read = read(language, msg.locale());
        return new ModelAndView("questionnaires/one")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of(
                                        "questionnaire.one-title", shown.name().in(msg.locale())),
                                "admin"))
                .addObject("read", messages.in(read))
                .addObject(
                        "page",
                        QuestionnairePages.one(
                                versions,
                                shown,
                                Objects.requireNonNull(contents.get(shown.id())),
                                before.map(DesignedVersion::id)
                                        .map(contents::get)
                                        .orElse(null),
                                tabs.of(actor, TAB),
                                actor.may(UseCase.DESIGN_QUESTIONNAIRES),
                                read,
                                refusal,
                                said(request),
                                zone(),
                                clock.instant(),
                                msg,
                                messages.in(read)));
    }

    private static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash == null ? null : (String) flash.get("said");
    }

    /** In which language the preview is. */
    private static Locale read(Optional<String> chosen, Locale own) {
        return switch (chosen.orElse("")) {
            case "en" -> Locale.ENGLISH;
            case "zh" -> Locale.SIMPLIFIED_CHINESE;
            default -> own;
        };
    }

    @PostMapping("/{code}/{variant}/withdrawal")
    ModelAndView withdraw(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @PathVariable String variant,
            @RequestParam UUID id,
            RedirectAttributes next,
            HttpServletRequest request) {
        return switch (desk.withdraw(actor, id, clock.instant())) {
            case Design.Refused(var why) ->
                status(
                        one(
                                actor,
                                code,
                                variant,
                                Optional.empty(),
                                Optional.empty(),
                                frames.msg(request).t(why.getFirst()),
                                request),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case Design _ -> {
                next.addFlashAttribute("said", frames.msg(request).t("questionnaire.said.withdrawn"));
                yield new ModelAndView("redirect:" + QuestionnairePages.address(code, variant));
            }
        };
    }

    private static ModelAndView status(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }

    @PostMapping("/{code}/{variant}/draft/beginning")
    String begin(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable String variant) {
        desk.begin(actor, code, variant, clock.instant());
        return "redirect:" + QuestionnairePages.address(code, variant) + "/draft";
    }

    @GetMapping("/{code}/{variant}/draft")
    ModelAndView design(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @PathVariable String variant,
            @RequestParam(defaultValue = "-1") int open,
            @RequestParam(name = "in") Optional<String> language,
            HttpServletRequest request) {
        return page(actor, desk.draft(actor, code, variant), null, false, open, language, request);
    }

    @PostMapping("/{code}/{variant}/draft/removal")
    ModelAndView discard(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @PathVariable String variant,
            @RequestParam int edition,
            HttpServletRequest request) {
        return switch (desk.discard(actor, code, variant, edition, clock.instant())) {
            case Design.ChangedMeanwhile it ->
                status(
                        page(
                                actor,
                                desk.draft(actor, code, variant),
                                changed(it, request),
                                false,
                                -1,
                                Optional.empty(),
                                request),
                        HttpStatus.CONFLICT);
            case Design _ -> new ModelAndView("redirect:/questionnaires");
        };
    }

    /** Saves what is typed, whatever button was pressed, and then does what the button says. */
    @PostMapping("/{code}/{variant}/draft")
    ModelAndView save(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @PathVariable String variant,
            @RequestParam Map<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var form = new DesignForm(sent);
        var step = DesignStep.of(sent.getOrDefault("do", "save"));
        var content = step.applied(form.content(code, variant));
        return switch (desk.save(actor, content, form.edition(), now)) {
            case Design.Saved(var draft) when step.publishes() -> published(actor, draft, next, now, request);
            case Design.ChangedMeanwhile it -> {
                // His own is on the page as he typed it; saved once more it stands in place of the other's.
                var typed = new Draft(it.edition(), content, it.at(), it.by());
                yield status(
                        page(actor, typed, changed(it, request), false, step.open(content), Optional.empty(), request),
                        HttpStatus.CONFLICT);
            }
            case Design _ -> {
                var open = step.open(content);
                yield new ModelAndView("redirect:" + QuestionnairePages.address(code, variant) + "/draft"
                        + step.language().map(it -> "?in=" + it).orElseGet(() -> open < 0 ? "" : "?open=" + open)
                        + (open < 0 ? "" : "#question-" + open));
            }
        };
    }

    private ModelAndView published(
            Actor actor, Draft draft, RedirectAttributes next, Instant now, HttpServletRequest request) {
        var content = draft.content();
        return switch (desk.publish(actor, content.code(), content.variant(), draft.edition(), now)) {
            case Design.Published(var version) -> {
                next.addFlashAttribute("said", frames.msg(request).t("questionnaire.said.published", version));
                yield new ModelAndView("redirect:" + QuestionnairePages.address(content.code(), content.variant()));
            }
            case Design.ChangedMeanwhile it ->
                status(
                        page(actor, draft, changed(it, request), false, -1, Optional.empty(), request),
                        HttpStatus.CONFLICT);
            case Design _ ->
                status(page(actor, draft, null, true, -1, Optional.empty(), request), HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private String changed(Design.ChangedMeanwhile it, HttpServletRequest request) {
        var msg = frames.msg(request);
        var zone = zone();
        return msg.t(
                "questionnaire.changed-meanwhile",
                it.by(),
                msg.moment(it.at(), zone, clock.instant().atZone(zone).toLocalDate()));
    }

    private ModelAndView page(
            Actor actor,
            Draft draft,
            @Nullable String refusal,
            boolean asked,
            int open,
            Optional<String> language,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var read = read(language, msg.locale());
        var content = draft.content();
        var setting = desk.setting(actor, content);
        return new ModelAndView("questionnaires/draft")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of(
                                        "questionnaire.design-title",
                                        content.name().in(msg.locale())),
                                "admin"))
                .addObject("read", messages.in(read))
                .addObject(
                        "page",
                        QuestionnairePages.designing(
                                draft,
                                setting.before().orElse(null),
                                refusal,
                                asked,
                                setting.objections(),
                                open,
                                setting.brands(),
                                tabs.of(actor, TAB),
                                read,
                                zone(),
                                clock.instant(),
                                msg,
                                messages.in(read)));
    }

    /** What a button of the page does to what is typed; a word, and which question and option, counted from 0. */
    private record DesignStep(String what, String rest) {

        static DesignStep of(String it) {
            var cut = it.indexOf(':');
            return cut < 0 ? new DesignStep(it, "") : new DesignStep(it.substring(0, cut), it.substring(cut + 1));
        }

        boolean publishes() {
            return what.equals("publish");
        }

        Optional<String> language() {
            return what.equals("preview") ? Optional.of(rest) : Optional.empty();
        }

        Questionnaire applied(Questionnaire it) {
            return switch (what) {
                case "add" -> Designed.plus(it, Question.Kind.valueOf(rest));
                case "house" -> Designed.plus(it, rest);
                case "up" -> Designed.moved(it, number(0), -1);
                case "down" -> Designed.moved(it, number(0), 1);
                case "remove" -> Designed.without(it, number(0));
                case "option-add" -> Designed.plusOption(it, number(0));
                case "option-up" -> Designed.movedOption(it, number(0), number(1), -1);
                case "option-remove" -> Designed.withoutOption(it, number(0), number(1));
                default -> it;
            };
        }

        /** Which question is open afterwards. */
        int open(Questionnaire after) {
            return switch (what) {
                case "add", "house" -> after.questions().size() - 1;
                case "up" -> Math.max(0, number(0) - 1);
                case "down" -> Math.min(after.questions().size() - 1, number(0) + 1);
                case "option-add", "option-up", "option-remove", "open" -> number(0);
                default -> -1;
            };
        }

        private int number(int at) {
            var parts = rest.split("\\.", -1);
            try {
                return at < parts.length ? Integer.parseInt(parts[at]) : -1;
            } catch (NumberFormatException _) {
                return -1;
            }
        }
    }

    /** What this chapter puts into the administration. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        AdministrationEntry questionnairesPage() {
            return new AdministrationEntry(TAB, "/questionnaires", UseCase.READ_QUESTIONNAIRES, 27);
        }
    }
}
