package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.Complainant;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Emergency;
import org.opendcrc.complaints.GradeMark;
import org.opendcrc.complaints.IntakeDesk;
import org.opendcrc.complaints.KnownComplainant;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Taking a complaint in by hand. */
@Controller
@RequestMapping("/complaints")
class CasesController {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As {@link #value} writes it. */
    private static final Pattern CUSTOMER_OF_CHOICE =
            Pattern.compile("^(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\|");

    private final IntakeDesk intake;
    private final ComplaintOffice office;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    CasesController(IntakeDesk intake, ComplaintOffice office, Stores stores, Frames frames, Clock clock) {
        this.intake = intake;
        this.office = office;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/new")
    ModelAndView blank(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<UUID> customer,
            @RequestParam Optional<UUID> vehicle,
            @RequestParam(defaultValue = "") String opened,
            @ChosenStore(UseCase.RECEIVE_COMPLAINTS) Optional<UUID> store,
            HttpServletRequest request) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        var now = clock.instant();
        var draft = office.draft(actor, now);
        var values =
                new HashMap<String, String>(draft.map(CasesController::read).orElse(Map.of()));
        store.ifPresent(it -> values.putIfAbsent("store", it.toString()));
        values.putIfAbsent("source", ComplaintSource.PHONE.name());
        customer.ifPresent(it -> values.put("customer", it.toString()));
        vehicle.ifPresent(it -> values.put("vehicle", it.toString()));
        var known = customer.map(it -> intake.of(actor, it)).orElse(List.of());
        return page(actor, request, values, known, draft.isPresent(), null, opened.isBlank() ? null : opened);
    }

    @PostMapping
    ModelAndView open(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") List<String> marks,
            HttpServletRequest request) {
        var now = clock.instant();
        var values = new HashMap<>(form);
        values.put("marks", String.join(" ", marks));
        var msg = frames.msg(request);
        try {
            var store = stores.of(actor, UseCase.RECEIVE_COMPLAINTS).stream()
                    .filter(it -> it.id().toString().equals(values.getOrDefault("store", "")))
                    .findFirst()
                    .orElseThrow(() -> new StepFields.Wrong("store"));
            var fields = IntakeFields.of(values, store.zone());
            return switch (intake.open(actor, fields.intake(store.id(), now), fields.sheet(), fields.who(), now)) {
                case IntakeDesk.Answer.Opened it ->
                    new ModelAndView(
                            actor.may(UseCase.READ_COMPLAINTS, store.id())
                                    ? "redirect:/complaints/" + it.complaintId()
                                    : "redirect:/complaints/new?opened=" + it.number());
                case IntakeDesk.Answer.Refused(var why) ->
                    refused(actor, request, values, List.of(), msg.t(why.sentence()));
                case IntakeDesk.Answer.Which(var known) ->
                    refused(actor, request, values, known, msg.t("complaint.refused.which"));
            };
        } catch (StepFields.Wrong wrong) {
            return refused(actor, request, values, List.of(), msg.t(wrong(wrong)));
        }
    }

    /** Who has the number or the plate that was typed, so that the clerk sees it before he opens the complaint. */
    @GetMapping("/known")
    ModelAndView known(
            @AuthenticationPrincipal Actor actor, @RequestParam Map<String, String> form, HttpServletRequest request) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        var msg = frames.msg(request);
        return new ModelAndView("complaints/known")
                .addObject("msg", msg)
                .addObject("asked", isSaidWho(form))
                .addObject("choices", found(meant(actor, form), form, msg));
    }

    /** By number or plate; else whom the clerk had chosen before, who stays chosen when the page comes back (A29). */
    private List<KnownComplainant> meant(Actor actor, Map<String, String> form) {
        if (!isSaidWho(form)) {
            return CUSTOMER_OF_CHOICE
                    .matcher(form.getOrDefault("known", ""))
                    .results()
                    .flatMap(it -> intake.of(actor, UUID.fromString(it.group(1))).stream())
                    .toList();
        }
        return stores.of(actor, UseCase.RECEIVE_COMPLAINTS).stream()
                .filter(it -> it.id().toString().equals(form.getOrDefault("store", "")))
                .findFirst()
                .map(it -> intake.meant(actor, it.id(), form.getOrDefault("phone", ""), form.getOrDefault("plate", "")))
                .orElse(List.of());
    }

    private static boolean isSaidWho(Map<String, String> form) {
        return !form.getOrDefault("phone", "").isBlank()
                || !form.getOrDefault("plate", "").isBlank();
    }

