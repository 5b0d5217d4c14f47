package org.opendcrc.appointments.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.Offer;
import org.opendcrc.appointments.OfferKind;
import org.opendcrc.site.Msg;

/**
 * A refusal in three parts: what happened, why, and what can be said to the customer instead.
 *
 * @param offers at most three: the gladdest given, the nearest, and one with somebody else
 */
public record RefusalBox(String title, String text, List<Row> offers) {

    private static final int MOST = 3;

    /** An offer; {@code place} is what its button sends. */
    public record Row(
            String key,
            String place,
            String time,
            String who,
            String why,
            String mark,
            String tone,
            String icon,
            String words) {}

    static RefusalBox of(Answer.Refused refused, LocalDate day, LocalTime start, LocalDate today, Msg msg) {
        var offers = best(refused.offers(), start);
        var rows = new ArrayList<Row>();
        for (var it : offers) {
            rows.add(row(it, rows.size() + 1, day, today, msg));
        }
        return new RefusalBox(
                msg.t("appointment.refused.title", msg.time(start)),
                msg.t(Refusals.sentence(refused.why(), today, msg)),
                rows);
    }

    /** The first of the list, the nearest of the same advisor, the nearest of somebody else; then the next of the list. */
    static List<Offer> best(List<Offer> offers, LocalTime start) {
        var chosen = new ArrayList<Offer>();
        offers.stream().findFirst().ifPresent(chosen::add);
        var nearest = offers.stream()
                .sorted(java.util.Comparator.comparing((Offer it) ->
                        java.time.Duration.between(it.place().start(), start).abs()))
                .toList();
        add(chosen, nearest.stream().findFirst());
        add(chosen, nearest.stream().filter(it -> !it.place().insertion()).findFirst());
        nearest.stream().filter(it -> chosen.size() < MOST).forEach(it -> add(chosen, Optional.of(it)));
        return chosen.stream().limit(MOST).toList();
    }

    private static void add(List<Offer> chosen, Optional<Offer> one) {
        one.filter(it -> !chosen.contains(it) && chosen.size() < MOST).ifPresent(chosen::add);
    }

    private static Row row(Offer it, int key, LocalDate day, LocalDate today, Msg msg) {
        var insertion = it.place().insertion();
        var kind = insertion ? "insertion" : it.kind().name();
        var time = (it.day().equals(day) ? "" : Refusals.day(it.day(), today, msg) + " ")
                + msg.time(it.place().start());
        return new Row(
                Integer.toString(key),
                it.day() + "T" + it.place().start() + "/" + it.place().advisor(),
                time,
                it.advisorName(),
                msg.t("appointment.offer.why." + kind),
                msg.t("appointment.offer." + kind),
                insertion ? "warn" : it.kind() == OfferKind.WINDOW ? "ok" : "mute",
                insertion ? "arrows-join" : it.kind() == OfferKind.WINDOW ? "star" : "clock",
                msg.t(
                        "appointment.offer.take",
                        Refusals.day(it.day(), today, msg),
                        msg.time(it.place().start()),
                        it.advisorName()));
    }
}
