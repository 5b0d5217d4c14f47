package org.opendcrc.casebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.casebook.PaperForms;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The weekly summary of complaints kh-03-03, as it is posted, signed and printed. */
@Controller
@RequestMapping("/casebook/weeks")
class WeeksController {

    private final PaperDesk desk;
    private final Frames frames;
    private final DealerZone zone;
    private final Clock clock;

    WeeksController(PaperDesk desk, Frames frames, DealerZone zone, Clock clock) {
        this.zone = zone;
        this.desk = desk;
        this.frames = frames;
        this.clock = clock;
    }

    /** The last week of the chosen store, or of the first one of the person. */
    @GetMapping
    String last(@AuthenticationPrincipal Actor actor, @ChosenStore(UseCase.READ_CASE_FIGURES) Optional<UUID> store) {
        actor.require(UseCase.READ_CASE_FIGURES);
        var its =
                store.orElseGet(() -> actor.storesFor(UseCase.READ_CASE_FIGURES).getFirst());
        var today = zone.today(actor);
        var monday = today.minusDays(today.getDayOfWeek().getValue() + 6L);
        return "redirect:/casebook/weeks/" + its + "/" + monday;
    }

    @GetMapping("/{store}/{monday}")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID store,
            @PathVariable LocalDate monday,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var now = clock.instant();
        var week = desk.week(actor, store, monday);
        var form = PaperForms.week(week, msg);
        var posted = !week.frozenAt().equals(Instant.EPOCH);
        var here = "/casebook/weeks/" + store + "/" + week.summary().monday();
        return new ModelAndView("casebook/week")
                .addObject(
                        "frame",
                        frames.of(request, Sentence.of("paper.of", form.title(), form.number()), CasebookMenu.KEY))
                .addObject(
                        "page",
                        new PrintedForm.Week(
                                "/casebook",
                                week.store(),
                                form.title(),
                                form.number(),
                                msg.t(
                                        "paper.week.period",
                                        week.summary().monday().toString(),
                                        week.summary().sunday().toString()),
                                posted
                                        ? msg.t("paper.week.frozen", CasebookWords.minute(week.frozenAt(), week.zone()))
                                        : msg.t("paper.week.live"),
                                form,
                                week.others().stream()
                                        .map(it -> new PrintedForm.Choice(
                                                "/casebook/weeks/" + store + "/" + it,
                                                it.toString(),
                                                it.equals(week.summary().monday())))
                                        .toList(),
                                posted && week.signatures().isEmpty() && actor.may(UseCase.SIGN_WEEKS, store),
                                posted && actor.may(UseCase.SIGN_WEEKS, store),
                                week.words(),
                                week.measures(),
                                here,
                                msg.t("paper.printed", CasebookWords.minute(now, week.zone()), actor.name()),
                                week));
    }

    @PostMapping("/{store}/{monday}/remarks")
    String remark(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID store,
            @PathVariable LocalDate monday,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String measures) {
        desk.remark(actor, store, monday, words, measures, clock.instant());
        return "redirect:/casebook/weeks/" + store + "/" + monday;
    }

    @PostMapping("/{store}/{monday}/signatures")
    String sign(@AuthenticationPrincipal Actor actor, @PathVariable UUID store, @PathVariable LocalDate monday) {
        desk.sign(actor, store, monday, clock.instant());
        return "redirect:/casebook/weeks/" + store + "/" + monday;
    }
}
