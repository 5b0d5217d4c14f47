package org.opendcrc.site;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.springframework.security.web.csrf.CsrfToken;

/** Makes the frame of a page from the request and from what the chapters contribute. */
public final class Frames {

    private static final int PLACES_UNDER_THUMB = 4;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Messages messages;
    private final Languages languages;
    private final Assets assets;
    private final Contributions contributions;
    private final Optional<StandingClock> simulated;

    /** What the chapters bring, each in its own time. */
    record Contributions(
            List<MenuEntry> menu,
            List<MenuCount> counts,
            List<TopbarSlot> slots,
            List<MeEntry> me,
            Optional<SearchBox> search) {}

    /** The clock of the simulation and the zone in which the banner tells it. */
    record StandingClock(Clock clock, ZoneId zone) {

        String told() {
            return MOMENT.format(clock.instant().atZone(zone));
        }
    }

    Frames(
            Messages messages,
            Languages languages,
            Assets assets,
            Contributions contributions,
            Optional<StandingClock> simulated) {
        this.messages = messages;
        this.languages = languages;
        this.assets = assets;
        this.contributions = contributions;
        this.simulated = simulated;
    }

    /**
     * The frame of a page for the signed-in person.
     *
     * @param titleKey message key of the title
     * @param active key of the menu entry, empty for none
     */
    public Frame of(HttpServletRequest request, String titleKey, String active) {
        return of(request, Sentence.of(titleKey), active);
    }

    /** Like {@link #of(HttpServletRequest, String, String)}, for a title that names something. */
    public Frame of(HttpServletRequest request, Sentence title, String active) {
        return frame(
                request, title, active, SignedInActor.of(request).orElse(null), csrf(request), backTarget(request));
    }

    /** The frame of a page without menu and bar that has a form: login, first password. */
    public Frame bare(HttpServletRequest request, String titleKey) {
        return frame(request, Sentence.of(titleKey), "", null, csrf(request), backTarget(request));
    }

    /** The frame of an error page: it asks nobody anything, since what it would ask may be what is broken. */
    Frame broken(HttpServletRequest request, Sentence title) {
        return frame(request, title, "", null, Frame.Csrf.NONE, cameFrom(request));
    }

    /** The texts in the language of the request. */
    public Msg msg(HttpServletRequest request) {
        return messages.in(languages.resolveLocale(request));
    }

    private Frame frame(
            HttpServletRequest request,
            Sentence title,
            String active,
            @Nullable Actor actor,
            Frame.Csrf csrf,
            String back) {
        var msg = msg(request);
        return new Frame(
                msg.t(title),
                active,
                actor,
                msg,
                csrf,
                back,
                Look.of(request),
                simulated.map(it -> msg.t("site.simulation", it.told())).orElse(null),
                actor == null ? List.of() : menu(actor, active, msg),
                actor == null ? List.of() : section(actor, active, msg),
                actor == null ? List.of() : slots(actor),
                actor == null
                        ? null
                        : contributions
                                .search()
                                .filter(it -> actor.may(it.useCase()))
                                .orElse(null),
                contributions.me(),
                messages.languages().stream()
                        .map(it -> new Frame.Language(
                                it.toLanguageTag(),
                                messages.in(it).tag(),
                                messages.in(it).t("site.language"),
                                it.equals(msg.locale())))
                        .toList(),
                assets,
                List.of());
    }

    private List<Frame.RailItem> menu(Actor actor, String active, Msg msg) {
        var seen =
                mine(actor).stream().filter(it -> parent(it, actor).isEmpty()).toList();
        var thumbs = new HashSet<MenuEntry>();
        seen.stream().filter(MenuEntry::underThumb).limit(PLACES_UNDER_THUMB).forEach(thumbs::add);
        seen.stream()
                .filter(it -> !thumbs.contains(it))
                .limit(PLACES_UNDER_THUMB - thumbs.size())
                .toList()
                .forEach(thumbs::add);
        return seen.stream()
                .map(it -> railItem(
                        it, actor, it.key().equals(active) || holds(it, active, actor), thumbs.contains(it), msg))
                .toList();
    }

