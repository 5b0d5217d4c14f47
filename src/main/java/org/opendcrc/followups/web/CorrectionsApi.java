package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Correction;
import org.opendcrc.followups.Corrections;
import org.opendcrc.followups.Corrections.Done;
import org.opendcrc.followups.FileItem;
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

/** Wrong numbers, names and addresses that wait for somebody who knows better, for programs (FU-6). */
@RestController
@RequestMapping("/api/v1/corrections")
@Tag(name = "follow-ups")
class CorrectionsApi {

    private static final int MOST = 200;

    private final Corrections corrections;
    private final Problems problems;
    private final Clock clock;

    CorrectionsApi(Corrections corrections, Problems problems, Clock clock) {
        this.corrections = corrections;
        this.problems = problems;
        this.clock = clock;
    }

    /** @param next what to ask for as {@code after}; null on the last page */
    record Waiting(List<Asked> items, @Nullable String next) {}

    /**
     * @param item what is wrong
     * @param phone the wrong number, E.164; absent where it is something else
     * @param inFile what the file says
     * @param said what is right, in the customer's words
     * @param followUp the call in which it was found
     */
    record Asked(
            UUID id,
            UUID followUp,
            UUID customer,
            String customerName,
            String about,
            FileItem item,
            @Nullable String phone,
            String inFile,
            Optional<String> said,
            Optional<String> advisor,
            String askedBy,
            Instant askedAt) {

        static Asked of(Correction it) {
            return new Asked(
                    it.id(),
                    it.task(),
                    it.customerId(),
                    it.customer(),
                    it.about(),
                    it.item(),
                    it.item() == FileItem.PHONE ? it.wrong() : null,
                    it.wrong(),
                    it.said(),
                    it.advisor(),
                    it.askedBy(),
                    it.askedAt());
        }
    }

    /**
     * One of them.
     *
     * @param number the better one, as people write it
     * @param value the better name, address …
     * @param words how it was found out that nobody knows one
     */
    record Answer(
            @Nullable String number,
            @Nullable String value,
            @Nullable String words) {}

    /**
     * @param owedAgain how many calls are owed again with the new number
     * @param waits whether the new value is valid only once somebody approves it (A33)
     */
    record Answered(String state, @Nullable String phone, int owedAgain, boolean waits) {}

    @GetMapping
    @Operation(summary = "Wrong data of files that waits for somebody who knows better, the oldest first")
    Waiting list(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<RowKey> after,
            @RequestParam(defaultValue = "50") int limit) {
        var most = Math.clamp(limit, 1, MOST);
        var found = corrections.open(actor, after, most + 1);
        var shown = found.stream().limit(most).toList();
        return new Waiting(
                shown.stream().map(Asked::of).toList(),
                found.size() > most
                        ? new RowKey(shown.getLast().askedAt(), shown.getLast().id()).toString()
                        : null);
    }

    @PutMapping("/{id}/answer")
    @Operation(summary = "A better number or value, or that nobody knows one")
    @ApiResponse(responseCode = "200", description = "Kept")
    @ApiResponse(responseCode = "409", description = "Somebody has answered meanwhile")
    @ApiResponse(responseCode = "422", description = "No number, the same number, or no words")
    ResponseEntity<?> answer(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody @Valid Answer answer) {
        var now = clock.instant();
        var better = answer.number() != null ? answer.number() : answer.value();
        var done = better != null
                ? corrections.correct(actor, id, better, now)
                : corrections.end(actor, id, Optional.ofNullable(answer.words()).orElse(""), now);
        return switch (done) {
            case Done.Corrected(var phone, var owedAgain) ->
                ResponseEntity.ok(new Answered("CORRECTED", phone, owedAgain, false));
            case Done.PutRight(var _, var waits) -> ResponseEntity.ok(new Answered("CORRECTED", null, 0, waits));
            case Done.Ended() -> ResponseEntity.ok(new Answered("NOT_KNOWN", null, 0, false));
            case Done.Refused(var why) -> refused(why);
        };
    }

    private ResponseEntity<?> refused(Corrections.Why why) {
        var type = "correction-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var sentence = Sentence.of("followups.correction.refused." + why.name());
        return why == Corrections.Why.ALREADY_DONE
                ? problems.overtaken(type, sentence, "FU-6", Map.of())
                : problems.refused(type, sentence, "FU-6", Map.of());
    }
}
