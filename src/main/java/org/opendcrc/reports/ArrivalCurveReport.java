package org.opendcrc.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The arrival curve 车辆进厂峰谷分布 (RP-21): how many cars come in each half hour of each weekday, over the last weeks, today not included. */
@Service
@Transactional
public class ArrivalCurveReport {

    static final int LEAST_WEEKS = 4;

    private final ReportTables stores;
    private final AppointmentTables tables;
    private final Clock clock;

    ArrivalCurveReport(ReportTables stores, AppointmentTables tables, Clock clock) {
        this.stores = stores;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * The curve of a store.
     *
     * @param from first day, included
     * @param to last day, included
     * @param halfHours those from the first to the last one in which a car came
     * @param cars in all weeks together, by weekday and half hour; none where no car came
     */
    public record Curve(
            ReportStore store,
            int weeks,
            LocalDate from,
            LocalDate to,
            List<LocalTime> halfHours,
            Map<DayOfWeek, Map<LocalTime, Integer>> cars,
            Instant now) {

        public int cars(DayOfWeek day, LocalTime halfHour) {
            return Objects.requireNonNullElse(cars.getOrDefault(day, Map.of()).get(halfHour), 0);
        }

        /** On an average such day, unrounded. */
        public BigDecimal average(DayOfWeek day, LocalTime halfHour) { // RP-21
            return BigDecimal.valueOf(cars(day, halfHour)).divide(BigDecimal.valueOf(weeks), MathContext.DECIMAL64);
        }

        public int cars(DayOfWeek day) {
            return cars.getOrDefault(day, Map.of()).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        public int all() {
            return cars.keySet().stream().mapToInt(this::cars).sum();
        }

        public int most() {
            return cars.values().stream()
                    .flatMap(it -> it.values().stream())
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        }
    }

    /** An arrival behind a cell. */
    public record Row(Instant at, String orderNo, String brand) {}

    /** The stores in which the person may see it, by code. */
    public List<ReportStore> stores(Actor actor) {
        actor.require(UseCase.READ_ARRIVAL_CURVE);
        return stores.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(UseCase.READ_ARRIVAL_CURVE, it.id()))
                .toList();
    }

    public ReportStore store(Actor actor, @Nullable String codeOrId) {
        return ThreeDayCalls.store(stores(actor), codeOrId);
    }

    public Curve of(Actor actor, ReportStore store) {
        checked(actor, store);
        int dealer = DealerContext.require();
        var now = clock.instant();
        var today = store.dayOf(now);
        int weeks = tables.weeks(dealer, store.id());
        var from = today.minusWeeks(weeks);
        var cars = new TreeMap<DayOfWeek, Map<LocalTime, Integer>>();
        var times = new ArrayList<LocalTime>();
        for (var cell : tables.curve(dealer, store.id(), store.zone(), startOf(store, from), startOf(store, today))) {
            cars.computeIfAbsent(DayOfWeek.of(cell.weekday()), _ -> new TreeMap<>())
                    .put(cell.halfHour(), cell.cars());
            times.add(cell.halfHour());
        }
        return new Curve(store, weeks, from, today.minusDays(1), span(times), cars, now);
    }

    /** All half hours from the first to the last of some. */
    private static List<LocalTime> span(List<LocalTime> times) {
        if (times.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<LocalTime>();
        var last = times.stream().max(Comparator.naturalOrder()).orElseThrow();
        var at = times.stream().min(Comparator.naturalOrder()).orElseThrow();
        while (true) {
            all.add(at);
            if (!at.isBefore(last)) {
                return all;
            }
            at = at.plusMinutes(30);
        }
    }

    /** The arrivals of a weekday in a half hour; an unwritten half hour leaves the whole day. */
    public List<Row> rows(Actor actor, ReportStore store, Curve curve, DayOfWeek day, @Nullable LocalTime halfHour) {
        checked(actor, store);
        int dealer = DealerContext.require();
        return tables
                .came(
                        dealer,
                        store.id(),
                        startOf(store, curve.from()),
                        startOf(store, curve.to().plusDays(1)))
                .stream()
                .filter(it -> it.at().atZone(store.zone()).getDayOfWeek() == day)
                .filter(it ->
                        halfHour == null || isIn(it.at().atZone(store.zone()).toLocalTime(), halfHour))
                .map(it -> new Row(it.at(), it.orderNo(), it.brand()))
                .toList();
    }

    private static boolean isIn(LocalTime time, LocalTime halfHour) {
        return time.getHour() == halfHour.getHour() && time.getMinute() / 30 == halfHour.getMinute() / 30;
    }

    private static Instant startOf(ReportStore store, LocalDate day) {
        return day.atStartOfDay(store.zone()).toInstant();
    }

    private static void checked(Actor actor, ReportStore store) {
        if (!actor.may(UseCase.READ_ARRIVAL_CURVE, store.id())) {
            throw new NotFound("store " + store.code());
        }
    }
}
