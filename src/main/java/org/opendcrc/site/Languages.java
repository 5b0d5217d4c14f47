package org.opendcrc.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.springframework.web.servlet.LocaleResolver;

/**
 * In which language a request is answered: the person's own, else {@code ?lang=}, else the cookie of an earlier choice, else
 * what the browser asks for, else Chinese. The pseudo language, where it is on, goes before all.
 */
class Languages implements LocaleResolver {

    static final String COOKIE = "opendcrc_lang";
    static final String PARAMETER = "lang";

    private final Messages messages;

    Languages(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var asked = asked(request);
        if (asked.filter(Messages.PSEUDO::equals).isPresent()) {
            return Messages.PSEUDO;
        }
        return SignedInActor.of(request)
                .map(Actor::language)
                .map(messages::supported)
                .or(() -> asked)
                .orElseGet(() -> accepted(request));
    }

    /** The language of that word ({@code zh-CN}, {@code en}), if it can be chosen. */
    Optional<Locale> named(String tag) {
        return messages.languages().stream()
                .filter(it -> it.toLanguageTag().equalsIgnoreCase(tag)
                        || it.getLanguage().equalsIgnoreCase(tag))
                .findFirst();
    }

    private Optional<Locale> asked(HttpServletRequest request) {
        // Only of a link: asking a POST for a parameter would read its body before its time.
        var link = request.getMethod().equals("GET") ? request.getParameter(PARAMETER) : null;
        return Optional.ofNullable(link)
                .flatMap(this::named)
                .or(() -> Look.cookie(request, COOKIE).flatMap(this::named));
    }

    private Locale accepted(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Messages.CHINESE;
        }
        return Collections.list(request.getLocales()).stream()
                .filter(it -> it.getLanguage().equals("zh") || it.getLanguage().equals("en"))
                .findFirst()
                .map(messages::supported)
                .orElse(Messages.CHINESE);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("a language is chosen by POST /preferences");
    }
}
