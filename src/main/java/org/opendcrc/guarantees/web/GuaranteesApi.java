package org.opendcrc.guarantees.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.guarantees.AlarmKind;
import org.opendcrc.guarantees.CarFile;
import org.opendcrc.guarantees.Demand;
import org.opendcrc.guarantees.Ground;
import org.opendcrc.guarantees.GuaranteeDesk;
import org.opendcrc.guarantees.Kept;
import org.opendcrc.guarantees.Periods;
import org.opendcrc.guarantees.Problem;
import org.opendcrc.guarantees.Repair;
import org.opendcrc.guarantees.WatchView;
import org.opendcrc.guarantees.WatchedCar;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The three guarantees for machines. */
@RestController
@RequestMapping(path = "/api/v1/guarantees", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Three guarantees",
        description = "Repair days, repairs of one problem, substitutes, demands (SAMR Order 43)")
class GuaranteesApi {

    private static final String LAW = "SAMR 43";

    private final GuaranteeDesk desk;
    private final Problems problems;
    private final Clock clock;

    GuaranteesApi(GuaranteeDesk desk, Problems problems, Clock clock) {
        this.desk = desk;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "WatchedCar")
    record Watched(
            UUID vehicleId,
            @Nullable String plate,
            @Nullable AlarmKind alarm,
            Demand.@Nullable State demand,

            @Schema(description = "Moment of the alarm, or the next term of the demand (not included)")
            Instant at,

            boolean limit) {

        static Watched of(WatchedCar it) {
            return new Watched(
                    it.vehicleId(),
                    it.plate().orElse(null),
                    it.alarm().orElse(null),
                    it.demand().orElse(null),
                    it.at(),
                    it.limit());
        }
    }

    @Schema(name = "WatchedCars")
    record Listed(List<Watched> items, @Nullable String next) {}

    @Schema(name = "GuaranteeRepair")
    record OneRepair(
            UUID order,
            String orderNo,
            UUID store,
            Instant from,
            @Nullable Instant until,

            @Schema(description = "Every started 24 hours is a day (Art. 40)")
            int days,

            boolean quality,
            boolean counts,
            int notCountedMinutes,
            Set<UUID> problems,
            boolean substituteOwed,
            Repair.Substitute.@Nullable Kind substitute,
            int version) {}

    @Schema(name = "GuaranteeProblem")
    record OneProblem(UUID id, String name, Problem.Nature nature, int repairs) {}

    @Schema(name = "GuaranteeDemand")
    record OneDemand(
            UUID id,
            UUID store,
            Demand.Wants wants,
            String words,
            LocalDate demandedOn,
            @Schema(description = "Not included") Instant answerDueAt,
            @Schema(description = "Not included") Instant doneDueAt,
            Demand.State state,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt,
            int version) {

        static OneDemand of(Demand it) {
            return new OneDemand(
                    it.id(),
                    it.storeId(),
                    it.wants(),
                    it.words(),
                    it.demandedOn(),
                    it.answerDueAt(),
                    it.doneDueAt(),
                    it.state(),
                    it.answeredAt().orElse(null),
                    it.closedAt().orElse(null),
                    it.version());
        }
    }

    @Schema(name = "GuaranteeAlarm")
    record OneAlarm(
            AlarmKind kind,
            UUID subject,
            Instant dueAt,
            @Nullable Instant acknowledgedAt) {}

