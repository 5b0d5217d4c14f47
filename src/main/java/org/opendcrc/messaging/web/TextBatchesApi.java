package org.opendcrc.messaging.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.AudienceFilter;
import org.opendcrc.messaging.Batch;
import org.opendcrc.messaging.BatchDesk;
import org.opendcrc.messaging.BatchDesk.Audience;
import org.opendcrc.messaging.BatchDesk.Report;
import org.opendcrc.messaging.BatchLine;
import org.opendcrc.messaging.BatchPrepared;
import org.opendcrc.messaging.ReplyLine;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Texts to many at once for machines: the same rules as on the pages. */
@RestController
@RequestMapping(path = "/api/v1/text-batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Texts to many",
        description = "Prepared, looked at, approved by another person, sent at a pace, stopped at any moment")
class TextBatchesApi {

    private final BatchDesk desk;
    private final Problems problems;
    private final Clock clock;

    TextBatchesApi(BatchDesk desk, Problems problems, Clock clock) {
        this.desk = desk;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(
            name = "TextAudience",
            description = "Exactly one of recipients, list and filter; all who agree if none is given")
    record To(
            @Schema(description = "Telephone numbers, customer numbers or plates") @Nullable
            List<String> recipients,

            @Schema(description = "Key of a saved list of the person") @Nullable
            String list,

            @Nullable Filter filter) {

        Optional<Audience> audience() {
            int given = (recipients == null ? 0 : 1) + (list == null ? 0 : 1) + (filter == null ? 0 : 1);
            if (given > 1) {
                return Optional.empty();
            }
            if (recipients != null) {
                return Optional.of(new Audience.Typed(String.join("\n", recipients)));
            }
            if (list != null) {
                return Optional.of(new Audience.Listed(list));
            }
            return Optional.of(filter == null ? new Audience.Consenting() : new Audience.Filtered(filter.asked()));
        }
    }

    @Schema(name = "TextAudienceFilter", description = "All that is given must hold of the same car")
    record Filter(
            @Schema(description = "A store where the car was, or was sold; then its last visit there counts") @Nullable
            UUID store,

            @Nullable String brand,

            @Schema(description = "Series or model") @Nullable
            String model,

            @Schema(description = "Last visit on that day or later") @Nullable
            LocalDate seenFrom,

            @Schema(description = "Last visit before that day") @Nullable
            LocalDate seenBefore,

            @Min(0) @Nullable Integer kilometresFrom,

            @Schema(description = "Included") @Min(0) @Nullable
            Integer kilometresTo) {

        AudienceFilter asked() {
            return new AudienceFilter(
                    Optional.ofNullable(store),
                    Optional.ofNullable(brand),
                    Optional.ofNullable(model),
                    Optional.ofNullable(seenFrom),
                    Optional.ofNullable(seenBefore),
                    Optional.ofNullable(kilometresFrom),
                    Optional.ofNullable(kilometresTo));
        }
    }

    @Schema(name = "TextBatchWish")
    record Wish(
            @NotNull @Schema(description = "In whose name") UUID store,

            @NotNull String name,

            @NotNull @Schema(description = "Key of a template for texts by hand", example = "offer")
            String template,

            @Schema(description = "zh or en; zh if absent") @Nullable
            String language,

            @Schema(description = "How many are written in a minute; 60 if absent") @Nullable
            Integer perMinute,

            @NotNull @Valid To to) {}

    @Schema(name = "TextAudienceWish")
    record CountWish(@NotNull UUID store, @NotNull @Valid To to) {}

    @Schema(name = "TextAudienceCount")
    record Counted(
            int customers,

            @Schema(description = "Of them, who agree to commercial texts")
            int agreeing,

            @Schema(description = "Recipients that lead to nobody, or to several")
            int unknown) {}

    @Schema(name = "TextBatch")
    record Answer(
            UUID id,
            UUID storeId,
            String store,
            String name,
            String template,
            int templateVersion,
            TextClass textClass,
            String language,
            int perMinute,
            Batch.State state,
            Map<BatchLine.State, Integer> lines,
            Instant madeAt,
            String madeBy,
            @Nullable Instant approvedAt,
            @Nullable String approvedBy,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {

        static Answer of(Batch it) {
            return new Answer(
                    it.id(),
                    it.storeId(),
                    it.store(),
                    it.name(),
                    it.template(),
                    it.templateVersion(),
                    it.textClass(),
                    it.language().getLanguage(),
                    it.perMinute(),
                    it.state(),
                    it.lines(),
                    it.madeAt(),
                    it.madeBy(),
                    it.approvedAt().orElse(null),
                    it.approvedBy().orElse(null),
                    it.nextAt().orElse(null),
                    it.endedAt().orElse(null),
                    it.endedBy().orElse(null));
        }
    }

    @Schema(name = "TextBatchReport")
    record Reported(
            Answer batch,

            @Schema(description = "How many lines are left out, by reason")
            Map<String, Integer> leftOut,

            @Schema(description = "How many texts stand in which state")
            Map<TextLine.State, Integer> texts,

            Map<ReplyLine.Kind, Integer> replies,

            @Schema(description = "Who refused advertising: after his text, while it waited, or after the preview")
            Map<Report.Refusal, Integer> optOuts,

            @Schema(description = "Short messages that are billed, or would be")
            int parts,

            @Schema(description = "In li, a thousandth of a yuan")
            long cost) {

        static Reported of(Report it) {
            return new Reported(
                    Answer.of(it.batch()),
                    it.leftOut(),
                    it.texts(),
                    it.replies(),
                    it.refusals(),
                    it.costParts(),
                    it.cost());
        }
    }

    @Schema(name = "TextBatchLine")
    record Line(
            int number,

            @Schema(description = "What was given, where it led to nobody") @Nullable
            String given,

            @Nullable UUID customerId,
            @Nullable String customer,

            @Schema(description = "Masked") @Nullable String phone,

            @Schema(description = "The whole message as it would leave the house") @Nullable
            String body,

            BatchLine.State state,

            @Schema(description = "Why it is left out", example = "no-consent") @Nullable
            String reason,

            @Nullable UUID textId,
            TextLine.@Nullable State text) {

        static Line of(BatchLine it) {
            return new Line(
                    it.number(),
                    it.typed().orElse(null),
                    it.customerId(),
                    it.customer().orElse(null),
                    it.phone().map(number -> new PhoneNumber(number).masked()).orElse(null),
                    it.body().orElse(null),
                    it.state(),
                    it.reason().orElse(null),
                    it.text().map(_ -> it.textId()).orElse(null),
                    it.text().orElse(null));
        }
    }

    @Schema(name = "TextBatchList")
    record Listed(
            List<Answer> items,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "TextBatchLines")
    record LinesListed(
            List<Line> items,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            Integer next) {}

    @PostMapping("/counts")
    @Operation(summary = "Count an audience", description = "Nothing is written down.")
    ResponseEntity<?> count(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody CountWish wish) {
        var audience = wish.to().audience();
        if (audience.isEmpty()) {
            return twoAudiences();
        }
        var it = desk.count(actor, wish.store(), audience.get(), clock.instant());
        return ResponseEntity.ok(new Counted(it.customers(), it.agreeing(), it.unknown()));
    }

    @PostMapping
    @Operation(
            summary = "Prepare a text to many",
            description =
                    "Recipients are chosen and worded, and who is left out is said with the reason. Nothing is sent"
                            + " before another person has approved it.")
    ResponseEntity<?> prepare(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Wish wish) {
        var audience = wish.to().audience();
        if (audience.isEmpty()) {
            return twoAudiences();
        }
        var draft = new BatchDesk.Draft(
                wish.store(),
                wish.name(),
                wish.template(),
                "en".equals(wish.language()) ? Locale.ENGLISH : Locale.CHINA,
                Optional.ofNullable(wish.perMinute()).orElse(60),
                audience.get());
        return switch (desk.prepare(actor, draft, clock.instant())) {
            case BatchPrepared.Prepared(var id) ->
                ResponseEntity.created(URI.create("/api/v1/text-batches/" + id))
                        .body(Reported.of(desk.report(actor, id)));
            case BatchPrepared.Refused(var why) -> problems.refused(type(why), why.sentence(), rule(why), fields(why));
        };
    }

    private ResponseEntity<?> twoAudiences() {
        return problems.refused("two-audiences", Sentence.of("batch.refused.two-audiences"), "", Map.of());
    }

    private static String type(BatchPrepared.Refusal why) {
        return switch (why) {
            case BatchPrepared.Refusal.NoName() -> "no-name";
            case BatchPrepared.Refusal.Nobody() -> "nobody";
            case BatchPrepared.Refusal.TooMany _ -> "too-many";
            case BatchPrepared.Refusal.NoTemplate() -> "no-template";
            case BatchPrepared.Refusal.FieldUnknown _ -> "field-unknown";
            case BatchPrepared.Refusal.BadPace _ -> "bad-pace";
            case BatchPrepared.Refusal.NoList() -> "no-list";
        };
    }

    private static String rule(BatchPrepared.Refusal why) {
        return switch (why) {
            case BatchPrepared.Refusal.FieldUnknown _ -> "A20"; // a field that stays open cannot be counted
            case BatchPrepared.Refusal.NoName _,
                    BatchPrepared.Refusal.Nobody _,
                    BatchPrepared.Refusal.TooMany _,
                    BatchPrepared.Refusal.NoTemplate _,
                    BatchPrepared.Refusal.BadPace _,
                    BatchPrepared.Refusal.NoList _ -> "";
        };
    }

    private static Map<String, Object> fields(BatchPrepared.Refusal why) {
        return switch (why) {
            case BatchPrepared.Refusal.TooMany(var count, var limit) -> Map.of("count", count, "limit", limit);
            case BatchPrepared.Refusal.FieldUnknown(var word) -> Map.of("field", word);
            case BatchPrepared.Refusal.BadPace(var from, var to) -> Map.of("from", from, "to", to);
            case BatchPrepared.Refusal.NoName _,
                    BatchPrepared.Refusal.Nobody _,
                    BatchPrepared.Refusal.NoTemplate _,
                    BatchPrepared.Refusal.NoList _ -> Map.of();
        };
    }

    @GetMapping
    @Operation(summary = "List texts to many", description = "The latest first.")
    Listed list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(200) int limit) {
        var found = desk.list(actor, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Listed(
                shown.stream().map(Answer::of).toList(),
                found.size() > limit
                        ? new RowKey(shown.getLast().madeAt(), shown.getLast().id()).toString()
                        : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a text to many: the preview before, the report afterwards")
    Reported one(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Reported.of(desk.report(actor, id));
    }

    @GetMapping("/{id}/lines")
    @Operation(
            summary = "List its recipients and who is left out",
            description = "In the order in which they were given.")
    LinesListed lines(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<BatchLine.State> state,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        var found = desk.lines(actor, id, state, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new LinesListed(
                shown.stream().map(Line::of).toList(),
                found.size() > limit ? shown.getLast().number() : null);
    }

    @PostMapping("/{id}/approval")
    @Operation(summary = "Approve it", description = "By another person than who prepared it.")
    ResponseEntity<?> approve(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return switch (desk.approve(actor, id, clock.instant())) {
            case DONE -> ResponseEntity.ok(one(actor, id));
            case TOO_LATE -> tooLate();
            case SAME_PERSON -> problems.refused("same-person", Sentence.of("batch.refused.same-person"), "", Map.of());
        };
    }

    @PostMapping("/{id}/stop")
    @Operation(summary = "Stop it at once", description = "What waits is taken back; what a gateway took is gone.")
    ResponseEntity<?> stop(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return desk.stop(actor, id, clock.instant()) ? ResponseEntity.ok(one(actor, id)) : tooLate();
    }

    @PostMapping("/{id}/dropping")
    @Operation(summary = "Give it up before it is approved")
    ResponseEntity<?> drop(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return desk.drop(actor, id, clock.instant()) ? ResponseEntity.ok(one(actor, id)) : tooLate();
    }

    private ResponseEntity<?> tooLate() {
        return problems.overtaken("batch-decided", Sentence.of("batch.refused.too-late"), "", Map.of());
    }
}
