package org.opendcrc.calendar.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.jobs.JobDesk;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which an administrator sees the catalogue of jobs and runs one at once. */
@Controller
class JobsController {

    private final JobDesk desk;
    private final AdministrationTabs tabs;
    private final Frames frames;
    private final Clock clock;
    private final ZoneId zone;

    JobsController(
            JobDesk desk,
            AdministrationTabs tabs,
            Frames frames,
            Clock clock,
            @Value("${opendcrc.zone:Asia/Shanghai}") ZoneId zone) {
        this.desk = desk;
        this.tabs = tabs;
        this.frames = frames;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/administration/jobs")
    ModelAndView jobs(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String ran,
            HttpServletRequest request) {
        var msg = frames.msg(request);
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var lines = desk.catalogue(actor).stream()
                .map(it -> new JobsPage.Line(
                        it.name(),
                        msg.t("job." + it.name()),
                        told(it.nextDue(), today, msg),
                        told(it.lastRun(), today, msg),
                        it.failures()))
                .toList();
        return new ModelAndView("calendar/jobs")
                .addObject("frame", frames.of(request, "jobs.title", "admin"))
                .addObject("page", new JobsPage(tabs.of(actor, "jobs"), lines, zone.getId(), ran));
    }

    @PostMapping("/administration/jobs/{name}/runs")
    String run(@AuthenticationPrincipal Actor actor, @PathVariable String name, RedirectAttributes answer) {
        desk.runNow(actor, name);
        answer.addAttribute("ran", name);
        return "redirect:/administration/jobs";
    }

    private String told(Optional<Instant> moment, LocalDate today, Msg msg) {
        return moment.map(it -> msg.moment(it, zone, today)).orElse(Msg.NONE);
    }
}