    private List<MenuEntry> mine(Actor actor) {
        return contributions.menu().stream()
                .filter(it -> actor.may(it.useCase()))
                .sorted(Comparator.comparingInt(MenuEntry::order))
                .toList();
    }

    /** Under which entry one stands for this person; empty for the menu itself. */
    private static Optional<String> parent(MenuEntry entry, Actor actor) {
        return Optional.ofNullable(entry.fold())
                .filter(it -> actor.may(it.useCase()))
                .map(MenuEntry.Fold::parent);
    }

    private boolean holds(MenuEntry entry, String active, Actor actor) {
        return contributions.menu().stream()
                .anyMatch(it -> it.key().equals(active) && parent(it, actor).equals(Optional.of(entry.key())));
    }

    /** The bar of the entries that stand under the one in use, itself the first; empty where none does. */
    private List<Frame.RailItem> section(Actor actor, String active, Msg msg) {
        var mine = mine(actor);
        var here = mine.stream().filter(it -> it.key().equals(active)).findFirst();
        var head = here.flatMap(it -> parent(it, actor)).orElse(active);
        var bar = mine.stream()
                .filter(it -> it.key().equals(head)
                        || (parent(it, actor).equals(Optional.of(head))
                                && Optional.ofNullable(it.fold())
                                        .filter(MenuEntry.Fold::inBar)
                                        .isPresent()))
                .sorted(Comparator.comparing((MenuEntry it) -> !it.key().equals(head)))
                .toList();
        return bar.size() < 2
                ? List.of()
                : bar.stream()
                        .map(it -> railItem(it, actor, it.key().equals(active), false, msg))
                        .toList();
    }

    private Frame.RailItem railItem(MenuEntry entry, Actor actor, boolean active, boolean underThumb, Msg msg) {
        var counter = contributions.counts().stream()
                .filter(it -> it.entry().equals(entry.key())
                        || contributions.menu().stream()
                                .anyMatch(below -> below.key().equals(it.entry())
                                        && actor.may(below.useCase())
                                        && parent(below, actor).equals(Optional.of(entry.key()))))
                .sorted(Comparator.comparing((MenuCount it) -> !it.entry().equals(entry.key())))
                .filter(it -> it.count(actor) > 0)
                .findFirst(); // its own sign, else that of one that stands under it
        int count = counter.map(it -> it.count(actor)).orElse(0);
        return new Frame.RailItem(
                msg.t("menu." + entry.key()),
                entry.href(),
                entry.icon(),
                active,
                underThumb,
                count,
                count == 0 ? "" : counter.map(it -> msg.t(it.inWords(count))).orElse(""));
    }

    private List<TopbarSlot.Shown> slots(Actor actor) {
        return contributions.slots().stream()
                .flatMap(it -> it.show(actor).stream())
                .sorted(Comparator.comparingInt(TopbarSlot.Shown::order))
                .toList();
    }

    private static Frame.Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Frame.Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
                : Frame.Csrf.NONE;
    }

    /** A page that answers a POST cannot be fetched again by its address, so the way back is where the form was. */
    private static String backTarget(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return cameFrom(request);
        }
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    /** The page of ours that led here, else the first one. */
    static String cameFrom(HttpServletRequest request) {
        var referer = request.getHeader("Referer");
        if (referer == null) {
            return "/";
        }
        try {
            var from = new URI(referer);
            var ours = request.getServerName().equals(from.getHost());
            return ours
                    ? local(
                            from.getRawQuery() == null
                                    ? from.getRawPath()
                                    : from.getRawPath() + "?" + from.getRawQuery())
                    : "/";
        } catch (URISyntaxException _) {
            return "/"; // somebody else's writing: no address at all
        }
    }

    /** The address if it lies within this application, else the first page: nobody is sent elsewhere by a form field. */
    static String local(@Nullable String address) {
        return address != null
                        && address.startsWith("/")
                        && !address.startsWith("//")
                        && address.chars().noneMatch(it -> it == '\\' || it < 0x20)
                ? address
                : "/";
    }
}
