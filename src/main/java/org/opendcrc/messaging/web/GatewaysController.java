package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.GatewayDesk;
import org.opendcrc.messaging.GatewayKind;
import org.opendcrc.messaging.GatewaySaved;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
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

/** The pages on which the lines to partners are set up and tried. */
@Controller
@RequestMapping("/administration/gateways")
class GatewaysController {

    private static final String KEY = "gateways";

    private final GatewayDesk desk;
    private final AdministrationTabs tabs;
    private final Frames frames;
    private final Clock clock;

    GatewaysController(GatewayDesk desk, AdministrationTabs tabs, Frames frames, Clock clock) {
        this.desk = desk;
        this.tabs = tabs;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return new ModelAndView("messaging/gateways")
                .addObject("frame", frames.of(request, "gateway.title", "administration"))
                .addObject(
                        "page",
                        GatewaysPage.of(
                                desk.overview(actor), tabs.of(actor, KEY), clock.instant(), frames.msg(request)));
    }

    @GetMapping("/new")
    ModelAndView blank(
            @AuthenticationPrincipal Actor actor, @RequestParam GatewayKind kind, HttpServletRequest request) {
        if (!actor.may(UseCase.MANAGE_GATEWAYS)) {
            throw new NotAllowed(UseCase.MANAGE_GATEWAYS);
        }
        return page(actor, GatewaysPage.blank(kind), Map.of(), Optional.empty(), request);
    }

    @GetMapping("/{id}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var found = desk.find(actor, id, clock.instant());
        return page(actor, GatewaysPage.draft(found.seen().gateway()), Map.of(), Optional.of(found), request);
    }

    @PostMapping
    ModelAndView open(
            @AuthenticationPrincipal Actor actor,
            @RequestParam GatewayKind kind,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        return save(actor, draft(Optional.empty(), kind, form), request);
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        var kind = desk.find(actor, id, clock.instant()).seen().gateway().kind();
        return save(actor, draft(Optional.of(id), kind, form), request);
    }

    private static GatewayDesk.Draft draft(Optional<UUID> id, GatewayKind kind, Map<String, String> form) {
        var knobs = new LinkedHashMap<String, String>();
        kind.knobs().forEach(it -> {
            var said = form.get("knob." + it.key());
            switch (it.kind()) {
                case FLAG -> knobs.put(it.key(), Boolean.toString("true".equals(said)));
                case TEXT, LONG_TEXT, NUMBER, CHOICE -> {
                    if (said != null) {
                        knobs.put(it.key(), said.replace("\r\n", "\n").strip());
                    }
                }
            }
        });
        return new GatewayDesk.Draft(
                id,
                kind,
                form.getOrDefault("name", ""),
                "true".equals(form.get("on")),
                "true".equals(form.get("service")),
                "true".equals(form.get("commercial")),
                form.getOrDefault("place", ""),
                form.getOrDefault("perSecond", ""),
                knobs,
                Optional.ofNullable(form.get("secret")).filter(it -> !it.isEmpty()),
                GatewaysPage.version(form.getOrDefault("version", "0")));
    }

    private ModelAndView save(Actor actor, GatewayDesk.Draft draft, HttpServletRequest request) {
        return switch (desk.save(actor, draft, clock.instant())) {
            case GatewaySaved.Kept(var id) -> new ModelAndView("redirect:/administration/gateways/" + id);
            case GatewaySaved.Refused(var faults) -> {
                var page = page(
                        actor, draft, faults, draft.id().map(it -> desk.find(actor, it, clock.instant())), request);
                page.setStatus(faults.containsKey("version") ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** A message to try it. */
    @PostMapping("/{id}/trials")
    ModelAndView tryIt(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String phone,
            HttpServletRequest request) {
        var number = PhoneNumber.of(phone, "");
        if (number.isEmpty()) {
            var found = desk.find(actor, id, clock.instant());
            var page = page(
                    actor,
                    GatewaysPage.draft(found.seen().gateway()),
                    Map.of("phone", Sentence.of("gateway.fault.phone")),
                    Optional.of(found),
                    request);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        desk.tryIt(actor, id, number.get().value(), frames.msg(request).t("gateway.trial.words"), clock.instant());
        return new ModelAndView("redirect:/administration/gateways/" + id + "#gateway-trials");
    }

    /** What it bills from a day on. */
    @PostMapping("/{id}/prices")
    ModelAndView price(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam TextClass textClass,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String yuan,
            HttpServletRequest request) {
        var faults = desk.price(actor, id, textClass, from, yuan, clock.instant());
        if (faults.isEmpty()) {
            return new ModelAndView("redirect:/administration/gateways/" + id + "#gateway-prices");
        }
        var found = desk.find(actor, id, clock.instant());
        var page = page(
                actor,
                GatewaysPage.draft(found.seen().gateway()),
                faults,
                Optional.of(found),
                new GatewaysPage.PriceDraft(textClass, from, yuan),
                request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @PostMapping("/{id}/removal")
    String remove(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, @RequestParam int version) {
        return desk.remove(actor, id, version, clock.instant())
                ? "redirect:/administration/gateways"
                : "redirect:/administration/gateways/" + id;
    }

    private ModelAndView page(
            Actor actor,
            GatewayDesk.Draft draft,
            Map<String, Sentence> faults,
            Optional<GatewayDesk.One> found,
            HttpServletRequest request) {
        return page(actor, draft, faults, found, GatewaysPage.PriceDraft.blank(clock.instant()), request);
    }

    private ModelAndView page(
            Actor actor,
            GatewayDesk.Draft draft,
            Map<String, Sentence> faults,
            Optional<GatewayDesk.One> found,
            GatewaysPage.PriceDraft typed,
            HttpServletRequest request) {
        return new ModelAndView("messaging/gateway")
                .addObject("frame", frames.of(request, "gateway.title", "administration"))
                .addObject(
                        "page",
                        GatewaysPage.one(
                                draft,
                                faults,
                                found,
                                typed,
                                tabs.of(actor, KEY),
                                clock.instant(),
                                frames.msg(request)));
    }

    /** What this chapter puts into the administration. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        AdministrationEntry gatewaysPage() {
            return new AdministrationEntry(KEY, "/administration/gateways", UseCase.MANAGE_GATEWAYS, 60);
        }
    }
}
