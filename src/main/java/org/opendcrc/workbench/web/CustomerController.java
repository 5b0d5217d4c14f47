package org.opendcrc.workbench.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.Consents;
import org.opendcrc.customers.Disclosed;
import org.opendcrc.customers.Disclosures;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.opendcrc.workbench.CustomerDesk;
import org.opendcrc.workbench.StoryKind;
import org.opendcrc.workbench.StoryWanted;
import org.opendcrc.workbench.web.CustomerPage.ConsentForm;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everything about one customer on one page. */
@Controller
@RequestMapping("/customers/{id}")
class CustomerController {

    /** The menu entry to which the page belongs, where there is one. */
    private static final String KEY = "customers";

    private final CustomerDesk desk;
    private final Disclosures disclosures;
    private final Consents consents;
    private final Frames frames;
    private final Clock clock;

    CustomerController(CustomerDesk desk, Disclosures disclosures, Consents consents, Frames frames, Clock clock) {
        this.desk = desk;
        this.disclosures = disclosures;
        this.consents = consents;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<StoryKind> kind,
            @RequestParam Optional<UUID> vehicle,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        return page(actor, id, new StoryWanted(kind, vehicle, after), null, ConsentForm.EMPTY, request);
    }

    /**
     * Shows once what is masked. The answer is the page itself: a redirect would have to keep the number somewhere on the way.
     */
    @PostMapping("/disclosures")
    ModelAndView disclose(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Disclosed.Subject subject,
            HttpServletRequest request) {
        var shown = disclosures.show(actor, id, subject, clock.instant());
        return page(actor, id, StoryWanted.LATEST, shown, ConsentForm.EMPTY, request);
    }

    /** Whoever loads the answer of a disclosure again by its address sees the page as it always is. */
    @GetMapping("/disclosures")
    String disclosed(@PathVariable UUID id) {
        return "redirect:/customers/" + id;
    }

    /** Records what the customer agreed to or took back; refused, the page comes again with what was typed. */
    @PostMapping("/consents")
    ModelAndView recordConsent(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Consents.Purpose purpose,
            @RequestParam boolean given,
            @RequestParam Consents.Channel channel,
            @RequestParam(defaultValue = "") String evidence,
            HttpServletRequest request) {
        var said = new Consents.Said(purpose, given, channel, Optional.of(evidence));
        return switch (consents.record(actor, id, said, clock.instant())) {
            case Consents.Answer.Recorded() -> new ModelAndView("redirect:/customers/" + id + "#consent");
            case Consents.Answer.Refused(var why) -> {
                var form = new ConsentForm(
                        purpose.name(),
                        Boolean.toString(given),
                        channel.name(),
                        evidence,
                        frames.msg(request).t(why.sentence()));
                var page = page(actor, id, StoryWanted.LATEST, null, form, request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** Whoever loads the answer of a refused word again by its address sees the page as it always is. */
    @GetMapping("/consents")
    String consents(@PathVariable UUID id) {
        return "redirect:/customers/" + id;
    }

    private ModelAndView page(
            Actor actor,
            UUID id,
            StoryWanted wanted,
            @Nullable Disclosed shown,
            ConsentForm form,
            HttpServletRequest request) {
        var now = clock.instant();
        var file = desk.file(actor, id, wanted, CustomerPage.ROWS, now);
        if (!file.card().id().equals(id)) {
            return new ModelAndView("redirect:/customers/" + file.card().id()); // merged into another
        }
        var page = CustomerPage.of(file, wanted, actor, shown, form, now, frames.msg(request));
        return new ModelAndView("workbench/customer")
                .addObject("frame", frames.of(request, Sentence.of("customer.title", page.name()), KEY))
                .addObject("page", page);
    }
}