    @Schema(name = "GuaranteeFile")
    record File(
            UUID vehicleId,
            UUID customerId,
            @Nullable Periods periods,
            int days,
            Set<Ground> grounds,
            List<OneRepair> repairs,
            List<OneProblem> problems,
            List<OneDemand> demands,
            List<OneAlarm> alarms) {

        static File of(CarFile it) {
            return new File(
                    it.vehicleId(),
                    it.customerId(),
                    it.periods().orElse(null),
                    it.days(),
                    it.grounds(),
                    it.repairs().stream()
                            .map(line -> new OneRepair(
                                    line.repair().orderId(),
                                    line.repair().orderNo(),
                                    line.repair().storeId(),
                                    line.repair().from(),
                                    line.repair().until().orElse(null),
                                    line.days(),
                                    line.repair().quality(),
                                    line.counts(),
                                    Math.toIntExact(line.repair().notCounted().toMinutes()),
                                    line.repair().problems(),
                                    line.substituteOwed(),
                                    line.repair()
                                            .substitute()
                                            .map(Repair.Substitute::kind)
                                            .orElse(null),
                                    line.repair().version()))
                            .toList(),
                    it.problems().stream()
                            .map(line -> new OneProblem(
                                    line.problem().id(),
                                    line.problem().name(),
                                    line.problem().nature(),
                                    line.repairs()))
                            .toList(),
                    it.demands().stream().map(OneDemand::of).toList(),
                    it.alarms().stream()
                            .map(line -> new OneAlarm(
                                    line.kind(),
                                    line.subject(),
                                    line.dueAt(),
                                    line.acknowledgedAt().orElse(null)))
                            .toList());
        }
    }

    @Schema(name = "GuaranteeCompensation")
    record Compensation(long priceFen, int km, int factor, long compensationFen) {}

    @Schema(name = "GuaranteeNewProblem")
    record NewProblem(@NotNull String name, @NotNull Problem.Nature nature) {}

    @Schema(name = "GuaranteeMark")
    record Mark(
            boolean quality,
            @Min(0) int notCountedMinutes,
            @NotNull String reason,
            @NotNull List<UUID> problems,

            @Schema(description = "As read; 0 if nobody had decided")
            int version) {}

    @Schema(name = "GuaranteeSubstitute")
    record Substitute(
            Repair.Substitute.@NotNull Kind kind,
            @NotNull OffsetDateTime from,
            @Nullable OffsetDateTime until,
            @Nullable Long dayFen,
            @NotNull String words) {}

    @Schema(name = "GuaranteeNewDemand")
    record NewDemand(
            @NotNull UUID store,
            @Nullable UUID complaint,
            Demand.@NotNull Wants wants,
            @NotNull String words,
            @NotNull LocalDate on) {}

    @Schema(name = "GuaranteeAnswer")
    record Answer(
            boolean agreed, @NotNull String words, @NotNull OffsetDateTime at, int version) {}

    @Schema(name = "GuaranteeClosing")
    record Closing(
            boolean withdrawn,
            @NotNull String words,
            @NotNull OffsetDateTime at,
            int version) {}

