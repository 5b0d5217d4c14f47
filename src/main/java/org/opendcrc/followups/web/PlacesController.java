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
import org.opendcrc.followups.FollowUpFiles;
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

    private final FollowUpFiles files;
    private final AppointmentDesk appointments;
    private final Frames frames;
    private final Clock clock;

    PlacesController(FollowUpFiles files, AppointmentDesk appointments, Frames frames, Clock clock) {
        this.files = files;
        this.appointments = appointments;
        this.frames = frames;
        this.clock = clock;
    }

    /** The page takes its own part into the call; without a script it is a page with a way back. */
    @GetMapping("/follow-ups/{task}/places")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID task,
            @RequestParam(name = "moveDay") Optional<LocalDate> day,
            HttpServletRequest request) {
        var now = clock.instant();
        var file = files.file(actor, task, now);
        var appointment = appointments.find(actor, file.subject());
        var msg = frames.msg(request);
        var wanted = day.orElseGet(appointment::day);
        var slots = slots(actor, appointment, wanted, now);
        var today = now.atZone(appointment.zone()).toLocalDate();
        var places = AppointmentCallPage.places(slots.offers(), "", now, appointment, msg);
        return new ModelAndView("followups/places")
                .addObject(
                        "frame",
                        frames.of(
                                request,
                                Sentence.of(
                                        "followups.places.title", appointment.line().number()),
                                FollowUpMenu.KEY))
                .addObject(
                        "page",
                        new PlacesPage(
                                task,
                                PersonName.of(
                                                file.customer().name(),
                                                file.customer().person(),
                                                file.customer().sex(),
                                                msg)
                                        .whole(),
                                msg.moment(appointment.line().startsAt(), appointment.zone(), today),
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
