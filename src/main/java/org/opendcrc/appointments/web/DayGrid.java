package org.opendcrc.appointments.web;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.AppointmentBook;
import org.opendcrc.appointments.AppointmentLine;
import org.opendcrc.appointments.ArrivalCurve;
import org.opendcrc.appointments.Attendance;
import org.opendcrc.appointments.DayView;
import org.opendcrc.appointments.OfferKind;
import org.opendcrc.appointments.Place;
import org.opendcrc.appointments.Wish;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * The book of a day as a table: a row a quarter of an hour, a column an advisor. What is free, refused, or could be put in between is
 * asked of the book itself, so that the screen never promises what the desk would refuse.
 *
 * @param bays their names
 */
public record DayGrid(List<Head> advisors, List<String> bays, int carsPerBay, List<Row> rows) {

    /** An advisor's column: {@code sub} says how full he is, or why he is away. */
    public record Head(String name, String sub, boolean away) {}

    /** {@code kind} is {@code car}, {@code free}, {@code no} or {@code off}. */
    public record Cell(
            String kind,
            int rows,
            boolean window,
            List<Car> cars,
            @Nullable Slot slot,
            String words) {}

    /** An appointment; {@code look} is further classes, {@code confirmed} a word, null where nobody has confirmed it. */
    public record Car(
            String href,
            UUID id,
            int version,
            String who,
            String plate,
            String what,
            String title,
            String look,
            @Nullable String confirmed) {}

    /** A place that can be given. */
    public record Slot(String start, UUID advisor, String time, String words, boolean insertion) {}

    /** Usual and booked cars of half an hour, and how many it takes. */
    public record Load(String words, int usual, int booked, int capacity, int cars) {}

    /** How many cars a bay has within the quarter of an hour; empty for none. */
    public record BayCell(String text, boolean full) {}

    /** A quarter of an hour. {@code look} is the row's class, {@code load} stands at each half hour. */
    public record Row(
            String time,
            String hidden,
            String look,
            @Nullable Load load,
            List<Cell> cells,
            List<BayCell> bays) {}

    /** The widest bar of the load column, in user units. */
    private static final int WIDEST = 76;

    static DayGrid of(DayView view, Instant now, Optional<UUID> moving, Msg msg) {
        var book = moving.map(it -> view.book().without(it)).orElse(view.book());
        var hours = book.hours().orElseThrow();
        var starts = book.rule().starts(hours);
        var times = new ArrayList<>(starts);
        if (!starts.isEmpty()) {
            times.add(starts.getLast().plus(book.rule().halfSpacing())); // the last car needs its second row
        }
        var columns = new ArrayList<List<Cell>>();
        var heads = new ArrayList<Head>();
        for (var advisor : book.advisors()) {
            var column = new Column(view, book, advisor, times, starts, now, moving, msg);
            columns.add(column.cells());
            heads.add(column.head());
        }
        return new DayGrid(
                heads,
                book.bays().stream().map(it -> it.name()).toList(),
                book.rule().carsPerBay(),
                rows(view, book, times, columns, msg));
    }

