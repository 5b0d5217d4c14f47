package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A person in front of a real browser. What the browser complains of (a breach of the content security policy, an error of a script)
 * is collected and fails the test when the desk is left.
 */
final class Desk implements AutoCloseable {

    private static final boolean PICTURES = System.getenv("OPENDCRC_PICTURES") != null;

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    /** One browser for all desks, each of which has a context of its own; it ends with the tests. */
    private static final class Shared {

        static final Browser BROWSER = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed())
                        .setArgs(ARGUMENTS));

        private Shared() {}
    }

    private static final Map<String, List<Cookie>> SESSIONS = new ConcurrentHashMap<>();

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    /** Window, language and light of one desk. */
    record Seat(int width, int height, String language, ColorScheme light, boolean scripts) {

        static Seat wide(String language) {
            return new Seat(1440, 900, language, ColorScheme.LIGHT, true);
        }

        static Seat telephone(String language) {
            return new Seat(360, 740, language, ColorScheme.LIGHT, true);
        }

        Seat inTheDark() {
            return new Seat(width, height, language, ColorScheme.DARK, scripts);
        }

        Seat withoutScripts() {
            return new Seat(width, height, language, light, false);
        }
    }

    private Desk(String address, Seat seat) {
        this.address = address;
        this.context = Shared.BROWSER.newContext(new Browser.NewContextOptions()
                .setViewportSize(seat.width(), seat.height())
                .setLocale(seat.language())
                .setColorScheme(seat.light())
                .setReducedMotion(ReducedMotion.REDUCE) // colours are looked at when they are there
                .setTimezoneId("Europe/Lisbon")
                .setJavaScriptEnabled(seat.scripts()));
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(it -> {
            // What the server refused is seen on the page; the browser's own line about the status is no fault.
            if (it.type().equals("error") && !it.text().startsWith("Failed to load resource")) {
                complaints.add(it.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Sits down, not signed in yet. */
    static Desk at(String address, Seat seat) {
        return new Desk(address, seat);
    }

    private static Path installed() {
        return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium: ./check installs it or says what to install."));
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(address + path);
    }

    /**
     * Signs in, and is on the first page. By keyboard at the first desk of a person; at his next ones he is still signed in, unless his
     * session is over.
     */
    void signIn(String login, String password) {
        var session = SESSIONS.get(address + " " + login);
        if (session != null) {
            context.addCookies(session);
            open("/");
            if (!page.url().contains("/login")) {
                return;
            }
        }
        signInByKeyboard(login, password);
        SESSIONS.put(address + " " + login, context.cookies());
    }

    private void signInByKeyboard(String login, String password) {
        open("/login");
        page.focus("input[name=username]");
        page.keyboard().type(login);
        page.keyboard().press("Tab");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
        page.waitForURL(it -> !it.contains("/login"));
    }

    /** Chooses a language in the menu under the person's name, by keyboard, unless it is the person's own already. */
    void speak(String language) {
        if (language.equals(page.getAttribute("html", "lang"))) {
            return;
        }
        page.focus("#me summary");
        page.keyboard().press("Enter");
        page.focus("#me button[name=language][value='" + language + "']");
        page.keyboard().press("Enter");
        page.waitForSelector("html[lang='" + language + "']");
    }

    void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Goes on by that key, such as Tab, until what is meant has the focus. */
    void goTo(String key, String what) {
        for (int n = 0; n < 300; n++) {
            if (page.evaluate("what => document.activeElement?.matches(what) ?? false", what)
                    .equals(true)) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError(what + " cannot be reached by " + key + " at " + page.url());
    }

    /** The identifier of what has the focus. */
    String focus() {
        return String.valueOf(page.evaluate("document.activeElement?.id"));
    }

    /** Keeps a picture for the eyes of a person who asked for pictures by OPENDCRC_PICTURES=1: they take as long as the looking. */
    void picture(String name) {
        if (!PICTURES) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** A picture of the page from top to bottom, if pictures are asked for. */
    void longPicture(String name) {
        if (!PICTURES) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** No violation of WCAG 2.2 A and AA that axe knows of; contrast, which no language changes, is measured in the Chinese pages. */
    void isAccessible() {
        // Only what is wrong is told: what is right would be told node by node, and takes longer than the looking.
        var onlyViolations = new AxeRunOptions();
        onlyViolations.setResultTypes(List.of("violations"));
        var axe = new AxeBuilder(page).options(onlyViolations).setLegacyMode(true);
        if (!"zh-CN".equals(page.getAttribute("html", "lang"))) {
            axe.disableRules(List.of("color-contrast"));
        }
        var found = axe
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .stream()
                .map(it -> it.getId() + ": " + it.getHelp() + " at "
                        + it.getNodes().stream()
                                .map(node -> node.getHtml())
                                .limit(3)
                                .toList())
                .toList();
        assertThat(found).as("accessibility of " + page.url()).isEmpty();
    }

    /** Nothing is wider than the window. */
    void fitsTheWidth() {
        var tooWide = page.evaluate("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                    : [...document.querySelectorAll('body *')]
                        .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                        .map(it => it.outerHTML.slice(0, 150))
                """);
        assertThat(tooWide).as("what makes %s scroll sideways", page.url()).isEqualTo(List.of());
    }

    /** Nothing is longer than the window: the page does not scroll while the clerk talks. */
    void fitsTheHeight() {
        assertThat(page.evaluate("document.documentElement.scrollHeight <= document.documentElement.clientHeight"))
                .as("no scrolling at " + page.url())
                .isEqualTo(true);
    }

    Optional<String> alert() {
        var alert = page.locator("main [role=alert]");
        return alert.count() == 0 ? Optional.empty() : Optional.of(alert.first().innerText());
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }
}
