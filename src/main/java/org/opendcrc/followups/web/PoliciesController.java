package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.followups.CallPolicyDesk;
import org.opendcrc.followups.CallPolicyDesk.LastMonth;
import org.opendcrc.followups.CallPolicyDesk.Sheet;
import org.opendcrc.followups.PolicyField;
import org.opendcrc.followups.WhenUnreached;
import org.opendcrc.followups.web.PoliciesPage.Option;
import org.opendcrc.messaging.Template;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.SettingChange;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The kinds of calls of a store: what holds, what the handbook says and why, and the way back. */
@Controller
@RequestMapping("/administration/calls")
class PoliciesController {

    private final CallPolicyDesk desk;
    private final Stores stores;
    private final People people;
    private final AdministrationTabs tabs;
    private final Frames frames;
    private final Clock clock;

    PoliciesController(
            CallPolicyDesk desk, Stores stores, People people, AdministrationTabs tabs, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.people = people;
        this.tabs = tabs;
        this.frames = frames;
        this.clock = clock;
    }

    /** What was typed and refused. */
    private record Typed(String key, String value, Sentence why) {}

    @GetMapping
    String first(@AuthenticationPrincipal Actor actor) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .findFirst()
                .map(it -> "redirect:" + address(it.code()))
                .orElseThrow(() -> new NotAllowed(UseCase.READ_SETTINGS));
    }

    @GetMapping("/{store}")
    ModelAndView of(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable String store) {
        return page(actor, request, store, null);
    }

    /** Several values are dayparts. */
    @PostMapping("/{store}/{key}")
    ModelAndView change(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @PathVariable String key) {
        // Not as a list: a sentence with commas in it would be cut into pieces.
        var wanted = String.join(" ", Objects.requireNonNullElse(request.getParameterValues("value"), new String[0]));
        return answer(
                actor,
                request,
                store,
                key,
                wanted,
                desk.change(actor, store(actor, store).id(), key, wanted));
    }

    @PostMapping("/{store}/{key}/default")
    ModelAndView reset(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @PathVariable String key) {
        return answer(
                actor,
                request,
                store,
                key,
                "",
                desk.reset(actor, store(actor, store).id(), key));
    }

    private ModelAndView answer(
            Actor actor, HttpServletRequest request, String store, String key, String value, SettingChange change) {
        return switch (change) {
            case SettingChange.Changed() -> new ModelAndView("redirect:" + address(store) + "#" + id(key));
            case SettingChange.Refused(var why) -> page(actor, request, store, new Typed(key, value, why));
        };
    }

    private Store store(Actor actor, String code) {
        return store(stores.of(actor, UseCase.READ_SETTINGS), code);
    }

    private static Store store(List<Store> readable, String code) {
        return readable.stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + code));
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, String code, @Nullable Typed typed) {
        var frame = frames.of(request, "administration.calls", "admin");
        var readable = stores.of(actor, UseCase.READ_SETTINGS);
        var store = store(readable, code);
        var now = clock.instant();
        var sheets = desk.of(actor, store.id(), store.zone(), now);
        var names = people.names(sheets.stream()
                .flatMap(it -> it.lines().stream())
                .flatMap(it -> it.change().stream())
                .flatMap(it -> it.by().stream())
                .toList());
        var cards = new Cards(frame.msg(), store, names, desk.templates(), typed, now);
        var answer = new ModelAndView("followups/policies")
                .addObject("frame", frame)
                .addObject(
                        "page",
                        new PoliciesPage(
                                tabs.of(actor, "calls"),
                                readable.stream()
                                        .map(it -> new PoliciesPage.Choice(
                                                it.code(), it.name(), it.code().equals(code)))
                                        .toList(),
                                code,
                                actor.may(UseCase.CHANGE_CALL_POLICIES, store.id()),
                                sheets.stream().map(cards::card).toList()));
        answer.setStatus(typed == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    /** Puts the kinds into words. */
    private record Cards(
            Msg msg,
            Store store,
            Map<UUID, String> names,
            List<Template> templates,
            @Nullable Typed typed,
            Instant now) {

        PoliciesPage.Card card(Sheet sheet) {
            var kind = sheet.kind();
            return new PoliciesPage.Card(
                    "calls-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    msg.t("followups.kind." + kind),
                    kind.rule(),
                    List.of(
                            msg.t("followups.kind." + kind + ".why"),
                            msg.t(
                                    kind.isMadeDespiteDnd()
                                            ? "followups.policy.dnd.called"
                                            : "followups.policy.dnd.texted"),
                            msg.t(
                                    kind.isAtAnHour()
                                            ? "followups.policy.asks.CONFIRMATION"
                                            : kind.answers().isEmpty()
                                                    ? "followups.policy.asks." + kind.subject()
                                                    : "followups.policy.asks." + kind)),
                    sheet.lastAttemptOn() > sheet.windowDays()
                            ? msg.t(
                                    "followups.policy.after-window",
                                    sheet.required(),
                                    sheet.lastAttemptOn(),
                                    sheet.windowDays())
                            : null,
                    lastMonth(sheet),
                    sheet.lines().stream().anyMatch(it -> it.change().isPresent()),
                    sheet.lines().stream().map(this::line).toList());
        }

        private String lastMonth(Sheet sheet) {
            var past = sheet.lastMonth();
            var month = past.month().toString();
            if (past.ended() == 0) {
                return msg.t("followups.policy.month.none", month);
            }
            return msg.t(
                    "followups.policy.month",
                    month,
                    past.ended(),
                    past.answered(),
                    after(past),
                    past.texted(),
                    past.notReached(),
                    lost(past, sheet.required()));
        }

        /** How many were answered only at the last attempt of those allowed. */
        private static int lost(LastMonth past, int required) {
            var after = past.answeredAfter();
            return after.subList(Math.min(required - 1, after.size()), after.size()).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        private String after(LastMonth past) {
            return past.answeredAfter().stream().map(msg::number).collect(Collectors.joining(" / "));
        }

        private PoliciesPage.Line line(CallPolicyDesk.Line line) {
            var definition = line.definition();
            var refused = Optional.ofNullable(typed).filter(it -> it.key().equals(definition.key()));
            var value = refused.map(Typed::value).filter(it -> !it.isEmpty()).orElse(line.value());
            return new PoliciesPage.Line(
                    definition.key(),
                    id(definition.key()),
                    "followups.policy." + line.field(),
                    msg.t("followups.policy." + line.field()),
                    definition.rule(),
                    options(line.field(), refused.map(Typed::value).orElse(line.value())),
                    line.field() == PolicyField.DAYPARTS,
                    line.field() == PolicyField.OPENING,
                    value,
                    shown(line.field(), line.value()),
                    shown(line.field(), definition.standard()),
                    line.change()
                            .map(it -> msg.t(
                                    "followups.policy.changed-by",
                                    it.by()
                                            .map(who -> names.getOrDefault(who, Msg.NONE))
                                            .orElse(Msg.NONE),
                                    msg.moment(
                                            it.at(),
                                            store.zone(),
                                            now.atZone(store.zone()).toLocalDate())))
                            .orElse(""),
                    refused.map(Typed::why).orElse(null));
        }

        private List<Option> options(PolicyField field, String value) {
            return switch (field) {
                case DAYPARTS ->
                    Arrays.stream(Daypart.values())
                            .map(it -> new Option(
                                    it.name(),
                                    msg.t("followups.daypart." + it),
                                    List.of(value.split(" ", -1)).contains(it.name())))
                            .toList();
                case DISTINCT -> List.of(option("true", value), option("false", value));
                case UNREACHED ->
                    Arrays.stream(WhenUnreached.values())
                            .map(it -> option(it.name(), value))
                            .toList();
                case TEXT ->
                    Stream.concat(
                                    Stream.of(new Option("", msg.t("followups.policy.TEXT.house"), value.isEmpty())),
                                    templates.stream()
                                            .map(it -> new Option(
                                                    it.key(),
                                                    it.name(),
                                                    it.key().equals(value))))
                            .toList();
                case OPENING,
                        FIRST_DAY,
                        WINDOW_DAYS,
                        FADED_DAYS,
                        ATTEMPTS,
                        DAYS_BETWEEN,
                        PAUSE_MINUTES,
                        CLAIM_MINUTES -> List.of();
            };
        }

        private Option option(String one, String value) {
            return new Option(one, msg.t("followups.policy.value." + one), one.equals(value));
        }

        private String shown(PolicyField field, String value) {
            if (field == PolicyField.OPENING && value.isEmpty()) {
                return msg.t("followups.policy.OPENING.house");
            }
            var chosen = options(field, value).stream()
                    .filter(Option::chosen)
                    .map(Option::name)
                    .collect(Collectors.joining(msg.t("followups.policy.comma")));
            return chosen.isEmpty() ? value : chosen;
        }
    }

    private static String id(String key) {
        return "policy-" + key.replace('.', '-');
    }

    private static String address(String store) {
        return "/administration/calls/" + store;
    }

    /** What this chapter puts into the administration. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        AdministrationEntry callsPage() {
            return new AdministrationEntry("calls", "/administration/calls", UseCase.READ_SETTINGS, 25);
        }
    }
}
