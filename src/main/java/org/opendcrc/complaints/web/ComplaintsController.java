package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.ComplaintFile;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintView;
import org.opendcrc.complaints.FirstContact;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
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
    private final ComplaintSignsOnce signs;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    ComplaintsController(
            ComplaintOffice office,
            ComplaintSignsOnce signs,
            ObjectProvider<CauseLink> links,
            Frames frames,
            Clock clock) {
        this.office = office;
        this.signs = signs;
        this.links = links.stream().toList();
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
        return page(actor, office.find(actor, id), request, clock.instant(), Optional.empty());
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
        var file = office.find(actor, id);
        var zone = file.line().zone();
        var trueTime = parsed(at, zone);
        if (trueTime.isEmpty()) {
            return refused(actor, file, at, words, Sentence.of("complaint.contact.refused.no-time"), now, request);
        }
        return switch (office.recordContact(actor, id, trueTime.get(), words, version, now)) {
            case FirstContact.Made _ -> new ModelAndView("redirect:/complaints/" + id);
            case FirstContact.Refused(var why) ->
                refused(
                        actor,
                        file,
                        at,
                        words,
                        ContactRefusals.sentence(why, zone, now, frames.msg(request)),
                        now,
                        request);
        };
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
            ComplaintFile file,
            String at,
            String words,
            Sentence why,
            Instant now,
            HttpServletRequest request) {
        var typed = new FilePage.Typed(at, words, frames.msg(request).t(why));
        var page = page(actor, file, request, now, Optional.of(typed));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor, ComplaintFile file, HttpServletRequest request, Instant now, Optional<FilePage.Typed> typed) {
        return new ModelAndView("complaints/file")
                .addObject(
                        "frame",
                        frames.of(request, Sentence.of("site.plain", file.line().number()), ComplaintMenu.KEY))
                .addObject("page", FilePage.of(file, actor, now, links, frames.msg(request), typed));
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
