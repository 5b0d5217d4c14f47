package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.FileItem;
import org.opendcrc.followups.Lead;
import org.opendcrc.followups.LeadKept;
import org.opendcrc.followups.LeadWish;
import org.opendcrc.followups.Leads;
import org.opendcrc.followups.WrongData;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The other paths out of a call, for programs. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Follow-ups")
class LeadsApi {

    private static final int MOST = 500;

    private final Leads leads;
    private final WrongData wrong;
    private final Problems problems;
    private final Clock clock;

    LeadsApi(Leads leads, WrongData wrong, Problems problems, Clock clock) {
        this.leads = leads;
        this.wrong = wrong;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "Leads")
    record Found(
            List<Lead> items,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "LeadOpportunity")
    record Opportunity(
            @Schema(description = "By which it is kept; the same one again changes nothing") @Nullable
            UUID id,

            @NotNull Lead.Purchase purchase,
            @Nullable String wish,
            Lead.@Nullable Planned planned,
            @Nullable String note) {}

    @Schema(name = "LeadReferral")
    record Referral(
            @Schema(description = "By which it is kept; the same one again changes nothing") @Nullable
            UUID id,

            @NotNull String name,

            @NotNull @Schema(description = "As people write it")
            String phone,

            @Nullable String relation,

            @Schema(description = "Whether the customer says that the person knows of it") @Nullable
            Boolean knows,

            @Nullable String wish,
            Lead.@Nullable Planned planned,
            @Nullable String note) {}

    @Schema(name = "LeadKept")
    record Kept(UUID id) {}

    @Schema(name = "FollowUpWrongData")
    record Wrong(
            @NotNull FileItem item,

            @NotNull @Schema(description = "What is right, in the customer's words")
            String right) {}

    @GetMapping("/leads")
    @Operation(
            summary = "Opportunities and referrals that calls brought, the latest first",
            description =
                    "A third person has given no consent: whoever calls him says from whom the number is and asks first.")
    Found list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<UUID> store,
            @RequestParam Optional<Lead.Kind> kind,
            @RequestParam Optional<RowKey> after,
            @RequestParam(defaultValue = "50") int limit) {
        var most = Math.clamp(limit, 1, MOST);
        var found = leads.list(actor, store, kind, after, most + 1);
        var shown = found.stream().limit(most).toList();
        return new Found(
                shown,
                found.size() > most
                        ? new RowKey(shown.getLast().at(), shown.getLast().id()).toString()
                        : null);
    }

    @PostMapping("/follow-ups/{id}/opportunities")
    @Operation(summary = "The customer wants another car: kept on his own file")
    @ApiResponse(responseCode = "201", description = "Kept")
    @ApiResponse(responseCode = "422", description = "Neither a model nor a word of what he wants")
    ResponseEntity<?> opportunity(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Opportunity said) {
        return kept(leads.keep(
                actor,
                id,
                new LeadWish.Opportunity(
                        Objects.requireNonNullElseGet(said.id(), Ids::next),
                        Optional.of(said.purchase()),
                        text(said.wish()),
                        planned(said.planned()),
                        text(said.note())),
                clock.instant()));
    }

    @PostMapping("/follow-ups/{id}/referrals")
    @Operation(summary = "The customer names somebody else who may buy a car")
    @ApiResponse(responseCode = "201", description = "Kept")
    @ApiResponse(responseCode = "422", description = "No name, no number, or the customer's own number")
    ResponseEntity<?> referral(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Referral said) {
        return kept(leads.keep(
                actor,
                id,
                new LeadWish.Referral(
                        Objects.requireNonNullElseGet(said.id(), Ids::next),
                        said.name(),
                        said.phone(),
                        text(said.relation()),
                        Boolean.TRUE.equals(said.knows()),
                        text(said.wish()),
                        planned(said.planned()),
                        text(said.note())),
                clock.instant()));
    }

    @PostMapping("/follow-ups/{id}/wrong-data")
    @Operation(
            summary = "Something in the customer's file is wrong (FU-6)",
            description = "Asked of whoever knows him, see /corrections; the file itself stays as it is.")
    @ApiResponse(responseCode = "204", description = "Asked")
    @ApiResponse(responseCode = "422", description = "Not said what is right")
    ResponseEntity<?> wrongData(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Wrong said) {
        return wrong.ask(actor, id, Optional.of(said.item()), said.right(), clock.instant())
                ? ResponseEntity.noContent().build()
                : problems.refused("wrong-data-empty", Sentence.of("followups.wrongData.NO_WISH"), "FU-6", Map.of());
    }

    private ResponseEntity<?> kept(LeadKept kept) {
        return switch (kept) {
            case LeadKept.Kept(var id) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .location(URI.create("/api/v1/leads"))
                        .body(new Kept(id));
            case LeadKept.Refused(var why) -> {
                var first = why.stream().sorted().findFirst().orElseThrow();
                yield problems.refused(
                        "lead-incomplete",
                        Sentence.of("followups.lead.refused." + first),
                        "FU-24",
                        Map.of("missing", why.stream().sorted().toList()));
            }
        };
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static Lead.Planned planned(Lead.@Nullable Planned given) {
        return given == null ? Lead.Planned.UNKNOWN : given;
    }
}
