package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.OutsideContact;
import org.opendcrc.complaints.OutsideDesk;
import org.opendcrc.complaints.OutsideRole;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
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

/** Whom a store calls outside the house, and the notice for the hall (CP-26). */
@Controller
@RequestMapping("/complaints")
class OutsideController {

    private final OutsideDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    OutsideController(OutsideDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/outside")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_COMPLAINTS) Optional<UUID> store,
            HttpServletRequest request) {
        return page(actor, store(actor, store), request, null, Map.of());
    }

    @PostMapping("/outside")
    ModelAndView add(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam OutsideRole role,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        var here = store(actor, Optional.of(store));
        var added = desk.add(
                actor,
                here.id(),
                role,
                form.getOrDefault("name", ""),
                form.getOrDefault("phone", ""),
                form.getOrDefault("email", ""),
                from(form.getOrDefault("from", ""), here.zone()),
                clock.instant());
        if (added == OutsideDesk.Added.DONE) {
            return new ModelAndView("redirect:/complaints/outside?store=" + here.id());
        }
        var page = page(actor, here, request, frames.msg(request).t("complaint.outside.refused." + added), form);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** From today on where nothing was typed, or no day. */
    private LocalDate from(String typed, ZoneId zone) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException _) {
            return clock.instant().atZone(zone).toLocalDate();
        }
    }

    @PostMapping("/outside/{id}/end")
    String end(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, @RequestParam UUID store) {
        desk.end(actor, store, id, clock.instant());
        return "redirect:/complaints/outside?store=" + store;
    }

    /** Hangs in the hall: the numbers for complaints of the house and of the manufacturer. */
    @GetMapping("/notice")
    ModelAndView notice(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_COMPLAINTS) Optional<UUID> store,
            HttpServletRequest request) {
        actor.require(UseCase.READ_COMPLAINTS);
        var here = store(actor, store);
        var msg = frames.msg(request);
        var now = clock.instant();
        return new ModelAndView("complaints/notice")
                .addObject("frame", frames.of(request, "complaint.posted", ComplaintMenu.KEY))
                .addObject(
                        "page",
                        new OutsidePage.Notice(
                                here.name(),
                                desk.posted(actor.dealerId(), here.id(), now).stream()
                                        .map(it ->
                                                new FilePage.Fact(msg.t("complaint.posted." + it.role()), it.phone()))
                                        .toList(),
                                now.atZone(here.zone()).toLocalDate().toString()));
    }

    private Store store(Actor actor, Optional<UUID> wanted) {
        var mine = stores.of(actor, UseCase.READ_COMPLAINTS);
        actor.require(UseCase.READ_COMPLAINTS);
        return mine.stream()
                .filter(it -> wanted.equals(Optional.of(it.id())))
                .findFirst()
                .orElseGet(mine::getFirst);
    }

    private ModelAndView page(
            Actor actor, Store store, HttpServletRequest request, @Nullable String refusal, Map<String, String> typed) {
        var msg = frames.msg(request);
        var now = clock.instant();
        var today = now.atZone(store.zone()).toLocalDate();
        var people = desk.list(actor, store.id(), now);
        return new ModelAndView("complaints/outside")
                .addObject("frame", frames.of(request, "complaint.outside", ComplaintMenu.KEY))
                .addObject(
                        "page",
                        new OutsidePage(
                                store.id().toString(),
                                store.name(),
                                people.stream().map(it -> row(it, today, msg)).toList(),
                                missing(people, today, msg),
                                Arrays.stream(OutsideRole.values())
                                        .map(it -> new CasePage.Choice(
                                                it.name(),
                                                msg.t("complaint.outside." + it),
                                                it.name().equals(typed.get("role"))))
                                        .toList(),
                                today.toString(),
                                typed,
                                actor.may(UseCase.MANAGE_COMPLAINTS, store.id()),
                                refusal));
    }

    private static OutsidePage.Row row(OutsideContact it, LocalDate today, Msg msg) {
        return new OutsidePage.Row(
                it.id().toString(),
                msg.t("complaint.outside." + it.role()),
                it.name(),
                it.phone(),
                OutsidePage.dial(it.phone()),
                it.email(),
                it.until()
                        .map(last -> msg.t("complaint.outside.until", last.toString()))
                        .orElseGet(() -> msg.t(
                                it.from().isAfter(today) ? "complaint.outside.later" : "complaint.outside.since",
                                it.from().toString())),
                it.until().isEmpty());
    }

    /** Whom nobody has written down, though a crisis will ask for him. */
    private static List<String> missing(List<OutsideContact> people, LocalDate today, Msg msg) {
        return Arrays.stream(OutsideRole.values())
                .filter(role -> people.stream()
                        .noneMatch(it -> it.role() == role && !it.from().isAfter(today)))
                .map(it -> msg.t("complaint.outside." + it))
                .toList();
    }
}
