package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Claimed;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.QueuePlace;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.followups.SavedView;
import org.opendcrc.followups.SavedViews;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.LastLoad;
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
    private final FollowUpDesk desk;
    private final SavedViews views;
    private final Optional<LastLoad> load;
    private final Frames frames;
    private final Clock clock;

    QueueController(
            FollowUpFiles files,
            FollowUpQueue queue,
            FollowUpDesk desk,
            SavedViews views,
            Optional<LastLoad> load,
            Frames frames,
            Clock clock) {
        this.files = files;
        this.queue = queue;
        this.desk = desk;
        this.views = views;
        this.load = load;
        this.frames = frames;
        this.clock = clock;
    }

    /** FU-3: without a filter the person's own view, or the orders of three days ago. */
    @GetMapping("/follow-ups")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @ChosenStore(UseCase.OPEN_FOLLOW_UPS) Optional<UUID> chosen,
            @RequestParam Optional<RowKey> after,
            @RequestParam Optional<RowKey> before,
            HttpServletRequest request) {
        var now = clock.instant();
        var filter = form.filter(opening(actor), chosen);
        var found = files.desk(actor, filter, place(after, before), QueuePage.ROWS, now);
        if (form.isEmpty() && after.isEmpty() && before.isEmpty()) {
            var own = found.sides().views().stream().filter(SavedView::standard).findFirst();
            if (own.isPresent()) {
                // What the step before had to say is said by the page that follows.
                Optional.ofNullable(said(request))
                        .ifPresent(it ->
                                RequestContextUtils.getOutputFlashMap(request).put("said", it));
                return new ModelAndView("redirect:/follow-ups?" + own.get().filter());
            }
        }
        var hint = found.list().lines().isEmpty() ? load : Optional.<LastLoad>empty();
        return new ModelAndView("followups/queue")
                .addObject(
                        "frame",
                        frames.of(request, "followups.title", FollowUpMenu.KEY).withOwnScript("queue.js"))
                .addObject(
                        "page",
                        QueuePage.of(found, form, filter, actor, said(request), hint, now, frames.msg(request)));
    }

    /** FU-3; who has calls of his own only sees those, whichever day they belong to. */
    private static QueueView opening(Actor actor) {
        return actor.may(UseCase.READ_FOLLOW_UPS) ? QueueView.DAY : QueueView.OPEN;
    }

    static QueuePlace place(Optional<RowKey> after, Optional<RowKey> before) {
        return before.<QueuePlace>map(QueuePlace.Before::new)
                .or(() -> after.map(QueuePlace.After::new))
                .orElseGet(QueuePlace.First::new);
    }

    /** The list as a workbook, from its first row: exactly what the filter shows. */
    @GetMapping("/follow-ups.xlsx")
    void export(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @ChosenStore(UseCase.OPEN_FOLLOW_UPS) Optional<UUID> chosen,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var filter = form.filter(opening(actor), chosen);
        QueueWorkbook.send(
                response,
                frames.msg(request),
                clock.instant(),
                (place, now) -> files.list(actor, filter, place, QueueWorkbook.PIECE, now));
    }

    /** The rows that were ticked, or all of the filter, as a workbook. */
    @PostMapping("/follow-ups.xlsx")
    void exportChosen(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @ChosenStore(UseCase.READ_FOLLOW_UPS) Optional<UUID> chosen,
            @RequestParam(defaultValue = "") List<UUID> task,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (all) {
            export(actor, form, chosen, request, response);
            return;
        }
        QueueWorkbook.send(response, frames.msg(request), clock.instant(), (_, now) -> files.chosen(actor, task, now));
    }

    /** Takes the next call, or the one that is named. */
    @PostMapping("/follow-ups/claims")
    String claim(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> task,
            @ChosenStore(UseCase.MAKE_OWN_CALLS) Optional<UUID> chosen,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        return switch (task.map(it -> queue.claim(actor, it, now))
                .orElseGet(() -> queue.claimNext(actor, chosen, now))) {
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

    /** A text instead of the call, from the list (FU-14). */
    @PostMapping("/follow-ups/{task}/texts")
    String text(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var zone = files.finished(actor, task, now).file().zone();
        var msg = frames.msg(request);
        var said = switch (desk.textInstead(actor, task, now)) {
            case Recorded.Refused(var why) -> new Refusals(msg, zone, now).sentence(why);
            case Recorded kept -> new Refusals(msg, zone, now).said(kept);
        };
        next.addFlashAttribute("said", msg.t(said));
        return "redirect:/follow-ups?view=TEXT";
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

    // ---- saved views

    @PostMapping("/follow-ups/views")
    String save(
            @AuthenticationPrincipal Actor actor,
            FilterForm form,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes next,
            HttpServletRequest request) {
        actor.require(UseCase.OPEN_FOLLOW_UPS);
        var saved = views.save(actor, name, form.query(), clock.instant());
        say(next, request, saved ? "followups.views.saved" : "followups.views.badName");
        return "redirect:/follow-ups?" + form.query();
    }

    /** Another name, or the place of the view with which the list opens. */
    @PostMapping("/follow-ups/views/{view}")
    String change(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID view,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean standard,
            @RequestParam(defaultValue = "") String here,
            RedirectAttributes next,
            HttpServletRequest request) {
        var renamed = views.rename(actor, view, name);
        if (renamed) {
            var isNow = views.isStandard(actor, view);
            if (standard != isNow) {
                views.makeStandard(actor, standard ? Optional.of(view) : Optional.empty());
            }
        }
        say(next, request, renamed ? "followups.views.saved" : "followups.views.badName");
        return "redirect:/follow-ups?" + safe(here);
    }

    @PostMapping("/follow-ups/views/{view}/deletion")
    String delete(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID view,
            RedirectAttributes next,
            HttpServletRequest request) {
        views.delete(actor, view);
        say(next, request, "followups.views.deleted");
        return "redirect:/follow-ups?view=" + QueueView.OPEN;
    }

    private void say(RedirectAttributes next, HttpServletRequest request, String key) {
        next.addFlashAttribute("said", frames.msg(request).t(key, SavedViews.LONGEST_NAME));
    }

    /** Only what an address of the list consists of. */
    private static String safe(String query) {
        return query.matches("[A-Za-z0-9=&%+._-]{0,500}") ? query : "";
    }

    /** What the step before has to say. */
    static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("said") instanceof String said ? said : null;
    }
}
