package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.Offer;
import org.opendcrc.appointments.PrepSheet;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.followups.AnswerKind;
import org.opendcrc.followups.AppointmentCallDesk;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a call about an appointment, and what is recorded on it. */
@Component
class AppointmentCallPages {

    private final AppointmentDesk appointments;
    private final AppointmentCallDesk answers;
    private final PreparationDesk preparation;
    private final FollowUpDesk desk;
    private final FollowUpQueue queue;
    private final Frames frames;

    AppointmentCallPages(
            AppointmentDesk appointments,
            AppointmentCallDesk answers,
            PreparationDesk preparation,
            FollowUpDesk desk,
            FollowUpQueue queue,
            Frames frames) {
        this.appointments = appointments;
        this.answers = answers;
        this.preparation = preparation;
        this.desk = desk;
        this.queue = queue;
        this.frames = frames;
    }

    /** Whether a call is shown on this page. */
    static boolean shows(FollowUpFiles.Call call) {
        return !CallKind.shownAs(call.file().order().kind()).answers().isEmpty();
    }

    /** Whether it is the dealer who cannot keep the appointment as it stands (AP-22). */
    private static boolean isNotReady(FollowUpFiles.Call call) {
        return CallKind.shownAs(call.file().order().kind()) == CallKind.APPOINTMENT_NOT_READY;
    }

    ModelAndView show(
            Actor actor, FollowUpFiles.Call call, @Nullable String said, Instant now, HttpServletRequest request) {
        var form = call.file()
                .around()
                .draft()
                .map(it -> AppointmentForm.of(it.typed()))
                .orElseGet(() -> AppointmentForm.blank(isNotReady(call)));
        return page(actor, call, form, List.of(), said, null, now, request);
    }

    ModelAndView record(
            Actor actor,
            FollowUpFiles.Call call,
            Map<String, String> sent,
            Optional<UUID> chosen,
            RedirectAttributes next,
            Instant now,
            HttpServletRequest request) {
        var form = AppointmentForm.of(sent);
        var msg = frames.msg(request);
        var refusals = new Refusals(msg, call.file().zone(), now);
        try {
            var recorded = recorded(actor, call, form, now);
            if (recorded.isEmpty()) {
                var why = form.answer().equals(Optional.of(AnswerKind.MOVED))
                        ? Sentence.of("followups.refused.noPlace")
                        : Sentence.of("followups.refused.noAnswer");
                return refused(actor, call, form, List.of(), msg.t(why), now, request);
            }
            return switch (recorded.get()) {
                case Recorded.Refused(var why) -> {
                    var offers = why instanceof Refusal.PlaceRefused(var answer) ? answer.offers() : List.<Offer>of();
                    var page = refused(actor, call, form, offers, msg.t(refusals.sentence(why)), now, request);
                    if (why instanceof Refusal.HeldBy || why instanceof Refusal.AlreadyFinished) {
                        page.setStatus(HttpStatus.CONFLICT);
                    }
                    yield page;
                }
                case Recorded.NextNumber again -> {
                    next.addFlashAttribute("said", msg.t(refusals.said(again)));
                    yield new ModelAndView("redirect:/follow-ups/" + call.file().task() + "/call");
                }
                case Recorded done -> {
                    next.addFlashAttribute("said", msg.t(refusals.said(done)));
                    yield new ModelAndView(CallController.next(queue, actor, chosen, now));
                }
            };
        } catch (StaleVersion stale) {
            var page = refused(actor, call, form, List.of(), msg.t(stale.sentence()), now, request);
            page.setStatus(HttpStatus.CONFLICT); // what was typed is still there, on the appointment as it is now
            return page;
        }
    }

    private Optional<Recorded> recorded(Actor actor, FollowUpFiles.Call call, AppointmentForm form, Instant now) {
        var task = call.file().task();
        var answer = form.answer();
        if (answer.isPresent()) {
            return form.said(answer.get())
                    .map(it -> answers.answer(
                            actor,
                            task,
                            new AppointmentCallDesk.Request(
                                    it, Optional.empty(), form.call().words()),
                            now));
        }
        return form.call()
                .chosen()
                .flatMap(it -> switch (it) {
                    case NOT_CONNECTED ->
                        Optional.of(attempt(
                                CallForm.oneOf(AttemptOutcome.class, form.call().reason())
                                        .filter(AttemptOutcome::isNotConnected)
                                        .orElse(AttemptOutcome.NO_ANSWER),
                                Optional.empty(),
                                form));
                    case CALL_BACK ->
                        Optional.of(attempt(
                                AttemptOutcome.INCONVENIENT,
                                form.call().callBackAt(call.file().zone()),
                                form));
                    case WRONG_NUMBER -> Optional.of(attempt(AttemptOutcome.WRONG_NUMBER, Optional.empty(), form));
                    case SATISFIED, DISSATISFIED, TEXT_INSTEAD -> Optional.<AttemptRequest>empty();
                })
                .map(it -> desk.attempt(actor, task, it, now));
    }

    private static AttemptRequest attempt(AttemptOutcome outcome, Optional<Instant> callBackAt, AppointmentForm form) {
        return new AttemptRequest(
                outcome,
                Optional.empty(),
                callBackAt,
                form.call().phone(),
                form.call().words());
    }

    private ModelAndView refused(
            Actor actor,
            FollowUpFiles.Call call,
            AppointmentForm form,
            List<Offer> offers,
            String why,
            Instant now,
            HttpServletRequest request) {
        var page = page(actor, call, form, offers, null, why, now, request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            FollowUpFiles.Call call,
            AppointmentForm form,
            List<Offer> offers,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            HttpServletRequest request) {
        var appointment = appointments.find(actor, call.file().subject());
        var missing = isNotReady(call)
                ? Optional.of(preparation.sheet(actor, appointment.line().id()))
                : Optional.<PrepSheet>empty();
        var page = AppointmentCallPage.of(
                call, appointment, missing, actor, form, offers, said, refusal, now, frames.msg(request));
        return new ModelAndView("followups/appointmentCall")
                .addObject(
                        "frame",
                        frames.of(
                                        request,
                                        Sentence.of(
                                                "followups.call.title",
                                                page.call().name()),
                                        FollowUpMenu.KEY)
                                .withOwnScript("call.js"))
                .addObject("page", page);
    }
}
