package org.opendcrc.appointments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.Supplies;
import org.opendcrc.appointments.SupplyDesk;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What limits the offers of a store, for machines (AP-25). */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Supplies", description = "Parts of jobs, parts that are expected, campaigns, what technicians have learnt")
class SuppliesApi {

    private final SupplyDesk desk;
    private final Stores stores;
    private final Problems problems;
    private final Clock clock;

    SuppliesApi(SupplyDesk desk, Stores stores, Problems problems, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "JobPart")
    record Part(
            String job,
            String partNo,
            String name,
            BigDecimal quantity,

            @Schema(description = "In this store by the last file; absent for a part that it does not have") @Nullable
            BigDecimal stock,

            @Nullable String shelf) {}

    @Schema(name = "ExpectedPart")
    record Arrival(String partNo, LocalDate day, BigDecimal quantity) {}

    @Schema(name = "Campaign")
    record CampaignShown(
            String name,
            LocalDate first,
            LocalDate last,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            int places,
            boolean active,
            List<String> jobs) {}

    @Schema(name = "Technician")
    record Technician(UUID id, String name, String staffNo, List<String> skills) {}

    @Schema(name = "Supplies")
    record Shown(
            List<Part> parts, List<Arrival> arrivals, List<CampaignShown> campaigns, List<Technician> technicians) {

        static Shown of(Supplies it) {
            return new Shown(
                    it.parts().stream()
                            .map(one -> new Part(
                                    one.jobCode(),
                                    one.partNo(),
                                    one.name(),
                                    one.quantity(),
                                    one.stock().orElse(null),
                                    one.shelf().orElse(null)))
                            .toList(),
                    it.arrivals().stream()
                            .map(one -> new Arrival(one.partNo(), one.day(), one.quantity()))
                            .toList(),
                    it.campaigns().stream()
                            .map(one -> new CampaignShown(
                                    one.name(),
                                    one.first(),
                                    one.last(),
                                    one.from().orElse(null),
                                    one.to().orElse(null),
                                    one.places(),
                                    one.active(),
                                    one.jobs()))
                            .toList(),
                    it.technicians().stream()
                            .map(one -> new Technician(one.id(), one.name(), one.staffNo(), one.skills()))
                            .toList());
        }
    }

    @Schema(name = "JobPartWish")
    record PartWanted(
            @Nullable String name,

            @NotNull @Schema(description = "0: the job does not need it")
            BigDecimal quantity) {}

    @Schema(name = "ExpectedPartWish")
    record ArrivalWanted(
            @NotNull LocalDate day,

            @NotNull @Schema(description = "0: it is not expected then")
            BigDecimal quantity) {}

    @Schema(name = "CampaignWish")
    record CampaignWanted(
            @NotNull LocalDate first,
            @NotNull LocalDate last,

            @Schema(description = "With `to`: the hours in which it is offered first") @Nullable
            LocalTime from,

            @Nullable LocalTime to,

            @Schema(description = "Cars a day") int places,

            @NotNull @Schema(description = "Codes of the price list")
            List<String> jobs,

            @Schema(description = "Yes if absent") @Nullable Boolean active) {}

    @GetMapping("/supplies/{store}")
    @Operation(summary = "What limits the offers of a store")
    Shown supplies(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID store) {
        var today = clock.instant().atZone(stores.get(store).zone()).toLocalDate();
        return Shown.of(desk.of(actor, store, today));
    }

    @PutMapping(path = "/jobs/{code}/parts/{partNo}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A job needs so much of a part")
    ResponseEntity<?> part(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @PathVariable String partNo,
            @Valid @RequestBody PartWanted wanted) {
        return answer(desk.setPart(
                actor,
                code,
                partNo,
                Objects.requireNonNullElse(wanted.name(), ""),
                wanted.quantity(),
                clock.instant()));
    }

    @PutMapping(path = "/supplies/{store}/arrivals/{partNo}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "So much of a part is expected on a day")
    ResponseEntity<?> arrival(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable String partNo,
            @Valid @RequestBody ArrivalWanted wanted) {
        var now = clock.instant();
        var today = now.atZone(stores.get(store).zone()).toLocalDate();
        return answer(desk.expect(actor, store, partNo, wanted.day(), wanted.quantity(), today, now));
    }

    @PutMapping(path = "/supplies/{store}/campaigns/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set up a campaign, or change the one of that name")
    ResponseEntity<?> campaign(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable String name,
            @Valid @RequestBody CampaignWanted wanted) {
        return answer(desk.setCampaign(
                actor,
                store,
                new SupplyDesk.CampaignWish(
                        name,
                        wanted.first(),
                        wanted.last(),
                        Optional.ofNullable(wanted.from()),
                        Optional.ofNullable(wanted.to()),
                        wanted.places(),
                        wanted.jobs(),
                        Objects.requireNonNullElse(wanted.active(), true)),
                clock.instant()));
    }

    @PutMapping(path = "/supplies/{store}/technicians/{technician}/skills", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set what a technician has learnt, named as in the price list")
    ResponseEntity<?> skills(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID store,
            @PathVariable UUID technician,
            @RequestBody List<String> skills) {
        return answer(desk.setSkills(actor, store, technician, skills, clock.instant()));
    }

    private ResponseEntity<?> answer(RosterAnswer answer) {
        return switch (answer) {
            case RosterAnswer.Saved(var id, var _) -> ResponseEntity.ok(Map.of("id", id));
            case RosterAnswer.Refused(var why) -> problems.refused("supplies-refused", why, "AP-25", Map.of());
        };
    }
}
