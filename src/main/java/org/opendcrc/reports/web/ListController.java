package org.opendcrc.reports.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.DayLists.Narrowing;
import org.opendcrc.reports.DayLists.Wish;
import org.opendcrc.reports.Period;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.Signing;
import org.opendcrc.reports.ThreeDayCalls;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The pages of the day's lists (RP-9, RP-10, RP-14), their rows and workbooks, and the signature below a list. */
@Controller
class ListController {

    private final DayLists lists;
    private final Frames frames;
    private final JsonMapper json;

    ListController(DayLists lists, Frames frames, JsonMapper json) {
        this.lists = lists;
        this.frames = frames;
        this.json = json;
    }

    @GetMapping("/reports/{list}")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String list,
            @RequestParam(defaultValue = "") String store,
            @ChosenStore(UseCase.OPEN_REPORTS) String chosenStore,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "false") boolean week,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") boolean paused,
            HttpServletRequest request) {
        return page(actor, named(list), store, chosenStore, day, week, kind, paused, null, request);
    }

    private ModelAndView page(
            Actor actor,
            DailyList list,
            String store,
            String chosenStore,
            @Nullable LocalDate day,
            boolean week,
            String kind,
            boolean paused,
            @Nullable Sentence refused,
            HttpServletRequest request) {
        var his = lists.stores(actor, list);
        // The store of the bar, where he may read this very list of it.
        var begin = store.isBlank()
                        && his.stream().anyMatch(it -> it.id().toString().equals(chosenStore))
                ? chosenStore
                : store;
        var chosen = ThreeDayCalls.store(his, given(begin));
        var msg = frames.msg(request);
        var on = lists.on(actor, chosen, wish(list, chosen, day, week, kind));
        return new ModelAndView("reports/list")
                .addObject(
                        "frame",
                        frames.of(request, "reports.list." + list.word(), "reports")
                                .withCharts()
                                .withOwnScript("lists.js"))
                .addObject(
                        "page",
                        new ListPages(msg, json).list(on, his, paused, refused == null ? null : msg.t(refused), actor));
    }

    @GetMapping("/reports/{list}/rows")
    ModelAndView rows(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String list,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "false") boolean week,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "false") boolean frozen,
            HttpServletRequest request) {
        var which = named(list);
        var chosen = lists.store(actor, which, given(store));
        var narrowing = new Narrowing(figure, by, value);
        var rows = lists.rows(actor, chosen, wish(which, chosen, day, week, kind), narrowing, frozen);
        return new ModelAndView("reports/list-rows")
                .addObject("frame", frames.of(request, "reports.list." + which.word(), "reports"))
                .addObject("page", new ListPages(frames.msg(request), json).rows(rows, narrowing, actor));
    }

    /** Figures, tables and rows as a workbook, without customers: it may be sent on. */
    @GetMapping("/reports/{list}.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String list,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "false") boolean week,
            @RequestParam(defaultValue = "") String kind,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var which = named(list);
        var chosen = lists.store(actor, which, given(store));
        var wish = wish(which, chosen, day, week, kind);
        var on = lists.on(actor, chosen, wish);
        var rows = lists.rows(actor, chosen, wish, Narrowing.NONE, on.showsFrozen());
        response.setContentType(ReportController.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "%s-%s-%s%s.xlsx"
                                        .formatted(
                                                which.code().toLowerCase(java.util.Locale.ROOT),
                                                chosen.code(),
                                                wish.period().from(),
                                                week ? "-week" : ""),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new ListWorkbook(frames.msg(request)).write(on, rows, response.getOutputStream());
    }

    /** The service manager puts his name below the grievances of a day. */
    @PostMapping("/reports/grievances/signatures")
    ModelAndView sign(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String store,
            @RequestParam LocalDate day,
            HttpServletRequest request) {
        var chosen = lists.store(actor, DailyList.GRIEVANCES, given(store));
        return switch (lists.sign(actor, chosen, day)) {
            case Signing.Signed _ -> new ModelAndView("redirect:" + ListLinks.of(DailyList.GRIEVANCES, chosen, day));
            case Signing.Refused(var why) -> {
                var page = page(
                        actor, DailyList.GRIEVANCES, chosen.code(), "", day, false, "", false, why.sentence(), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** Without a day: today for the agents' day, which is looked at while it goes on; else yesterday. */
    private Wish wish(DailyList list, ReportStore store, @Nullable LocalDate day, boolean week, String kind) {
        var today = lists.today(store);
        var date = day != null ? day : list == DailyList.AGENTS_DAY ? today : today.minusDays(1);
        return new Wish(list, week ? Period.week(date) : Period.day(date), kind);
    }

    static DailyList named(String word) {
        return DailyList.ofWord(word).orElseThrow(() -> new NotFound("report " + word));
    }

    /** An empty choice in a form is no choice. */
    static @Nullable String given(String store) {
        return store.isBlank() ? null : store;
    }
}
