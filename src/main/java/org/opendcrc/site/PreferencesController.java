package org.opendcrc.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language, light or dark, tight or roomy: what a person sets for his own screens. Answers with the page he came from. */
@Controller
class PreferencesController {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Languages languages;
    private final ObjectProvider<LanguagePreference> languagePreference;

    PreferencesController(Languages languages, ObjectProvider<LanguagePreference> languagePreference) {
        this.languages = languages;
        this.languagePreference = languagePreference;
    }

    @PostMapping("/preferences")
    String save(
            @RequestParam Optional<String> language,
            @RequestParam Optional<String> theme,
            @RequestParam Optional<String> density,
            @RequestParam @Nullable String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        language.flatMap(languages::named).ifPresent(it -> {
            keep(Languages.COOKIE, it.toLanguageTag(), request, response);
            if (!it.equals(Messages.PSEUDO)) {
                SignedInActor.of(request)
                        .ifPresent(actor -> languagePreference.ifAvailable(kept -> kept.save(actor, it)));
            }
        });
        theme.flatMap(Look.Theme::of).ifPresent(it -> keep(Look.THEME_COOKIE, it.word(), request, response));
        density.flatMap(Look.Density::of).ifPresent(it -> keep(Look.DENSITY_COOKIE, it.word(), request, response));
        return "redirect:" + Frames.local(back);
    }

    private static void keep(String name, String value, HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