    /** The car that was typed or brought along is chosen with its owner, and whoever is the only one. */
    private static List<CasePage.Choice> found(List<KnownComplainant> known, Map<String, String> values, Msg msg) {
        var plate = Plate.of(values.getOrDefault("plate", "")).map(Plate::value);
        return known.stream()
                .map(it -> new CasePage.Choice(
                        value(it),
                        Stream.of(it.name(), msg.masked(it.phone()), it.plate().orElse(""))
                                .filter(word -> !word.isBlank())
                                .collect(Collectors.joining(" · ")),
                        values.containsKey("known")
                                ? Objects.equals(values.get("known"), value(it))
                                : known.size() == 1
                                        || (plate.isPresent() && it.plate().equals(plate))
                                        || it.vehicleId()
                                                .map(UUID::toString)
                                                .equals(Optional.ofNullable(values.get("vehicle")))))
                .toList();
    }

    private static String value(KnownComplainant it) {
        return it.customerId() + "|" + it.vehicleId().map(UUID::toString).orElse("");
    }

    /** The staff of whom a customer may complain, for the form of another chapter (CP-3). */
    @GetMapping("/colleagues")
    ModelAndView colleagues(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String accused,
            HttpServletRequest request) {
        return new ModelAndView("complaints/colleagues")
                .addObject("msg", frames.msg(request))
                .addObject(
                        "choices",
                        intake.colleagues(actor).stream()
                                .map(it -> new CasePage.Choice(
                                        it.id().toString(),
                                        it.name(),
                                        it.id().toString().equals(accused)))
                                .toList());
    }

    static Sentence wrong(StepFields.Wrong wrong) {
        return Sentence.of("complaint.field.wrong", Sentence.of("complaint.field." + wrong.field()));
    }

    /** What is typed is kept while it is typed (A29). */
    @PostMapping("/drafts")
    ResponseEntity<Void> keep(@AuthenticationPrincipal Actor actor, @RequestParam Map<String, String> form) {
        office.keepDraft(
                actor,
                JSON.writeValueAsString(form.entrySet().stream()
                        .filter(it ->
                                !it.getKey().startsWith("_") && !it.getValue().isBlank())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))),
                clock.instant());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/drafts/discard")
    String discard(@AuthenticationPrincipal Actor actor) {
        office.dropDraft(actor);
        return "redirect:/complaints/new";
    }

    private ModelAndView refused(
            Actor actor,
            HttpServletRequest request,
            Map<String, String> values,
            List<KnownComplainant> known,
            String why) {
        var page = page(actor, request, values, known, false, why, null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor,
            HttpServletRequest request,
            Map<String, String> values,
            List<KnownComplainant> known,
            boolean draft,
            @Nullable String refusal,
            @Nullable String opened) {
        var msg = frames.msg(request);
        var meant = known.isEmpty() ? meant(actor, values) : known;
        return new ModelAndView("complaints/new")
                .addObject("frame", frames.of(request, "complaints.new", ComplaintMenu.NEW))
                .addObject(
                        "page",
                        new NewPage(
                                values,
                                stores.of(actor, UseCase.RECEIVE_COMPLAINTS).stream()
                                        .map(it -> new CasePage.Choice(
                                                it.id().toString(),
                                                it.name(),
                                                it.id().toString().equals(values.get("store"))))
                                        .toList(),
                                choices(ComplaintSource.values(), "source", values.get("source"), msg),
                                choices(ComplaintKind.values(), "kind", values.get("kind"), msg),
                                choices(Complainant.values(), "complainant", values.get("complainant"), msg),
                                choices(Emergency.values(), "emergency", values.get("emergency"), msg),
                                choices(GradeMark.values(), "mark", null, msg),
                                found(meant, values, msg),
                                intake.colleagues(actor).stream()
                                        .map(it -> new CasePage.Choice(
                                                it.id().toString(),
                                                it.name(),
                                                it.id().toString().equals(values.get("accused"))))
                                        .toList(),
                                draft,
                                refusal,
                                opened));
    }

    private static List<CasePage.Choice> choices(Enum<?>[] all, String words, @Nullable String chosen, Msg msg) {
        return Arrays.stream(all)
                .map(it -> new CasePage.Choice(
                        it.name(),
                        msg.t("complaint." + words + "." + it),
                        it.name().equals(chosen)))
                .toList();
    }

    private static Map<String, String> read(String typed) {
        return JSON.readValue(typed, new TypeReference<Map<String, String>>() {});
    }
}
