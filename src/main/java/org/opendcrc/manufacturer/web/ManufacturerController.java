package org.opendcrc.manufacturer.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.manufacturer.ManufacturerDesk;
import org.opendcrc.manufacturer.OemReport;
import org.opendcrc.manufacturer.TakenIn;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages for and about the manufacturer. */
@Controller
@RequestMapping("/manufacturer")
class ManufacturerController {

    private static final int MOST = 100;

    private final ManufacturerDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    ManufacturerController(ManufacturerDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletRequest request) {
        return page(actor, all, Optional.empty(), Optional.empty(), request);
    }

    /** Typed from the manufacturer's page while the line is down. */
    @PostMapping("/cases")
    ModelAndView take(
            @AuthenticationPrincipal Actor actor,
            @RequestParam String oemNo,
            @RequestParam UUID store,
            @RequestParam LocalDateTime arrivedAt,
            @RequestParam ComplaintKind kind,
            @RequestParam String content,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String plate,
            HttpServletRequest request) {
        var arrived = arrivedAt.atZone(stores.get(store).zone()).toInstant();
        var coming = new ManufacturerDesk.Coming(oemNo, store, arrived, kind, content, name, phone, plate);
        return switch (desk.take(actor, coming, ManufacturerDesk.Manner.HAND, clock.instant())) {
            case TakenIn.Kept kept -> new ModelAndView("redirect:/manufacturer/cases/" + kept.complaintId());
            case TakenIn.Refused refused -> {
                var page = page(
                        actor, false, Optional.of(frames.msg(request).t(refused.why())), Optional.empty(), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** A file of cases; each line is taken in for itself, and those that were there already change nothing. */
    @PostMapping("/files")
    ModelAndView file(
            @AuthenticationPrincipal Actor actor, @RequestParam MultipartFile file, HttpServletRequest request)
            throws IOException {
        int taken = 0;
        int known = 0;
        var refused = new java.util.ArrayList<String>();
        var msg = frames.msg(request);
        for (var line : OemFileReader.read(file.getInputStream())) {
            var fields = line.fields();
            var store = fields.flatMap(it -> stores.byCode(it.storeCode()));
            if (fields.isEmpty() || store.isEmpty()) {
                refused.add(msg.t("oem.file.unreadable", line.number()));
                continue;
            }
            switch (desk.take(
                    actor, coming(fields.get(), store.get()), ManufacturerDesk.Manner.FILE, clock.instant())) {
                case TakenIn.Kept kept when kept.known() -> known++;
                case TakenIn.Kept _ -> taken++;
                case TakenIn.Refused(var why, var _) ->
                    refused.add(msg.t("oem.file.refused", line.number(), msg.t(why)));
            }
        }
        var told = msg.t("oem.file.done", taken, known, refused.size());
        return page(
                actor,
                false,
                refused.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", refused)),
                Optional.of(told),
                request);
    }

    private static ManufacturerDesk.Coming coming(OemFileReader.Fields it, Store store) {
        return new ManufacturerDesk.Coming(
                it.oemNo(),
                store.id(),
                it.arrivedAt().atZone(store.zone()).toInstant(),
                it.kind(),
                it.content(),
                it.name(),
                it.phone(),
                it.plate());
    }

    @GetMapping("/cases/{id}")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return filePage(actor, id, Optional.empty(), request);
    }

    @PostMapping("/cases/{id}/reports")
    ModelAndView report(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam OemReport.Kind kind,
            @RequestParam String words,
            @RequestParam(name = "about", defaultValue = "") String content,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String satisfied,
            @RequestParam(defaultValue = "false") boolean mail,
            HttpServletRequest request) {
        var telling = new ManufacturerDesk.Telling(
                kind,
                words,
                content,
                way,
                satisfied.isEmpty() ? Optional.empty() : Optional.of(satisfied.equals("true")),
                mail);
        return answer(actor, id, desk.report(actor, id, telling, clock.instant()), request);
    }

    @PostMapping("/cases/{id}/instructions")
    ModelAndView instruct(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam String words,
            HttpServletRequest request) {
        return answer(actor, id, desk.instruct(actor, id, words, clock.instant()), request);
    }

    private ModelAndView answer(Actor actor, UUID id, TakenIn taken, HttpServletRequest request) {
        return switch (taken) {
            case TakenIn.Kept _ -> new ModelAndView("redirect:/manufacturer/cases/" + id);
            case TakenIn.Refused refused -> {
                var page = filePage(actor, id, Optional.of(frames.msg(request).t(refused.why())), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView filePage(Actor actor, UUID id, Optional<String> refusal, HttpServletRequest request) {
        var file = desk.find(actor, id);
        return new ModelAndView("manufacturer/file")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of("site.plain", file.oemCase().number()),
                                ManufacturerMenu.KEY))
                .addObject(
                        "page", OemPages.file(file, actor, refusal.orElse(null), clock.instant(), frames.msg(request)));
    }

    private ModelAndView page(
            Actor actor, boolean all, Optional<String> refusal, Optional<String> told, HttpServletRequest request) {
        var msg = frames.msg(request);
        var now = clock.instant();
        var mine =
                actor.may(UseCase.RECEIVE_COMPLAINTS) ? stores.of(actor, UseCase.RECEIVE_COMPLAINTS) : List.<Store>of();
        var zone = mine.isEmpty() ? ZoneId.of("UTC") : mine.getFirst().zone();
        return new ModelAndView("manufacturer/list")
                .addObject("frame", frames.of(request, "oem.title", ManufacturerMenu.KEY))
                .addObject(
                        "page",
                        new OemPages.ListPage(
                                desk.list(actor, !all, MOST).stream()
                                        .map(it -> OemPages.row(it, now, msg))
                                        .toList(),
                                desk.owed(actor).stream()
                                        .map(it -> OemPages.owed(it, now, msg))
                                        .toList(),
                                !all,
                                OemPages.stores(mine),
                                OemPages.kinds(msg),
                                local(now, zone),
                                refusal.orElse(null),
                                told.orElse(null)));
    }

    private static String local(Instant now, ZoneId zone) {
        return now.atZone(zone)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
