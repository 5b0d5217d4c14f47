package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the outbox. */
@Controller
class TextsController {

    private static final List<String> HEADINGS = List.of(
            "texts.time",
            "texts.store",
            "texts.customer",
            "texts.phone",
            "texts.body",
            "texts.characters",
            "texts.state",
            "texts.by",
            "texts.cause");

    private final Outbox outbox;
    private final Stores stores;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    TextsController(Outbox outbox, Stores stores, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.outbox = outbox;
        this.stores = stores;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/texts")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<TextLine.State> state,
            @RequestParam Optional<String> cause,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam Optional<UUID> store,
            @RequestParam Optional<String> customer,
            @RequestParam Optional<RowKey> after,
            @RequestParam Optional<RowKey> before,
            HttpServletRequest request) {
        var asked = asked(state, cause, from, to, store, customer);
        var seen = stores.of(actor, UseCase.READ_TEXTS);
        var page = outbox.list(actor, asked.filter(seen), after, before, TextsPage.ROWS);
        return new ModelAndView("messaging/texts")
                .addObject("frame", frames.of(request, "texts.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        TextsPage.of(
                                page,
                                asked,
                                TextsMenu.tabs(actor, "texts"),
                                seen,
                                outbox.channel(actor),
                                links,
                                clock.instant(),
                                frames.msg(request)));
    }

    @GetMapping("/texts.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<TextLine.State> state,
            @RequestParam Optional<String> cause,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam Optional<UUID> store,
            @RequestParam Optional<String> customer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var filter = asked(state, cause, from, to, store, customer).filter(stores.of(actor, UseCase.READ_TEXTS));
        var msg = frames.msg(request);
        TextsWorkbook.send(response, "texts.xlsx", msg.t("texts.title"), HEADINGS, msg, after -> {
            var page = outbox.list(actor, filter, after, Optional.empty(), TextsWorkbook.PIECE);
            return new TextsWorkbook.Piece(
                    page.lines().stream().map(it -> cells(it, msg)).toList(), page.next());
        });
    }

    private List<String> cells(TextLine it, Msg msg) {
        var row = TextsPage.row(it, links, clock.instant(), msg);
        return List.of(
                it.writtenAt()
                        .atZone(it.zone())
                        .toLocalDateTime()
                        .withNano(0)
                        .toString()
                        .replace('T', ' '),
                row.store(),
                row.customer(),
                row.phone(),
                row.body(),
                Integer.toString(row.characters()),
                row.state(),
                row.by(),
                Objects.requireNonNullElse(row.cause(), ""));
    }

    private static TextsPage.Asked asked(
            Optional<TextLine.State> state,
            Optional<String> cause,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<UUID> store,
            Optional<String> customer) {
        return new TextsPage.Asked(
                state,
                cause.filter(it -> !it.isBlank()),
                from,
                to,
                store,
                customer.map(String::strip).filter(it -> !it.isEmpty()));
    }

    @GetMapping("/texts/{id}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return page(actor, id, Optional.empty(), request);
    }

    /** A36: what a person found out. */
    @PostMapping("/texts/{id}/outcome")
    ModelAndView settle(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam boolean arrived,
            HttpServletRequest request) {
        if (outbox.settle(actor, id, arrived, clock.instant())) {
            return new ModelAndView("redirect:/texts/" + id);
        }
        var page = page(actor, id, Optional.of("texts.settle.known"), request);
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private ModelAndView page(Actor actor, UUID id, Optional<String> said, HttpServletRequest request) {
        var file = outbox.find(actor, id);
        var msg = frames.msg(request);
        return new ModelAndView("messaging/text")
                .addObject("frame", frames.of(request, "texts.one", TextsMenu.KEY))
                .addObject(
                        "page",
                        TextFilePage.of(
                                file,
                                TextsMenu.tabs(actor, ""),
                                links,
                                actor.may(UseCase.SEND_TEXTS, file.storeId()),
                                said.map(msg::t).orElse(null),
                                clock.instant(),
                                msg));
    }
}
