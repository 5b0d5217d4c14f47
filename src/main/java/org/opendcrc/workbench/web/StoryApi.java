package org.opendcrc.workbench.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.RowKey;
import org.opendcrc.workbench.CustomerDesk;
import org.opendcrc.workbench.StoryFacts;
import org.opendcrc.workbench.StoryKind;
import org.opendcrc.workbench.StoryLine;
import org.opendcrc.workbench.StoryWanted;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A customer's history for machines; rights and masks are those of the page. */
@RestController
@RequestMapping(path = "/api/v1/customers/{id}/story", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "customers")
class StoryApi {

    private static final int MOST = 200;

    private final CustomerDesk desk;

    StoryApi(CustomerDesk desk) {
        this.desk = desk;
    }

    @Schema(name = "CustomerStory")
    record Story(
            List<Line> items,

            @Schema(description = "Value of `after` for the earlier part; absent at the beginning of the history")
            @Nullable
            String next) {}

    @Schema(name = "CustomerStoryLine")
    record Line(
            StoryKind kind,
            Instant at,

            @Schema(description = "Of the order, call, remark, complaint, text or line of the audit log")
            UUID id,

            Optional<UUID> storeId,
            Optional<UUID> vehicleId,

            @Schema(
                    description = "What is told of it, by its kind; telephone numbers are masked, money is in fen",
                    type = "object")
            StoryFacts facts) {

        static Line of(StoryLine it) {
            return new Line(it.kind(), it.at(), it.id(), it.storeId(), it.vehicleId(), it.facts());
        }
    }

    @GetMapping
    @Operation(
            summary = "A customer's history, the latest first",
            description =
                    "Repair orders of all stores; calls, complaints and texts of the stores in which the person may read them.")
    Story story(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @Parameter(description = "One kind alone; 403 for one that the person may not read") @RequestParam
                    Optional<StoryKind> kind,
            @Parameter(description = "Happenings of one car alone") @RequestParam Optional<UUID> vehicle,
            @Parameter(description = "The `next` of the part before", schema = @Schema(type = "string")) @RequestParam
                    Optional<RowKey> after,
            @RequestParam(defaultValue = "50") int limit) {
        var page = desk.story(actor, id, new StoryWanted(kind, vehicle, after), Math.clamp(limit, 1, MOST));
        return new Story(
                page.lines().stream().map(Line::of).toList(),
                page.next().map(RowKey::toString).orElse(null));
    }
}
