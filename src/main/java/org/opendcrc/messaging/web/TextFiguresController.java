package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.FigureDesk;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of what texts came to and cost. */
@Controller
class TextFiguresController {

    private static final List<String> HEADINGS = List.of(
            "figure.month",
            "texts.class",
            "texts.cause",
            "figure.written",
            "figure.sent",
            "figure.delivered",
            "figure.failed",
            "figure.unknown",
            "figure.parts",
            "figure.cost");

    private static final List<String> BILL_HEADINGS = List.of(
            "figure.month", "figure.gateway", "texts.class", "figure.parts", "figure.unit-price", "figure.cost");

    private final FigureDesk desk;
    private final Stores stores;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    TextFiguresController(FigureDesk desk, Stores stores, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/text-figures")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> store, HttpServletRequest request) {
        var figures = desk.of(actor, store, clock.instant());
        return new ModelAndView("messaging/figures")
                .addObject("frame", frames.of(request, "figure.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        FiguresPage.of(
                                figures,
                                TextsMenu.tabs(actor, "text-figures"),
                                stores.of(actor, UseCase.READ_TEXTS),
                                store,
                                links,
                                frames.msg(request)));
    }

    /** What each line will bill, to be held against the provider's bill. */
    @GetMapping("/text-bills.xlsx")
    void bills(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var figures = desk.of(actor, store, clock.instant());
        TextsWorkbook.send(
                response,
                "text-bills.xlsx",
                msg.t("figure.bills"),
                BILL_HEADINGS,
                msg,
                _ -> new TextsWorkbook.Piece(FiguresPage.bills(figures, msg), Optional.empty()));
    }

    @GetMapping("/text-figures.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var figures = desk.of(actor, store, clock.instant());
        TextsWorkbook.send(
                response,
                "text-figures.xlsx",
                msg.t("figure.title"),
                HEADINGS,
                msg,
                _ -> new TextsWorkbook.Piece(FiguresPage.cells(figures, links, msg), Optional.empty()));
    }
}
