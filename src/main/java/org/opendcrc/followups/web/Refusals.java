package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import org.opendcrc.followups.NextChance;
import org.opendcrc.followups.Recorded;
import org.opendcrc.followups.Refusal;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Msg;

/** Says what became of a call, and why something was not recorded, in the store's time. */
final class Refusals {

    private final Msg msg;
    private final ZoneId zone;
    private final LocalDate today;

    Refusals(Msg msg, ZoneId zone, Instant now) {
        this.msg = msg;
        this.zone = zone;
        this.today = now.atZone(zone).toLocalDate();
    }

    /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
    Sentence sentence(Refusal why) {
        return sentence(why, this::moment, today, msg);
    }

    /**
     * The same sentence for programs and for people.
     *
     * @param moment how a moment is said
     * @param today of the store, for days that are near
     */
    static Sentence sentence(Refusal why, Function<Instant, String> moment, LocalDate today, Msg msg) {
        return switch (why) {
            case Refusal.HeldBy(var name, var until) ->
                Sentence.of("followups.refused.held", name, moment.apply(until));
            case Refusal.AlreadyFinished(var state) ->
                Sentence.of("followups.refused.finished", Sentence.of("followups.state." + state));
            case Refusal.NotYetDue(var from) -> Sentence.of("followups.refused.notYetDue", moment.apply(from));
            case Refusal.CallInFuture() -> Sentence.of("followups.refused.future");
            case Refusal.CallTooEarly(var from) -> Sentence.of("followups.refused.tooEarly", moment.apply(from));
            case Refusal.TooFewAttempts(var made, var required) ->
                Sentence.of("followups.refused.tooFew", made, required);
            case Refusal.CallBackNotAhead() -> Sentence.of("followups.refused.callBack");
            case Refusal.CallsAreAllowed() -> Sentence.of("followups.refused.callsAllowed");
            case Refusal.ComplaintIncomplete(var kind, var content) ->
                Sentence.of(
                        kind && content
                                ? "followups.refused.complaint.both"
                                : kind ? "followups.refused.complaint.kind" : "followups.refused.complaint.content");
            case Refusal.NoSuchNumber(var phone) -> Sentence.of("followups.refused.number", msg.masked(phone));
            case Refusal.AnswersUnfit(var sentence) -> Sentence.of("followups.refused.answers", sentence);
            case Refusal.SomebodyElseMustCall() -> Sentence.of("followups.refused.somebodyElse");
            case Refusal.NothingWritten() -> Sentence.of("followups.refused.nothingWritten");
            case Refusal.AnotherAnswer(var kind) ->
                Sentence.of("followups.refused.anotherAnswer", Sentence.of("followups.kind." + kind));
            case Refusal.PlaceRefused(var answer) ->
                Sentence.of(
                        "followups.refused.place",
                        org.opendcrc.appointments.web.Refusals.sentence(answer.why(), today, msg));
            case Refusal.AppointmentOver(var state, var number) ->
                Sentence.of("followups.refused.over", number, Sentence.of("appointment.state." + state));
            case Refusal.AppointmentIncomplete(var sentence) -> Sentence.of("followups.refused.appointment", sentence);
            case Refusal.NothingBooked() -> Sentence.of("followups.refused.nothingBooked");
        };
    }

    /** What was recorded, for the top of the next page. */
    Sentence said(Recorded what) {
        return switch (what) {
            case Recorded.NeedsAnotherCall(var counted, var made, var required, var notBefore, var next) ->
                Sentence.of(
                        counted ? "followups.saved.again" : "followups.saved.notCounted",
                        made,
                        required,
                        next.map(it -> when(it, zone, today, msg)).orElseGet(() -> moment(notBefore)));
            case Recorded.EndsInText(var made, var linked) -> Sentence.of("followups.saved.text", made, linked.size());
            case Recorded.EndsInLetter(var made, var linked) ->
                Sentence.of("followups.saved.letter", made, linked.size());
            case Recorded.GivenUp(var made, var linked) -> Sentence.of("followups.saved.givenUp", made, linked.size());
            case Recorded.CallBackAgreed(var at) -> Sentence.of("followups.saved.callBack", moment(at));
            case Recorded.NextNumber(var phone) -> Sentence.of("followups.saved.nextNumber", Phones.shown(phone));
            case Recorded.NoNumberLeft() -> Sentence.of("followups.saved.noNumber");
            case Recorded.Answered(var outcome, var linked, var complaint) ->
                complaint
                        .map(it -> Sentence.of("followups.saved.complaint", it))
                        .orElseGet(() -> Sentence.of("followups.saved." + outcome, linked.size()));
            case Recorded.Told(var answer, var _, var _, var number) ->
                Sentence.of("followups.saved." + answer, number.orElse(Msg.NONE));
            case Recorded.Refused(var why) -> sentence(why);
        };
    }

    /** 明 11:30（中午）: when a further attempt can count (FU-7). */
    static String when(NextChance next, ZoneId zone, LocalDate today, Msg msg) {
        return msg.t(
                "followups.counts.when",
                msg.moment(next.at(), zone, today),
                msg.t("followups.daypart." + next.daypart()));
    }

    private String moment(Instant at) {
        return msg.moment(at, zone, today);
    }
}
