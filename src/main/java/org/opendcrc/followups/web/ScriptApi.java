package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.followups.AnswerKind;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.IfMissed;
import org.opendcrc.followups.NextChance;
import org.opendcrc.questionnaires.Indicator;
import org.opendcrc.questionnaires.Option;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Said;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a clerk says in a call, for a telephone system that shows it on its own screen. */
@RestController
@RequestMapping(path = "/api/v1/follow-ups/{id}/script", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Follow-ups")
class ScriptApi {

    private final FollowUpFiles files;
    private final Messages messages;
    private final Clock clock;

    ScriptApi(FollowUpFiles files, Messages messages, Clock clock) {
        this.files = files;
        this.messages = messages;
        this.clock = clock;
    }

    @Schema(name = "FollowUpScript")
    record Script(
            CallKind kind,

            @Schema(description = "1 for a car of up to the store's mileage, else 2 (FU-20)")
            int number,

            @Schema(description = "The name of the script, in the person's language")
            String name,

            @Schema(description = "What is said first: the store's own words, else those of the house")
            String opening,

            @Schema(description = "Whether they are the store's own")
            boolean own,

            @Schema(description = "Absent where the customer is asked for one of the answers below instead") @Nullable
            String questionnaire,

            @Schema(description = "Version of the questionnaire; answers are kept with it") @Nullable
            Integer version,

            @Schema(description = "Which version it is, to be sent with the answers") @Nullable
            UUID questionnaireId,

            @Schema(description = "What is said last; absent for nothing") @Nullable
            String closing,

            @Schema(description = "Empty for calls about an appointment")
            List<Asked> questions,

            @Schema(description = "What a customer can answer about his appointment; empty where a questionnaire asks")
            List<AnswerKind> answers,

            @Schema(description = "What the call comes to if nobody answers now (FU-7, A25)")
            Missed ifMissed) {}

    @Schema(name = "FollowUpQuestion")
    record Asked(
            String key,
            int position,
            Question.Kind kind,

            @Schema(description = "What is read aloud, names filled in")
            String ask,

            @Schema(description = "Most points of the total, weight included")
            int points,

            @Schema(description = "Whether an answer without it is incomplete (FU-4)")
            boolean required,

            @Schema(description = "For which indicator of the manufacturer's survey it counts (FU-21)") @Nullable
            Indicator indicator,

            @Schema(description = "Least step or number, included; absent for other kinds") @Nullable
            Integer least,

            @Nullable Integer most,

            @Schema(description = "Of a number") @Nullable String unit,

            List<Answer> answers) {}

    @Schema(name = "FollowUpAnswer")
    record Answer(String value, int position, String label, int points, boolean grievance) {}

    @Schema(name = "FollowUpIfMissed")
    record Missed(
            boolean counts,

            @Schema(description = "How many attempts count with it")
            int made,

            int required,

            @Schema(description = "When a further failed attempt can count; absent if this one is the last") @Nullable
            Instant nextCountsFrom,

            List<Daypart> nextDayparts) {

        static Missed of(IfMissed it) {
            return new Missed(
                    it.counts(),
                    it.made(),
                    it.required(),
                    it.next().map(NextChance::at).orElse(null),
                    it.next().map(NextChance::open).orElse(List.of()));
        }
    }

    @GetMapping
    @Operation(
            summary = "What is said in a call, and what is asked",
            description =
                    "In the language of the person: the opening by kind and mileage, the questions with their answers.")
    Script show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var now = clock.instant();
        var call = files.call(actor, id, now);
        var msg = messages.in(actor.language());
        var kind = CallKind.shownAs(call.file().order().kind());
        var asks = kind.answers().isEmpty();
        return new Script(
                kind,
                call.script(),
                msg.t(CallPage.script(call)),
                Said.of(CallPage.opening(call, actor, now, msg)).plain(),
                call.opening().isPresent(),
                asks ? call.questionnaire().code() : null,
                asks ? call.questionnaire().version() : null,
                asks ? call.questionnaire().id() : null,
                asks ? CallPage.closing(call, actor, now, msg).map(Said::plain).orElse(null) : null,
                asks ? questions(call, msg) : List.of(),
                kind.answers().stream().sorted().toList(),
                Missed.of(call.ifMissed()));
    }

    private static List<Asked> questions(FollowUpFiles.Call call, Msg msg) {
        var customer = call.file().customer();
        var spoken = PersonName.of(customer.name(), customer.person(), customer.sex(), msg)
                .spoken();
        var advisor = call.file().order().advisor().orElseGet(() -> msg.t("followups.call.someAdvisor"));
        return call.questionnaire().questions().stream()
                .map(it -> new Asked(
                        it.key(),
                        it.position(),
                        it.kind(),
                        it.ask(msg.locale(), spoken, advisor),
                        it.possible(),
                        it.required(),
                        it.indicator().orElse(null),
                        it.range().map(Question.Range::least).orElse(null),
                        it.range().map(Question.Range::most).orElse(null),
                        it.range()
                                .map(range -> range.unit().in(msg.locale()))
                                .filter(unit -> !unit.isEmpty())
                                .orElse(null),
                        it.options().stream()
                                .map(one -> answer(it, one, advisor, msg))
                                .toList()))
                .toList();
    }

    private static Answer answer(Question question, Option it, String advisor, Msg msg) {
        return new Answer(
                it.value(),
                it.position(),
                it.label(msg.locale()).replace("{advisor}", advisor),
                question.weight() * it.points(),
                it.grievance());
    }
}