    private static List<Row> rows(
            DayView view, AppointmentBook book, List<LocalTime> times, List<List<Cell>> columns, Msg msg) {
        var most = loadScale(view, book, times);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < times.size(); i++) {
            var time = times.get(i);
            var half = i % 2 == 0;
            var here = new ArrayList<Cell>();
            for (var column : columns) {
                var cell = column.get(i);
                if (cell.rows() > 0) {
                    here.add(cell);
                }
            }
            rows.add(new Row(
                    half ? msg.time(time) : "",
                    half ? "" : msg.time(time),
                    !half ? "" : time.getMinute() == 0 ? "dc-hour" : "dc-half",
                    half ? load(view, book, time, most, msg) : null,
                    here,
                    bayCells(book, times, i, msg)));
        }
        return rows;
    }

    private static double loadScale(DayView view, AppointmentBook book, List<LocalTime> times) {
        double most = 1;
        for (int i = 0; i < times.size(); i += 2) {
            most = Math.max(most, book.usual().at(times.get(i)));
            most = Math.max(most, (double) DayView.capacityAt(book, times.get(i)));
            most = Math.max(most, (double) booked(view, times.get(i)));
        }
        return most;
    }

    private static int booked(DayView view, LocalTime half) {
        return (int) view.lines().stream()
                .filter(it -> ArrivalCurve.halfHour(it.place().start()).equals(half))
                .count();
    }

    private static Load load(DayView view, AppointmentBook book, LocalTime time, double most, Msg msg) {
        var usual = book.usual().at(time);
        var booked = booked(view, time);
        var capacity = DayView.capacityAt(book, time);
        return new Load(
                msg.t("appointments.load.words", msg.time(time), Math.round(usual), booked, capacity),
                (int) Math.round(usual / most * WIDEST),
                (int) Math.round(booked / most * WIDEST),
                (int) Math.round(capacity / most * WIDEST) + 4,
                booked);
    }

    private static List<BayCell> bayCells(AppointmentBook book, List<LocalTime> times, int row, Msg msg) {
        var from = times.get(row);
        var to = from.plus(book.rule().halfSpacing());
        return book.bays().stream()
                .map(bay -> {
                    var counts = book.taken().stream()
                            .map(it -> it.place())
                            .filter(it -> it.bay().equals(bay.id()))
                            .map(Place::start)
                            .filter(it -> !it.isBefore(from) && it.isBefore(to))
                            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
                    var cars =
                            counts.values().stream().mapToLong(it -> it).max().orElse(0);
                    var full = cars >= book.rule().carsPerBay();
                    return new BayCell(
                            cars == 0 ? "" : full ? msg.t("appointments.bay.full", cars) : Long.toString(cars), full);
                })
                .toList();
    }

    private static final Cell NOTHING = new Cell("", 0, false, List.of(), null, "");

    /** The cells of one advisor, row by row; {@link #NOTHING} where one from above reaches down. */
    private static final class Column {

        private final AppointmentBook book;
        private final Attendance advisor;
        private final List<LocalTime> times;
        private final Set<LocalTime> starts;
        private final Instant now;
        private final Optional<UUID> moving;
        private final Msg msg;
        private final Map<Integer, List<AppointmentLine>> byRow = new HashMap<>();
        private int cars;
        private int free;
        private int insertions;

        Column(
                DayView view,
                AppointmentBook book,
                Attendance advisor,
                List<LocalTime> times,
                List<LocalTime> starts,
                Instant now,
                Optional<UUID> moving,
                Msg msg) {
            this.book = book;
            this.advisor = advisor;
            this.times = times;
            this.starts = new HashSet<>(starts);
            this.now = now;
            this.moving = moving;
            this.msg = msg;
            for (var line : view.lines()) {
                if (line.place().advisor().equals(advisor.advisor())) {
                    byRow.computeIfAbsent(rowOf(line.place().start()), _ -> new ArrayList<>())
                            .add(line);
                    cars++;
                }
            }
        }

        /** A car outside the hours, booked when they were others, stands at the edge. */
        private int rowOf(LocalTime start) {
            int row = 0;
            while (row + 1 < times.size() && !times.get(row + 1).isAfter(start)) {
                row++;
            }
            return row;
        }

        Head head() {
            var away = advisor.present().isEmpty();
            return new Head(
                    advisor.name(),
                    away
                            ? advisor.note().isEmpty() ? msg.t("appointments.advisor.away") : advisor.note()
                            : msg.t("appointments.advisor.sub", cars, free, insertions),
                    away);
        }

        List<Cell> cells() {
            var cells = new ArrayList<Cell>();
            for (int row = 0; row < times.size(); ) {
                var cell = cell(row);
                cells.add(cell);
                for (int covered = 1; covered < cell.rows(); covered++) {
                    cells.add(NOTHING);
                }
                row += cell.rows();
            }
            return cells;
        }

        private Cell cell(int row) {
            var here = byRow.getOrDefault(row, List.of());
            if (!here.isEmpty()) {
                return carCell(row, here);
            }
            if (!isPresent(row)) {
                int rows = 1;
                while (row + rows < times.size() && !isPresent(row + rows) && !byRow.containsKey(row + rows)) {
                    rows++;
                }
                return new Cell("off", rows, false, List.of(), null, msg.t("appointments.advisor.away"));
            }
            var start = times.get(row);
            var window = book.kind(start) == OfferKind.WINDOW && starts.contains(start);
            var slot = slot(start);
            if (slot == null) {
                return new Cell("no", 1, window, List.of(), null, msg.t("appointments.refused"));
            }
            free++;
            var next = row + 1;
            var both = row % 2 == 0
                    && next < times.size()
                    && !byRow.containsKey(next)
                    && isPresent(next)
                    && (!starts.contains(times.get(next)) || obstacleFree(times.get(next)));
            return new Cell("free", both ? 2 : 1, window, List.of(), slot, "");
        }

        private Cell carCell(int row, List<AppointmentLine> here) {
            var next = row + 1;
            var shown = new ArrayList<>(here);
            var below = byRow.getOrDefault(next, List.of());
            var two = next < times.size()
                    && below.stream().allMatch(it -> it.place().insertion());
            if (two) {
                shown.addAll(below);
            }
            var between = two && below.isEmpty() && here.size() == 1 ? slot(times.get(next)) : null;
            if (between != null) {
                insertions++;
            }
            return new Cell(
                    "car", two ? 2 : 1, false, shown.stream().map(this::car).toList(), between, "");
        }

        private boolean isPresent(int row) {
            var time = times.get(row);
            return advisor.present().stream().anyMatch(it -> !time.isBefore(it.from()) && time.isBefore(it.to()));
        }

        private boolean obstacleFree(LocalTime start) {
            return book.obstacle(wish(start), now).isEmpty();
        }

        private @Nullable Slot slot(LocalTime start) {
            if (!starts.contains(start) || !obstacleFree(start)) {
                return null;
            }
            var insertion = byRow.values().stream()
                    .flatMap(List::stream)
                    .filter(it -> !it.place().insertion()
                            && moving.filter(it.id()::equals).isEmpty())
                    .anyMatch(
                            it -> Math.abs(java.time.Duration.between(it.place().start(), start)
                                            .toMinutes())
                                    < book.rule().spacing().toMinutes());
            var time = msg.time(start);
            return new Slot(
                    start.toString(),
                    advisor.advisor(),
                    moving.isPresent() ? msg.t("appointments.place", time) : time,
                    msg.t(
                            moving.isPresent()
                                    ? "appointments.place.words"
                                    : insertion ? "appointments.insert.words" : "appointments.free",
                            advisor.name(),
                            time),
                    insertion);
        }

        private Wish wish(LocalTime start) {
            return new Wish(start, Optional.of(advisor.advisor()), Optional.empty(), Set.of());
        }

        private Car car(AppointmentLine it) {
            var name = PersonName.of(it.customer(), it.person(), it.sex(), msg).spoken();
            var plate = it.plate()
                    .map(one -> org.opendcrc.site.PlateSign.of(one).text())
                    .orElse("");
            var what = it.jobs().isEmpty() ? it.needs() : String.join(" ", it.jobs());
            var time = msg.time(it.place().start());
            var look = new StringBuilder();
            if (moving.filter(it.id()::equals).isPresent()) {
                look.append(" dc-ap-drag");
            }
            if (it.place().insertion()) {
                look.append(" dc-ap-ins");
            }
            var confirmed = it.state().isConfirmed();
            if (confirmed) {
                look.append(" dc-ap-ok");
            }
            look.append(ArrivalWords.look(it.state()));
            return new Car(
                    "/appointments/" + it.id(),
                    it.id(),
                    it.version(),
                    name,
                    plate,
                    it.place().insertion() ? msg.t("appointments.inserted", time) : what,
                    "%s %s %s %s%s".formatted(time, plate, name, what, ArrivalWords.after(it.state(), msg))
                            + (confirmed ? " · " + msg.t("appointment.confirmed") : ""),
                    look.toString(),
                    confirmed ? msg.t("appointment.confirmed") : null);
        }
    }
}
