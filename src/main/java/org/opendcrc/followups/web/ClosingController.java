package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Closing;
import org.opendcrc.followups.ClosingDesk;
import org.opendcrc.organisation.ChosenStore;
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

/** Old calls that are closed by text 积压结清: prepared, looked at, approved, stopped, set back. */
@Controller
class ClosingController {

    private static final String PAGES = "/follow-ups/closings";

    private final ClosingDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    ClosingController(ClosingDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping(PAGES)
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.TEXT_FOLLOW_UPS_IN_BULK) Optional<UUID> store,
            HttpServletRequest request) {
        return list(actor, store, null, request);
    }

    private ModelAndView list(Actor actor, Optional<UUID> store, @Nullable String refused, HttpServletRequest request) {
        var now = clock.instant();
        var his = stores.of(actor, UseCase.TEXT_FOLLOW_UPS_IN_BULK);
        var here = store.flatMap(
                        it -> his.stream().filter(one -> one.id().equals(it)).findFirst())
                .or(() -> store.isPresent() ? Optional.empty() : his.stream().findFirst())
                .orElseThrow(() -> new NotAllowed(UseCase.TEXT_FOLLOW_UPS_IN_BULK));
        return new ModelAndView("followups/closings")
                .addObject("frame", frames.of(request, "followups.closings.title", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        ClosingsPage.of(
                                desk.list(actor, here.id(), ClosingsPage.ROWS),
                                here,
                                his,
                                refused,
                                now,
                                frames.msg(request)));
    }

    @PostMapping(PAGES)
    ModelAndView prepare(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam LocalDate to,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        return switch (desk.prepare(actor, store, Optional.ofNullable(from), to, clock.instant())) {
            case ClosingDesk.Prepared.Done(var closing) -> new ModelAndView("redirect:" + PAGES + "/" + closing);
            case ClosingDesk.Prepared.NothingOwed() ->
                refused(actor, store, msg.t("followups.closings.refused.nothing"), request);
            case ClosingDesk.Prepared.EndsBeforeItBegins() ->
                refused(actor, store, msg.t("followups.closings.refused.days"), request);
        };
    }

    private ModelAndView refused(Actor actor, UUID store, String why, HttpServletRequest request) {
        var page = list(actor, Optional.of(store), why, request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @GetMapping(PAGES + "/{closing}")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID closing,
            @RequestParam Optional<Closing.Row.Fate> state,
            @RequestParam(defaultValue = "0") int after,
            HttpServletRequest request) {
        var report = desk.report(actor, closing);
        var rows = desk.rows(actor, report, state, after, ClosingPage.ROWS + 1);
        return new ModelAndView("followups/closing")
                .addObject("frame", frames.of(request, "followups.closings.title", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        ClosingPage.of(
                                report,
                                rows,
                                state,
                                QueueController.said(request),
                                clock.instant(),
                                frames.msg(request)));
    }

    @PostMapping(PAGES + "/{closing}/approval")
    String approve(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID closing,
            RedirectAttributes next,
            HttpServletRequest request) {
        return said(closing, desk.approve(actor, closing, clock.instant()), "approved", next, request);
    }

    @PostMapping(PAGES + "/{closing}/stop")
    String stop(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID closing,
            RedirectAttributes next,
            HttpServletRequest request) {
        return said(closing, desk.stop(actor, closing, clock.instant()), "stopped", next, request);
    }

    @PostMapping(PAGES + "/{closing}/drop")
    String drop(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID closing,
            RedirectAttributes next,
            HttpServletRequest request) {
        return said(closing, desk.drop(actor, closing, clock.instant()), "dropped", next, request);
    }

    @PostMapping(PAGES + "/{closing}/undoing")
    String undo(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID closing,
            RedirectAttributes next,
            HttpServletRequest request) {
        var back = desk.undo(actor, closing, clock.instant());
        next.addFlashAttribute("said", frames.msg(request).t("followups.closing.said.undone", back));
        return "redirect:" + PAGES + "/" + closing;
    }

    private String said(UUID closing, boolean done, String what, RedirectAttributes next, HttpServletRequest request) {
        next.addFlashAttribute("said", frames.msg(request).t("followups.closing.said." + (done ? what : "late")));
        return "redirect:" + PAGES + "/" + closing;
    }
}
