package org.opendcrc.casebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.casebook.QuarterDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The causes of each quarter, gone through with the general manager, and the plan that follows (CP-32). */
@Controller
@RequestMapping("/casebook/quarters")
class QuartersController {

    private final QuarterDesk desk;
    private final Frames frames;
    private final Clock clock;

    QuartersController(QuarterDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store,
            HttpServletRequest request) {
        return page(actor, store, Optional.empty(), request);
    }

    @PostMapping("/analysis")
    ModelAndView analyse(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate begins,
            @RequestParam UUID boss,
            @RequestParam(defaultValue = "") String findings,
            @RequestParam(defaultValue = "") String targets,
            HttpServletRequest request) {
        return answer(actor, desk.analyse(actor, store, begins, boss, findings, targets, clock.instant()), request);
    }

    @PostMapping("/plan")
    ModelAndView plan(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate begins,
            @RequestParam(defaultValue = "") String plan,
            HttpServletRequest request) {
        return answer(actor, desk.plan(actor, store, begins, plan, clock.instant()), request);
    }

    private ModelAndView answer(Actor actor, QuarterDesk.Written written, HttpServletRequest request) {
        if (written == QuarterDesk.Written.DONE) {
            return new ModelAndView("redirect:/casebook/quarters");
        }
        var page = page(
                actor, Optional.empty(), Optional.of(frames.msg(request).t("quarter.refused." + written)), request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(Actor actor, Optional<UUID> store, Optional<String> refusal, HttpServletRequest request) {
        return new ModelAndView("casebook/quarters")
                .addObject("frame", frames.of(request, "quarter.title", CasebookMenu.KEY))
                .addObject(
                        "page",
                        QuartersPage.of(
                                desk.list(actor, store),
                                desk.bosses(actor),
                                actor,
                                refusal.orElse(null),
                                clock.instant(),
                                frames.msg(request)));
    }
}
