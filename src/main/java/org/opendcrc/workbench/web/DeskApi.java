package org.opendcrc.workbench.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.ComplaintClock;
import org.opendcrc.followups.NextCall;
import org.opendcrc.followups.QueueCounts;
import org.opendcrc.shared.Actor;
import org.opendcrc.workbench.Desk;
import org.opendcrc.workbench.DeskDay;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk for machines. */
@RestController
@RequestMapping(path = "/api/v1/desk", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Desk", description = "What the person has to do now")
class DeskApi {

    private static final int ROWS = 20;

    private final Desk desk;
    private final Clock clock;

    DeskApi(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Schema(name = "Desk")
    record Shown(
            @Schema(description = "Absent for who does not see the queue") @Nullable
            Calls calls,

            @Schema(description = "In the order in which they are made; those agreed for later today last")
            List<Next> next,

            @Schema(
                    description =
                            "Complaints whose clock runs or of which the person has to take note, the earliest deadline first")
            List<Running> clocks,

            @Schema(description = "What everybody did today; of who leads only")
            List<Clerk> team,

            @Schema(description = "Changes of owner data that wait for the person's word")
            int ownerChanges,

            @Schema(description = "Wrong numbers that the person may put right")
            int corrections) {

        static Shown of(DeskDay day) {
            return new Shown(
                    day.calls().map(Calls::of).orElse(null),
                    day.next().stream().map(Next::of).toList(),
                    day.clocks().stream().map(Running::of).toList(),
                    day.team().stream().map(Clerk::of).toList(),
                    day.toDo().ownerChanges(),
                    day.toDo().corrections());
        }
    }

    @Schema(name = "DeskCalls")
    record Calls(int open, int again, int today, int overdue, int text, int done) {

        static Calls of(QueueCounts it) {
            return new Calls(it.open(), it.again(), it.today(), it.overdue(), it.text(), it.done());
        }
    }

    @Schema(name = "DeskCall")
    record Next(
            UUID task,
            NextCall.Place place,
            String store,
            String customer,
            @Nullable String plate,
            String kind,
            @Nullable String orderNo,
            Instant dueAt,
            int attempts,

            @Schema(description = "Owed again because the customer's number was put right (FU-6)")
            boolean numberCorrected,

            @Schema(description = "Until when it is held, or when the customer asked to be called") @Nullable
            Instant at) {

        static Next of(NextCall it) {
            return new Next(
                    it.task(),
                    it.place(),
                    it.store(),
                    it.customer(),
                    it.plate().orElse(null),
                    it.kind(),
                    it.orderNo().orElse(null),
                    it.due(),
                    it.attempts(),
                    it.corrected(),
                    it.at().orElse(null));
        }
    }

    @Schema(name = "DeskClock")
    record Running(
            UUID complaint,
            String number,
            String customer,
            String receivedBy,
            Instant contactDueAt,
            @Nullable Instant contactedAt,

            @Schema(description = "Whether the person has to take note of it")
            boolean alarmed) {

        static Running of(ComplaintClock it) {
            return new Running(
                    it.line().id(),
                    it.line().number(),
                    it.line().customer(),
                    it.receivedBy(),
                    it.line().contactDueAt(),
                    it.line().contactedAt().orElse(null),
                    it.alarmed());
        }
    }

    @Schema(name = "DeskClerk")
    record Clerk(UUID staff, String name, int calls, int reached, int held, int breaches) {

        static Clerk of(DeskDay.ClerkDay it) {
            return new Clerk(it.staff(), it.name(), it.calls(), it.reached(), it.held(), it.breaches());
        }
    }

    @GetMapping
    @Operation(
            summary = "What is to be done now",
            description =
                    "Calls owed, the next ones, clocks of complaints and the team's day, of the person's stores or one of them.")
    Shown show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @RequestParam Optional<UUID> store) {
        return Shown.of(desk.day(actor, store, ROWS, clock.instant()));
    }
}
