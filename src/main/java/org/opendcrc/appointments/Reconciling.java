package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.appointments.ArrivalTables.Booked;
import org.opendcrc.appointments.ArrivalTables.Line;
import org.opendcrc.appointments.ArrivalTables.VisitLine;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares a store's day: who was expected, who came through the gate, which orders were opened (AP-7, AP-8, AP-9). Part of the caller's
 * transaction. Run again it changes only what new facts change.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Reconciling {

    private static final Set<AppointmentState> CAME =
            EnumSet.of(AppointmentState.ARRIVED, AppointmentState.ORDER_OPEN, AppointmentState.CLOSED);

    private final Appointments appointments;
    private final ArrivalTables tables;
    private final StoreCalendar calendars;
    private final Settings settings;
    private final ApplicationEventPublisher events;

    Reconciling(
            Appointments appointments,
            ArrivalTables tables,
            StoreCalendar calendars,
            Settings settings,
            ApplicationEventPublisher events) {
        this.appointments = appointments;
        this.tables = tables;
        this.calendars = calendars;
        this.settings = settings;
        this.events = events;
    }

    /**
     * Compares a day as it is known now. What the gate saw later, and orders of a later file, come in with the next time.
     *
     * @param by who asked for it; empty for the house
     * @return how many lines were not so before
     */
    int compare(int dealer, UUID store, LocalDate day, Instant now, Optional<UUID> by) {
        appointments.lock(dealer, store, day);
        var calendar = calendars.of(store);
        var chosen = settings.of(store);
        var begins = calendar.startOfDay(day);
        var ends = calendar.endOfDay(day);
        var booked = tables.booked(dealer, store, day);
        var orders = tables.orders(dealer, store, begins, ends);
        var outcome = new DayOfArrivals(
                        ArrivalSettings.rule(chosen),
                        booked.stream()
                                .map(it -> new DayOfArrivals.Expected(it.id(), it.startsAt(), it.marks()))
                                .toList(),
                        tables.seen(dealer, store, day, begins, ends),
                        orders.stream().map(ArrivalTables.Order::opened).toList())
                .outcome();
        var byId = orders.stream().collect(Collectors.toMap(it -> it.opened().order(), Function.identity()));
        var visits = visits(booked, outcome, byId::get);
        int changes = 0;
        var restated = 0;
        for (var it : booked) {
            var kept = Optional.ofNullable(outcome.kept().get(it.id()));
            var order = kept.flatMap(DayOfArrivals.Kept::order).map(byId::get);
            var line = line(it, kept, order, !now.isBefore(ends), chosen);
            if (line.isPresent() && !it.known().map(line.get()::saysTheSameAs).orElse(false)) {
                tables.write(dealer, store, day, it.id(), line.get(), now);
                changes++;
            }
            var state = state(it, line, order);
            if (state != it.state()) {
                tables.stands(dealer, it.id(), state);
                restated++;
                if (it.state().isAhead() && CAME.contains(state)) {
                    events.publishEvent(new AppointmentArrived(dealer, it.id(), store, it.customer(), now));
                }
            }
            tell(dealer, store, it, line, calendar, day, chosen, now);
        }
        changes += write(dealer, store, day, visits);
        if (changes + restated > 0) {
            appointments.changed(dealer, store, day);
        }
        tables.ran(dealer, store, day, by, changes, now);
        return changes;
    }

    private static Optional<Line> line(
            Booked booked,
            Optional<DayOfArrivals.Kept> kept,
            Optional<ArrivalTables.Order> order,
            boolean dayIsOver,
            StoreSettings chosen) {
        if (kept.isEmpty() && !dayIsOver && booked.known().isEmpty()) {
            return Optional.empty(); // still expected
        }
        var before = booked.state().isAhead()
                ? booked.state()
                : booked.known().map(Line::stateBefore).orElse(AppointmentState.BOOKED);
        return Optional.of(new Line(
                kept.map(it -> it.result().name()).orElse(dayIsOver ? "NO_SHOW" : null),
                kept.map(it -> it.byGate() ? "GATE" : "SYSTEM").orElse(null),
                kept.map(DayOfArrivals.Kept::offMinutes).orElse(null),
                kept.flatMap(DayOfArrivals.Kept::gate).orElse(null),
                kept.flatMap(DayOfArrivals.Kept::gateId).orElse(null),
                kept.flatMap(DayOfArrivals.Kept::order).orElse(null),
                kept.flatMap(DayOfArrivals.Kept::system).orElse(null),
                kept.flatMap(DayOfArrivals.Kept::apartMinutes).orElse(null),
                kept.map(DayOfArrivals.Kept::disagree).orElse(false),
                window(booked.start(), chosen).orElse(null),
                order.map(ArrivalTables.Order::brand).orElse(booked.brand()),
                booked.movedByDealer() && chosen.flag(ArrivalSettings.DEALER_MOVES_EXCUSE),
                before,
                booked.known().map(Line::toldAt).orElse(null)));
    }

    /** AP-11: the window in which the place was promised. */
    private static Optional<String> window(LocalTime start, StoreSettings chosen) {
        return EffectiveWindows.of(chosen.text(AppointmentSettings.WINDOWS)).windows().stream()
                .filter(it -> it.holds(start))
                .findFirst()
                .map(it -> it.from() + "-" + it.to());
    }

    private static AppointmentState state(Booked booked, Optional<Line> line, Optional<ArrivalTables.Order> order) {
        if (line.isEmpty()) {
            return booked.state();
        }
        var result = line.get().result();
        if (result == null) {
            return line.get().stateBefore();
        }
        if (result.equals("NO_SHOW")) {
            return AppointmentState.NO_SHOW;
        }
        return order.map(it -> it.settled() ? AppointmentState.CLOSED : AppointmentState.ORDER_OPEN)
                .orElse(AppointmentState.ARRIVED);
    }

    /** Who was not seen is told of once, when what comes late had its time. */
    private void tell(
            int dealer,
            UUID store,
            Booked booked,
            Optional<Line> line,
            Calendar calendar,
            LocalDate day,
            StoreSettings chosen,
            Instant now) {
        var from = calendar.at(day.plusDays(1), chosen.time(ArrivalSettings.COMPARE_TIME));
        if (line.isEmpty()
                || !"NO_SHOW".equals(line.get().result())
                || line.get().toldAt() != null
                || now.isBefore(from)) {
            return;
        }
        tables.told(dealer, booked.id(), now);
        events.publishEvent(
                new AppointmentMissed(dealer, booked.id(), store, booked.customer(), booked.startsAt(), now));
    }

    private static List<VisitLine> visits(
            List<Booked> booked, DayOfArrivals.Outcome outcome, Function<UUID, ArrivalTables.Order> orders) {
        var appointments = booked.stream().collect(Collectors.toMap(Booked::id, Function.identity()));
        return outcome.visits().stream()
                .map(it -> {
                    var order = it.order().map(orders);
                    var appointment = it.appointment().map(appointments::get);
                    return new VisitLine(
                            it.cameAt(),
                            it.gate(),
                            it.order(),
                            order.map(ArrivalTables.Order::vehicle),
                            it.appointment(),
                            order.map(ArrivalTables.Order::brand)
                                    .or(() -> appointment.map(Booked::brand))
                                    .orElse(""),
                            appointment.map(Booked::advisor).or(() -> order.flatMap(ArrivalTables.Order::advisor)));
                })
                .toList();
    }

    /** Writes the visits that are new and takes away those that are none any more. */
    private int write(int dealer, UUID store, LocalDate day, List<VisitLine> visits) {
        var left = new ArrayList<>(visits);
        var gone = new ArrayList<UUID>();
        for (var known : tables.visits(dealer, store, day)) {
            if (!left.remove(known.line())) {
                gone.add(known.id());
            }
        }
        gone.forEach(it -> tables.remove(dealer, it));
        left.forEach(it -> tables.add(dealer, store, day, Ids.next(), it));
        return left.size() + gone.size();
    }

    /** Compares the days of a file of orders, those of the last week. */
    void compareDaysOf(int dealer, UUID run, Instant now) {
        var days = new TreeMap<UUID, TreeSet<LocalDate>>();
        tables.daysOfRun(dealer, run, now.minus(ReconciliationJob.LOOK_BACK))
                .forEach(it -> days.computeIfAbsent(it.store(), _ -> new TreeSet<>())
                        .add(calendars.of(it.store()).dayOf(it.at())));
        for (Map.Entry<UUID, TreeSet<LocalDate>> it : days.entrySet()) {
            it.getValue().forEach(day -> compare(dealer, it.getKey(), day, now, Optional.empty()));
        }
    }
}
