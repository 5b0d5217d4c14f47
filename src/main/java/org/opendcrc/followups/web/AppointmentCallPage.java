package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.Offer;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepSheet;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.followups.AnswerKind;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.web.CallPage.Fact;
import org.opendcrc.questionnaires.Said;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * A call about an appointment that a clerk, or its advisor, has in his hand; all words are in his language already.
 *
 * @param call what all calls show
 * @param promise what the customer was promised
 * @param appointmentHref of the appointment
 * @param answers what he can answer, in the order of the bar
 * @param missing what is not ready, one line each (AP-22); empty for other calls
 * @param missed whether he did not come, so that he may complain; else he can move and cancel
 * @param places address of the page with other places
 * @param offers what is free instead of what was refused
 * @param version of the appointment
 */
public record AppointmentCallPage(
        CallPage call,
        Said opening,
        Said ask,
        String title,
        List<Fact> promise,
        String appointmentHref,
        List<Answer> answers,
        List<Fact> missing,
        boolean missed,
        String places,
        List<Place> offers,
        Typed typed,
        int version) {

    static final int OFFERS = 9;

    /** An answer; {@code value} is what its button sends. */
    public record Answer(String value, String key, String icon, String look, String label) {}

    /** A place that is free. */
    public record Place(String value, String digit, String time, String advisor, String mark, boolean chosen) {}

    /** What was typed. */
    public record Typed(String day, String time, boolean byDealer, String why) {}

    static AppointmentCallPage of(
            FollowUpFiles.Call call,
            AppointmentFile appointment,
            Optional<PrepSheet> preparation,
            Actor actor,
            AppointmentForm form,
            List<Offer> offers,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        var file = call.file();
        var zone = file.zone();
        var today = now.atZone(zone).toLocalDate();
        var kind = CallKind.shownAs(file.order().kind());
        var person = PersonName.of(
                file.customer().name(),
                file.customer().person(),
                file.customer().sex(),
                msg);
        var when = msg.moment(appointment.line().startsAt(), zone, today);
        var missing = preparation.map(it -> missing(it, today, msg)).orElseGet(List::of);
        return new AppointmentCallPage(
                CallPage.of(call, actor, form.call(), said, refusal, now, msg),
                Said.of(msg.t(
                        "followups.opening." + kind,
                        Said.name(person.spoken()),
                        file.store(),
                        Said.name(actor.name()),
                        Said.name(when),
                        Said.name(appointment.advisor()))),
                Said.of(msg.t(
                        "followups.ask." + kind,
                        Said.name(when),
                        Said.name(appointment.advisor()),
                        String.join(msg.t("site.listSeparator"), appointment.documents()),
                        missing.stream().map(Fact::value).collect(Collectors.joining(msg.t("site.listSeparator"))))),
                msg.t("followups.card.appointment", appointment.line().number()),
                promise(appointment, when, msg),
                "/appointments/" + appointment.line().id(),
                answers(kind, msg),
                missing,
                kind == CallKind.MISSED_APPOINTMENT,
                "/follow-ups/" + file.task() + "/places?appointment=" + file.subject(),
                places(offers, form.place(), now, appointment, msg),
                new Typed(
                        form.day().isEmpty() ? appointment.day().toString() : form.day(),
                        form.time(),
                        form.byDealer(),
                        form.why()),
                appointment.line().version());
    }

    /** What was agreed and what came of the confirmations before; a line that says nothing does not appear. */
    private static List<Fact> promise(AppointmentFile it, String when, Msg msg) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(msg.t("appointment.when"), when));
        facts.add(new Fact(msg.t("appointment.advisor"), it.advisor()));
        facts.add(new Fact(msg.t("appointment.phone"), Phones.shown(it.phone())));
        if (!it.line().needs().isEmpty()) {
            facts.add(new Fact(msg.t("appointment.needs"), it.line().needs()));
        }
        if (!it.jobs().isEmpty()) {
            facts.add(new Fact(
                    msg.t("appointment.jobs"),
                    String.join(msg.t("site.listSeparator"), it.line().jobs())));
            facts.add(new Fact(
                    msg.t("appointment.estimate"),
                    msg.t("booking.estimate.words", msg.minutes(it.minutes()), msg.amount(it.priceFen()))));
        }
        if (!it.documents().isEmpty()) {
            facts.add(
                    new Fact(msg.t("appointment.documents"), String.join(msg.t("site.listSeparator"), it.documents())));
        }
        facts.add(new Fact(
                msg.t("followups.fact.state"),
                msg.t("appointment.state." + it.line().state())));
        it.confirmations()
                .forEach(fact -> facts.add(new Fact(
                        msg.t("appointment.confirmation." + fact.step()),
                        msg.t("appointment.confirmation.result." + fact.result()))));
        return facts;
    }

    /** What is not ready, step by step; once all is, only that nobody has said so yet. */
    private static List<Fact> missing(PrepSheet sheet, LocalDate today, Msg msg) {
        var open = sheet.openBefore(PrepStep.MANAGER);
        return open.isEmpty()
                ? List.of(new Fact(msg.t("preparation.step.MANAGER"), msg.t("followups.unready.MANAGER")))
                : open.stream()
                        .map(it -> new Fact(msg.t("preparation.step." + it), missing(sheet, it, today, msg)))
                        .toList();
    }

    private static String missing(PrepSheet sheet, PrepStep step, LocalDate today, Msg msg) {
        return sheet.of(step)
                .filter(it -> it.kind() == PrepFact.Kind.SHORT)
                .map(PrepFact::details)
                .map(it -> it.expectedOn()
                        .map(day -> msg.t("followups.unready.part.until", it.part(), msg.date(day, today)))
                        .orElseGet(() -> msg.t("followups.unready.part", it.part())))
                .orElseGet(() -> msg.t("followups.unready." + step));
    }

    private static List<Answer> answers(CallKind kind, Msg msg) {
        return kind.answers().stream()
                .map(it -> switch (it) {
                    case CONFIRMED, KEPT -> answer(it, "M", "calendar-check", "dc-result-ok", msg);
                    case MOVED -> answer(it, "G", "calendar-time", "", msg);
                    case CANCELLED -> answer(it, "X", "calendar-x", "dc-result-bad", msg);
                    case NEW_APPOINTMENT -> answer(it, "M", "calendar-plus", "dc-result-ok", msg);
                    case NO_WISH -> answer(it, "X", "calendar-off", "", msg);
                    case COMPLAINT ->
                        new Answer(
                                CallForm.Result.DISSATISFIED.name(),
                                "B",
                                "message-report",
                                "dc-result-bad",
                                msg.t("followups.answer." + it));
                })
                .toList();
    }

    private static Answer answer(AnswerKind it, String key, String icon, String look, Msg msg) {
        return new Answer(it.name(), key, icon, look, msg.t("followups.answer." + it));
    }

    /**
     * The first of what is free, the gladdest given at the front (AP-13), each time once, with his own advisor where he has room; a digit
     * takes one.
     */
    static List<Place> places(List<Offer> offers, String chosen, Instant now, AppointmentFile appointment, Msg msg) {
        var today = now.atZone(appointment.zone()).toLocalDate();
        var own = appointment.line().place().advisor();
        var byStart = new LinkedHashMap<LocalDateTime, Offer>();
        offers.forEach(it -> byStart.merge(
                it.day().atTime(it.place().start()),
                it,
                (first, other) -> other.place().advisor().equals(own) ? other : first));
        var shown = byStart.values().stream().limit(OFFERS).toList();
        return IntStream.range(0, shown.size())
                .mapToObj(n -> {
                    var it = shown.get(n);
                    var value = it.day() + "T" + it.place().start() + "/"
                            + it.place().advisor();
                    return new Place(
                            value,
                            Integer.toString(n + 1),
                            org.opendcrc.appointments.web.Refusals.day(it.day(), today, msg) + " "
                                    + msg.time(it.place().start()),
                            it.advisorName(),
                            msg.t("appointment.offer."
                                    + (it.place().insertion()
                                            ? "insertion"
                                            : it.kind().name())),
                            value.equals(chosen));
                })
                .toList();
    }
}
