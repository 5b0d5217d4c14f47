package org.opendcrc.customers.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.OwnerChanges;
import org.opendcrc.customers.OwnerChanges.Decided;
import org.opendcrc.customers.OwnerChanges.OwnerChange;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of owner data that wait for approval, for programs (A33). */
@RestController
@RequestMapping("/api/v1/owner-changes")
@Tag(name = "customers")
class OwnerChangesApiController {

    private static final int MOST = 200;

    private final OwnerChanges changes;
    private final Problems problems;
    private final Clock clock;

    OwnerChangesApiController(OwnerChanges changes, Problems problems, Clock clock) {
        this.changes = changes;
        this.problems = problems;
        this.clock = clock;
    }

    /** @param next what to ask for as {@code after}; null on the last page */
    record Requests(List<Request> items, @Nullable String next) {}

    /** @param newValue of an identity number the mask, as {@code oldValue} */
    record Request(
            UUID id,
            UUID customer,
            String customerNo,
            String customerName,
            String field,
            Optional<String> oldValue,
            String newValue,
            Instant askedAt) {

        static Request of(OwnerChange it) {
            return new Request(
                    it.id(),
                    it.customer(),
                    it.customerNo(),
                    it.customerName(),
                    it.field(),
                    it.oldValue(),
                    it.newValue(),
                    it.askedAt());
        }
    }

    @GetMapping
    @Operation(summary = "Changes of owner data that wait for approval, the oldest first")
    Requests list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<RowKey> after,
            @RequestParam(defaultValue = "50") int limit) {
        var most = Math.clamp(limit, 1, MOST);
        var found = changes.pending(actor, after, most + 1);
        var shown = found.stream().limit(most).toList();
        return new Requests(
                shown.stream().map(Request::of).toList(),
                found.size() > most
                        ? new RowKey(shown.getLast().askedAt(), shown.getLast().id()).toString()
                        : null);
    }

    /**
     * A word about a request.
     *
     * @param words why it is declined
     */
    record Decision(
            @NotNull Boolean approved,
            @Size(max = 200) @Nullable String words) {}

    @PutMapping("/{id}/decision")
    @Operation(
            summary = "Approve or decline a change",
            description = "Declined, the old value stays and is not asked about again.")
    @ApiResponse(responseCode = "204", description = "Decided")
    @ApiResponse(responseCode = "422", description = "Somebody was faster, or a newer file replaced it")
    ResponseEntity<?> decide(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Decision decision) {
        var now = clock.instant();
        var decided = decision.approved()
                ? changes.approve(actor, id, now)
                : changes.decline(actor, id, Optional.ofNullable(decision.words()), now);
        return switch (decided) {
            case Decided.DONE -> ResponseEntity.noContent().build();
            case Decided.NO_LONGER_OPEN ->
                problems.refused(
                        "no-longer-open", Sentence.of("owner-changes.no-longer-open"), "A33", Map.of("id", id));
        };
    }
}
