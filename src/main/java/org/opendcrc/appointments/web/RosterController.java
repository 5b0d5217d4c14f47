package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AdvisorsRoster;
import org.opendcrc.appointments.AdvisorsRoster.TimeAway;
import org.opendcrc.appointments.AdvisorsRoster.WorkShift;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.RosterDesk;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.StoreSetup;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The page on which it is said when advisors work, who is away, and what each can do. */
@Controller
@RequestMapping("/appointments/roster")
class RosterController {

    private static final Pattern SHIFT =
            Pattern.compile("([1-7])\\s+(\\d{1,2}:\\d{2})\\s*[-–—~～]\\s*(\\d{1,2}:\\d{2})");

    private final RosterDesk desk;
    private final Stores stores;
    private final Bays bays;
    private final StoreSetup setup;
    private final Frames frames;
    private final Clock clock;

    RosterController(RosterDesk desk, Stores stores, Bays bays, StoreSetup setup, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.bays = bays;
        this.setup = setup;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView roster(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> store, HttpServletRequest request) {
        return page(actor, request, store, null);
    }

    @PostMapping("/{advisor}/shifts")
    ModelAndView shifts(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID advisor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String shifts,
            RedirectAttributes next,
            HttpServletRequest request) {
        var wanted = new ArrayList<WorkShift>();
        for (var line : shifts.split("\\R", -1)) {
            if (line.isBlank()) {
                continue;
            }
            var shift = shift(line.strip());
            if (shift.isEmpty()) {
                return refused(actor, request, store, Sentence.of("roster.shifts.refused", line.strip()));
            }
            wanted.add(shift.get());
        }
        var now = clock.instant();
        return answer(actor, request, store, advisor, desk.setShifts(actor, store, advisor, wanted, now), now, next);
    }

    @PostMapping("/{advisor}/skills")
    ModelAndView skills(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID advisor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String skills,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var wanted = Arrays.stream(skills.split("[,，、;；]", -1)).toList();
        return answer(actor, request, store, advisor, desk.setSkills(actor, store, advisor, wanted, now), now, next);
    }

    @PostMapping("/{advisor}/absences")
    ModelAndView absence(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID advisor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        var zone = stores.get(store).zone();
        var from = moment(since);
        var to = moment(until);
        if (from.isEmpty() || to.isEmpty()) {
            return refused(actor, request, store, Sentence.of("roster.refused.time"));
        }
        var answer = desk.addAbsence(
                actor,
                store,
                advisor,
                TimeAway.Kind.LEAVE,
                from.get().atZone(zone).toInstant(),
                to.get().atZone(zone).toInstant(),
                note,
                now);
        return answer(actor, request, store, advisor, answer, now, next);
    }

    /** One button: away from this second on, until the end of the day. */
    @PostMapping("/{advisor}/absences/now")
    ModelAndView awayNow(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID advisor,
            @RequestParam UUID store,
            RedirectAttributes next,
            HttpServletRequest request) {
        var now = clock.instant();
        return answer(actor, request, store, advisor, desk.awayNow(actor, store, advisor, "", now), now, next);
    }

    @PostMapping("/absences/{absence}/end")
    ModelAndView back(@AuthenticationPrincipal Actor actor, @PathVariable UUID absence, @RequestParam UUID store) {
        desk.endAbsence(actor, absence, clock.instant());
        return new ModelAndView("redirect:/appointments/roster?store=" + store);
    }

    @PostMapping("/bays")
    ModelAndView bays(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam(defaultValue = "") String bays) {
        setup.setBays(
                actor,
                store,
                bays.lines()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty() && it.length() <= 60)
                        .limit(50)
                        .toList());
        return new ModelAndView("redirect:/appointments/roster?store=" + store);
    }

    private ModelAndView answer(
            Actor actor,
            HttpServletRequest request,
            UUID store,
            UUID advisor,
            RosterAnswer answer,
            Instant now,
            RedirectAttributes next) {
        return switch (answer) {
            case RosterAnswer.Saved(var _, var cars) -> {
                var msg = frames.msg(request);
                var name = desk.of(actor, store, now).stream()
                        .filter(it -> it.advisor().equals(advisor))
                        .map(AdvisorsRoster::name)
                        .findFirst()
                        .orElse("");
                next.addFlashAttribute(
                        "said", cars == 0 ? msg.t("roster.saved") : msg.t("roster.in-the-way", name, cars));
                yield new ModelAndView("redirect:/appointments/roster?store=" + store);
            }
            case RosterAnswer.Refused(var why) -> refused(actor, request, store, why);
        };
    }

    private ModelAndView refused(Actor actor, HttpServletRequest request, UUID store, Sentence why) {
        var page = page(actor, request, Optional.of(store), why);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor, HttpServletRequest request, Optional<UUID> wanted, @Nullable Sentence refusal) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var own = stores.of(actor, UseCase.MANAGE_ROSTER);
        if (own.isEmpty()) {
            throw new NotAllowed(UseCase.MANAGE_ROSTER);
        }
        var store = wanted.map(id -> own.stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("store " + id)))
                .orElse(own.getFirst());
        var mayBays = actor.may(UseCase.CHANGE_SETTINGS, store.id());
        return new ModelAndView("appointments/roster")
                .addObject("frame", frames.of(request, "roster.title", AppointmentMenu.KEY))
                .addObject(
                        "page",
                        RosterPage.of(
                                store,
                                own,
                                desk.of(actor, store.id(), now),
                                mayBays,
                                mayBays ? bayNames(store) : List.of(),
                                refusal == null ? null : msg.t(refusal),
                                said(request),
                                now,
                                msg));
    }

    private List<String> bayNames(Store store) {
        return bays.of(store.id()).stream().map(Bays.Bay::name).toList();
    }

    private static Optional<WorkShift> shift(String line) {
        var found = SHIFT.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WorkShift(
                    DayOfWeek.of(Integer.parseInt(found.group(1))), time(found.group(2)), time(found.group(3))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalTime time(String written) {
        return LocalTime.parse(written.length() == 4 ? "0" + written : written);
    }

    private static Optional<LocalDateTime> moment(String written) {
        try {
            return Optional.of(LocalDateTime.parse(written.strip().replace(' ', 'T')));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String said(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("said") instanceof String said ? said : null;
    }
}
