package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.GateAnswer;
import org.opendcrc.appointments.GateDesk;
import org.opendcrc.appointments.GateEntry;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
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

/**
 * The guard's page: a plate is touched, then confirmed. With scripts a telephone without a network keeps what was confirmed and sends it
 * later, saying how many seconds ago it was; without scripts the same forms work.
 */
@Controller
@RequestMapping("/gate")
class GateController {

    private static final long OLDEST_SECONDS = Duration.ofDays(1).toSeconds();

    private final GateDesk gate;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    GateController(GateDesk gate, Stores stores, Frames frames, Clock clock) {
        this.gate = gate;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam(defaultValue = "") String plate,
            @RequestParam(defaultValue = "false") boolean typed,
            @RequestParam Optional<UUID> done,
            HttpServletRequest request) {
        var where = store.orElseGet(() -> first(actor));
        return page(actor, where, new GatePage.Asked(plate, typed, done, null), request);
    }

    /** Whoever loads the answer of a refused arrival again by its address sees the gate. */
    @GetMapping("/arrivals")
    String again() {
        return "redirect:/gate";
    }

    @PostMapping("/arrivals")
    ModelAndView write(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String plate,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "0") long ago,
            @RequestParam(defaultValue = "false") boolean again,
            HttpServletRequest request) {
        var now = clock.instant();
        var at = now.minusSeconds(Math.clamp(ago, 0, OLDEST_SECONDS));
        var msg = frames.msg(request);
        var arrival = new GateDesk.Arrival(store, plate, Optional.of(at), key, again, GateEntry.Source.GUARD);
        return switch (gate.write(actor, arrival, now)) {
            case GateAnswer.Written(var entry) -> done(entry);
            case GateAnswer.Repeated(var entry) -> done(entry);
            case GateAnswer.AlreadyIn _ ->
                refused(
                        actor,
                        store,
                        new GatePage.Asked(plate, true, Optional.empty(), null),
                        HttpStatus.CONFLICT,
                        request);
            case GateAnswer.KeyTaken _ ->
                refused(
                        actor,
                        store,
                        new GatePage.Asked(plate, true, Optional.empty(), msg.t("gate.key-taken")),
                        HttpStatus.CONFLICT,
                        request);
            case GateAnswer.Incomplete(var _, var sentence) ->
                refused(
                        actor,
                        store,
                        new GatePage.Asked("", false, Optional.empty(), msg.t(sentence)),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        request);
        };
    }

    @PostMapping("/arrivals/{id}/correction")
    ModelAndView correct(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return done(gate.correct(actor, id, frames.msg(request).t("gate.correction.reason"), clock.instant()));
    }

    /** The address itself says what was done: the telephone that follows it in the background must not use the word up. */
    private static ModelAndView done(GateEntry entry) {
        return new ModelAndView("redirect:/gate?store=" + entry.store() + "&done=" + entry.id());
    }

    private ModelAndView refused(
            Actor actor, UUID store, GatePage.Asked asked, HttpStatus status, HttpServletRequest request) {
        var page = page(actor, store, asked, request);
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(Actor actor, UUID store, GatePage.Asked asked, HttpServletRequest request) {
        Instant now = clock.instant();
        var day = gate.today(actor, store, now);
        var his = actor.storesFor(UseCase.WRITE_GATE_LOG);
        List<GatePage.StoreTab> tabs = his.size() < 2
                ? List.of()
                : stores.all().stream()
                        .filter(it -> his.contains(it.id()))
                        .map(it -> new GatePage.StoreTab(
                                it.name(), "/gate?store=" + it.id(), it.id().equals(store)))
                        .toList();
        return new ModelAndView("appointments/gate")
                .addObject(
                        "frame", frames.of(request, "gate.title", GateMenu.KEY).withOwnScript("gate.js"))
                .addObject("page", GatePage.of(day, tabs, asked, now, frames.msg(request)));
    }

    private static UUID first(Actor actor) {
        return actor.storesFor(UseCase.WRITE_GATE_LOG).stream()
                .findFirst()
                .orElseThrow(() -> new NotAllowed(UseCase.WRITE_GATE_LOG));
    }
}
