package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of the outbox. */
@Controller
class TextsController {

    static final String KEY = "texts";

    private final Outbox outbox;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    TextsController(Outbox outbox, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.outbox = outbox;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/texts")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<RowKey> after,
            @RequestParam Optional<RowKey> before,
            HttpServletRequest request) {
        var page = outbox.list(actor, after, before, TextsPage.ROWS);
        return new ModelAndView("messaging/texts")
                .addObject("frame", frames.of(request, "texts.title", KEY))
                .addObject("page", TextsPage.of(page, outbox.channel(), links, clock.instant(), frames.msg(request)));
    }
}
