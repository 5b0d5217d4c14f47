package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
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

/** What is kept of a call: to be read, and to be added to, never to be changed. */
@Controller
@RequestMapping("/follow-ups/{task}")
class FollowUpController {

    private final FollowUpFiles files;
    private final FollowUpDesk desk;
    private final Frames frames;
    private final Clock clock;

    FollowUpController(FollowUpFiles files, FollowUpDesk desk, Frames frames, Clock clock) {
        this.files = files;
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID task, HttpServletRequest request) {
        return page(actor, task, "", QueueController.said(request), null, clock.instant(), request);
    }

    @PostMapping("/remarks")
    ModelAndView remark(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam(defaultValue = "") String words,
            HttpServletRequest request) {
        var now = clock.instant();
        var refused = desk.appendRemark(actor, task, words, now);
        if (refused.isEmpty()) {
            return new ModelAndView("redirect:/follow-ups/" + task);
        }
        var zone = files.finished(actor, task, now).file().zone();
        var msg = frames.msg(request);
        var page = page(
                actor, task, words, null, msg.t(new Refusals(msg, zone, now).sentence(refused.get())), now, request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            UUID task,
            String typed,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            HttpServletRequest request) {
        var finished = files.finished(actor, task, now);
        var mayCall = actor.may(UseCase.MAKE_OWN_CALLS, finished.file().storeId());
        var page = FollowUpPage.of(finished, mayCall, typed, said, refusal, now, frames.msg(request));
        return new ModelAndView("followups/file")
                .addObject(
                        "frame", frames.of(request, Sentence.of("followups.call.title", page.name()), FollowUpMenu.KEY))
                .addObject("page", page);
    }
}
