package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Corrections;
import org.opendcrc.followups.Corrections.Done;
import org.opendcrc.followups.web.CorrectionsPage.Typed;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of what is wrong in files, where whoever knows better writes it. */
@Controller
@RequestMapping("/corrections")
class CorrectionsController {

    private static final int ROWS = 50;

    private final Corrections corrections;
    private final Frames frames;
    private final Clock clock;

    CorrectionsController(Corrections corrections, Frames frames, Clock clock) {
        this.corrections = corrections;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<RowKey> after, HttpServletRequest request) {
        return page(actor, after, Typed.nothing(), QueueController.said(request), null, request);
    }

    @PostMapping("/{id}/number")
    ModelAndView correct(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            RedirectAttributes next,
            HttpServletRequest request) {
        return answer(
                actor,
                corrections.correct(actor, id, number, clock.instant()),
                new Typed(id, number, ""),
                next,
                request);
    }

    @PostMapping("/{id}/end")
    ModelAndView end(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes next,
            HttpServletRequest request) {
        return answer(
                actor, corrections.end(actor, id, words, clock.instant()), new Typed(id, "", words), next, request);
    }

    private ModelAndView answer(
            Actor actor, Done done, Typed typed, RedirectAttributes next, HttpServletRequest request) {
        var msg = frames.msg(request);
        return switch (done) {
            case Done.Corrected(var phone, var owedAgain) -> {
                next.addFlashAttribute(
                        "said",
                        msg.t(
                                owedAgain > 0 ? "followups.correction.done.owed" : "followups.correction.done",
                                Phones.shown(phone),
                                owedAgain));
                yield new ModelAndView("redirect:/corrections");
            }
            case Done.PutRight(var value, var waits) -> {
                next.addFlashAttribute(
                        "said",
                        msg.t(waits ? "followups.correction.right.waits" : "followups.correction.right", value));
                yield new ModelAndView("redirect:/corrections");
            }
            case Done.Ended() -> {
                next.addFlashAttribute("said", msg.t("followups.correction.ended"));
                yield new ModelAndView("redirect:/corrections");
            }
            case Done.Refused(var why) -> {
                var page = page(
                        actor,
                        Optional.empty(),
                        typed,
                        null,
                        msg.t("followups.correction.refused." + why.name()),
                        request);
                page.setStatus(
                        why == Corrections.Why.ALREADY_DONE ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(
            Actor actor,
            Optional<RowKey> after,
            Typed typed,
            @Nullable String said,
            @Nullable String refusal,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var now = clock.instant();
        var found = corrections.open(actor, after, ROWS + 1);
        var shown = found.subList(0, Math.min(ROWS, found.size()));
        var next = found.size() > ROWS
                ? "/corrections?after="
                        + new RowKey(shown.getLast().askedAt(), shown.getLast().id())
                : null;
        var previous = after.isPresent() ? "/corrections" : null;
        return new ModelAndView("followups/corrections")
                .addObject("frame", frames.of(request, "followups.corrections", FollowUpMenu.CORRECTIONS))
                .addObject(
                        "page",
                        new CorrectionsPage(
                                shown.stream()
                                        .map(it -> CorrectionsPage.row(it, actor, typed, now, msg))
                                        .toList(),
                                new Paging(previous, next, msg.t("followups.corrections.summary", ROWS)),
                                said,
                                refusal));
    }
}
