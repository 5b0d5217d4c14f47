package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.SettingChange.Changed;
import org.opendcrc.organisation.SettingChange.Refused;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.SettingsDesk.Setting;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a store has set differently from the handbook. */
@Controller
@RequestMapping("/administration/settings")
class SettingsController {

    private final SettingsDesk desk;
    private final Stores stores;
    private final People people;
    private final Administration administration;

    SettingsController(SettingsDesk desk, Stores stores, People people, Administration administration) {
        this.desk = desk;
        this.stores = stores;
        this.people = people;
        this.administration = administration;
    }

    /** What was typed for a setting and refused. */
    private record Typed(String key, String value, Sentence why) {}

    @GetMapping
    ModelAndView first(@AuthenticationPrincipal Actor actor) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .findFirst()
                .map(it -> new ModelAndView("redirect:" + address(it.code())))
                .orElseThrow(() -> new NotAllowed(UseCase.READ_SETTINGS));
    }

    @GetMapping("/{store}")
    ModelAndView of(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable String store) {
        return page(actor, request, store, null);
    }

    @PostMapping("/{store}/{key}")
    ModelAndView change(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String value) {
        return switch (desk.change(actor, store(actor, store).id(), key, value)) {
            case Changed() -> new ModelAndView("redirect:" + address(store) + "#" + id(key));
            case Refused(var why) -> page(actor, request, store, new Typed(key, value, why));
        };
    }

    @PostMapping("/{store}/{key}/default")
    String reset(@AuthenticationPrincipal Actor actor, @PathVariable String store, @PathVariable String key) {
        desk.reset(actor, store(actor, store).id(), key);
        return "redirect:" + address(store) + "#" + id(key);
    }

    private Store store(Actor actor, String code) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + code));
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, String code, @Nullable Typed typed) {
        var frame = administration.frame(request, "administration.settings");
        var readable = stores.of(actor, UseCase.READ_SETTINGS);
        var store = store(actor, code);
        var settings = desk.of(actor, store.id());
        var names = people.names(settings.stream()
                .flatMap(it -> it.change().stream())
                .flatMap(it -> it.by().stream())
                .toList());
        var teller = administration.teller(List.of(store), frame.msg());
        var groups = new LinkedHashMap<String, List<Setting>>();
        settings.forEach(it -> groups.computeIfAbsent(group(it.definition().key()), _ -> new ArrayList<>())
                .add(it));
        var tabs = administration.tabs(actor, "settings");
        var elsewhere = desk.ownPages();
        var page = new SettingsPage(
                tabs,
                tabs.stream().filter(it -> elsewhere.contains(it.href())).toList(),
                readable.stream()
                        .map(it -> new SettingsPage.Choice(
                                it.code(), it.name(), it.code().equals(code)))
                        .toList(),
                code,
                actor.may(UseCase.CHANGE_SETTINGS, store.id()),
                groups.entrySet().stream()
                        .map(it -> new SettingsPage.Group(
                                it.getKey(),
                                frame.msg().t("setting-group." + it.getKey()),
                                it.getValue().stream()
                                        .anyMatch(one -> one.change().isPresent()),
                                it.getValue().stream()
                                        .map(one -> line(one, names, teller, typed, frame.msg()))
                                        .toList()))
                        .toList());
        var answer = new ModelAndView("organisation/settings")
                .addObject("frame", frame)
                .addObject("page", page);
        answer.setStatus(typed == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private static SettingsPage.Line line(
            Setting setting, Map<UUID, String> names, Administration.Teller teller, @Nullable Typed typed, Msg msg) {
        var definition = setting.definition();
        var refused = Optional.ofNullable(typed).filter(it -> it.key().equals(definition.key()));
        return new SettingsPage.Line(
                definition.key(),
                id(definition.key()),
                definition.rule(),
                definition.kind().name(),
                definition.from(),
                definition.to(),
                definition.choices(),
                switch (definition.kind()) {
                    case FLAG -> msg.t("organisation.setting." + definition.standard());
                    case CHOICE -> msg.t("setting." + definition.key() + "." + definition.standard());
                    case NUMBER, TIME, TEXT, ADDRESS -> definition.standard();
                },
                refused.map(Typed::value).orElse(setting.value()),
                setting.change()
                        .map(it -> msg.t(
                                "organisation.setting.changed-by",
                                it.by()
                                        .map(who -> names.getOrDefault(who, Msg.NONE))
                                        .orElseGet(() -> msg.t("organisation.audit.system")),
                                teller.tell(it.at())))
                        .orElse(""),
                refused.map(Typed::why).orElse(null));
    }

    /** The chapter's part of a key, before the first dot. */
    private static String group(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static String id(String key) {
        return "setting-" + key.replace('.', '-');
    }

    private static String address(String store) {
        return "/administration/settings/" + store;
    }
}
