package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.Lead;
import org.opendcrc.followups.Leads;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Paging;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Opportunities and referrals that calls brought, for those who sell. */
@Controller
class LeadsController {

    private static final int ROWS = 50;
    private static final int PIECE = 500;

    private final Leads leads;
    private final Frames frames;
    private final Clock clock;

    LeadsController(Leads leads, Frames frames, Clock clock) {
        this.leads = leads;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/leads")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<Lead.Kind> kind,
            @ChosenStore(UseCase.READ_LEADS) Optional<UUID> store,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var found = leads.list(actor, store, kind, after, ROWS + 1);
        var shown = found.subList(0, Math.min(ROWS, found.size()));
        var here = "/leads" + kind.map(it -> "?kind=" + it).orElse("");
        var next = found.size() > ROWS ? here + (kind.isPresent() ? "&" : "?") + "after=" + key(shown.getLast()) : null;
        return new ModelAndView("followups/leads")
                .addObject("frame", frames.of(request, "followups.leads", FollowUpMenu.KEY))
                .addObject(
                        "page",
                        LeadsPage.of(
                                shown,
                                kind,
                                actor,
                                new Paging(
                                        after.isPresent() ? here : null, next, msg.t("followups.leads.summary", ROWS)),
                                clock.instant(),
                                msg));
    }

    private static RowKey key(Lead lead) {
        return new RowKey(lead.at(), lead.id());
    }

    @GetMapping("/leads.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<Lead.Kind> kind,
            @ChosenStore(UseCase.READ_LEADS) Optional<UUID> store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LeadsWorkbook.send(response, frames.msg(request), after -> {
            List<Lead> piece = leads.list(actor, store, kind, after.map(LeadsController::key), PIECE);
            return piece;
        });
    }
}
