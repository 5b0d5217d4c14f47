package org.opendcrc.calendar.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.SimulationState;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.jobs.JobFailed;
import org.opendcrc.shared.jobs.Move;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.opendcrc.site.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The simulated clock for machines. Any signed-in person may look at it; whoever may run jobs may move it. Exists in the profile
 * {@code simulation} only.
 */
@RestController
@RequestMapping(path = "/simulation/clock", produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("simulation")
class SimulationController {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationController.class);

    private final SimulationDriver driver;
    private final SimulationState state;
    private final Problems problems;

    SimulationController(SimulationDriver driver, SimulationState state, Problems problems) {
        this.driver = driver;
        this.state = state;
        this.problems = problems;
    }

    /** Where the clock stands. */
    record Standing(Instant now) {}

    /** Where the clock shall stand, with its offset: {@code 2026-04-11T08:00:00+08:00}. */
    record Wish(@NotNull OffsetDateTime now) {}

    /** Where it stands, and what ran on the way, in order; everything is done when this is answered. */
    record Arrival(Instant now, List<Move.Run> jobsRun) {}

    @GetMapping
    Standing look() {
        return new Standing(state.now());
    }

    @PostMapping
    ResponseEntity<?> move(@AuthenticationPrincipal Actor actor, @Valid @RequestBody Wish wish) {
        return switch (driver.moveTo(actor, wish.now().toInstant())) {
            case Move.Moved(var now, var runs) -> ResponseEntity.ok(new Arrival(now, runs));
            case Move.NeverBack(var now, var asked) ->
                problems.refused(
                        "clock-never-goes-back",
                        Sentence.of("simulation.never-back", now.toString(), asked.toString()),
                        "",
                        Map.of("now", now));
            case Move.MovedByAnother() -> throw new StaleVersion(Sentence.of("simulation.moved-by-another"));
        };
    }

    /** People of a simulation look for what failed themselves, so they are told which job it was. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> jobFailed(JobFailed failure) {
        LOG.error("The clock stopped: {}", failure.getMessage(), failure);
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The job %s failed for %s and the clock stands there. Nothing is lost: move the clock again to repeat it."
                        .formatted(failure.job(), failure.due()));
        problem.setType(URI.create("/problems/job-failed"));
        problem.setProperty("job", failure.job());
        problem.setProperty("due", failure.due());
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
