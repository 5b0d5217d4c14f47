package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.LetterDesk;
import org.opendcrc.messaging.LetterDone;
import org.opendcrc.messaging.LetterLine;
import org.opendcrc.messaging.LetterLine.State;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the letters. */
@Controller
class LettersController {

    private static final List<String> HEADINGS = List.of(
            "letter.customerNo",
            "letter.customer",
            "letter.postcode",
            "letter.address",
            "letter.store",
            "letter.reason",
            "letter.owed",
            "letter.done");

    private final LetterDesk desk;
    private final List<CauseLink> links;
    private final Frames frames;
    private final Clock clock;

    LettersController(LetterDesk desk, ObjectProvider<CauseLink> links, Frames frames, Clock clock) {
        this.desk = desk;
        this.links = links.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/letters")
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "OWED") State state,
            @RequestParam Optional<RowKey> after,
            HttpServletRequest request) {
        return page(actor, state, after, null, request);
    }

    @GetMapping("/letters.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "OWED") State state,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var now = clock.instant();
        TextsWorkbook.send(response, "letters.xlsx", msg.t("letter.title"), HEADINGS, msg, after -> {
            var page = desk.take(actor, state, after, TextsWorkbook.PIECE, now);
            return new TextsWorkbook.Piece(
                    page.lines().stream().map(it -> cells(it, msg)).toList(), page.next());
        });
    }

    private List<String> cells(LetterLine it, Msg msg) {
        var row = LettersPage.row(it, links, clock.instant(), msg);
        return List.of(
                it.customerNo(),
                it.customer(),
                it.postcode().orElse(""),
                it.address().orElse(""),
                it.store(),
                row.reason(),
                row.owed(),
                row.done());
    }

    @PostMapping("/letters/printings")
    ModelAndView print(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<List<UUID>> letter,
            @RequestParam(defaultValue = "OWED") State state,
            HttpServletRequest request) {
        return answer(actor, desk.print(actor, letter.orElse(List.of()), clock.instant()), state, request);
    }

    @PostMapping("/letters/sendings")
    ModelAndView send(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<List<UUID>> letter,
            @RequestParam(defaultValue = "PRINTED") State state,
            HttpServletRequest request) {
        return answer(actor, desk.sent(actor, letter.orElse(List.of()), clock.instant()), state, request);
    }

    @PostMapping("/letters/droppings")
    ModelAndView drop(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<List<UUID>> letter,
            @RequestParam(defaultValue = "OWED") State state,
            HttpServletRequest request) {
        return answer(actor, desk.drop(actor, letter.orElse(List.of()), clock.instant()), state, request);
    }

    @GetMapping("/letters/printings/{printing}")
    ModelAndView printing(
            @AuthenticationPrincipal Actor actor, @PathVariable UUID printing, HttpServletRequest request) {
        var sheets = desk.printing(actor, printing);
        return new ModelAndView("messaging/print")
                .addObject("frame", frames.of(request, "letter.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        new LettersPage.Print(sheets, frames.msg(request).t("letter.print.count", sheets.size())));
    }

    private ModelAndView answer(Actor actor, LetterDone done, State state, HttpServletRequest request) {
        return switch (done) {
            case LetterDone.Printed printed -> new ModelAndView("redirect:/letters/printings/" + printed.printing());
            case LetterDone.Closed _ -> new ModelAndView("redirect:/letters?state=" + state);
            case LetterDone.Refused(var why) -> {
                var page =
                        page(actor, state, Optional.empty(), frames.msg(request).t(why.sentence()), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(
            Actor actor, State state, Optional<RowKey> after, @Nullable String refusal, HttpServletRequest request) {
        return new ModelAndView("messaging/letters")
                .addObject("frame", frames.of(request, "letter.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        LettersPage.of(
                                desk.list(actor, state, after, LettersPage.ROWS),
                                state,
                                TextsMenu.tabs(actor, "letters"),
                                actor.may(UseCase.WORK_ON_LETTERS),
                                after.isEmpty(),
                                links,
                                refusal,
                                clock.instant(),
                                frames.msg(request)));
    }
}
