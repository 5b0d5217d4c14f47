package org.opendcrc.appointments.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.Copy;
import org.opendcrc.appointments.CopyReader;
import org.opendcrc.appointments.PrepBoard;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepLine;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * The preparation board as it is shown; all words are in the person's language already.
 *
 * @param title the day in words
 * @param lanes what can be looked at: all, or what one department has left
 * @param alarm null while everything is in time
 * @param forms forms whose copies wait with the service manager; none for others
 * @param heads one of each step, with how many are done
 * @param sum in words: how many cars, how many ready
 * @param drafts the file of the day's drafts, null for who may not take it
 */
public record PreparationPage(
        UUID store,
        List<DayPage.Choice> stores,
        String day,
        String title,
        List<DayPage.Day> strip,
        List<DayPage.Choice> lanes,
        @Nullable Alarm alarm,
        List<Form> forms,
        List<Head> heads,
        List<Row> rows,
        int hidden,
        String sum,
        @Nullable String drafts,
        @Nullable PrepDrawer drawer,
        @Nullable String said) {

    private static final Duration SOON = Duration.ofMinutes(60);

    /** Who is not ready in time; {@code href} opens the first. */
    public record Alarm(String title, String text, List<Plate> plates, String href) {}

    /** A car to open. */
    public record Plate(String text, String href) {}

    /** A form that waits; {@code old} where it has waited too long. */
    public record Form(UUID id, String number, String when, String who, String waiting) {}

    /** A column. */
    public record Head(String icon, String name, String count, String sub) {}

    /** A car. {@code lineTone} of the words about its line in time. */
    public record Row(
            UUID id,
            String href,
            String time,
            String lineTone,
            String lineIcon,
            String line,
            @Nullable String plate,
            String who,
            String what,
            boolean open,
            List<Cell> cells) {}

    /**
     * How a step of a car stands.
     *
     * @param tone {@code ok}, {@code bad}, {@code warn} or empty
     * @param post where its button sends that it is done; null for none or one that leads to a form
     * @param href where its form is; null for none
     */
    public record Cell(
            String lane,
            String tone,
            String icon,
            String text,
            String sub,
            @Nullable String post,
            @Nullable String href) {}

    static String address(UUID store, LocalDate day, Optional<PrepStep> lane) {
        return "/appointments/preparation?store=" + store + "&day=" + day
                + lane.map(it -> "&lane=" + it).orElse("&lane=ALL");
    }

    /** What somebody looks at first: the lane of the department that he is of, or all. */
    static Optional<PrepStep> ownLane(Actor actor, UUID store) {
        if (actor.may(UseCase.HAND_ON_FORMS, store) || actor.may(UseCase.TELL_READINESS, store)) {
            return Optional.empty();
        }
        return Stream.of(PrepStep.PARTS, PrepStep.ADVISOR, PrepStep.WORKSHOP)
                .filter(it -> actor.may(it.useCase(), store))
                .findFirst();
    }

    static PreparationPage of(
            PrepBoard board,
            PreparationDesk.House store,
            List<PreparationDesk.House> own,
            Optional<PrepStep> lane,
            @Nullable PrepDrawer drawer,
            Actor actor,
            @Nullable String said,
            Instant now,
            Msg msg) {
        var zone = store.zone();
        var today = now.atZone(zone).toLocalDate();
        var shown = board.lines().stream()
                .filter(it -> lane.isEmpty()
                        || !it.sheet().isDone(lane.get())
                        || (drawer != null && drawer.id().equals(it.id())))
                .toList();
        var ready = board.lines().stream().filter(it -> it.sheet().isReady()).count();
        return new PreparationPage(
                store.store(),
                own.stream()
                        .map(it -> new DayPage.Choice(
                                it.name(),
                                address(it.store(), board.day(), lane),
                                it.store().equals(store.store())))
                        .toList(),
                board.day().toString(),
                Refusals.day(board.day(), today, msg),
                strip(board, store.store(), lane, today, msg),
                Stream.concat(
                                Stream.of(Optional.<PrepStep>empty()),
                                Stream.of(PrepStep.values()).map(Optional::of))
                        .map(it -> new DayPage.Choice(
                                msg.t("preparation.lane." + it.map(Enum::name).orElse("ALL")),
                                address(store.store(), board.day(), it),
                                it.equals(lane)))
                        .toList(),
                alarm(board, now, msg),
                board.waiting().stream()
                        .map(it -> form(it, zone, today, now, msg))
                        .toList(),
                Stream.of(PrepStep.values())
                        .map(it -> new Head(
                                icon(it),
                                msg.t("preparation.step." + it),
                                "%d / %d"
                                        .formatted(
                                                board.lines().stream()
                                                        .filter(line ->
                                                                line.sheet().isDone(it))
                                                        .count(),
                                                board.lines().size()),
                                msg.t("preparation.step." + it + ".sub")))
                        .toList(),
                shown.stream().map(it -> row(it, drawer, actor, zone, now, msg)).toList(),
                board.lines().size() - shown.size(),
                msg.t("preparation.sum", board.lines().size(), ready),
                actor.may(UseCase.EXPORT_DRAFTS, store.store())
                        ? "/appointments/drafts.csv?store=" + store.store() + "&day=" + board.day()
                        : null,
                drawer,
                said);
    }

    private static List<DayPage.Day> strip(
            PrepBoard board, UUID store, Optional<PrepStep> lane, LocalDate today, Msg msg) {
        var days = Stream.concat(
                        board.strip().stream().map(PrepBoard.Count::day),
                        Stream.of(board.day(), today, today.plusDays(1)))
                .distinct()
                .sorted()
                .toList();
        return days.stream()
                .map(day -> {
                    var count = board.strip().stream()
                            .filter(it -> it.day().equals(day))
                            .findFirst();
                    return new DayPage.Day(
                            Refusals.day(day, today, msg),
                            count.map(it -> msg.t("preparation.strip", it.ready(), it.cars()))
                                    .orElseGet(() -> msg.t("preparation.strip.none")),
                            address(store, day, lane),
                            day.equals(board.day()));
                })
                .toList();
    }

    private static @Nullable Alarm alarm(PrepBoard board, Instant now, Msg msg) {
        var late = board.lines().stream().filter(PrepLine::isAlarm).toList();
        var soon = board.lines().stream()
                .filter(it -> !it.sheet().isReady() && it.sheet().state().isAhead() && !it.isAlarm())
                .filter(it -> it.dueAt()
                        .filter(due ->
                                !due.isBefore(now) && Duration.between(now, due).compareTo(SOON) <= 0)
                        .isPresent())
                .count();
        if (late.isEmpty()) {
            return null;
        }
        return new Alarm(
                msg.t("preparation.alarm", late.size()),
                msg.t("preparation.alarm.text") + (soon == 0 ? "" : " " + msg.t("preparation.alarm.soon", soon)),
                late.stream()
                        .map(it -> new Plate(
                                it.sheet().plate().orElseGet(() -> it.sheet().number()),
                                "/appointments/" + it.id() + "/preparation"))
                        .toList(),
                "/appointments/" + late.getFirst().id() + "/preparation");
    }

    private static Form form(PrepLine it, ZoneId zone, LocalDate today, Instant now, Msg msg) {
        return new Form(
                it.id(),
                it.sheet().number(),
                msg.moment(it.startsAt(), zone, today),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).spoken()
                        + it.sheet()
                                .plate()
                                .map(plate -> " "
                                        + org.opendcrc.site.PlateSign.of(plate).text())
                                .orElse(""),
                msg.t(
                        "preparation.form.since",
                        msg.minutes(
                                Math.max(0, Duration.between(it.bookedAt(), now).toMinutes()))));
    }

    private static Row row(PrepLine it, @Nullable PrepDrawer drawer, Actor actor, ZoneId zone, Instant now, Msg msg) {
        var line = inTime(it, now, msg);
        return new Row(
                it.id(),
                "/appointments/" + it.id() + "/preparation",
                msg.time(it.start()),
                line.tone(),
                line.icon(),
                line.text(),
                it.sheet().plate().orElse(null),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).spoken(),
                (it.jobs().isEmpty() ? it.needs() : String.join(msg.t("site.listSeparator"), it.jobs())) + " · "
                        + it.advisorName(),
                drawer != null && drawer.id().equals(it.id()),
                Stream.of(PrepStep.values())
                        .map(step -> cell(it, step, actor, zone, now, msg))
                        .toList());
    }

    /** How it stands with the line in time. */
    public record InTime(String tone, String icon, String text) {}

    static InTime inTime(PrepLine it, Instant now, Msg msg) {
        if (it.sheet().isReady()) {
            return new InTime("ok", "check", msg.t("preparation.line.ready"));
        }
        if (!it.sheet().state().isAhead()) {
            return new InTime(
                    "", "circle-dashed", msg.t("appointment.state." + it.sheet().state()));
        }
        if (it.isAlarm()) {
            return new InTime("bad", "alert-circle", msg.t("preparation.line.late"));
        }
        if (it.dueAt().isEmpty()) {
            return new InTime("", "clock", msg.t("preparation.line.none"));
        }
        var until = Duration.between(now, it.dueAt().get());
        var left = until.isNegative() ? Duration.ZERO : until; // late is who is marked so, not who is looked at late
        var words = left.compareTo(Duration.ofDays(2)) < 0
                ? msg.t("preparation.line.left", msg.minutes(left.toMinutes()))
                : msg.t("preparation.line.days", left.toDays());
        return left.compareTo(SOON) <= 0
                ? new InTime("warn", "clock-exclamation", words)
                : new InTime("", "clock", words);
    }

    private static Cell cell(PrepLine it, PrepStep step, Actor actor, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        var fact = it.sheet().of(step).filter(one -> one.kind() != PrepFact.Kind.UNDONE);
        var address = "/appointments/" + it.id() + "/preparation";
        if (fact.isPresent()) {
            var said = fact.get();
            var who = msg.moment(said.at(), zone, today) + " " + said.name();
            return switch (said.kind()) {
                case DONE -> new Cell("", "ok", "circle-check", done(said, msg), doneSub(said, who, msg), null, null);
                case SHORT ->
                    new Cell(
                            "dc-lane-bad",
                            "bad",
                            "alert-circle",
                            msg.t("preparation.short", said.details().part()),
                            said.details()
                                    .expectedOn()
                                    .map(day -> msg.t("preparation.short.until", msg.date(day, today)))
                                    .orElseGet(() -> msg.t("preparation.short.unknown")),
                            null,
                            may(actor, it, step) ? address + "#step-" + step : null);
                case INFORMED ->
                    new Cell(
                            "dc-lane-warn",
                            "warn",
                            "phone-check",
                            msg.t("preparation.informed"),
                            said.details().note(),
                            null,
                            null);
                case UNDONE -> throw new IllegalStateException("filtered");
            };
        }
        if (!it.sheet().state().isAhead()) {
            return new Cell("", "", "minus", Msg.NONE, "", null, null);
        }
        if (step == PrepStep.CUSTOMER && it.isAlarm()) {
            return new Cell(
                    "dc-lane-bad",
                    "bad",
                    "phone-call",
                    msg.t("preparation.call"),
                    msg.t("preparation.call.sub"),
                    null,
                    may(actor, it, step) ? address + "#step-" + step : null);
        }
        var open = it.sheet().openBefore(step);
        if (!open.isEmpty()) {
            return new Cell(
                    "",
                    "",
                    "minus",
                    msg.t(
                            "preparation.waits",
                            msg.t("preparation.step." + open.iterator().next())),
                    "",
                    null,
                    null);
        }
        var mine = may(actor, it, step);
        var form = step == PrepStep.PARTS || step == PrepStep.WORKSHOP;
        return new Cell(
                "",
                "",
                mine ? "square" : "minus",
                msg.t((mine ? "preparation.take." : "preparation.open.") + step),
                copySub(it, step, zone, today, msg),
                mine && !form ? address + "/" + step : null,
                mine && form ? address + "#step-" + step : null);
    }

    /** Whether the reader of the step has his copy yet. */
    private static String copySub(PrepLine it, PrepStep step, ZoneId zone, LocalDate today, Msg msg) {
        var reader = Stream.of(CopyReader.values())
                .filter(one -> one.name().equals(step.name()))
                .findFirst();
        if (reader.isEmpty()) {
            return "";
        }
        var copy = it.copy(reader.get());
        return copy.flatMap(Copy::readAt)
                .map(at -> msg.t("preparation.copy.read", msg.moment(at, zone, today)))
                .orElseGet(() -> copy.map(
                                one -> msg.t("preparation.copy.handed", msg.moment(one.handedAt(), zone, today)))
                        .orElseGet(() -> msg.t("preparation.copy.waits")));
    }

    static boolean may(Actor actor, PrepLine it, PrepStep step) {
        return it.sheet().state().isAhead() && actor.may(step.useCase(), it.store());
    }

    static String done(PrepFact said, Msg msg) {
        return switch (said.step()) {
            case PARTS ->
                said.details().noParts()
                        ? msg.t("preparation.no-parts")
                        : msg.t("preparation.shelf", said.details().shelf());
            case WORKSHOP ->
                msg.t(
                        "preparation.technician",
                        said.details().technician(),
                        said.details().bay());
            case ADVISOR, MANAGER, CUSTOMER -> msg.t("preparation.done." + said.step());
        };
    }

    private static String doneSub(PrepFact said, String who, Msg msg) {
        return switch (said.step()) {
            case PARTS ->
                said.details().noParts()
                        ? said.details().note()
                        : msg.t(
                                "preparation.label",
                                org.opendcrc.site.PlateSign.of(said.details().label())
                                        .text());
            case WORKSHOP -> said.details().tools();
            case ADVISOR, MANAGER, CUSTOMER -> who;
        };
    }

    static String icon(PrepStep step) {
        return switch (step) {
            case PARTS -> "package";
            case WORKSHOP -> "tool";
            case ADVISOR -> "clipboard-list";
            case MANAGER -> "user-check";
            case CUSTOMER -> "headphones";
        };
    }
}
