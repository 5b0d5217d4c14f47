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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.LetterDesk;
import org.opendcrc.messaging.LetterDone;
import org.opendcrc.messaging.LetterLine;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TemplateDesk;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextDesk;
import org.opendcrc.messaging.TextFile;
import org.opendcrc.messaging.TextFilter;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.messaging.Written;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.RowKey;
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

/** Texts, templates and letters for machines. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Texts",
        description = "The outbox, its templates and the letters of the stores in which the person may see them")
class TextsApi {

    private final Outbox outbox;
    private final TextDesk desk;
    private final TemplateDesk templates;
    private final LetterDesk letters;
    private final Problems problems;
    private final Clock clock;

    TextsApi(Outbox outbox, TextDesk desk, TemplateDesk templates, LetterDesk letters, Problems problems, Clock clock) {
        this.outbox = outbox;
        this.desk = desk;
        this.templates = templates;
        this.letters = letters;
        this.problems = problems;
        this.clock = clock;
    }

    /** A text; what does not apply is absent. The number is masked. */
    @Schema(name = "Text")
    record Text(
            UUID id,
            String store,
            UUID customerId,
            String customer,
            String phone,
            String body,
            int characters,
            TextClass textClass,
            TextLine.State state,

            @Schema(example = "no-gateway") @Nullable String reason,

            @Schema(description = "The chapter that asked, with causeId", example = "follow-up")
            String cause,

            UUID causeId,
            @Nullable String template,
            @Nullable Integer templateVersion,
            @Nullable String writtenBy,
            Instant writtenAt) {

        static Text of(TextLine it) {
            return new Text(
                    it.id(),
                    it.store(),
                    it.customerId(),
                    it.customer(),
                    new PhoneNumber(it.phone()).masked(),
                    it.body(),
                    it.characters(),
                    it.textClass(),
                    it.state(),
                    it.reason().orElse(null),
                    it.cause(),
                    it.causeId(),
                    it.template().orElse(null),
                    it.version().orElse(null),
                    it.writtenBy().orElse(null),
                    it.writtenAt());
        }
    }

    @Schema(name = "TextList")
    record TextsListed(
            List<Text> items,
            Map<TextLine.State, Integer> counts,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "TextFile")
    record OneText(
            Text text,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable UUID letterId) {

        static OneText of(TextFile it) {
            return new OneText(
                    Text.of(it.line()),
                    it.decidedAt().orElse(null),
                    it.decidedBy().orElse(null),
                    it.letter().orElse(null));
        }
    }

    @Schema(name = "TextWish")
    record Wish(
            @Schema(description = "Chosen by the caller; the same one again writes nothing new") @Nullable
            UUID id,

            @Schema(description = "What it is about; the customer himself if absent", example = "follow-up-note")
            @Nullable
            String cause,

            @NotNull @Schema(description = "The customer, or the identifier of the cause")
            UUID causeId,

            @Schema(description = "In whose name; the cause's store, else the person's first, if absent") @Nullable
            UUID store,

            @Schema(description = "E.164, one of the customer's; his first good mobile number if absent") @Nullable
            String phone,

            @Schema(description = "SERVICE if absent") @Nullable
            TextClass textClass,

            @Schema(description = "Key of a template for texts by hand") @Nullable
            String template,

            @Schema(description = "zh or en; zh if absent") @Nullable
            String language,

            @Schema(description = "Free words, without signature and opt-out; the template's if absent") @Nullable
            String words) {}

    @Schema(name = "TextTemplate")
    record TemplateAnswer(
            String key,
            int version,
            String name,
            Template.Channel channel,
            TextClass textClass,
            boolean byHand,
            List<String> fields,
            String zh,
            String en,
            Template.Origin origin,
            @Nullable Instant changedAt,

            @Schema(description = "Whether its messages may have several parts (A20)")
            boolean longText,

            @Schema(description = "The only store that uses it; absent for all") @Nullable
            UUID storeId) {

        static TemplateAnswer of(Template it) {
            return new TemplateAnswer(
                    it.key(),
                    it.version(),
                    it.name(),
                    it.channel(),
                    it.textClass(),
                    it.byHand(),
                    it.fields().stream()
                            .map(field -> field.word(Locale.ENGLISH))
                            .toList(),
                    it.chinese(),
                    it.english(),
                    it.origin(),
                    it.changedAt().orElse(null),
                    it.longText(),
                    it.store().orElse(null));
        }
    }

    @Schema(name = "Letter")
    record LetterAnswer(
            UUID id,
            String store,
            UUID customerId,
            String customer,
            @Nullable String address,
            @Nullable String postcode,
            String reason,
            String cause,
            UUID causeId,
            LetterLine.State state,
            Instant owedAt,
            @Nullable Instant printedAt,
            @Nullable Instant closedAt) {

        static LetterAnswer of(LetterLine it) {
            return new LetterAnswer(
                    it.id(),
                    it.store(),
                    it.customerId(),
                    it.customer(),
                    it.address().orElse(null),
                    it.postcode().orElse(null),
                    it.reason(),
                    it.cause(),
                    it.causeId(),
                    it.state(),
                    it.owedAt(),
                    it.printedAt().orElse(null),
                    it.closedAt().orElse(null));
        }
    }

    @Schema(name = "LetterList")
    record LettersListed(
            List<LetterAnswer> items,
            Map<LetterLine.State, Integer> counts,

            @Schema(description = "Value of `after` for the next piece; absent on the last one") @Nullable
            String next) {}

    @Schema(name = "LetterStep")
    record Step(
            @NotNull List<UUID> letters,

            @NotNull @Schema(description = "PRINTED, SENT or DROPPED")
            LetterLine.State state) {}

    @Schema(name = "LetterStepDone")
    record StepDone(int letters, @Nullable UUID printing) {}

    @GetMapping("/texts")
    @Operation(summary = "List the outbox", description = "The latest first.")
    TextsListed texts(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<TextLine.State> state,
            @RequestParam Optional<String> cause,
            @RequestParam @Parameter(description = "Written then or later, with offset") Optional<Instant> from,
            @RequestParam @Parameter(description = "Written earlier, with offset") Optional<Instant> before,
            @RequestParam Optional<UUID> store,
            @RequestParam @Parameter(description = "Name, pinyin, number or its last digits") Optional<String> customer,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var page = outbox.list(
                actor,
                new TextFilter(state, cause, from, before, store, customer.filter(it -> !it.isBlank())),
                after,
                Optional.empty(),
                limit);
        return new TextsListed(
                page.lines().stream().map(Text::of).toList(),
                page.counts(),
                page.next().map(RowKey::toString).orElse(null));
    }

    @GetMapping("/texts/{id}")
    @Operation(summary = "Read a text with its life")
    OneText text(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return OneText.of(outbox.find(actor, id));
    }

    @PostMapping("/texts")
    @Operation(
            summary = "Text one customer",
            description =
                    "Signature and opt-out are added and counted: 70 characters are allowed, 71 are refused (A20).")
    ResponseEntity<?> send(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Wish wish) {
        var language = "en".equals(wish.language()) ? Locale.ENGLISH : Locale.CHINA;
        var about = new TextDesk.Wish(
                wish.cause() == null ? TextDesk.CUSTOMER : wish.cause(),
                wish.causeId(),
                Optional.ofNullable(wish.store()));
        var sheet = desk.sheet(actor, about);
        var template = sheet.templates().stream()
                .filter(it -> it.key().equals(wish.template()))
                .findFirst();
        var words = Optional.ofNullable(wish.words())
                .or(() -> template.map(it -> desk.words(sheet, it, language)))
                .orElse("");
        var number = Optional.ofNullable(wish.phone())
                .or(() -> sheet.recipient().numbers().stream().findFirst())
                .orElse("");
        var textClass = Optional.ofNullable(wish.textClass())
                .or(() -> template.map(Template::textClass))
                .orElse(TextClass.SERVICE);
        var id = Optional.ofNullable(wish.id()).orElseGet(Ids::next);
        var draft = new TextDesk.Draft(id, about, number, textClass, language, words, template.map(Template::key));
        return switch (desk.send(actor, draft, clock.instant())) {
            case Written.Queued(var written) ->
                ResponseEntity.created(URI.create("/api/v1/texts/" + written))
                        .body(OneText.of(outbox.find(actor, written)));
            case Written.Refused(var why) -> problems.refused(type(why), why.sentence(), rule(why), fields(why));
        };
    }

    private static String type(Written.Refusal why) {
        return switch (why) {
            case Written.Refusal.TooLong _ -> "text-too-long";
            case Written.Refusal.NothingWritten _ -> "nothing-written";
            case Written.Refusal.ImpossiblePhone _ -> "impossible-phone";
            case Written.Refusal.Landline _ -> "landline";
            case Written.Refusal.NoConsent _ -> "no-consent";
            case Written.Refusal.FieldLeft _ -> "field-left";
            case Written.Refusal.NotHisNumber _ -> "no-such-number";
        };
    }

    private static String rule(Written.Refusal why) {
        return switch (why) {
            case Written.Refusal.TooLong _ -> "A20";
            case Written.Refusal.Landline _ -> "A30";
            case Written.Refusal.NothingWritten _,
                    Written.Refusal.ImpossiblePhone _,
                    Written.Refusal.NoConsent _,
                    Written.Refusal.FieldLeft _,
                    Written.Refusal.NotHisNumber _ -> "";
        };
    }

    private static Map<String, Object> fields(Written.Refusal why) {
        return switch (why) {
            case Written.Refusal.TooLong(var count, var limit) -> Map.of("count", count, "limit", limit);
            case Written.Refusal.FieldLeft(var word) -> Map.of("field", word);
            case Written.Refusal.NothingWritten _,
                    Written.Refusal.ImpossiblePhone _,
                    Written.Refusal.Landline _,
                    Written.Refusal.NoConsent _,
                    Written.Refusal.NotHisNumber _ -> Map.of();
        };
    }

    @GetMapping("/text-templates")
    @Operation(summary = "List the templates as they stand")
    List<TemplateAnswer> templates(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor) {
        return templates.list(actor).stream().map(TemplateAnswer::of).toList();
    }

    @GetMapping("/text-templates/{key}")
    @Operation(
            summary = "Read all versions of a template",
            description = "The present one first; 0 is the shipped wording.")
    List<TemplateAnswer> template(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable String key) {
        return templates.versions(actor, key).stream().map(TemplateAnswer::of).toList();
    }

    @GetMapping("/letters")
    @Operation(
            summary = "List letters to those whom neither call nor text reached (A30)",
            description = "The oldest first.")
    LettersListed letters(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "OWED") LetterLine.State state,
            @RequestParam @Parameter(description = "`next` of the piece before") Optional<RowKey> after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var page = letters.list(actor, state, after, limit);
        return new LettersListed(
                page.lines().stream().map(LetterAnswer::of).toList(),
                page.counts(),
                page.next().map(RowKey::toString).orElse(null));
    }

    @PostMapping("/letters/steps")
    @Operation(summary = "Mark letters as printed, sent, or not needed")
    ResponseEntity<?> step(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody Step step) {
        var now = clock.instant();
        var done = switch (step.state()) {
            case PRINTED -> letters.print(actor, step.letters(), now);
            case SENT -> letters.sent(actor, step.letters(), now);
            case DROPPED -> letters.drop(actor, step.letters(), now);
            case OWED -> new LetterDone.Refused(new LetterDone.Refusal.NothingOpen());
        };
        return switch (done) {
            case LetterDone.Printed(var printing, var count) -> ResponseEntity.ok(new StepDone(count, printing));
            case LetterDone.Closed(var count) -> ResponseEntity.ok(new StepDone(count, null));
            case LetterDone.Refused(var why) ->
                problems.refused(
                        switch (why) {
                            case LetterDone.Refusal.NothingOpen _ -> "no-open-letter";
                            case LetterDone.Refusal.NoAddress _ -> "no-address";
                            case LetterDone.Refusal.NotPrinted _ -> "letter-not-printed";
                        },
                        why.sentence(),
                        "A30",
                        Map.of());
        };
    }
}
