package org.opendcrc.customers.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.OwnerChanges;
import org.opendcrc.customers.OwnerChanges.Decided;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
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

/** The page on which changes of owner data are approved or declined (A33). */
@Controller
@RequestMapping("/owner-changes")
class OwnerChangesController {

    static final String KEY = "owner-changes";

    private final OwnerChanges changes;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    OwnerChangesController(OwnerChanges changes, Stores stores, Frames frames, Clock clock) {
        this.changes = changes;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<RowKey> after, HttpServletRequest request) {
        return page(actor, after, Optional.empty(), request);
    }

    @PostMapping("/{id}/approval")
    ModelAndView approve(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return answer(actor, changes.approve(actor, id, clock.instant()), request);
    }

    @PostMapping("/{id}/refusal")
    ModelAndView decline(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<String> words,
            HttpServletRequest request) {
        return answer(actor, changes.decline(actor, id, words, clock.instant()), request);
    }

    private ModelAndView answer(Actor actor, Decided decided, HttpServletRequest request) {
        return switch (decided) {
            case DONE -> new ModelAndView("redirect:/owner-changes");
            case NO_LONGER_OPEN -> {
                var page = page(actor, Optional.empty(), Optional.of("owner-changes.no-longer-open"), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(
            Actor actor, Optional<RowKey> after, Optional<String> refusal, HttpServletRequest request) {
        var found = changes.pending(actor, after, OwnerChangesPage.ROWS + 1);
        ZoneId zone = stores.all().stream().findFirst().map(it -> it.zone()).orElse(ZoneOffset.UTC);
        return new ModelAndView("customers/owner-changes")
                .addObject("frame", frames.of(request, "owner-changes.title", KEY))
                .addObject(
                        "page",
                        OwnerChangesPage.of(
                                found, after.isEmpty(), zone, clock.instant(), refusal, frames.msg(request)));
    }
}
