package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseAnswer;
import org.opendcrc.complaints.CaseDesk;
import org.opendcrc.complaints.CaseLink;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintView;
import org.opendcrc.complaints.FirstContact;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the complaints. */
@Controller
@RequestMapping("/complaints")
class ComplaintsController {

    private final ComplaintOffice office;
    private final CaseDesk desk;
    private final ComplaintSignsOnce signs;
    private final List<CauseLink> links;
    private final List<CaseLink> ways;
    private final Frames frames;
    private final Clock clock;

    ComplaintsController(
            ComplaintOffice office,
            CaseDesk desk,
            ComplaintSignsOnce signs,
            ObjectProvider<CauseLink> links,
            ObjectProvider<CaseLink> ways,
            Frames frames,
            Clock clock) {
        this.office = office;
        this.desk = desk;
        this.signs = signs;
        this.links = links.stream().toList();
        this.ways = ways.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "RUNNING") ComplaintView view,
            @ChosenStore(UseCase.READ_COMPLAINTS) Optional<UUID> store,
            @RequestParam Optional<RowKey> after,
            @RequestParam Optional<RowKey> before,
            HttpServletRequest request) {
        var now = clock.instant();
        var page = office.list(actor, view, store, after, before, now, ListPage.ROWS);
        var several = actor.storesFor(UseCase.READ_COMPLAINTS).size() > 1;
        return new ModelAndView("complaints/list")
                .addObject("frame", frames.of(request, "complaints.title", ComplaintMenu.KEY))
                .addObject(
                        "page",
                        ListPage.of(
                                page,
                                view,
                                store,
                                several,
                                signs.of(actor),
                                actor.may(UseCase.ACKNOWLEDGE_ALARMS),
                                now,
                                frames.msg(request)));
    }

    @GetMapping("/{id}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var now = clock.instant();
        return page(actor, desk.view(actor, id, now), request, now, Optional.empty(), Optional.empty());
    }

    /** A crisis with the log of every minute (CP-17, CP-28). */
    @GetMapping("/{id}/crisis")
    ModelAndView crisis(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var now = clock.instant();
        return crisis(actor, desk.view(actor, id, now), request, now, Optional.empty());
    }

    /** Does a step with the case; what was typed is kept where it is refused, or somebody else was faster. */
    @PostMapping("/{id}/steps")
    ModelAndView step(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam CaseAction action,
            @RequestParam int version,
            @RequestParam(defaultValue = "false") boolean crisis,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var zone = desk.view(actor, id, now).file().line().zone();
        var home = "redirect:/complaints/" + id + (crisis ? "/crisis" : "");
        try {
            return switch (desk.take(actor, id, new StepFields(form, zone).step(action), version, now)) {
                case CaseAnswer.Done() -> new ModelAndView(home);
                case CaseAnswer.Refused(var why) ->
                    again(
                            actor,
                            id,
                            crisis,
                            new CasePage.Kept(action, form, msg.t(why.sentence())),
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            now,
                            request);
            };
        } catch (StepFields.Wrong wrong) {
            return again(
                    actor,
                    id,
                    crisis,
                    new CasePage.Kept(action, form, msg.t(CasesController.wrong(wrong))),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    now,
                    request);
        } catch (StaleVersion stale) {
            return again(
                    actor,
                    id,
                    crisis,
                    new CasePage.Kept(action, form, msg.t(stale.sentence())),
                    HttpStatus.CONFLICT,
                    now,
                    request);
        }
    }

    private ModelAndView again(
            Actor actor,
            UUID id,
            boolean crisis,
            CasePage.Kept kept,
            HttpStatus status,
            Instant now,
            HttpServletRequest request) {
        var view = desk.view(actor, id, now);
        var page = crisis
                ? crisis(actor, view, request, now, Optional.of(kept))
                : page(actor, view, request, now, Optional.empty(), Optional.of(kept));
        page.setStatus(status);
        return page;
    }

    private ModelAndView crisis(
            Actor actor, CaseView view, HttpServletRequest request, Instant now, Optional<CasePage.Kept> kept) {
        var page = page(actor, view, request, now, Optional.empty(), kept)
                .addObject("steps", CasePage.crisisSteps(view, now, frames.msg(request)))
                .addObject("open", view.file().line().crisis());
        page.setViewName("complaints/crisis");
        return page;
    }

    @PostMapping("/{id}/contacts")
    ModelAndView contact(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String words,
            @RequestParam int version,
            HttpServletRequest request) {
        var now = clock.instant();
        var view = desk.view(actor, id, now);
        var zone = view.file().line().zone();
        var trueTime = parsed(at, zone);
        if (trueTime.isEmpty()) {
            return refused(
                    actor,
                    view,
                    at,
                    words,
                    Sentence.of("complaint.contact.refused.no-time"),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    now,
                    request);
        }
        try {
            return switch (office.recordContact(actor, id, trueTime.get(), words, version, now)) {
                case FirstContact.Made _ -> new ModelAndView("redirect:/complaints/" + id);
                case FirstContact.Refused(var why) ->
                    refused(
                            actor,
                            view,
                            at,
                            words,
                            ContactRefusals.sentence(why, zone, now, frames.msg(request)),
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            now,
                            request);
            };
        } catch (StaleVersion stale) {
            return refused(
                    actor, desk.view(actor, id, now), at, words, stale.sentence(), HttpStatus.CONFLICT, now, request);
        }
    }

    /** The person has taken note of his alarms. */
    @PostMapping("/{id}/acknowledgements")
    String acknowledge(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean desk) {
        office.acknowledge(actor, id, clock.instant());
        return desk ? "redirect:/" : "redirect:/complaints/" + id;
    }

    private ModelAndView refused(
            Actor actor,
            CaseView view,
            String at,
            String words,
            Sentence why,
            HttpStatus status,
            Instant now,
            HttpServletRequest request) {
        var typed = new FilePage.Typed(at, words, frames.msg(request).t(why));
        var page = page(actor, view, request, now, Optional.of(typed), Optional.empty());
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            CaseView view,
            HttpServletRequest request,
            Instant now,
            Optional<FilePage.Typed> typed,
            Optional<CasePage.Kept> kept) {
        var msg = frames.msg(request);
        return new ModelAndView("complaints/file")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of("site.plain", view.file().line().number()),
                                ComplaintMenu.KEY))
                .addObject(
                        "page",
                        FilePage.of(
                                view.file(),
                                actor,
                                view.offered().contains(CaseAction.CONTACT) || typed.isPresent(),
                                now,
                                links,
                                msg,
                                typed))
                .addObject("path", CasePage.of(view, now, msg, kept))
                .addObject("home", "/complaints/" + view.file().line().id())
                .addObject("ways", ways(actor, view));
    }

    private List<CaseLink.Way> ways(Actor actor, CaseView view) {
        var line = view.file().line();
        var about = new CaseLink.About(line.id(), line.storeId(), view.file().vehicleId());
        return ways.stream()
                .flatMap(it -> it.of(actor, about).stream())
                .sorted(Comparator.comparingInt(CaseLink.Way::order))
                .toList();
    }

    private static Optional<Instant> parsed(String at, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(at.strip().replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
