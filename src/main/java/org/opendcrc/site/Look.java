package org.opendcrc.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/** How a person wants his screens on this device: light or dark, tight or roomy. Kept in cookies, so the first paint is right. */
public record Look(Theme theme, Density density) {

    static final String THEME_COOKIE = "opendcrc_theme";
    static final String DENSITY_COOKIE = "opendcrc_density";

    public static final Look PLAIN = new Look(Theme.AUTO, Density.NORMAL);

    /** {@code AUTO} follows the device. */
    public enum Theme {
        AUTO,
        LIGHT,
        DARK;

        /** The word in cookie, form and message key. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Theme> of(String word) {
            return find(values(), word);
        }
    }

    /** Height of rows and controls. */
    public enum Density {
        NORMAL,
        COMPACT,
        ROOMY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Density> of(String word) {
            return find(values(), word);
        }
    }

    static Look of(HttpServletRequest request) {
        return new Look(
                cookie(request, THEME_COOKIE).flatMap(Theme::of).orElse(Theme.AUTO),
                cookie(request, DENSITY_COOKIE).flatMap(Density::of).orElse(Density.NORMAL));
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(it -> it.getValue());
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
        for (var value : values) {
            if (value.name().equalsIgnoreCase(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
