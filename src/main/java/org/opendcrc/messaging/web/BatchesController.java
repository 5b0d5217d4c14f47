package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.BatchDesk;
import org.opendcrc.messaging.BatchDesk.Audience;
import org.opendcrc.messaging.BatchLine;
import org.opendcrc.messaging.BatchPrepared;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of texts to many at once. */
@Controller
@RequestMapping("/text-batches")
class BatchesController {

    private static final List<String> HEADINGS = List.of(
            "batch.line",
            "texts.customer",
            "texts.phone",
            "batch.line.state",
            "batch.line.reason",
            "texts.state",
            "texts.body");

    private final BatchDesk desk;
    private final Frames frames;
    private final Clock clock;

    BatchesController(BatchDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    /** The form as the browser sends it; what is missing is as if nobody had chosen. */
    record Form(
            Optional<UUID> store,
            Optional<String> name,
            Optional<String> template,
            Optional<String> language,
            Optional<String> perMinute,
            Optional<String> audience,
            Optional<String> lines) {

        static final Form EMPTY = new Form(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("60"),
                Optional.empty(),
                Optional.empty());

        boolean everybody() {
            return audience.equals(Optional.of("CONSENTING"));
        }

        Optional<BatchDesk.Draft> draft(BatchDesk.Sheet sheet) {
            var where = store.or(() -> sheet.stores().stream().findFirst().map(it -> it.id()));
            return where.map(it -> new BatchDesk.Draft(
                    it,
                    name.orElse(""),
                    template.orElse(""),
                    language.filter("en"::equals).isPresent() ? Locale.ENGLISH : Locale.CHINA,
                    perMinute
                            .map(String::strip)
                            .filter(typed -> typed.matches("[0-9]{1,6}"))
                            .map(Integer::parseInt)
                            .orElse(0),
                    everybody() ? new Audience.Consenting() : new Audience.Typed(lines.orElse(""))));
        }
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<RowKey> after, HttpServletRequest request) {
        return new ModelAndView("messaging/batches")
                .addObject("frame", frames.of(request, "batch.title", TextsMenu.KEY))
                .addObject(
                        "page",
                        BatchesPage.of(
                                desk.list(actor, after, BatchesPage.ROWS + 1),
                                TextsMenu.tabs(actor, "text-batches"),
                                actor.may(UseCase.SEND_TEXT_BATCHES),
                                clock.instant(),
                                frames.msg(request)));
    }

    @GetMapping("/new")
    ModelAndView blank(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return sheet(actor, Form.EMPTY, null, request);
    }

    @PostMapping
    ModelAndView prepare(@AuthenticationPrincipal Actor actor, Form form, HttpServletRequest request) {
        var draft = form.draft(desk.sheet(actor)).orElseThrow();
        return switch (desk.prepare(actor, draft, clock.instant())) {
            case BatchPrepared.Prepared(var id) -> new ModelAndView("redirect:/text-batches/" + id);
            case BatchPrepared.Refused(var why) -> {
                var page = sheet(actor, form, frames.msg(request).t(why.sentence()), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView sheet(Actor actor, Form form, @Nullable String refusal, HttpServletRequest request) {
        return new ModelAndView("messaging/batchSheet")
                .addObject("frame", frames.of(request, "batch.new", TextsMenu.KEY))
                .addObject("page", BatchPage.Sheet.of(desk.sheet(actor), form, refusal, frames.msg(request)));
    }

    @GetMapping("/{id}")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<BatchLine.State> state,
            @RequestParam(defaultValue = "0") int after,
            HttpServletRequest request) {
        return page(actor, id, state, after, null, request);
    }

    @GetMapping("/{id}/lines.xlsx")
    void workbook(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var msg = frames.msg(request);
        var report = desk.report(actor, id);
        var last = new int[] {0};
        TextsWorkbook.send(response, "batch.xlsx", msg.t("batch.one"), HEADINGS, msg, _ -> {
            var lines = desk.lines(actor, report, Optional.empty(), last[0], TextsWorkbook.PIECE);
            var more = lines.size() == TextsWorkbook.PIECE;
            if (more) {
                last[0] = lines.getLast().number();
            }
            return new TextsWorkbook.Piece(
                    lines.stream().map(it -> cells(it, msg)).toList(),
                    more
                            ? Optional.of(new RowKey(
                                    report.batch().madeAt(), report.batch().id()))
                            : Optional.empty());
        });
    }

    private static List<String> cells(BatchLine it, Msg msg) {
        var row = BatchPage.row(it, msg);
        return List.of(
                Integer.toString(it.number()),
                row.who(),
                row.phone(),
                row.state(),
                row.reason(),
                row.text(),
                row.body());
    }

    @PostMapping("/{id}/approval")
    ModelAndView approve(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return done(actor, id, desk.approve(actor, id, clock.instant()), request);
    }

    @PostMapping("/{id}/stop")
    ModelAndView stop(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return done(actor, id, desk.stop(actor, id, clock.instant()), request);
    }

    @PostMapping("/{id}/dropping")
    ModelAndView drop(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return done(actor, id, desk.drop(actor, id, clock.instant()), request);
    }

    private ModelAndView done(Actor actor, UUID id, boolean done, HttpServletRequest request) {
        if (done) {
            return new ModelAndView("redirect:/text-batches/" + id);
        }
        var page = page(actor, id, Optional.empty(), 0, frames.msg(request).t("batch.refused.too-late"), request);
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            UUID id,
            Optional<BatchLine.State> state,
            int after,
            @Nullable String said,
            HttpServletRequest request) {
        var report = desk.report(actor, id);
        return new ModelAndView("messaging/batch")
                .addObject("frame", frames.of(request, "batch.one", TextsMenu.KEY))
                .addObject(
                        "page",
                        BatchPage.of(
                                report,
                                desk.lines(actor, report, state, after, BatchPage.ROWS + 1),
                                state,
                                desk.price(report.batch()),
                                actor.may(
                                        UseCase.SEND_TEXT_BATCHES,
                                        report.batch().storeId()),
                                said,
                                clock.instant(),
                                frames.msg(request)));
    }
}
