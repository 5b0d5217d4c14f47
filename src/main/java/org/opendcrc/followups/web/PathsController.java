package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Drafts;
import org.opendcrc.followups.FileItem;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.LeadKept;
import org.opendcrc.followups.Leads;
import org.opendcrc.followups.WrongData;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The other paths out of a call: a car that the customer wants, somebody whom he names, data that is wrong. Each leads back to the call. */
@Controller
@RequestMapping("/follow-ups/{task}")
class PathsController {

    private final FollowUpFiles files;
    private final Drafts drafts;
    private final Leads leads;
    private final WrongData wrong;
    private final Frames frames;
    private final Clock clock;

    PathsController(FollowUpFiles files, Drafts drafts, Leads leads, WrongData wrong, Frames frames, Clock clock) {
        this.files = files;
        this.drafts = drafts;
        this.leads = leads;
        this.wrong = wrong;
        this.frames = frames;
        this.clock = clock;
    }

    /** Out of the call that he has in his hand: what is typed there is kept first, and he comes back to it. */
    @PostMapping("/call/paths/{path}")
    String leave(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @PathVariable String path,
            @RequestParam Map<String, String> sent) {
        drafts.keep(actor, task, sent, clock.instant());
        return "redirect:/follow-ups/" + task + "/" + known(path).address();
    }

    @GetMapping("/opportunities")
    ModelAndView opportunity(
            @AuthenticationPrincipal Actor actor, @PathVariable UUID task, HttpServletRequest request) {
        return page(actor, task, PathForm.blank(PathForm.Path.OPPORTUNITY), Set.of(), request);
    }

    @GetMapping("/referrals")
    ModelAndView referral(@AuthenticationPrincipal Actor actor, @PathVariable UUID task, HttpServletRequest request) {
        return page(actor, task, PathForm.blank(PathForm.Path.REFERRAL), Set.of(), request);
    }

    @GetMapping("/wrong-data")
    ModelAndView wrongData(@AuthenticationPrincipal Actor actor, @PathVariable UUID task, HttpServletRequest request) {
        return page(actor, task, PathForm.blank(PathForm.Path.WRONG_DATA), Set.of(), request);
    }

    @PostMapping("/opportunities")
    ModelAndView keepOpportunity(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam Map<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var form = PathForm.of(PathForm.Path.OPPORTUNITY, sent);
        return kept(actor, task, form, leads.keep(actor, task, form.opportunity(), clock.instant()), next, request);
    }

    @PostMapping("/referrals")
    ModelAndView keepReferral(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam Map<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var form = PathForm.of(PathForm.Path.REFERRAL, sent);
        return kept(actor, task, form, leads.keep(actor, task, form.referral(), clock.instant()), next, request);
    }

    @PostMapping("/wrong-data")
    ModelAndView askForCorrection(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam Map<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var form = PathForm.of(PathForm.Path.WRONG_DATA, sent);
        var asked = wrong.ask(actor, task, FileItem.named(form.value("item")), form.value("wish"), clock.instant());
        return asked
                ? back(actor, task, form.path(), next, request)
                : page(actor, task, form, Set.of(LeadKept.Why.NO_WISH), request);
    }

    private ModelAndView kept(
            Actor actor, UUID task, PathForm form, LeadKept kept, RedirectAttributes next, HttpServletRequest request) {
        return switch (kept) {
            case LeadKept.Kept _ -> back(actor, task, form.path(), next, request);
            case LeadKept.Refused(var why) -> page(actor, task, form, why, request);
        };
    }

    private ModelAndView back(
            Actor actor, UUID task, PathForm.Path path, RedirectAttributes next, HttpServletRequest request) {
        next.addFlashAttribute("said", frames.msg(request).t("followups.path.kept." + path));
        var file = files.finished(actor, task, clock.instant()).file();
        return new ModelAndView("redirect:/follow-ups/" + task + (file.held() ? "/call" : ""));
    }

    private ModelAndView page(
            Actor actor, UUID task, PathForm form, Set<LeadKept.Why> missing, HttpServletRequest request) {
        var file = files.finished(actor, task, clock.instant()).file();
        actor.require(UseCase.MAKE_OWN_CALLS, file.storeId());
        var answer = new ModelAndView("followups/path")
                .addObject("frame", frames.of(request, "followups.path." + form.path(), FollowUpMenu.KEY))
                .addObject("page", PathPage.of(file, form, missing, frames.msg(request)));
        answer.setStatus(missing.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private static PathForm.Path known(@Nullable String path) {
        return Optional.ofNullable(path).flatMap(PathForm.Path::at).orElseThrow(() -> new NotFound("path " + path));
    }
}
