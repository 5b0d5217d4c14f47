package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.opendcrc.appointments.WelcomeBoard;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The welcome board for a television: no menu, it looks again by itself and recovers when the house was away. */
@Controller
class BoardController {

    private final WelcomeBoard board;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;
    private final Clock systemClock;

    BoardController(
            WelcomeBoard board,
            Stores stores,
            Frames frames,
            Clock clock,
            @Qualifier("systemClock") Clock systemClock) {
        this.board = board;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
        this.systemClock = systemClock;
    }

    @GetMapping("/board/{code}")
    ModelAndView board(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String code,
            @RequestParam Optional<LocalDate> day,
            HttpServletRequest request) {
        var store = stores.byCode(code)
                .filter(it -> actor.may(UseCase.READ_WELCOME_BOARD, it.id()))
                .orElseThrow(() -> new NotFound("store " + code));
        var now = clock.instant();
        var wanted = day.orElseGet(() -> now.atZone(store.zone()).toLocalDate());
        var rows = board.of(actor, store.id(), wanted);
        return new ModelAndView("appointments/board")
                .addObject("frame", frames.bare(request, "board.title"))
                .addObject(
                        "page",
                        BoardPage.of(
                                store.name(),
                                wanted,
                                rows,
                                store.zone(),
                                now,
                                systemClock.instant(),
                                frames.msg(request)));
    }
}
