package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.vehicles.CarName;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a clerk would be handed next, to be looked at: the same calls in the same order as {@link FollowUpQueue#claimNext} (FU-19), but
 * nothing is taken. Where the
 * dayparts of a store lie is read once a minute, so that a look costs one statement.
 */
@Component
@Transactional(readOnly = true)
public class NextCalls {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final StoreCalendar calendar;
    private final Clock systemClock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    NextCalls(JdbcClient jdbc, StoreCalendar calendar, @Qualifier("systemClock") Clock systemClock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.systemClock = systemClock;
    }

    private record Known(Dayparts dayparts, ZoneId zone, Instant until) {}

    /**
     * The daypart of a store, with the minutes that are left of it.
     *
     * @param minutesLeft begun minutes count as whole ones
     */
    public record Present(Daypart daypart, long minutesLeft) {}

    /** The present daypart of a store; empty outside all of them. */
    public Optional<Present> daypart(UUID store, Instant now) {
        var times = times(store);
        var time = now.atZone(times.zone()).toLocalTime();
        return times.dayparts()
                .at(time)
                .map(it -> new Present(
                        it,
                        Duration.between(time, times.dayparts().endOf(it))
                                .plusSeconds(59)
                                .toMinutes()));
    }

    /**
     * The calls that come next, and those that customers asked for later today, which stand last by their time.
     *
     * @param store only this one
     * @param limit at most so many of either kind
     * @throws org.opendcrc.shared.NotAllowed if he makes no calls there
     */
    public List<NextCall> of(Actor actor, Optional<UUID> store, Instant now, int limit) {
        if (store.isPresent()) {
            actor.require(UseCase.MAKE_FOLLOW_UP_CALLS, store.get());
        } else {
            actor.require(UseCase.MAKE_FOLLOW_UP_CALLS);
        }
        var stores = store.map(List::of).orElseGet(() -> actor.storesFor(UseCase.MAKE_FOLLOW_UP_CALLS));
        var dayparts = stores.stream()
                .map(it -> daypart(it, now)
                        .map(present -> DaypartBits.of(present.daypart()))
                        .orElse(0))
                .toArray(Integer[]::new);
        return jdbc.sql("""
                        select f.place, t.id, s.name as store, s.zone, k.name as customer, k.kind as customer_kind, k.sex, v.plate, v.series, v.model,
                               t.kind, t.order_no, t.order_kind, t.settled_at, a.name as advisor, t.due_at, t.attempts, t.dayparts_used,
                               f.open_tasks, f.at, t.corrected_at is not null as corrected
                          from ((select 'HELD' as place, 1 as turn, c.id, c.store_id, c.customer_id, c.vehicle_id, c.due_at, c.open_tasks,
                                        c.claimed_until as at
                                   from followups.contact c
                                  where c.dealer_id = :dealer
                                    and c.claimed_by = :staff
                                    and c.claimed_until > :now
                                    and c.store_id = any(:stores)
                                    and c.open_tasks > 0
                                    and c.open_from <= :now
                                  order by c.claimed_until, c.id
                                  limit :limit)
                                union all
                                (select case when w.promised_at <= :now then 'PROMISED_NOW' else 'WAITING' end,
                                        case when w.promised_at <= :now then 2 when w.hour_from <= :now then 3 else 4 end
                                        + case when w.assigned_to <> :staff then 3 else 0 end, w.id, w.store_id, w.customer_id, w.vehicle_id,
                                        w.due_at, w.open_tasks, case when w.promised_at <= :now then w.promised_at end
                                   from followups.contact w
                                  where w.dealer_id = :dealer
                                    and w.store_id = any(:stores)
                                    and w.open_tasks > 0
                                    and w.open_from <= :now
                                    and not w.text_only
                                    and (w.for_staff = :staff
                                         or (w.for_staff is null
                                             and (w.store_id = any(:whole)
                                                  or w.assigned_to = :staff
                                                  or not exists (select 1
                                                                   from followups.restriction x
                                                                  where x.dealer_id = :dealer
                                                                    and x.staff_id = :staff
                                                                    and x.store_id = w.store_id))))
                                    and not (:staff = any(w.barred_staff))
                                    and (w.claimed_by is null or w.claimed_until <= :now)
                                    and (w.hour_from <= :now
                                         or ((w.not_before is null or w.not_before <= :now)
                                             and (w.promised_at <= :now
                                                  or w.dayparts_used & (cast(:dayparts as int[]))[array_position(cast(:stores as uuid[]), w.store_id)] = 0)))
                                  order by (w.assigned_to is not null and w.assigned_to <> :staff),
                                           (w.promised_at is not null and w.promised_at <= :now) desc,
                                           (w.hour_from is not null and w.hour_from <= :now) desc, w.due_at, w.id
                                  limit :limit)
                                union all
                                (select 'PROMISED_LATER', 8, l.id, l.store_id, l.customer_id, l.vehicle_id, l.promised_at, l.open_tasks, l.promised_at
                                   from followups.contact l
                                  where l.dealer_id = :dealer
                                    and l.store_id = any(:stores)
                                    and l.open_tasks > 0
                                    and l.open_from <= :now
                                    and not l.text_only
                                    and (l.for_staff = :staff
                                         or (l.for_staff is null
                                             and (l.store_id = any(:whole)
                                                  or l.assigned_to = :staff
                                                  or not exists (select 1
                                                                   from followups.restriction x
                                                                  where x.dealer_id = :dealer
                                                                    and x.staff_id = :staff
                                                                    and x.store_id = l.store_id))))
                                    and not (:staff = any(l.barred_staff))
                                    and (l.claimed_by is null or l.claimed_until <= :now)
                                    and l.promised_at > :now
                                    and l.promised_at < :endOfDay
                                  order by l.promised_at, l.id
                                  limit :limit)) f
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = f.customer_id
                          join lateral (select d.id, d.kind, coalesce(d.order_no, d.subject_no) as order_no, d.order_kind, d.settled_at, d.advisor_id, d.due_at, d.attempts,
                                               d.dayparts_used, d.corrected_at
                                          from followups.task d
                                         where d.dealer_id = :dealer
                                           and d.contact_id = f.id
                                           and d.state in ('PENDING', 'RETRY')
                                           and d.due_from <= :now
                                           and d.barred_staff is distinct from :staff
                                         order by (k.dnd and not d.despite_dnd), d.at_hour desc, d.due_at, d.id
                                         limit 1) t on true
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = f.store_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = f.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                         order by f.turn, f.due_at, f.id
                        """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .param("stores", stores.toArray(UUID[]::new))
                .param("whole", Sight.within(actor, stores).whole())
                .param("dayparts", dayparts)
                .param("now", Timestamp.from(now))
                .param("endOfDay", Timestamp.from(endOfDay(stores.getFirst(), now)))
                .param("limit", limit)
                .query((row, _) -> call(row))
                .list();
    }

    private Instant endOfDay(UUID store, Instant now) {
        var zone = times(store).zone();
        return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    private Known times(UUID store) {
        var now = systemClock.instant();
        var last = known.get(store);
        if (last == null || !now.isBefore(last.until())) {
            last = new Known(calendar.dayparts(store), calendar.zone(store), now.plus(FRESH));
            known.put(store, last);
        }
        return last;
    }

    private static NextCall call(ResultSet row) throws SQLException {
        return new NextCall(
                row.getObject("id", UUID.class),
                NextCall.Place.valueOf(row.getString("place")),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getString("customer"),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                Optional.ofNullable(row.getString("plate")),
                CarName.of(row.getString("series"), row.getString("model")),
                row.getString("kind"),
                Optional.ofNullable(row.getString("order_no")),
                Optional.ofNullable(row.getString("order_kind")),
                Contacts.moment(row, "settled_at"),
                Optional.ofNullable(row.getString("advisor")),
                row.getTimestamp("due_at").toInstant(),
                row.getInt("attempts"),
                DaypartBits.read(row.getInt("dayparts_used")),
                row.getInt("open_tasks"),
                row.getBoolean("corrected"),
                Contacts.moment(row, "at"));
    }
}