    @GetMapping
    @Operation(summary = "List cars near or over a limit, or with an open demand; the earliest moment first")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "ALARMS") WatchView view,
            @RequestParam Optional<UUID> store,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var page = desk.list(actor, view, store, after, clock.instant(), limit);
        return new Listed(
                page.lines().stream().map(Watched::of).toList(),
                page.next().map(RowKey::toString).orElse(null));
    }

    @GetMapping("/compensation")
    @Operation(
            summary = "Reckon the compensation for use",
            description = "Price × km ÷ 1000 × factor, rounded to the fen (Art. 27).")
    @ApiResponse(responseCode = "422", description = "A figure is negative, or the factor above 0.5 %")
    ResponseEntity<?> compensation(
            @RequestParam long priceFen,
            @RequestParam int km,
            @RequestParam(defaultValue = "50") @Parameter(description = "Hundredths of a per cent; 50 is the most")
                    int factor) {
        return Reckoned.of(priceFen, km, factor)
                .<ResponseEntity<?>>map(it -> ResponseEntity.ok(new Compensation(priceFen, km, factor, it.fen())))
                .orElseGet(() -> problems.refused(
                        "guarantee-no-compensation",
                        Sentence.of("guarantee.compensation.refused"),
                        "",
                        Map.of("law", LAW, "largestFactor", org.opendcrc.guarantees.GuaranteeLaw.LARGEST_FACTOR)));
    }

    @GetMapping("/vehicles/{vehicle}")
    @Operation(summary = "Read how near a car is to the limits")
    File show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID vehicle) {
        return File.of(desk.find(actor, vehicle, clock.instant()));
    }

    @PostMapping("/vehicles/{vehicle}/acknowledgements")
    @Operation(summary = "Take note of a car's alarms; twice is harmless")
    File acknowledge(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID vehicle) {
        desk.acknowledge(actor, vehicle, clock.instant());
        return File.of(desk.find(actor, vehicle, clock.instant()));
    }

    @PostMapping("/vehicles/{vehicle}/problems")
    @Operation(summary = "Name a problem whose repairs are counted")
    ResponseEntity<?> problem(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @Valid @RequestBody NewProblem problem) {
        return answer(actor, vehicle, desk.name(actor, vehicle, problem.name(), problem.nature(), clock.instant()));
    }

    @PutMapping("/vehicles/{vehicle}/repairs/{order}")
    @Operation(summary = "Decide what a repair was: whether it counts, about which problems, what of its time does not")
    @ApiResponse(responseCode = "409", description = "Somebody else decided meanwhile")
    ResponseEntity<?> mark(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID order,
            @Valid @RequestBody Mark mark) {
        return answer(
                actor,
                vehicle,
                desk.mark(
                        actor,
                        vehicle,
                        order,
                        new GuaranteeDesk.Mark(
                                mark.quality(),
                                mark.notCountedMinutes(),
                                mark.reason(),
                                mark.problems(),
                                mark.version()),
                        clock.instant()));
    }

    @PutMapping("/vehicles/{vehicle}/repairs/{order}/substitute")
    @Operation(summary = "Write down the spare car or the transport money (Art. 21)")
    ResponseEntity<?> substitute(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID order,
            @Valid @RequestBody Substitute given) {
        return answer(
                actor,
                vehicle,
                desk.substitute(
                        actor,
                        vehicle,
                        order,
                        new Repair.Substitute(
                                given.kind(),
                                given.from().toInstant(),
                                Optional.ofNullable(given.until()).map(OffsetDateTime::toInstant),
                                Optional.ofNullable(given.dayFen()),
                                given.words()),
                        clock.instant()));
    }

    @PostMapping("/vehicles/{vehicle}/demands")
    @Operation(
            summary = "Write a demand to exchange or return down",
            description =
                    "Answer within ten working days of the state, done within twenty; the day itself does not count (Art. 28).")
    ResponseEntity<?> demand(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @Valid @RequestBody NewDemand demand) {
        return answer(
                actor,
                vehicle,
                desk.demand(
                        actor,
                        vehicle,
                        new GuaranteeDesk.Asked(
                                demand.store(),
                                Optional.ofNullable(demand.complaint()),
                                demand.wants(),
                                demand.words(),
                                demand.on()),
                        clock.instant()));
    }

    @PostMapping("/vehicles/{vehicle}/demands/{demand}/answers")
    @Operation(summary = "Answer a demand")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    ResponseEntity<?> answerDemand(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID demand,
            @Valid @RequestBody Answer answer) {
        return answer(
                actor,
                vehicle,
                desk.answer(
                        actor,
                        demand,
                        answer.agreed(),
                        answer.words(),
                        answer.at().toInstant(),
                        answer.version(),
                        clock.instant()));
    }

    @PostMapping("/vehicles/{vehicle}/demands/{demand}/closings")
    @Operation(summary = "The car was exchanged or taken back, or the demand withdrawn")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    ResponseEntity<?> close(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID vehicle,
            @PathVariable UUID demand,
            @Valid @RequestBody Closing closing) {
        return answer(
                actor,
                vehicle,
                desk.close(
                        actor,
                        demand,
                        closing.withdrawn(),
                        closing.words(),
                        closing.at().toInstant(),
                        closing.version(),
                        clock.instant()));
    }

    private ResponseEntity<?> answer(Actor actor, UUID vehicle, Kept kept) {
        return switch (kept) {
            case Kept.Written _ ->
                ResponseEntity.status(HttpStatus.OK).body(File.of(desk.find(actor, vehicle, clock.instant())));
            case Kept.Refused(var why) -> problems.refused(why.type(), why.sentence(), "", Map.of("law", LAW));
        };
    }
}
