package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.calendar.Calendar;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How cars usually come to a store on such a day of the week: the last weeks', four unless the store has set more (RP-21). What lies weeks back changes with an import
 * only, so an answer is kept for some minutes of the system's time and costs no page a statement.
 */
@Component
class ArrivalCurves {

    private static final int MOST_WEEKS = 8;
    private static final int MOST_KEPT = 5_000;
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock systemClock;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    ArrivalCurves(JdbcClient jdbc, @Qualifier("systemClock") Clock systemClock) {
        this.jdbc = jdbc;
        this.systemClock = systemClock;
    }

    private record Key(int dealer, UUID store, LocalDate day, LocalDate today, int weeks) {}

    private record Known(ArrivalCurve curve, Instant until) {}

    /**
     * The curve for a day, from the last such weekdays that lie before {@code today}.
     *
     * @param today the store's day
     * @param weeks of how many of them, 1 to 8
     */
    ArrivalCurve of(int dealer, UUID store, LocalDate day, LocalDate today, int weeks, Calendar calendar) {
        var now = systemClock.instant();
        var key = new Key(dealer, store, day, today, weeks);
        var kept = known.get(key);
        if (kept != null && now.isBefore(kept.until())) {
            return kept.curve();
        }
        if (known.size() > MOST_KEPT) {
            known.clear();
        }
        var curve = read(dealer, store, day, today, weeks, calendar);
        known.put(key, new Known(curve, now.plus(FRESH)));
        return curve;
    }

    private ArrivalCurve read(int dealer, UUID store, LocalDate day, LocalDate today, int weeks, Calendar calendar) {
        var last = day;
        while (!last.isBefore(today)) {
            last = last.minusWeeks(1);
        }
        var cars = new HashMap<LocalTime, Double>();
        jdbc.sql("""
                        select distinct o.vehicle_id, o.sent_in_at
                          from vehicles.report_order o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.status <> 'VOID'
                           and (o.sent_in_at >= :from1 and o.sent_in_at < :to1
                                or o.sent_in_at >= :from2 and o.sent_in_at < :to2
                                or o.sent_in_at >= :from3 and o.sent_in_at < :to3
                                or o.sent_in_at >= :from4 and o.sent_in_at < :to4
                                or o.sent_in_at >= :from5 and o.sent_in_at < :to5
                                or o.sent_in_at >= :from6 and o.sent_in_at < :to6
                                or o.sent_in_at >= :from7 and o.sent_in_at < :to7
                                or o.sent_in_at >= :from8 and o.sent_in_at < :to8)
                        """)
                .params(moments(dealer, store, last, weeks, calendar))
                .query((row, _) -> row.getTimestamp("sent_in_at").toInstant())
                .list()
                .forEach(it -> cars.merge(
                        ArrivalCurve.halfHour(it.atZone(calendar.zone()).toLocalTime()), 1.0 / weeks, Double::sum));
        return new ArrivalCurve(cars);
    }

    /** The days that are read; those that are not asked for are empty spans. */
    private static Map<String, Object> moments(int dealer, UUID store, LocalDate last, int weeks, Calendar calendar) {
        var moments = new HashMap<String, Object>(Map.of("dealer", dealer, "store", store));
        for (int week = 0; week < MOST_WEEKS; week++) {
            var day = last.minusWeeks(Math.min(week, weeks - 1));
            moments.put("from" + (week + 1), Timestamp.from(calendar.startOfDay(day)));
            moments.put(
                    "to" + (week + 1),
                    Timestamp.from(week < weeks ? calendar.endOfDay(day) : calendar.startOfDay(day)));
        }
        return moments;
    }
}
