package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.AudienceFilter;
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
            Optional<String> lines,
            Optional<String> list,
            Optional<String> at,
            Optional<String> brand,
            Optional<String> model,
            Optional<String> seenFrom,
            Optional<String> seenBefore,
            Optional<String> kilometresFrom,
            Optional<String> kilometresTo) {

        static final Form EMPTY = new Form(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("60"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        String whom() {
            return audience.filter(it -> it.matches("CONSENTING|FILTERED|LISTED"))
                    .orElse("TYPED");
        }

        Audience meant() {
            return switch (whom()) {
                case "CONSENTING" -> new Audience.Consenting();
                case "LISTED" -> new Audience.Listed(list.orElse(""));
                case "FILTERED" ->
                    new Audience.Filtered(new AudienceFilter(
                            given(at).flatMap(Form::identifier),
                            given(brand),
                            given(model),
                            given(seenFrom).flatMap(Form::day),
                            given(seenBefore).flatMap(Form::day),
                            given(kilometresFrom).flatMap(Form::number),
                            given(kilometresTo).flatMap(Form::number)));
                default -> new Audience.Typed(lines.orElse(""));
            };
        }

        private static Optional<String> given(Optional<String> typed) {
            return typed.map(String::strip).filter(it -> !it.isEmpty());
        }

        private static Optional<UUID> identifier(String typed) {
            return typed.matches("[0-9a-f-]{36}") ? Optional.of(UUID.fromString(typed)) : Optional.empty();
        }

        private static Optional<LocalDate> day(String typed) {
            try {
                return Optional.of(LocalDate.parse(typed));
            } catch (DateTimeParseException _) {
                return Optional.empty(); // the browser's field sends days or nothing
            }
        }

        private static Optional<Integer> number(String typed) {
            return typed.matches("[0-9]{1,7}") ? Optional.of(Integer.parseInt(typed)) : Optional.empty();
        }

        Optional<UUID> where(BatchDesk.Sheet sheet) {
            return store.or(() -> sheet.stores().stream().findFirst().map(it -> it.id()));
        }

        Optional<BatchDesk.Draft> draft(BatchDesk.Sheet sheet) {
            return where(sheet)
                    .map(it -> new BatchDesk.Draft(
                            it,
                            name.orElse(""),
                            template.orElse(""),
                            language.filter("en"::equals).isPresent() ? Locale.ENGLISH : Locale.CHINA,
                            perMinute
                                    .map(String::strip)
                                    .filter(typed -> typed.matches("[0-9]{1,6}"))
                                    .map(Integer::parseInt)
                                    .orElse(0),
                            meant()));
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
        return sheet(actor, Form.EMPTY, null, null, request);
    }

    /** How many the form means; nothing is written down. */
    @PostMapping("/new")
    ModelAndView count(@AuthenticationPrincipal Actor actor, Form form, HttpServletRequest request) {
        var counted = desk.count(actor, form.where(desk.sheet(actor)).orElseThrow(), form.meant(), clock.instant());
        return sheet(actor, form, null, counted, request);
    }

    @PostMapping
    ModelAndView prepare(@AuthenticationPrincipal Actor actor, Form form, HttpServletRequest request) {
        var draft = form.draft(desk.sheet(actor)).orElseThrow();
        return switch (desk.prepare(actor, draft, clock.instant())) {
            case BatchPrepared.Prepared(var id) -> new ModelAndView("redirect:/text-batches/" + id);
            case BatchPrepared.Refused(var why) -> {
                var page = sheet(actor, form, frames.msg(request).t(why.sentence()), null, request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView sheet(
            Actor actor,
            Form form,
            @Nullable String refusal,
            BatchDesk.@Nullable Count counted,
            HttpServletRequest request) {
        return new ModelAndView("messaging/batchSheet")
                .addObject("frame", frames.of(request, "batch.new", TextsMenu.KEY))
                .addObject("page", BatchPage.Sheet.of(desk.sheet(actor), form, refusal, counted, frames.msg(request)));
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
        return switch (desk.approve(actor, id, clock.instant())) {
            case DONE -> new ModelAndView("redirect:/text-batches/" + id);
            case TOO_LATE -> done(actor, id, false, request);
            case SAME_PERSON -> {
                var page = page(
                        actor, id, Optional.empty(), 0, frames.msg(request).t("batch.refused.same-person"), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
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
                                desk.mayApprove(actor, report),
                                actor.may(
                                        UseCase.SEND_TEXT_BATCHES,
                                        report.batch().storeId()),
                                said,
                                clock.instant(),
                                frames.msg(request)));
    }
}
