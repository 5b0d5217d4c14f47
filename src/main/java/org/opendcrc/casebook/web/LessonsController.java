package org.opendcrc.casebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.casebook.Learnt;
import org.opendcrc.casebook.LessonDesk;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
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

/** The page of measures, training and experience. */
@Controller
@RequestMapping("/casebook/lessons")
class LessonsController {

    private static final int MOST = 100;

    private final LessonDesk desk;
    private final Frames frames;
    private final DealerZone zone;
    private final Clock clock;

    LessonsController(LessonDesk desk, Frames frames, DealerZone zone, Clock clock) {
        this.zone = zone;
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store,
            HttpServletRequest request) {
        return page(actor, store, Optional.empty(), request);
    }

    /** @param responsible store and person, with a slash between */
    @PostMapping("/measures")
    ModelAndView measure(
            @AuthenticationPrincipal Actor actor,
            @RequestParam String responsible,
            @RequestParam String words,
            @RequestParam(defaultValue = "") String about,
            @RequestParam LocalDate dueOn,
            @RequestParam Optional<UUID> complaint,
            HttpServletRequest request) {
        var slash = responsible.indexOf('/');
        var measure = new LessonDesk.NewMeasure(
                UUID.fromString(responsible.substring(0, Math.max(0, slash))),
                complaint,
                Optional.of(about.strip()).filter(it -> !it.isEmpty()),
                words,
                UUID.fromString(responsible.substring(slash + 1)),
                dueOn);
        return answer(actor, desk.measure(actor, measure, clock.instant()), request);
    }

    @PostMapping("/measures/{measure}/closing")
    ModelAndView close(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID measure,
            @RequestParam boolean done,
            @RequestParam String outcome,
            @RequestParam int version,
            HttpServletRequest request) {
        return answer(actor, desk.closeMeasure(actor, measure, done, outcome, version, clock.instant()), request);
    }

    @PostMapping("/trainings")
    ModelAndView training(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam String topic,
            @RequestParam String content,
            @RequestParam LocalDate heldOn,
            @RequestParam String who,
            @RequestParam LocalDate lookOn,
            HttpServletRequest request) {
        var training = new LessonDesk.NewTraining(store, topic, content, heldOn, who, lookOn);
        return answer(actor, desk.training(actor, training, clock.instant()), request);
    }

    @PostMapping("/trainings/{training}/look")
    ModelAndView look(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID training,
            @RequestParam boolean helped,
            @RequestParam String result,
            @RequestParam int version,
            HttpServletRequest request) {
        return answer(actor, desk.look(actor, training, helped, result, version, clock.instant()), request);
    }

    @PostMapping("/experience")
    ModelAndView experience(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam Optional<UUID> complaint,
            @RequestParam String question,
            @RequestParam String answer,
            HttpServletRequest request) {
        var experience = new LessonDesk.NewExperience(store, complaint, question, answer);
        return answer(actor, desk.experience(actor, experience, clock.instant()), request);
    }

    private ModelAndView answer(Actor actor, Learnt learnt, HttpServletRequest request) {
        return switch (learnt) {
            case Learnt.Written _ -> new ModelAndView("redirect:/casebook/lessons");
            case Learnt.Refused(var why) -> {
                var page = page(
                        actor, Optional.empty(), Optional.of(frames.msg(request).t(why.sentence())), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(Actor actor, Optional<UUID> store, Optional<String> refusal, HttpServletRequest request) {
        return new ModelAndView("casebook/lessons")
                .addObject("frame", frames.of(request, "lessons.title", CasebookMenu.KEY))
                .addObject(
                        "page",
                        LessonsPage.of(
                                desk.measures(actor, store, false, MOST),
                                desk.trainings(actor, store, MOST),
                                desk.experience(actor, store, MOST),
                                desk.people(actor, store),
                                actor.may(UseCase.MANAGE_MEASURES),
                                refusal.orElse(null),
                                zone.today(actor),
                                zone.of(actor),
                                frames.msg(request)));
    }
}
