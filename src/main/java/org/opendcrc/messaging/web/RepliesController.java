package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.ReplyDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of replies. */
@Controller
class RepliesController {

    private static final List<String> HEADINGS = List.of(
            "texts.time",
            "texts.customer",
            "texts.phone",
            "reply.words",
            "reply.kind",
            "reply.text",
            "texts.cause",
            "reply.state");

    private final ReplyDesk desk;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    RepliesController(ReplyDesk desk, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.desk = desk;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/text-replies")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam Optional<String> search,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        var typed = typed(search);
        return new ModelAndView("messaging/replies")
                .addObject("frame", frames.of(request, "reply.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        RepliesPage.of(
                                desk.list(actor, !all, typed, after, RepliesPage.ROWS),
                                all,
                                typed,
                                TextsMenu.tabs(actor, "text-replies"),
                                actor.may(UseCase.SEND_TEXTS),
                                links,
                                clock.instant(),
                                frames.msg(request)));
    }

    private static Optional<String> typed(Optional<String> search) {
        return search.map(String::strip).filter(it -> !it.isEmpty());
    }

    @GetMapping("/text-replies.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam Optional<String> search,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        TextsWorkbook.send(response, "text-replies.xlsx", msg.t("reply.title"), HEADINGS, msg, after -> {
            var piece = desk.list(actor, !all, typed(search), after, TextsWorkbook.PIECE);
            return new TextsWorkbook.Piece(
                    piece.lines().stream()
                            .map(it -> RepliesPage.cells(it, links, clock.instant(), msg))
                            .toList(),
                    piece.next());
        });
    }

    @PostMapping("/text-replies/{id}/reading")
    String read(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean all) {
        desk.read(actor, id, clock.instant());
        return "redirect:/text-replies" + (all ? "?all=true" : "");
    }
}
