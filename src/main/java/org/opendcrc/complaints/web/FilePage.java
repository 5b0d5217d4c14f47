package org.opendcrc.complaints.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.AlarmStep;
import org.opendcrc.complaints.ComplaintFile;
import org.opendcrc.complaints.ComplaintLine;
import org.opendcrc.complaints.FirstContactSign;
import org.opendcrc.complaints.FirstContactTimer;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.Msg;

/**
 * A complaint as it is shown; all words are in the person's language already.
 *
 * @param breach what is said about a missed deadline, null if none was missed
 * @param origin the call in which it was received, null for none
 * @param acknowledge where the person says that he has taken note of his alarms, null if none is his or none is open
 * @param form the form for the first contact, null if it was made or the person may not record it
 */
public record FilePage(
        String number,
        String kind,
        boolean grievanceSolved,
        String state,
        boolean contacted,
        String content,
        String received,
        @Nullable String contactedAt,
        String contactLine,
        ClockSign timer,
        @Nullable String breach,
        List<Fact> facts,
        @Nullable Origin origin,
        List<Fact> customer,
        @Nullable String customerHref,
        @Nullable String plate,
        List<Fact> car,
        List<LogRow> log,
        List<AlarmRow> alarms,
        @Nullable String acknowledge,
        @Nullable Form form) {

    /** The word by which follow-up calls are called in links. */
    private static final String FOLLOW_UP = "follow-up";

    /** Where it was received, and the way there. */
    public record Origin(String name, String href) {}

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** What happened, and when. */
    public record LogRow(String at, String icon, String text, String by) {}

    /** Who was called when, and who took note. */
    public record AlarmRow(String at, String whom, boolean open, String noted) {}

    /** The form, as it was filled; {@code refusal} is null before it was sent. */
    public record Form(
            String action,
            String at,
            String words,
            int version,
            @Nullable String refusal) {}

    /** What somebody typed into the form, kept when it is refused. */
    record Typed(String at, String words, String refusal) {}

    static FilePage of(
            ComplaintFile file,
            Actor actor,
            boolean mayContact,
            Instant now,
            List<CauseLink> links,
            Msg msg,
            Optional<Typed> typed) {
        var line = file.line();
        var zone = line.zone();
        var today = now.atZone(zone).toLocalDate();
        var contacted = line.contactedAt().map(it -> msg.moment(it, zone, today));
        var due = msg.moment(line.contactDueAt(), zone, today);
        var timer = line.timer(now);
        return new FilePage(
                line.number(),
                msg.t("complaint.kind." + line.kind()),
                line.grievanceSolved(),
                msg.t("complaint.state." + line.state()),
                contacted.isPresent(),
                line.content(),
                msg.moment(line.receivedAt(), zone, today),
                contacted.orElse(null),
                contacted
                        .map(it -> msg.t(
                                        "complaint.clock.by",
                                        it,
                                        file.contactedBy().orElse(""))
                                .strip())
                        .orElseGet(() -> msg.t("complaint.clock.due", due)),
                FirstContactSign.of(line, now, msg),
                breach(file, timer, due, msg),
                List.of(
                        new Fact(msg.t("complaint.fact.said"), line.content()),
                        new Fact(msg.t("complaint.fact.received"), msg.moment(line.receivedAt(), zone, today)),
                        new Fact(
                                msg.t("complaint.fact.recorded"),
                                msg.t(
                                        "complaint.fact.recordedBy",
                                        msg.moment(file.recordedAt(), zone, today),
                                        file.recordedBy())),
                        new Fact(msg.t("complaint.fact.source"), msg.t("complaint.source." + line.source())),
                        new Fact(msg.t("complaint.fact.kind"), msg.t("complaint.kind." + line.kind())),
                        new Fact(msg.t("complaint.fact.store"), line.store())),
                origin(file, links, msg),
                List.of(
                        new Fact(
                                msg.t("complaint.fact.name"),
                                line.customer().isEmpty() ? msg.t("complaint.anonymous") : line.customer()),
                        new Fact(
                                msg.t("complaint.fact.phone"),
                                file.phone().map(msg::masked).orElse(Msg.NONE))),
                file.customerId().map(it -> "/customers/" + it).orElse(null),
                line.plate().orElse(null),
                List.of(
                        new Fact(msg.t("complaint.fact.car"), file.car().orElse(Msg.NONE)),
                        new Fact(msg.t("complaint.fact.order"), file.orderNo().orElse(Msg.NONE)),
                        new Fact(msg.t("complaint.fact.advisor"), file.advisor().orElse(Msg.NONE))),
                file.log().stream().map(it -> logRow(it, file, now, msg)).toList(),
                file.alarms().stream().map(it -> alarmRow(it, line, now, msg)).toList(),
                file.alarms().stream()
                                .anyMatch(it -> it.acknowledgedAt().isEmpty()
                                        && actor.roles()
                                                .getOrDefault(line.storeId(), Set.of())
                                                .contains(it.role()))
                        ? "/complaints/" + line.id() + "/acknowledgements"
                        : null,
                !mayContact ? null : form(file, now, typed));
    }

    private static @Nullable Origin origin(ComplaintFile file, List<CauseLink> links, Msg msg) {
        return file.taskId()
                .flatMap(task -> links.stream()
                        .filter(it -> it.cause().equals(FOLLOW_UP))
                        .findFirst()
                        .map(it -> new Origin(msg.t(it.label()), it.href(task))))
                .orElse(null);
    }

    private static @Nullable String breach(ComplaintFile file, FirstContactTimer timer, String due, Msg msg) {
        if (file.missedAt().isEmpty()) {
            return null;
        }
        return switch (timer.state()) {
            case MADE -> msg.t("complaint.breach.inTime");
            case RUNNING, SOON, OVER, LATE, WAIVED -> msg.t("complaint.breach", due);
        };
    }

    private static AlarmRow alarmRow(ComplaintFile.Alarm it, ComplaintLine line, Instant now, Msg msg) {
        var today = now.atZone(line.zone()).toLocalDate();
        return new AlarmRow(
                msg.moment(it.raisedAt(), line.zone(), today),
                msg.t("complaint.alarm." + it.step(), msg.t("role." + it.role()), clockOf(it, msg)),
                it.acknowledgedAt().isEmpty(),
                it.acknowledgedAt()
                        .map(at -> msg.t(
                                "complaint.alarm.noted",
                                msg.moment(at, line.zone(), today),
                                it.acknowledgedBy().orElse("")))
                        .orElseGet(() -> msg.t("complaint.alarm.open")));
    }

    /** Which clock was missed, in words; empty where the alarm is about something else. */
    private static String clockOf(ComplaintFile.Alarm it, Msg msg) {
        return it.step() == AlarmStep.CLOCK_MISSED
                ? msg.t("complaint.clock." + it.subject().split(" ", -1)[0])
                : "";
    }

    private static LogRow logRow(ComplaintFile.LogLine it, ComplaintFile file, Instant now, Msg msg) {
        var zone = file.line().zone();
        var today = now.atZone(zone).toLocalDate();
        var text = msg.t("complaint.log." + it.what(), it.words().orElse(""));
        var later = it.recordedAt().isAfter(it.at().plus(1, ChronoUnit.MINUTES))
                && it.staff().isPresent();
        return new LogRow(
                msg.moment(it.at(), zone, today),
                switch (it.what()) {
                    case "received" -> "message-report";
                    case "contacted", "contacted-in-call" -> "phone-check";
                    case "first-contact-missed" -> "alert-circle";
                    case "tried" -> "phone-off";
                    case "crisis" -> "flame";
                    case "assigned", "handed-over" -> "user-check";
                    default -> it.what().startsWith("clock-missed") ? "alert-circle" : "note";
                },
                later ? text + msg.t("complaint.log.recordedLater", msg.moment(it.recordedAt(), zone, today)) : text,
                it.staff().orElse(""));
    }

    private static Form form(ComplaintFile file, Instant now, Optional<Typed> typed) {
        return new Form(
                "/complaints/" + file.line().id() + "/contacts",
                typed.map(Typed::at)
                        .orElseGet(() -> now.atZone(file.line().zone())
                                .toLocalDateTime()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()),
                typed.map(Typed::words).orElse(""),
                file.version(),
                typed.map(Typed::refusal).orElse(null));
    }
}
