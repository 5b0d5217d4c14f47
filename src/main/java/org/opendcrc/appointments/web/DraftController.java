package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.Draft;
import org.opendcrc.appointments.DraftAnswer;
import org.opendcrc.appointments.DraftDesk;
import org.opendcrc.appointments.DraftFile;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The draft of the repair order: edited by the advisor, printed on one page, and filed for the dealer system (AP-23). */
@Controller
@RequestMapping("/appointments")
class DraftController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
    private static final Pattern MONEY = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");

    private final DraftDesk desk;
    private final Frames frames;
    private final Clock clock;

    DraftController(DraftDesk desk, Frames frames, Clock clock) {
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/{id}/draft")
    ModelAndView show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return page(actor, request, desk.find(actor, id), null, List.of(), null);
    }

    @PostMapping("/{id}/draft")
    ModelAndView change(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        var faults = new ArrayList<Answer.Fault>();
        var lines = lines(sent, faults);
        var changes = new DraftDesk.Changes(
                mileage(first(sent, "mileage"), faults),
                first(sent, "needs"),
                first(sent, "diagnosis").lines().toList(),
                Arrays.asList(first(sent, "documents").split("[,，、;；]", -1)),
                first(sent, "remark"),
                lines,
                version);
        if (!faults.isEmpty()) {
            return again(actor, request, id, changes, faults, null);
        }
        return switch (desk.change(actor, id, changes, clock.instant())) {
            case DraftAnswer.Saved _ -> new ModelAndView("redirect:/appointments/" + id + "/draft");
            case DraftAnswer.Incomplete(var all) -> again(actor, request, id, changes, all, null);
            case DraftAnswer.Closed(var state, var number) ->
                again(
                        actor,
                        request,
                        id,
                        changes,
                        List.of(),
                        Sentence.of("draft.closed", number, Sentence.of("appointment.state." + state)));
        };
    }

    /** One A4 page. */
    @GetMapping("/{id}/draft/print")
    ModelAndView print(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var draft = desk.find(actor, id);
        return new ModelAndView("appointments/draftPrint")
                .addObject("frame", frames.bare(request, "draft.title"))
                .addObject(
                        "page",
                        DraftPage.of(
                                draft,
                                null,
                                List.of(),
                                null,
                                false,
                                actor.name(),
                                clock.instant(),
                                frames.msg(request)));
    }

    @PostMapping("/drafts.csv")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal Actor actor, @RequestParam UUID store, @RequestParam LocalDate day) {
        return file(desk.file(actor, store, day, clock.instant()), day);
    }

    static ResponseEntity<byte[]> file(List<Draft> drafts, LocalDate day) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"order_drafts-%s.csv\""
                                .formatted(day.format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE)))
                .body(DraftFile.of(drafts).getBytes(StandardCharsets.UTF_8));
    }

    private ModelAndView again(
            Actor actor,
            HttpServletRequest request,
            UUID id,
            DraftDesk.Changes typed,
            List<Answer.Fault> faults,
            @Nullable Sentence refusal) {
        var page = page(actor, request, desk.find(actor, id), typed, faults, refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            HttpServletRequest request,
            Draft draft,
            DraftDesk.@Nullable Changes typed,
            List<Answer.Fault> faults,
            @Nullable Sentence refusal) {
        var msg = frames.msg(request);
        Instant now = clock.instant();
        return new ModelAndView("appointments/draft")
                .addObject("frame", frames.of(request, "draft.title", PreparationMenu.KEY))
                .addObject(
                        "page",
                        DraftPage.of(
                                draft,
                                typed,
                                faults,
                                refusal == null ? null : msg.t(refusal),
                                actor.may(org.opendcrc.shared.UseCase.PREPARE_AS_ADVISOR, draft.store()),
                                actor.name(),
                                now,
                                msg));
    }

    private static List<Draft.Line> lines(MultiValueMap<String, String> sent, List<Answer.Fault> faults) {
        var lines = new ArrayList<Draft.Line>();
        var names = sent.getOrDefault("line-name", List.of());
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i).strip();
            var code = at(sent, "line-code", i);
            var quantity = at(sent, "line-quantity", i);
            var amount = at(sent, "line-amount", i).replace(",", "");
            if (name.isEmpty() && code.isEmpty()) {
                continue; // an empty line is no line
            }
            var field = "lines[" + lines.size() + "].";
            if (!NUMBER.matcher(quantity).matches()) {
                faults.add(new Answer.Fault(field + "quantity", Sentence.of("draft.fault.quantity")));
            }
            if (!amount.isEmpty() && !MONEY.matcher(amount).matches()) {
                faults.add(new Answer.Fault(field + "amount", Sentence.of("prices.refused.price")));
            }
            lines.add(new Draft.Line(
                    at(sent, "line-kind", i).equals("PART") ? Draft.Kind.PART : Draft.Kind.LABOUR,
                    code,
                    name,
                    NUMBER.matcher(quantity).matches() ? new BigDecimal(quantity) : BigDecimal.ZERO,
                    MONEY.matcher(amount).matches()
                            ? new BigDecimal(amount).movePointRight(2).longValueExact()
                            : 0));
        }
        return lines;
    }

    private static Optional<Integer> mileage(String written, List<Answer.Fault> faults) {
        var plain = written.replace(",", "");
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        if (!plain.matches("\\d{1,7}")) {
            faults.add(new Answer.Fault("mileage", Sentence.of("appointment.fault.mileage", 2_000_000)));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(plain));
    }

    private static String at(MultiValueMap<String, String> sent, String name, int index) {
        var all = sent.getOrDefault(name, List.of());
        return index < all.size() ? all.get(index).strip() : "";
    }

    private static String first(MultiValueMap<String, String> sent, String name) {
        return at(sent, name, 0);
    }
}
