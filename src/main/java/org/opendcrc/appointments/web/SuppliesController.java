package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.SupplyDesk;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
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
import org.springframework.web.servlet.ModelAndView;

/** The page of what limits the offers: parts of jobs, expected parts, campaigns, what technicians have learnt (AP-25). */
@Controller
@RequestMapping("/appointments/supplies")
class SuppliesController {

    private final SupplyDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    SuppliesController(SupplyDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> store, HttpServletRequest request) {
        return page(actor, request, store, null);
    }

    @GetMapping({"/parts", "/arrivals", "/campaigns", "/skills/{technician}"})
    String again() {
        return "redirect:/appointments/supplies";
    }

    @PostMapping("/parts")
    ModelAndView part(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String job,
            @RequestParam(defaultValue = "") String partNo,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String quantity,
            HttpServletRequest request) {
        return saved(
                actor,
                request,
                store,
                () -> number(quantity)
                        .map(it -> desk.setPart(actor, job, partNo, name, it, clock.instant()))
                        .orElseGet(() -> refused("supplies.refused.quantity")));
    }

    @PostMapping("/arrivals")
    ModelAndView arrival(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String partNo,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String quantity,
            HttpServletRequest request) {
        var now = clock.instant();
        var date = PreparationController.date(day);
        return saved(actor, request, store, () -> {
            if (date.isEmpty()) {
                return refused("supplies.refused.day");
            }
            var today = now.atZone(stores.get(store).zone()).toLocalDate();
            return number(quantity)
                    .map(it -> desk.expect(actor, store, partNo, date.get(), it, today, now))
                    .orElseGet(() -> refused("supplies.refused.quantity"));
        });
    }

    @PostMapping("/campaigns")
    ModelAndView campaign(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String places,
            @RequestParam(defaultValue = "") List<String> job,
            @RequestParam Optional<String> active,
            HttpServletRequest request) {
        var begins = PreparationController.date(first);
        var ends = PreparationController.date(last);
        return saved(actor, request, store, () -> {
            if (begins.isEmpty()
                    || ends.isEmpty()
                    || time(from).isPresent() != !from.isBlank()
                    || time(to).isPresent() != !to.isBlank()) {
                return refused("supplies.refused.campaign.days");
            }
            return desk.setCampaign(
                    actor,
                    store,
                    new SupplyDesk.CampaignWish(
                            name,
                            begins.get(),
                            ends.get(),
                            time(from),
                            time(to),
                            places.strip().matches("\\d{1,4}") ? Integer.parseInt(places.strip()) : 0,
                            job.stream()
                                    .flatMap(it -> Arrays.stream(it.split("[,，、;；\\s]", -1)))
                                    .toList(),
                            active.isPresent()),
                    clock.instant());
        });
    }

    @PostMapping("/skills/{technician}")
    ModelAndView skills(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID technician,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String skills,
            HttpServletRequest request) {
        return saved(
                actor,
                request,
                store,
                () -> desk.setSkills(
                        actor, store, technician, Arrays.asList(skills.split("[,，、;；]", -1)), clock.instant()));
    }

    private static RosterAnswer refused(String key) {
        return new RosterAnswer.Refused(Sentence.of(key));
    }

    private ModelAndView saved(Actor actor, HttpServletRequest request, UUID store, Supplier<RosterAnswer> work) {
        return switch (work.get()) {
            case RosterAnswer.Saved _ -> new ModelAndView("redirect:/appointments/supplies?store=" + store);
            case RosterAnswer.Refused(var why) -> {
                var page = page(actor, request, Optional.of(store), why);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(
            Actor actor, HttpServletRequest request, Optional<UUID> wanted, @Nullable Sentence refusal) {
        var own = stores.all().stream()
                .filter(it ->
                        actor.may(UseCase.READ_APPOINTMENTS, it.id()) || actor.may(UseCase.MANAGE_CAMPAIGNS, it.id()))
                .toList();
        if (own.isEmpty()) {
            throw new NotAllowed(UseCase.READ_APPOINTMENTS);
        }
        Store store = wanted.map(id -> own.stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("store " + id)))
                .orElse(own.getFirst());
        var msg = frames.msg(request);
        var today = clock.instant().atZone(store.zone()).toLocalDate();
        return new ModelAndView("appointments/supplies")
                .addObject("frame", frames.of(request, "supplies.title", AppointmentMenu.KEY))
                .addObject(
                        "page",
                        SuppliesPage.of(
                                desk.of(actor, store.id(), today),
                                store,
                                own,
                                actor,
                                today,
                                refusal == null ? null : msg.t(refusal),
                                msg));
    }

    private static Optional<BigDecimal> number(String written) {
        var plain = written.strip();
        return plain.matches("\\d{1,5}(\\.\\d{1,3})?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    private static Optional<LocalTime> time(String written) {
        try {
            return Optional.of(LocalTime.parse(written.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
