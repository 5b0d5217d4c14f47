package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Claimed;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.Refusal;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
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
import org.springframework.web.servlet.support.RequestContextUtils;

/** The list of owed calls, and the hand that takes one of them or gives it back. */
@Controller
class QueueController {

    private final FollowUpFiles files;
    private final FollowUpQueue queue;
    private final Frames frames;
    private final Clock clock;

    QueueController(FollowUpFiles files, FollowUpQueue queue, Frames frames, Clock clock) {
        this.files = files;
        this.queue = queue;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/follow-ups")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "OPEN") QueueView view,
            @ChosenStore(UseCase.READ_FOLLOW_UPS) Optional<UUID> store,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        var now = clock.instant();
        var list = files.list(actor, view, store, after, QueuePage.ROWS, now);
        return new ModelAndView("followups/queue")
                .addObject("frame", frames.of(request, "followups.title", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        QueuePage.of(
                                list,
                                view,
                                store,
                                actor.storesFor(UseCase.READ_FOLLOW_UPS).size() > 1,
                                actor.may(UseCase.MAKE_FOLLOW_UP_CALLS),
                                said(request),
                                after.isEmpty(),
                                now,
                                frames.msg(request)));
    }

    /** The list as a workbook, from its first row. */
    @GetMapping("/follow-ups.xlsx")
    void export(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "OPEN") QueueView view,
            @ChosenStore(UseCase.READ_FOLLOW_UPS) Optional<UUID> store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        QueueWorkbook.send(
                response,
                frames.msg(request),
                clock.instant(),
                (after, now) -> files.list(actor, view, store, after, QueueWorkbook.PIECE, now));
    }

    /** Takes the next call, or the one that is named. */
    @PostMapping("/follow-ups/claims")
    String claim(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> task,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        return switch (task.map(it -> queue.claim(actor, it, now)).orElseGet(() -> queue.claimNext(actor, now))) {
            case Claimed.Held held -> "redirect:/follow-ups/" + held.taskId() + "/call";
            case Claimed.NothingToCall() -> {
                next.addFlashAttribute("said", msg.t("followups.nothingToCall"));
                yield "redirect:/follow-ups";
            }
            case Claimed.Refused(var why) -> refused(actor, task.orElseThrow(), why, now, next, request);
        };
    }

    private String refused(
            Actor actor, UUID task, Refusal why, Instant now, RedirectAttributes next, HttpServletRequest request) {
        if (why instanceof Refusal.HeldBy) {
            return "redirect:/follow-ups/" + task + "/call"; // the page says who and until when
        }
        var zone = files.finished(actor, task, now).file().zone();
        var msg = frames.msg(request);
        next.addFlashAttribute("said", msg.t(new Refusals(msg, zone, now).sentence(why)));
        return "redirect:/follow-ups/" + task;
    }

    /** Gives a call back, so that somebody else may take it. */
    @PostMapping("/follow-ups/{task}/releases")
    String release(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            RedirectAttributes next,
            HttpServletRequest request) {
        queue.release(actor, task);
        next.addFlashAttribute("said", frames.msg(request).t("followups.released"));
        return "redirect:/follow-ups";
    }

    /** What the step before has to say. */
    static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("said") instanceof String said ? said : null;
    }
}
