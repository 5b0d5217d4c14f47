package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.DayView;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * The day as it is shown; all words are in the person's language already.
 *
 * @param day ISO, for links and forms
 * @param address of this page, to look again
 * @param seen what {@code address} is asked with: the same answer comes with no content
 * @param grid null where nothing can be booked; then {@code empty} says why
 * @param moving the appointment that is being moved, null for none
 * @param booking the drawer for a new appointment, null if it is closed
 * @param file the drawer with an appointment, null if it is closed
 * @param list the same appointments for a telephone
 */
public record DayPage(
        UUID store,
        List<Choice> stores,
        String day,
        String title,
        String before,
        String after,
        String board,
        List<Day> strip,
        String address,
        String seen,
        @Nullable DayGrid grid,
        @Nullable Empty empty,
        @Nullable Moving moving,
        @Nullable BookingDrawer booking,
        @Nullable FileDrawer file,
        List<Listed> list,
        boolean mayBook,
        boolean mayChange,
        boolean mayRoster,
        @Nullable String said) {

    static final int DAYS = 5;

    /** Something to choose. */
    public record Choice(String name, String href, boolean chosen) {}

    /** A day of the strip. */
    public record Day(String name, String count, String href, boolean chosen) {}

    /** Why nothing can be booked. */
    public record Empty(String title, String text) {}

    /** What is being moved, and how it is said. */
    public record Moving(UUID id, int version, String words, String stop) {}

    /** A line of the list. */
    public record Listed(
            String href, String time, String who, @Nullable String plate, String what, String advisor, boolean mine) {}

    /** What stands beside the day. */
    record Beside(
            Optional<AppointmentFile> moving,
            @Nullable BookingDrawer booking,
            @Nullable FileDrawer file,
            @Nullable String said) {

        static final Beside NOTHING = new Beside(Optional.empty(), null, null, null);
    }

    static String seen(int changes, Instant now) {
        return changes + "-" + now.getEpochSecond() / 300;
    }

    /** The first day of the strip around a day: yesterday of it, but not before today. */
    static LocalDate first(LocalDate day, LocalDate today) {
        if (!day.isAfter(today)) {
            return day;
        }
        return day.isAfter(today.plusDays(1)) ? day.minusDays(1) : today;
    }

    static DayPage of(DayView view, Actor actor, Beside beside, Instant now, Msg msg) {
        var book = view.book();
        var zone = book.calendar().zone();
        var today = now.atZone(zone).toLocalDate();
        var day = book.day();
        var address = address(view.store(), day);
        var moving = beside.moving();
        var names = book.advisors().stream().collect(Collectors.toMap(it -> it.advisor(), it -> it.name()));
        return new DayPage(
                view.store(),
                view.stores().stream()
                        .filter(it -> actor.may(UseCase.READ_APPOINTMENTS, it.id()))
                        .map(it -> new Choice(
                                it.name(), address(it.id(), day), it.id().equals(view.store())))
                        .toList(),
                day.toString(),
                Refusals.day(day, today, msg),
                address(view.store(), day.minusDays(1)),
                address(view.store(), day.plusDays(1)),
                "/board/" + view.storeCode() + "?day=" + day,
                view.strip().stream()
                        .map(it -> day(it, view.store(), day, today, moving, msg))
                        .toList(),
                address + moving.map(it -> "&move=" + it.line().id()).orElse(""),
                seen(view.changes(), now),
                empty(view, today, msg).isPresent()
                        ? null
                        : DayGrid.of(view, now, moving.map(it -> it.line().id()), msg),
                empty(view, today, msg).orElse(null),
                moving.map(it -> moving(it, today, msg)).orElse(null),
                beside.booking(),
                beside.file(),
                view.lines().stream().map(it -> listed(it, names, actor, msg)).toList(),
                actor.may(UseCase.BOOK_APPOINTMENTS, view.store()),
                actor.may(UseCase.CHANGE_APPOINTMENTS, view.store()),
                actor.may(UseCase.MANAGE_ROSTER, view.store()),
                beside.said());
    }

    static String address(UUID store, LocalDate day) {
        return "/appointments?store=" + store + "&day=" + day;
    }

    private static Day day(
            DayView.DayCount it,
            UUID store,
            LocalDate chosen,
            LocalDate today,
            Optional<AppointmentFile> moving,
            Msg msg) {
        var name = Refusals.day(it.day(), today, msg);
        return new Day(
                it.day().equals(today) ? msg.t("appointments.today", name) : name,
                it.open() ? msg.t("appointments.strip", it.cars(), it.capacity()) : msg.t("appointments.strip.closed"),
                address(store, it.day())
                        + moving.map(file -> "&move=" + file.line().id()).orElse(""),
                it.day().equals(chosen));
    }

    private static Optional<Empty> empty(DayView view, LocalDate today, Msg msg) {
        var book = view.book();
        if (book.advisors().isEmpty()) {
            return Optional.of(
                    new Empty(msg.t("appointments.no-advisors.title"), msg.t("appointments.no-advisors.text")));
        }
        if (book.bays().isEmpty()) {
            return Optional.of(new Empty(msg.t("appointments.no-bays.title"), msg.t("appointments.no-bays.text")));
        }
        if (book.hours().isEmpty()) {
            return Optional.of(new Empty(
                    msg.t("appointments.closed.title", Refusals.day(book.day(), today, msg)),
                    msg.t(
                            "appointments.closed.text",
                            Refusals.day(book.calendar().nextOpeningDay(book.day()), today, msg))));
        }
        return Optional.empty();
    }

    private static Moving moving(AppointmentFile it, LocalDate today, Msg msg) {
        var line = it.line();
        return new Moving(
                line.id(),
                line.version(),
                msg.t(
                        "appointments.moving",
                        PersonName.of(line.customer(), line.person(), line.sex(), msg)
                                .spoken(),
                        line.plate().orElse(""),
                        Refusals.day(it.day(), today, msg),
                        msg.time(line.place().start())),
                "/appointments/" + line.id());
    }

    private static Listed listed(
            org.opendcrc.appointments.AppointmentLine it, Map<UUID, String> names, Actor actor, Msg msg) {
        return new Listed(
                "/appointments/" + it.id(),
                msg.time(it.place().start()),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).spoken(),
                it.plate().orElse(null),
                (it.jobs().isEmpty() ? it.needs() : String.join(" ", it.jobs())) + ArrivalWords.after(it.state(), msg),
                names.getOrDefault(it.place().advisor(), ""),
                it.place().advisor().equals(actor.staffId()));
    }
}
