package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.CopyReader;
import org.opendcrc.appointments.HandoverDesk;
import org.opendcrc.appointments.PrepAnswer;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepLine;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The preparation board, the steps that are taken on it, and the copies that the service manager hands on. */
@Controller
@RequestMapping("/appointments")
class PreparationController {

    private final PreparationDesk desk;
    private final HandoverDesk handover;
    private final Frames frames;
    private final Clock clock;

    PreparationController(PreparationDesk desk, HandoverDesk handover, Frames frames, Clock clock) {
        this.desk = desk;
        this.handover = handover;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/preparation")
    ModelAndView board(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam Optional<LocalDate> day,
            @RequestParam Optional<String> lane,
            HttpServletRequest request) {
        var own = desk.houses(actor, Optional.empty());
        var where = store.map(id -> of(own, id)).orElse(own.getFirst());
        var now = clock.instant();
        return page(
                actor,
                request,
                own,
                where,
                day.orElseGet(() -> now.atZone(where.zone()).toLocalDate()),
                lane.map(PreparationController::step).orElseGet(() -> PreparationPage.ownLane(actor, where.store())),
                null,
                null,
                now);
    }

    /** The board of its day with the appointment open beside it. */
    @GetMapping("/{id}/preparation")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return opened(actor, request, id, null, clock.instant());
    }

    /** Whoever loads the answer of a refused step again by its address sees the appointment. */
    @GetMapping({"/{id}/preparation/{step}", "/{id}/copies", "/{id}/copies/{reader}/receipt"})
    String again(@PathVariable UUID id) {
        return "redirect:/appointments/" + id + "/preparation";
    }

    @GetMapping("/preparation/copies")
    String board() {
        return "redirect:/appointments/preparation";
    }

