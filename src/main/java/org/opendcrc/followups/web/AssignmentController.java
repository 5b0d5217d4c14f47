package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.AssignmentDesk;
import org.opendcrc.followups.BulkTexts;
import org.opendcrc.followups.Chosen;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.ToWhom;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who calls whom 维修回访分配, and steps with many rows at once. Each step leads to a page that says what became of every row. */
@Controller
class AssignmentController {

    /** What the choice of a clerk holds besides clerks. */
    private static final String NOBODY = "nobody";

    private static final String ADVISORS = "advisors";

    private final AssignmentDesk desk;
    private final BulkTexts texts;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    AssignmentController(AssignmentDesk desk, BulkTexts texts, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.texts = texts;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/follow-ups/assignment")
    ModelAndView board(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.RESTRICT_FOLLOW_UPS) Optional<UUID> store,
            HttpServletRequest request) {
        var now = clock.instant();
        var his = stores.of(actor, UseCase.RESTRICT_FOLLOW_UPS);
        var here = store.orElseGet(() ->
                his.stream().map(Store::id).findFirst().orElseThrow(() -> new NotAllowed(UseCase.RESTRICT_FOLLOW_UPS)));
        var board = desk.board(actor, here, now);
        return new ModelAndView("followups/assignment")
                .addObject("frame", frames.of(request, "followups.assignment.title", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        AssignmentPage.of(
                                board,
                                his,
                                actor.may(UseCase.ASSIGN_FOLLOW_UPS, here),
                                QueueController.said(request),
                                now,
                                frames.msg(request)));
    }

    @GetMapping("/follow-ups/steps/{step}")
    ModelAndView step(@AuthenticationPrincipal Actor actor, @PathVariable UUID step, HttpServletRequest request) {
        var file = desk.step(actor, step);
        var msg = frames.msg(request);
        return new ModelAndView("followups/step")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of(
                                        "followups.step.title." + file.step().kind()),
                                FollowUpMenu.KEY))
                .addObject("page", StepPage.of(file, clock.instant(), msg));
    }

    /** Ticked rows, or all of the filter, to one clerk, to the advisors' clerks, or back to nobody. */
    @PostMapping("/follow-ups/assignments")
    String assign(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @ChosenStore(UseCase.ASSIGN_FOLLOW_UPS) Optional<UUID> chosenStore,
            @RequestParam(defaultValue = "") List<UUID> task,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam String to,
            @RequestParam(defaultValue = "") List<UUID> clerk) {
        var whom = switch (to) {
            case NOBODY -> new ToWhom.Nobody();
            case ADVISORS -> new ToWhom.ByAdvisor();
            case "turn" -> new ToWhom.InTurn(clerk);
            default -> new ToWhom.Clerk(UUID.fromString(to));
        };
        return at(desk.assign(actor, chosen(form, chosenStore, task, all), whom, clock.instant()));
    }

    /** Says first who would get a text and who would be left out, and writes when that was seen. */
    @PostMapping("/follow-ups/texts")
    ModelAndView texts(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @ChosenStore(UseCase.TEXT_FOLLOW_UPS_IN_BULK) Optional<UUID> chosenStore,
            @RequestParam(defaultValue = "") List<UUID> task,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "false") boolean seen,
            HttpServletRequest request) {
        var now = clock.instant();
        var chosen = chosen(form, chosenStore, task, all);
        if (seen) {
            return new ModelAndView(at(texts.send(actor, chosen, now)));
        }
        return new ModelAndView("followups/texts")
                .addObject("frame", frames.of(request, "followups.texts.title", FollowUpMenu.KEY))
                .addObject("page", TextsPage.of(texts.preview(actor, chosen, now), form, frames.msg(request)));
    }

    @PostMapping("/follow-ups/assignment/rounds")
    String rounds(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") List<UUID> clerk,
            RedirectAttributes next,
            HttpServletRequest request) {
        if (clerk.isEmpty()) {
            next.addFlashAttribute("said", frames.msg(request).t("followups.assignment.nobodyChosen"));
            return "redirect:/follow-ups/assignment?store=" + store;
        }
        return at(desk.dealRest(actor, store, clerk, clock.instant()));
    }

    /** The pairings of a store; an advisor without a clerk comes with an empty value. */
    @PostMapping("/follow-ups/assignment/pairings")
    String pairings(
            @AuthenticationPrincipal Actor actor, @RequestParam UUID store, @RequestParam Map<String, String> sent) {
        var pairings = new HashMap<UUID, UUID>();
        sent.forEach((name, clerk) -> {
            if (name.startsWith("clerk.") && !clerk.isBlank()) {
                pairings.put(UUID.fromString(name.substring("clerk.".length())), UUID.fromString(clerk));
            }
        });
        return at(desk.pair(actor, store, pairings, clock.instant()));
    }

    /** An absent clerk's open calls, to those who are named, or to nobody. */
    @PostMapping("/follow-ups/assignment/absences")
    String absences(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam UUID absent,
            @RequestParam(defaultValue = "") List<UUID> clerk) {
        var others = clerk.stream().filter(it -> !it.equals(absent)).toList();
        return at(desk.cover(actor, store, absent, others, clock.instant()));
    }

    /** The special function, on or off. */
    @PostMapping("/follow-ups/assignment/restrictions")
    String restrictions(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam UUID clerk,
            @RequestParam boolean on,
            RedirectAttributes next,
            HttpServletRequest request) {
        desk.restrict(actor, store, clerk, on, clock.instant());
        next.addFlashAttribute("said", frames.msg(request).t("followups.assignment.restricted." + on));
        return "redirect:/follow-ups/assignment?store=" + store;
    }

    /** All of the filter is what the list showed: in the chosen store, where the address named none. */
    private static Chosen chosen(FilterForm form, Optional<UUID> chosenStore, List<UUID> tasks, boolean all) {
        return all ? new Chosen.All(form.filter(QueueView.DAY, chosenStore)) : new Chosen.Tasks(tasks);
    }

    private static String at(UUID step) {
        return "redirect:/follow-ups/steps/" + step;
    }
}
