package org.opendcrc.workbench.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Frames;
import org.opendcrc.workbench.SearchDesk;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The search: a page, and while somebody types the best hits below the field. */
@Controller
class SearchController {

    /** So many of each kind below the field: together no more than a screen. */
    private static final int WHILE_TYPING = 4;

    private static final int ON_A_PAGE = 50;

    private final SearchDesk desk;
    private final Frames frames;
    private final Clock clock;

    SearchController(SearchDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/search")
    ModelAndView page(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request) {
        return new ModelAndView("workbench/search")
                .addObject("frame", frames.of(request, "search.title", SearchField.KEY))
                .addObject("page", find(actor, q, ON_A_PAGE, request));
    }

    /** A fragment, because a whole page for every letter would be work for nobody. */
    @GetMapping("/search/hits")
    ModelAndView hits(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request) {
        return new ModelAndView("workbench/searchHits")
                .addObject("msg", frames.msg(request))
                .addObject("page", find(actor, q, WHILE_TYPING, request));
    }

    private SearchPage find(Actor actor, String typed, int each, HttpServletRequest request) {
        var now = clock.instant();
        return SearchPage.of(typed, desk.find(actor, typed, each, now), now, frames.msg(request));
    }
}
