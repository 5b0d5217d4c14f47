package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What can be offered to a customer who cannot come as agreed, while he is on the telephone. */
@Controller
class PlacesController {

    private final AppointmentDesk appointments;
    private final Frames frames;
    private final Clock clock;

    PlacesController(AppointmentDesk appointments, Frames frames, Clock clock) {
        this.appointments = appointments;
        this.frames = frames;
        this.clock = clock;
    }

    /** A call takes the list out of the page; without a script it is a page with the way back to the call of {@code task}. */
    @GetMapping("/follow-ups/{task}/places")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam UUID appointment,
            @RequestParam(name = "moveDay") Optional<LocalDate> day,
            HttpServletRequest request) {
        var now = clock.instant();
        var file = appointments.find(actor, appointment);
        var line = file.line();
        var msg = frames.msg(request);
        var wanted = day.orElseGet(file::day);
        var slots = slots(actor, file, wanted, now);
        var today = now.atZone(file.zone()).toLocalDate();
        var places = AppointmentCallPage.places(slots.offers(), "", now, file, msg);
        return new ModelAndView("followups/places")
                .addObject(
                        "frame",
                        frames.of(request, Sentence.of("followups.places.title", line.number()), FollowUpMenu.KEY))
                .addObject(
                        "page",
                        new PlacesPage(
                                task,
                                appointment,
                                PersonName.of(line.customer(), line.person(), line.sex(), msg)
                                        .whole(),
                                msg.moment(line.startsAt(), file.zone(), today),
                                wanted.toString(),
                                places,
                                places.isEmpty() ? nothing(slots, today, msg) : "",
                                "/follow-ups/" + task + "/call"));
    }

    private static String nothing(AppointmentDesk.Slots slots, LocalDate today, Msg msg) {
        return msg.t(
                slots.open() ? "followups.places.none" : "followups.places.closed",
                org.opendcrc.appointments.web.Refusals.day(slots.next(), today, msg));
    }

    /** A job that is no longer on the price list asks for no skill any more. */
    private AppointmentDesk.Slots slots(Actor actor, AppointmentFile it, LocalDate day, Instant now) {
        var jobs = it.jobs().stream().map(AppointmentFile.PricedJob::job).toList();
        try {
            return appointments.slots(actor, it.store(), day, Optional.empty(), jobs, now);
        } catch (NotFound _) {
            return appointments.slots(actor, it.store(), day, Optional.empty(), List.of(), now);
        }
    }
}
