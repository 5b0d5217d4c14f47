package org.opendcrc.appointments.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opendcrc.appointments.Attendance;
import org.opendcrc.appointments.Booking.Refusal;
import org.opendcrc.appointments.Offer;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Msg;
import org.springframework.modulith.NamedInterface;

/** Says why a place is not given, in the store's time; for the chapters above, which promise places in their own calls, too. */
@NamedInterface("words")
public final class Refusals {

    private Refusals() {}

    /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
    public static Sentence sentence(Refusal why, LocalDate today, Msg msg) {
        return switch (why) {
            case Refusal.NoBays() -> Sentence.of("appointment.refused.no-bays");
            case Refusal.ClosedThatDay(var day, var next) ->
                Sentence.of(
                        "appointment.refused.closed",
                        day(day, today, msg),
                        next.map(it -> day(it, today, msg)).orElse(Msg.NONE));
            case Refusal.OutsideOpeningHours(var first, var last) ->
                Sentence.of("appointment.refused.outside", msg.time(first), msg.time(last));
            case Refusal.NoticeTooShort(var required) ->
                Sentence.of("appointment.refused.notice", required.toMinutes());
            case Refusal.AdvisorAway(var advisor, var present) ->
                present.isEmpty()
                        ? Sentence.of("appointment.refused.away-all-day", advisor)
                        : Sentence.of("appointment.refused.away", advisor, spans(present, msg));
            case Refusal.AdvisorLacksSkill(var advisor, var skill) ->
                Sentence.of("appointment.refused.skill", advisor, skill);
            case Refusal.NoTechnician(var skill) -> Sentence.of("appointment.refused.technician", skill);
            case Refusal.PartMissing(var part, var from) ->
                from.map(it -> Sentence.of("appointment.refused.part", part, day(it, today, msg)))
                        .orElseGet(() -> Sentence.of("appointment.refused.part.unknown", part));
            case Refusal.CampaignFull(var campaign, var day, var places) ->
                Sentence.of("appointment.refused.campaign", campaign, day(day, today, msg), places);
            case Refusal.AdvisorTaken(var advisor, var start) ->
                Sentence.of("appointment.refused.taken", advisor, msg.time(start));
            case Refusal.BayFull(var bay, var cars) ->
                bay.map(it -> Sentence.of("appointment.refused.bay-full", it, cars))
                        .orElseGet(() -> Sentence.of("appointment.refused.bays-full", cars));
            case Refusal.TooCloseToInsertion(var advisor, var insertion, var distance) ->
                Sentence.of("appointment.refused.insertion", advisor, msg.time(insertion), distance.toMinutes());
            case Refusal.TooCloseToNeighbour(var advisor, var neighbours, var spacing, var middle) ->
                middle.map(it -> Sentence.of(
                                "appointment.refused.neighbour.middle",
                                advisor,
                                times(neighbours, msg),
                                spacing.toMinutes(),
                                msg.time(it)))
                        .orElseGet(() -> Sentence.of(
                                "appointment.refused.neighbour", advisor, times(neighbours, msg), spacing.toMinutes()));
            case Refusal.NobodyFree() -> Sentence.of("appointment.refused.nobody");
        };
    }

    /** The refusal's name for machines. */
    public static String type(Refusal why) {
        return switch (why) {
            case Refusal.NoBays _ -> "no-bays";
            case Refusal.ClosedThatDay _ -> "closed-that-day";
            case Refusal.OutsideOpeningHours _ -> "outside-opening-hours";
            case Refusal.NoticeTooShort _ -> "notice-too-short";
            case Refusal.AdvisorAway _ -> "advisor-away";
            case Refusal.AdvisorLacksSkill _ -> "advisor-lacks-skill";
            case Refusal.NoTechnician _ -> "no-technician";
            case Refusal.PartMissing _ -> "part-missing";
            case Refusal.CampaignFull _ -> "campaign-full";
            case Refusal.AdvisorTaken _ -> "advisor-taken";
            case Refusal.BayFull _ -> "bay-full";
            case Refusal.TooCloseToInsertion _ -> "too-close-to-insertion";
            case Refusal.TooCloseToNeighbour _ -> "too-close-to-neighbour";
            case Refusal.NobodyFree _ -> "nobody-free";
        };
    }

    /** What the refusal carries, and what is free instead. */
    public static Map<String, Object> fields(Refusal why, List<Offer> offers) {
        var fields = new HashMap<String, Object>();
        switch (why) {
            case Refusal.NoBays _, Refusal.NobodyFree _ -> {}
            case Refusal.ClosedThatDay(var day, var next) -> {
                fields.put("day", day.toString());
                next.ifPresent(it -> fields.put("nextOpeningDay", it.toString()));
            }
            case Refusal.OutsideOpeningHours(var first, var last) -> {
                fields.put("first", first.toString());
                fields.put("last", last.toString());
            }
            case Refusal.NoticeTooShort(var required) -> fields.put("noticeMinutes", required.toMinutes());
            case Refusal.AdvisorAway(var advisor, var present) -> {
                fields.put("advisor", advisor);
                fields.put(
                        "present",
                        present.stream().map(it -> it.from() + "/" + it.to()).toList());
            }
            case Refusal.AdvisorLacksSkill(var advisor, var skill) -> {
                fields.put("advisor", advisor);
                fields.put("skill", skill);
            }
            case Refusal.NoTechnician(var skill) -> fields.put("skill", skill);
            case Refusal.PartMissing(var part, var from) -> {
                fields.put("part", part);
                from.ifPresent(it -> fields.put("from", it.toString()));
            }
            case Refusal.CampaignFull(var campaign, var day, var places) -> {
                fields.put("campaign", campaign);
                fields.put("day", day.toString());
                fields.put("places", places);
            }
            case Refusal.AdvisorTaken(var advisor, var start) -> {
                fields.put("advisor", advisor);
                fields.put("start", start.toString());
            }
            case Refusal.BayFull(var bay, var cars) -> {
                bay.ifPresent(it -> fields.put("bay", it));
                fields.put("cars", cars);
            }
            case Refusal.TooCloseToInsertion(var advisor, var insertion, var distance) -> {
                fields.put("advisor", advisor);
                fields.put("insertion", insertion.toString());
                fields.put("distanceMinutes", distance.toMinutes());
            }
            case Refusal.TooCloseToNeighbour(var advisor, var neighbours, var spacing, var middle) -> {
                fields.put("advisor", advisor);
                fields.put(
                        "neighbours",
                        neighbours.stream().map(LocalTime::toString).toList());
                fields.put("spacingMinutes", spacing.toMinutes());
                middle.ifPresent(it -> fields.put("middle", it.toString()));
            }
        }
        fields.put("offers", offers.stream().map(AppointmentsApi.Free::of).toList());
        return fields;
    }

    public static String day(LocalDate day, LocalDate today, Msg msg) {
        return msg.date(day, today) + " "
                + msg.t("site.weekday." + day.getDayOfWeek().getValue());
    }

    private static String spans(List<Attendance.Span> spans, Msg msg) {
        return spans.stream()
                .map(it -> msg.time(it.from()) + "–" + msg.time(it.to()))
                .collect(Collectors.joining(msg.t("site.listSeparator")));
    }

    private static String times(List<LocalTime> times, Msg msg) {
        return times.stream().map(msg::time).collect(Collectors.joining(msg.t("site.listSeparator")));
    }
}
