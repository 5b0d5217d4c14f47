package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.PeopleDesk;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A person's own page: screens, password, access tokens. */
@Controller
class MeController {

    private static final String USUAL_DAYS = "90";

    private final TokenDesk tokens;
    private final PeopleDesk people;
    private final Administration administration;
    private final Frames frames;
    private final Clock systemClock;

    MeController(
            TokenDesk tokens,
            PeopleDesk people,
            Administration administration,
            Frames frames,
            @Qualifier("systemClock") Clock systemClock) {
        this.tokens = tokens;
        this.people = people;
        this.administration = administration;
        this.frames = frames;
        this.systemClock = systemClock;
    }

    /** What the page says beyond what is always there. */
    private record Extra(
            @Nullable Sentence notice,
            @Nullable String secret,
            String name,
            String days,
            @Nullable String field,
            @Nullable Sentence refusal) {

        static Extra notice(@Nullable Sentence notice) {
            return new Extra(notice, null, "", USUAL_DAYS, null, null);
        }
    }

    @GetMapping("/me")
    ModelAndView me(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        if (request.getParameter("password") != null) {
            return page(actor, request, Extra.notice(Sentence.of("organisation.me.password-changed")));
        }
        if (request.getParameter("saved") != null) {
            return page(actor, request, Extra.notice(Sentence.of("organisation.me.saved")));
        }
        if (request.getParameter("revoked") != null) {
            return page(actor, request, Extra.notice(Sentence.of("organisation.me.token-revoked")));
        }
        return page(actor, request, Extra.notice(null));
    }

    @PostMapping("/me/preferences")
    String prefer(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Locale language,
            @RequestParam(defaultValue = "false") boolean singleKeys) {
        people.prefer(actor, language, singleKeys);
        return "redirect:/me?saved";
    }

    /** Answers with the page itself and not with a redirect: the token is shown once and kept nowhere. */
    @PostMapping("/me/tokens")
    ModelAndView issue(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String days) {
        return switch (tokens.issue(actor, name, number(days))) {
            case NewToken.Issued(var token, var secret) -> {
                var page = page(
                        actor,
                        request,
                        new Extra(
                                Sentence.of("organisation.me.token-issued", token.name()),
                                secret,
                                "",
                                USUAL_DAYS,
                                null,
                                null));
                page.setStatus(HttpStatus.CREATED);
                yield page;
            }
            case NewToken.Refused(var field, var why) -> {
                var page = page(actor, request, new Extra(null, null, name, days, field, why));
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    @PostMapping("/me/tokens/{token}/revocation")
    String revoke(@AuthenticationPrincipal Actor actor, @PathVariable UUID token) {
        tokens.revoke(actor, token);
        return "redirect:/me?revoked";
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, Extra extra) {
        var frame = frames.of(request, "organisation.me.title", "");
        var stores = administration.stores();
        var teller = administration.teller(stores, frame.msg());
        var now = systemClock.instant();
        var lines = tokens.of(actor).stream()
                .map(it -> new MePage.TokenLine(
                        it.id().toString(),
                        it.name(),
                        teller.tell(it.createdAt()),
                        teller.tell(it.expiresAt()),
                        it.isLive(now),
                        it.revokedAt().isPresent()))
                .toList();
        return new ModelAndView("organisation/me")
                .addObject("frame", frame)
                .addObject(
                        "page",
                        new MePage(
                                actor.login(),
                                roles(actor, stores, frame.msg()),
                                actor.language().toLanguageTag(),
                                actor.singleKeys(),
                                lines,
                                extra.notice(),
                                extra.secret(),
                                extra.name(),
                                extra.days(),
                                extra.field(),
                                extra.refusal()));
    }

    private static List<String> roles(Actor actor, List<Store> stores, Msg msg) {
        return stores.stream()
                .flatMap(store -> actor.roles().getOrDefault(store.id(), Set.of()).stream()
                        .sorted()
                        .map(role -> msg.t("organisation.role-in-store", msg.t("role." + role.name()), store.name())))
                .toList();
    }

    private static int number(String days) {
        try {
            return Integer.parseInt(days.strip());
        } catch (NumberFormatException _) {
            return 0; // refused with the sentence of the bounds
        }
    }
}
