package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.Claimed;
import org.opendcrc.followups.Drafts;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The call that a clerk has in his hand: shown, recorded, and followed by the next one. */
@Controller
@RequestMapping("/follow-ups/{task}/call")
class CallController {

    private final FollowUpFiles files;
    private final FollowUpDesk desk;
    private final FollowUpQueue queue;
    private final Drafts drafts;
    private final AppointmentCallPages appointmentCalls;
    private final Frames frames;
    private final Clock clock;

    CallController(
            FollowUpFiles files,
            FollowUpDesk desk,
            FollowUpQueue queue,
            Drafts drafts,
            AppointmentCallPages appointmentCalls,
            Frames frames,
            Clock clock) {
        this.appointmentCalls = appointmentCalls;
        this.files = files;
        this.desk = desk;
        this.queue = queue;
        this.drafts = drafts;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID task, HttpServletRequest request) {
        var now = clock.instant();
        var call = files.call(actor, task, now);
        var file = call.file();
        if (!file.state().isOpen() || !actor.may(UseCase.MAKE_OWN_CALLS, file.storeId())) {
            return new ModelAndView("redirect:/follow-ups/" + task);
        }
        if (file.held() && AppointmentCallPages.shows(call)) {
            return appointmentCalls.show(actor, call, QueueController.said(request), now, request);
        }
        var form = file.around().draft().map(it -> CallForm.of(it.typed())).orElseGet(CallForm::blank);
        return file.held()
                ? page(actor, call, form, QueueController.said(request), null, now, request)
                : new ModelAndView("followups/held")
                        .addObject("frame", frames.of(request, "followups.held.title", FollowUpMenu.KEY))
                        .addObject("page", HeldPage.of(file, now, frames.msg(request)));
    }

    /** Keeps what is typed, so that it outlives the browser (A29). */
    @PostMapping("/drafts")
    ResponseEntity<Void> keep(
            @AuthenticationPrincipal Actor actor, @PathVariable UUID task, @RequestParam Map<String, String> sent) {
        drafts.keep(actor, task, sent, clock.instant());
        return ResponseEntity.noContent().build();
    }

    /** Books an appointment for him: what is typed is kept first, and he comes back to the call afterwards. */
    @PostMapping("/bookings")
    String book(@AuthenticationPrincipal Actor actor, @PathVariable UUID task, @RequestParam Map<String, String> sent) {
        var now = clock.instant();
        drafts.keep(actor, task, sent, now);
        var file = files.call(actor, task, now).file();
        return "redirect:/appointments/new?store=" + file.storeId() + "&customer="
                + file.customer().id()
                + file.vehicleId().map(it -> "&vehicle=" + it).orElse("")
                + "&back=/follow-ups/" + task + "/call";
    }

    @PostMapping("/drafts/removals")
    String discard(@AuthenticationPrincipal Actor actor, @PathVariable UUID task) {
        drafts.discard(actor, task);
        return "redirect:/follow-ups/" + task + "/call";
    }

    @PostMapping
    ModelAndView record(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam Map<String, String> sent,
            @ChosenStore(UseCase.MAKE_OWN_CALLS) Optional<UUID> chosen,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var form = CallForm.of(sent);
        var call = files.call(actor, task, CallFile.Draft.version(sent), now); // what he has before him
        if (AppointmentCallPages.shows(call)) {
            return appointmentCalls.record(actor, call, sent, chosen, next, now, request);
        }
        var zone = call.file().zone();
        var msg = frames.msg(request);
        var refusals = new Refusals(msg, zone, now);
        if (form.chosen().isEmpty()) {
            return refused(actor, call, form, Sentence.of("followups.refused.noResult"), now, request);
        }
        return switch (recorded(actor, call, sent, form, form.chosen().get(), now)) {
            case Recorded.Refused(var why) -> {
                var page = refused(actor, call, form, refusals.sentence(why), now, request);
                if (why instanceof Refusal.HeldBy || why instanceof Refusal.AlreadyFinished) {
                    page.setStatus(HttpStatus.CONFLICT); // somebody else was faster; what was typed is still there
                }
                yield page;
            }
            case Recorded.NextNumber again -> {
                next.addFlashAttribute("said", msg.t(refusals.said(again)));
                yield new ModelAndView("redirect:/follow-ups/" + task + "/call"); // the next number of the same call
            }
            case Recorded done -> {
                next.addFlashAttribute("said", msg.t(refusals.said(done)));
                yield new ModelAndView(next(queue, actor, chosen, now));
            }
        };
    }

    private Recorded recorded(
            Actor actor,
            FollowUpFiles.Call call,
            Map<String, String> sent,
            CallForm form,
            CallForm.Result result,
            Instant now) {
        var task = call.file().task();
        var callBackAt = form.callBackAt(call.file().zone());
        return switch (result) {
            case SATISFIED ->
                desk.result(actor, task, result(call, sent, form, CallOutcome.SATISFIED, Optional.empty()), now);
            case DISSATISFIED ->
                desk.result(
                        actor,
                        task,
                        result(call, sent, form, CallOutcome.DISSATISFIED, Optional.of(form.complaint())),
                        now);
            case NOT_CONNECTED ->
                desk.attempt(
                        actor,
                        task,
                        attempt(
                                form,
                                CallForm.oneOf(AttemptOutcome.class, form.reason())
                                        .filter(AttemptOutcome::isNotConnected)
                                        .orElse(AttemptOutcome.NO_ANSWER),
                                Optional.empty()),
                        now);
            case CALL_BACK -> desk.attempt(actor, task, attempt(form, AttemptOutcome.INCONVENIENT, callBackAt), now);
            case WRONG_NUMBER ->
                desk.attempt(actor, task, attempt(form, AttemptOutcome.WRONG_NUMBER, Optional.empty()), now);
            case TEXT_INSTEAD -> desk.textInstead(actor, task, now);
        };
    }

    private static ResultRequest result(
            FollowUpFiles.Call call,
            Map<String, String> sent,
            CallForm form,
            CallOutcome outcome,
            Optional<org.opendcrc.followups.ComplaintSheet> complaint) {
        return new ResultRequest(
                outcome,
                Optional.empty(),
                form.sheet(call.questionnaire()),
                form.words(),
                complaint,
                form.servicesTold(),
                CallFile.Draft.version(sent),
                form.fileCheck());
    }

    private static AttemptRequest attempt(CallForm form, AttemptOutcome outcome, Optional<Instant> callBackAt) {
        return new AttemptRequest(outcome, Optional.empty(), callBackAt, form.phone(), form.words());
    }

    static String next(FollowUpQueue queue, Actor actor, Optional<UUID> chosen, Instant now) {
        return queue.claimNext(actor, chosen, now) instanceof Claimed.Held held
                ? "redirect:/follow-ups/" + held.taskId() + "/call"
                : "redirect:/follow-ups";
    }

    private ModelAndView refused(
            Actor actor,
            FollowUpFiles.Call call,
            CallForm form,
            Sentence why,
            Instant now,
            HttpServletRequest request) {
        var page = page(actor, call, form, null, frames.msg(request).t(why), now, request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            FollowUpFiles.Call call,
            CallForm form,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            HttpServletRequest request) {
        var page = CallPage.of(call, actor, form, said, refusal, now, frames.msg(request));
        return new ModelAndView("followups/call")
                .addObject(
                        "frame",
                        frames.of(request, Sentence.of("followups.call.title", page.name()), FollowUpMenu.KEY)
                                .withOwnScript("call.js"))
                .addObject("page", page);
    }
}
