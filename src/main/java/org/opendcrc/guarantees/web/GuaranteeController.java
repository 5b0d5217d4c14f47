package org.opendcrc.guarantees.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.guarantees.Demand;
import org.opendcrc.guarantees.GuaranteeDesk;
import org.opendcrc.guarantees.Kept;
import org.opendcrc.guarantees.Problem;
import org.opendcrc.guarantees.Repair;
import org.opendcrc.guarantees.WatchView;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the three guarantees. */
@Controller
@RequestMapping("/guarantees")
class GuaranteeController {

    private static final String CAR = "/vehicles/{vehicle}";

    private final GuaranteeDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    GuaranteeController(GuaranteeDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "ALARMS") WatchView view,
            @ChosenStore(UseCase.READ_GUARANTEES) Optional<UUID> store,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        var now = clock.instant();
        return new ModelAndView("guarantees/list")
                .addObject("frame", frames.of(request, "guarantees.title", GuaranteeMenu.KEY))
                .addObject(
                        "page",
                        WatchListPage.of(
                                desk.list(actor, view, store, after, now, WatchListPage.ROWS),
                                view,
                                store,
                                after.isEmpty(),
                                now,
                                frames.msg(request)));
    }

    @GetMapping(CAR)
    ModelAndView car(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @RequestParam Optional<UUID> order,
            @RequestParam Optional<String> price,
            @RequestParam Optional<String> km,
            @RequestParam Optional<String> factor,
            HttpServletRequest request) {
        return page(actor, vehicle, order, new CarPage.Asked(price, km, factor), Optional.empty(), request);
    }

    @PostMapping(CAR + "/acknowledgements")
    String acknowledge(@AuthenticationPrincipal Actor actor, @PathVariable UUID vehicle) {
        desk.acknowledge(actor, vehicle, clock.instant());
        return "redirect:/guarantees/vehicles/" + vehicle;
    }

    @PostMapping(CAR + "/problems")
    ModelAndView name(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @RequestParam String name,
            @RequestParam Problem.Nature nature,
            HttpServletRequest request) {
        return answer(
                actor, vehicle, Optional.empty(), desk.name(actor, vehicle, name, nature, clock.instant()), request);
    }

    @PostMapping(CAR + "/repairs/{order}")
    ModelAndView mark(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID order,
            @RequestParam(defaultValue = "false") boolean quality,
            @RequestParam(defaultValue = "0") int notCounted,
            @RequestParam String reason,
            @RequestParam Optional<List<UUID>> problem,
            @RequestParam int version,
            HttpServletRequest request) {
        var mark = new GuaranteeDesk.Mark(quality, notCounted, reason, problem.orElse(List.of()), version);
        return answer(
                actor, vehicle, Optional.of(order), desk.mark(actor, vehicle, order, mark, clock.instant()), request);
    }

    @PostMapping(CAR + "/repairs/{order}/substitute")
    ModelAndView substitute(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID order,
            @RequestParam Repair.Substitute.Kind kind,
            @RequestParam String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String dayYuan,
            @RequestParam String words,
            HttpServletRequest request) {
        var zone = zone(actor);
        var begins = moment(from, zone);
        var sum = fen(dayYuan);
        if (begins.isEmpty()
                || (!until.isBlank() && moment(until, zone).isEmpty())
                || (!dayYuan.isBlank() && sum.isEmpty())) {
            return unread(actor, vehicle, Optional.of(order), request);
        }
        var given = new Repair.Substitute(
                kind,
                begins.get(),
                moment(until, zone),
                kind == Repair.Substitute.Kind.MONEY ? sum : Optional.empty(),
                words.strip());
        return answer(
                actor,
                vehicle,
                Optional.of(order),
                desk.substitute(actor, vehicle, order, given, clock.instant()),
                request);
    }

    @PostMapping(CAR + "/demands")
    ModelAndView demand(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @RequestParam UUID store,
            @RequestParam Demand.Wants wants,
            @RequestParam LocalDate on,
            @RequestParam String words,
            @RequestParam Optional<UUID> complaint,
            HttpServletRequest request) {
        var asked = new GuaranteeDesk.Asked(store, complaint, wants, words, on);
        return answer(actor, vehicle, Optional.empty(), desk.demand(actor, vehicle, asked, clock.instant()), request);
    }

    @PostMapping(CAR + "/demands/{demand}/answer")
    ModelAndView answerDemand(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID demand,
            @RequestParam boolean agreed,
            @RequestParam String words,
            @RequestParam String at,
            @RequestParam int version,
            HttpServletRequest request) {
        var moment = moment(at, zone(actor));
        return moment.isEmpty()
                ? unread(actor, vehicle, Optional.empty(), request)
                : answer(
                        actor,
                        vehicle,
                        Optional.empty(),
                        desk.answer(actor, demand, agreed, words, moment.get(), version, clock.instant()),
                        request);
    }

    @PostMapping(CAR + "/demands/{demand}/closing")
    ModelAndView close(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID demand,
            @RequestParam boolean withdrawn,
            @RequestParam String words,
            @RequestParam String at,
            @RequestParam int version,
            HttpServletRequest request) {
        var moment = moment(at, zone(actor));
        return moment.isEmpty()
                ? unread(actor, vehicle, Optional.empty(), request)
                : answer(
                        actor,
                        vehicle,
                        Optional.empty(),
                        desk.close(actor, demand, withdrawn, words, moment.get(), version, clock.instant()),
                        request);
    }

    private ModelAndView answer(
            Actor actor, UUID vehicle, Optional<UUID> order, Kept kept, HttpServletRequest request) {
        return switch (kept) {
            case Kept.Written _ -> new ModelAndView("redirect:/guarantees/vehicles/" + vehicle);
            case Kept.Refused(var why) ->
                refused(actor, vehicle, order, frames.msg(request).t(why.sentence()), request);
        };
    }

    private ModelAndView unread(Actor actor, UUID vehicle, Optional<UUID> order, HttpServletRequest request) {
        return refused(actor, vehicle, order, frames.msg(request).t("guarantee.refused.unreadable"), request);
    }

    private ModelAndView refused(
            Actor actor, UUID vehicle, Optional<UUID> order, String why, HttpServletRequest request) {
        var none = new CarPage.Asked(Optional.empty(), Optional.empty(), Optional.empty());
        var page = page(actor, vehicle, order, none, Optional.of(why), request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            UUID vehicle,
            Optional<UUID> order,
            CarPage.Asked asked,
            Optional<String> refusal,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var file = desk.find(actor, vehicle, now);
        return new ModelAndView("guarantees/car")
                .addObject("frame", frames.of(request, "guarantees.title", GuaranteeMenu.KEY))
                .addObject("page", CarPage.of(file, actor, order, asked, refusal, now, msg));
    }

    private ZoneId zone(Actor actor) {
        return stores.of(actor, UseCase.READ_GUARANTEES).getFirst().zone();
    }

    private static Optional<Instant> moment(String typed, ZoneId zone) {
        try {
            return typed.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(typed).atZone(zone).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty(); // the form says so
        }
    }

    private static Optional<Long> fen(String yuan) {
        try {
            return yuan.isBlank()
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(yuan.strip()).movePointRight(2).longValueExact());
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty(); // the form says so
        }
    }
}
