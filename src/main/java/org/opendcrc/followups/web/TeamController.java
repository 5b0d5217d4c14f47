package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.AssignmentDesk;
import org.opendcrc.followups.AwayDesk;
import org.opendcrc.followups.TeamDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Store;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The team's day 当日工作 as it goes on, one clerk's list, and who is away. */
@Controller
class TeamController {

    private final TeamDesk team;
    private final AwayDesk away;
    private final AssignmentDesk assignments;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    TeamController(
            TeamDesk team, AwayDesk away, AssignmentDesk assignments, Stores stores, Frames frames, Clock clock) {
        this.team = team;
        this.away = away;
        this.assignments = assignments;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/follow-ups/team")
    ModelAndView day(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.ASSIGN_FOLLOW_UPS) Optional<UUID> store,
            HttpServletRequest request) {
        return day(actor, store, null, request);
    }

    private ModelAndView day(
            Actor actor,
            Optional<UUID> store,
            @org.jspecify.annotations.Nullable String refused,
            HttpServletRequest request) {
        var now = clock.instant();
        var his = stores.of(actor, UseCase.ASSIGN_FOLLOW_UPS);
        var here = store.orElseGet(() ->
                his.stream().map(Store::id).findFirst().orElseThrow(() -> new NotAllowed(UseCase.ASSIGN_FOLLOW_UPS)));
        var msg = frames.msg(request);
        return new ModelAndView("followups/team")
                .addObject("frame", frames.of(request, "followups.team.title", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        TeamPage.of(team.day(actor, here, now), his, QueueController.said(request), refused, now, msg));
    }

    @GetMapping("/follow-ups/team/{staff}")
    ModelAndView watch(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID staff,
            @RequestParam UUID store,
            HttpServletRequest request) {
        var now = clock.instant();
        var watched = team.watch(actor, store, staff, now);
        return new ModelAndView("followups/clerk")
                .addObject("frame", frames.of(request, "followups.team.title", FollowUpMenu.KEY))
                .addObject("page", ClerkPage.of(watched, now, frames.msg(request)));
    }

    /** Everything that is assigned to a clerk goes back to nobody, but for the call that is being made. */
    @PostMapping("/follow-ups/team/returns")
    String takeBack(@AuthenticationPrincipal Actor actor, @RequestParam UUID store, @RequestParam UUID clerk) {
        return "redirect:/follow-ups/steps/" + assignments.takeBack(actor, store, clerk, clock.instant());
    }

    /** Somebody is away from one moment to another; times are the store's. */
    @PostMapping("/follow-ups/team/absences")
    ModelAndView away(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam UUID absent,
            @RequestParam(required = false) @org.jspecify.annotations.Nullable LocalDateTime from,
            @RequestParam(required = false) @org.jspecify.annotations.Nullable LocalDateTime until,
            @RequestParam(defaultValue = "") List<UUID> clerk,
            RedirectAttributes next,
            HttpServletRequest request) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        var now = clock.instant();
        var zone = stores.get(store).zone();
        var begins = from == null ? now : from.atZone(zone).toInstant();
        var ends = until == null ? begins : until.atZone(zone).toInstant();
        var msg = frames.msg(request);
        return switch (away.name(actor, store, absent, begins, ends, clerk, now)) {
            case AwayDesk.Named.Done(var _, var step) -> {
                if (step.isEmpty()) {
                    next.addFlashAttribute("said", msg.t("followups.away.later"));
                }
                yield new ModelAndView(step.map(it -> "redirect:/follow-ups/steps/" + it)
                        .orElse("redirect:/follow-ups/team?store=" + store));
            }
            case AwayDesk.Named.EndsTooEarly() -> refused(actor, store, msg.t("followups.away.refused.end"), request);
            case AwayDesk.Named.NotThere() -> refused(actor, store, msg.t("followups.away.refused.notThere"), request);
        };
    }

    private ModelAndView refused(Actor actor, UUID store, String why, HttpServletRequest request) {
        var page = day(actor, Optional.of(store), why, request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** He is back. */
    @PostMapping("/follow-ups/team/absences/{absence}/end")
    String back(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID absence,
            @RequestParam UUID store,
            RedirectAttributes next,
            HttpServletRequest request) {
        away.end(actor, absence, clock.instant());
        next.addFlashAttribute("said", frames.msg(request).t("followups.away.ended"));
        return "redirect:/follow-ups/team?store=" + store;
    }
}
