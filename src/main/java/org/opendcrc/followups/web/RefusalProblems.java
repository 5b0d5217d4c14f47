package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.opendcrc.followups.Refusal;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Says to programs why something was not recorded, in the words of the pages; moments are in UTC, in sentences and fields. */
@Component
class RefusalProblems {

    private final Problems problems;
    private final Messages messages;

    RefusalProblems(Problems problems, Messages messages) {
        this.messages = messages;
        this.problems = problems;
    }

    /** 422 with the rule; 409 where somebody else was faster. */
    ResponseEntity<ProblemDetail> answer(Refusal why) {
        var sentence = Refusals.sentence(
                why, Instant::toString, LocalDate.EPOCH, messages.in(LocaleContextHolder.getLocale()));
        return isSomebodyElsesDoing(why)
                ? problems.overtaken(type(why), sentence, rule(why), fields(why))
                : problems.refused(type(why), sentence, rule(why), fields(why));
    }

    /** A connected call has answers and is recorded as a result. */
    ResponseEntity<ProblemDetail> connectedIsAResult() {
        return problems.refused(
                "connected-is-a-result", Sentence.of("follow-up.refused.connected-is-a-result"), "", Map.of());
    }

    private static boolean isSomebodyElsesDoing(Refusal why) {
        return why instanceof Refusal.HeldBy || why instanceof Refusal.AlreadyFinished;
    }

    private static String type(Refusal why) {
        return switch (why) {
            case Refusal.HeldBy _ -> "held-by";
            case Refusal.AlreadyFinished _ -> "already-finished";
            case Refusal.NotYetDue _ -> "not-yet-due";
            case Refusal.CallInFuture _ -> "call-in-future";
            case Refusal.CallTooEarly _ -> "call-too-early";
            case Refusal.TooFewAttempts _ -> "too-few-attempts";
            case Refusal.CallBackNotAhead _ -> "call-back-not-ahead";
            case Refusal.CallsAreAllowed _ -> "calls-are-allowed";
            case Refusal.ComplaintIncomplete _ -> "complaint-incomplete";
            case Refusal.NoSuchNumber _ -> "no-such-number";
            case Refusal.AnswersUnfit _ -> "answers-unfit";
            case Refusal.SomebodyElseMustCall _ -> "somebody-else-must-call";
            case Refusal.NothingWritten _ -> "nothing-written";
            case Refusal.AnotherAnswer _ -> "another-answer";
            case Refusal.PlaceRefused(var answer) -> org.opendcrc.appointments.web.Refusals.type(answer.why());
            case Refusal.AppointmentOver _ -> "appointment-not-ahead";
            case Refusal.AppointmentIncomplete _ -> "appointment-incomplete";
            case Refusal.NothingBooked _ -> "nothing-booked";
        };
    }

    private static String rule(Refusal why) {
        return switch (why) {
            case Refusal.AlreadyFinished _ -> "FU-9";
            case Refusal.NotYetDue _, Refusal.CallTooEarly _ -> "FU-15";
            case Refusal.TooFewAttempts _ -> "FU-7";
            case Refusal.CallsAreAllowed _ -> "FU-14";
            case Refusal.ComplaintIncomplete _ -> "FU-10";
            case Refusal.SomebodyElseMustCall _ -> "CP-12";
            case Refusal.AnswersUnfit _ -> "FU-4";
            case Refusal.HeldBy _, Refusal.CallInFuture _, Refusal.CallBackNotAhead _, Refusal.NoSuchNumber _ -> "";
            case Refusal.NothingWritten _,
                    Refusal.AnotherAnswer _,
                    Refusal.AppointmentOver _,
                    Refusal.AppointmentIncomplete _,
                    Refusal.NothingBooked _ -> "";
            case Refusal.PlaceRefused(var answer) -> answer.rule();
        };
    }

    private static Map<String, Object> fields(Refusal why) {
        var fields = new HashMap<String, Object>();
        switch (why) {
            case Refusal.HeldBy(var name, var until) -> {
                fields.put("heldBy", name);
                fields.put("heldUntil", until.toString());
            }
            case Refusal.AlreadyFinished(var state) -> fields.put("state", state.name());
            case Refusal.NotYetDue(var from) -> fields.put("dueFrom", from.toString());
            case Refusal.CallTooEarly(var from) -> fields.put("dueFrom", from.toString());
            case Refusal.TooFewAttempts(var made, var required) -> {
                fields.put("made", made);
                fields.put("required", required);
            }
            case Refusal.ComplaintIncomplete(var kind, var content) -> {
                fields.put("kindMissing", kind);
                fields.put("contentMissing", content);
            }
            case Refusal.PlaceRefused(var answer) ->
                fields.putAll(org.opendcrc.appointments.web.Refusals.fields(answer.why(), answer.offers()));
            case Refusal.AppointmentOver(var state, var number) -> {
                fields.put("state", state.name());
                fields.put("number", number);
            }
            case Refusal.AnotherAnswer(var kind) ->
                fields.put(
                        "answers",
                        kind.answers().stream().map(Enum::name).sorted().toList());
            case Refusal.CallInFuture _,
                    Refusal.CallBackNotAhead _,
                    Refusal.AppointmentIncomplete _,
                    Refusal.NothingBooked _,
                    Refusal.CallsAreAllowed _,
                    Refusal.NoSuchNumber _,
                    Refusal.AnswersUnfit _,
                    Refusal.SomebodyElseMustCall _,
                    Refusal.NothingWritten _ -> {
                // the sentence says it all
            }
        }
        return fields;
    }
}