    /** {@code kind} is DONE, SHORT, INFORMED or UNDONE; {@code back} leads to the board instead of the appointment. */
    @PostMapping("/{id}/preparation/{step}")
    ModelAndView take(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "DONE") PrepFact.Kind kind,
            @RequestParam(defaultValue = "false") boolean back,
            @RequestParam MultiValueMap<String, String> sent,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var taken = step(step).orElseThrow(() -> new NotFound("step " + step));
        return switch (desk.take(actor, id, taken, kind, details(kind, sent), now)) {
            case PrepAnswer.Done _ -> {
                var msg = frames.msg(request);
                next.addFlashAttribute("said", msg.t("preparation.said." + kind, msg.t("preparation.step." + taken)));
                if (back) {
                    var place = desk.where(actor, id);
                    yield new ModelAndView(
                            "redirect:" + PreparationPage.address(place.store(), place.day(), Optional.empty()));
                }
                yield new ModelAndView("redirect:/appointments/" + id + "/preparation");
            }
            case PrepAnswer.Refused(var why) ->
                refused(actor, request, id, new PrepDrawer.Refusal(taken, why.sentence(), typed(sent)), now);
        };
    }

    /** Hands the copies of one form on; without a reader all that are left. */
    @PostMapping("/{id}/copies")
    ModelAndView handOn(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<CopyReader> reader,
            @RequestParam(defaultValue = "false") boolean back,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        Set<CopyReader> readers = reader.isEmpty() ? EnumSet.allOf(CopyReader.class) : EnumSet.copyOf(reader);
        return switch (handover.handOn(actor, id, readers, now)) {
            case PrepAnswer.Done(var _, var copies) -> {
                next.addFlashAttribute("said", frames.msg(request).t("preparation.said.handed", copies));
                if (back) {
                    var place = desk.where(actor, id);
                    yield new ModelAndView(
                            "redirect:" + PreparationPage.address(place.store(), place.day(), Optional.empty()));
                }
                yield new ModelAndView("redirect:/appointments/" + id + "/preparation");
            }
            case PrepAnswer.Refused(var why) -> refused(actor, request, id, PrepDrawer.Refusal.of(why.sentence()), now);
        };
    }

    /** Hands several forms on at once. */
    @PostMapping("/preparation/copies")
    ModelAndView handOnAll(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "") List<UUID> form,
            RedirectAttributes next,
            HttpServletRequest request) {
        var handed = handover.handOnAll(actor, form, clock.instant());
        next.addFlashAttribute("said", frames.msg(request).t("preparation.said.forms", handed));
        return new ModelAndView("redirect:" + PreparationPage.address(store, day, Optional.empty()));
    }

    @PostMapping("/{id}/copies/{reader}/receipt")
    ModelAndView read(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @PathVariable String reader,
            HttpServletRequest request) {
        var now = clock.instant();
        var who = Arrays.stream(CopyReader.values())
                .filter(it -> it.name().equalsIgnoreCase(reader))
                .findFirst()
                .orElseThrow(() -> new NotFound("reader " + reader));
        return switch (handover.read(actor, id, who, now)) {
            case PrepAnswer.Done _ -> new ModelAndView("redirect:/appointments/" + id + "/preparation");
            case PrepAnswer.Refused(var why) -> refused(actor, request, id, PrepDrawer.Refusal.of(why.sentence()), now);
        };
    }

    private ModelAndView refused(
            Actor actor, HttpServletRequest request, UUID id, PrepDrawer.Refusal refusal, Instant now) {
        var page = opened(actor, request, id, refusal, now);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView opened(
            Actor actor, HttpServletRequest request, UUID id, PrepDrawer.@Nullable Refusal refusal, Instant now) {
        var own = desk.houses(actor, Optional.of(id));
        var house = own.stream().filter(it -> it.day().isPresent()).findFirst().orElseThrow();
        return page(
                actor,
                request,
                own,
                house,
                house.day().orElseThrow(),
                PreparationPage.ownLane(actor, house.store()),
                id,
                refusal,
                now);
    }

    private ModelAndView page(
            Actor actor,
            HttpServletRequest request,
            List<PreparationDesk.House> own,
            PreparationDesk.House store,
            LocalDate day,
            Optional<PrepStep> lane,
            @Nullable UUID open,
            PrepDrawer.@Nullable Refusal refusal,
            Instant now) {
        var msg = frames.msg(request);
        var today = now.atZone(store.zone()).toLocalDate();
        var board = desk.board(actor, store.store(), day, today);
        Optional<PrepLine> line = Optional.ofNullable(open).flatMap(board::line);
        var drawer = line.map(
                it -> PrepDrawer.of(it, desk.needs(actor, it.id(), today), actor, store.zone(), refusal, now, msg));
        if (open != null && drawer.isEmpty()) {
            throw new NotFound("appointment " + open);
        }
        return new ModelAndView("appointments/preparation")
                .addObject("frame", frames.of(request, "preparation.title", PreparationMenu.KEY))
                .addObject(
                        "page",
                        PreparationPage.of(
                                board, store, own, lane, drawer.orElse(null), actor, said(request), now, msg));
    }

    private static PreparationDesk.House of(List<PreparationDesk.House> own, UUID id) {
        return own.stream()
                .filter(it -> it.store().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + id));
    }

    static Optional<PrepStep> step(String written) {
        return Arrays.stream(PrepStep.values())
                .filter(it -> it.name().equals(written.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static PrepFact.Details details(PrepFact.Kind kind, MultiValueMap<String, String> sent) {
        return switch (kind) {
            case DONE ->
                new PrepFact.Details(
                        first(sent, "noParts").equals("true"),
                        first(sent, "noParts").equals("true") ? "" : first(sent, "shelf"),
                        first(sent, "noParts").equals("true") ? "" : first(sent, "label"),
                        "",
                        Optional.empty(),
                        first(sent, "technician"),
                        first(sent, "bay"),
                        first(sent, "tools"),
                        first(sent, "note"));
            case SHORT -> PrepFact.Details.missing(first(sent, "part"), date(first(sent, "expectedOn")));
            case INFORMED, UNDONE -> PrepFact.Details.note(first(sent, "note"));
        };
    }

    private static PrepDrawer.Typed typed(MultiValueMap<String, String> sent) {
        return new PrepDrawer.Typed(
                first(sent, "shelf"),
                first(sent, "label"),
                first(sent, "part"),
                first(sent, "expectedOn"),
                first(sent, "technician"),
                first(sent, "bay"),
                first(sent, "tools"),
                first(sent, "note"));
    }

    private static String first(MultiValueMap<String, String> sent, String name) {
        var value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }

    static Optional<LocalDate> date(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("said") instanceof String said ? said : null;
    }
}
