package org.opendcrc.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** Pages rendered without the application: for the page tests of every chapter. */
public final class TestPages {

    public static final Messages MESSAGES = Messages.onClassPath(true, true);

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final UUID STORE = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private TestPages() {}

    public static Actor actor(String name, Locale language, Role... roles) {
        return new Actor(1, STORE, "zhouxiaowen", name, Map.of(STORE, Set.of(roles)), language, true);
    }

    /** The frame of a page for that person, with a menu of the whole house. */
    public static Frame frame(Actor actor) {
        return frames(true).of(request(actor, "GET", "/somewhere"), "site.product", "followups");
    }

    public static String render(String template, Map<String, Object> parameters) {
        var page = new StringOutput();
        ENGINE.render(template + ".jte", parameters, page);
        return page.toString();
    }

    static MockHttpServletRequest request(@Nullable Actor actor, String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        request.setAttribute(
                CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token-of-this-page"));
        if (actor != null) {
            request.setUserPrincipal(new TestingAuthenticationToken(actor, null));
        }
        return request;
    }

    static Frames frames(boolean simulation) {
        return new Frames(
                MESSAGES,
                new Languages(MESSAGES),
                new Assets(),
                new Frames.Contributions(menu(), List.of(complaints()), slots(), me(), Optional.of(search())),
                simulation
                        ? Optional.of(new Frames.StandingClock(
                                Clock.fixed(Instant.parse("2026-11-19T02:24:00Z"), ZoneOffset.UTC),
                                ZoneId.of("Asia/Shanghai")))
                        : Optional.empty());
    }

    private static List<MenuEntry> menu() {
        return List.of(
                new MenuEntry("reports", "/reports", "chart-bar", UseCase.READ_REPORTS, 100),
                new MenuEntry("workbench", "/", "layout-dashboard", UseCase.READ_FOLLOW_UPS, 10).reachedByThumb(),
                new MenuEntry("followups", "/followups", "phone-call", UseCase.READ_FOLLOW_UPS, 20).reachedByThumb(),
                new MenuEntry("newcars", "/new-cars", "car", UseCase.READ_FOLLOW_UPS, 30),
                new MenuEntry("appointments", "/appointments", "calendar-event", UseCase.READ_CUSTOMERS, 40)
                        .reachedByThumb(),
                new MenuEntry("complaints", "/complaints", "message-report", UseCase.READ_COMPLAINTS, 60)
                        .reachedByThumb(),
                new MenuEntry("customers", "/customers", "user-circle", UseCase.READ_CUSTOMERS, 70),
                new MenuEntry("admin", "/admin", "settings", UseCase.READ_SETTINGS, 110));
    }

    private static MenuCount complaints() {
        return new MenuCount() {
            @Override
            public String entry() {
                return "complaints";
            }

            @Override
            public int count(Actor actor) {
                return 3;
            }

            @Override
            public Sentence inWords(int count) {
                return Sentence.of("site.plain", count);
            }
        };
    }

    private static List<TopbarSlot> slots() {
        return List.of(
                _ -> Optional.of(new TopbarSlot.Shown(
                        TopbarSlot.Place.START,
                        1,
                        "store",
                        "building-store",
                        Sentence.of("site.plain", "恒远汽车 · 杭州城西店"),
                        "/stores")),
                _ -> Optional.of(new TopbarSlot.Shown(
                        TopbarSlot.Place.END,
                        1,
                        "sync-state",
                        "refresh",
                        Sentence.of("site.moment.yesterday", "23:41"),
                        "/imports")));
    }

    private static List<MeEntry> me() {
        return List.of(new MeEntry("site.login.password", "/me/password", "key", 1));
    }

    private static SearchBox search() {
        return new SearchBox("/search", "q", "site.search", "/search/hits", UseCase.READ_CUSTOMERS);
    }
}
