package org.opendcrc.complaints;

import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The daily look through open and unanswered cases (CP-24): what there is to see, and who has seen it. */
@Service
@Transactional
public class DailyDesk {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    DailyDesk(JdbcClient jdbc, Stores stores, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.events = events;
    }

    /**
     * An open case.
     *
     * @param handler empty for nobody
     * @param nextDue the earliest of its clocks that run; the two hours among them
     * @param nextRule of which rule that is
     * @param told the last word to the customer
     * @param silent whether he has heard nothing for the store's days (CP-10)
     */
    public record Line(
            UUID id,
            String number,
            String store,
            ZoneId zone,
            String customer,
            ComplaintKind kind,
            CaseState state,
            Grade grade,
            boolean crisis,
            Instant receivedAt,
            String handler,
            boolean answered,
            Optional<Instant> nextDue,
            String nextRule,
            Optional<Instant> told,
            boolean silent) {}

    /** Who looked through a store's open cases on a day, and how many there were. */
    public record Look(UUID store, String by, Instant at, int open, int unanswered, String words) {}

    /** A store and its looks of today; none means that today's is still owed. */
    public record OfStore(UUID id, String name, ZoneId zone, List<Look> looks) {

        public OfStore {
            looks = List.copyOf(looks);
        }
    }

    /** The open cases, the oldest first. */
    @Transactional(readOnly = true)
    public List<Line> open(Actor actor, Optional<UUID> store, Instant now) {
        return jdbc.sql("""
                        select c.id, c.number, s.name as store, s.zone, coalesce(k.name, c.complainant_name, '') as customer, c.kind, c.state, c.grade,
                               c.crisis_since, c.received_at, coalesce(h.name, '') as handler, c.answered_at, c.told_at, due.at as due_at, due.rule,
                               exists (select 1
                                         from complaints.deadline y
                                        where y.dealer_id = :dealer
                                          and y.complaint_id = c.id
                                          and y.rule = 'CP-10'
                                          and (c.told_at is null or y.started_at >= c.told_at)
                                          and y.due_at < :now) as silent
                          from complaints.complaint c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join organisation.report_staff h on h.dealer_id = :dealer and h.staff_id = c.handler_id
                          left join lateral (select q.at, q.rule
                                               from (select c.contact_due_at as at, 'CP-1' as rule
                                                      where c.contacted_at is null
                                                        and c.contact_owed
                                                     union all
                                                     select d.due_at, d.rule
                                                       from complaints.deadline d
                                                      where d.dealer_id = :dealer
                                                        and d.complaint_id = c.id
                                                        and d.running) q
                                              order by q.at
                                              limit 1) due on true
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.closed_at is null
                         order by c.received_at, c.id
                         limit :most
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", mine(actor, store).toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .query((row, _) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getString("customer"),
                        ComplaintKind.valueOf(row.getString("kind")),
                        CaseState.valueOf(row.getString("state")),
                        Grade.valueOf(row.getString("grade")),
                        row.getTimestamp("crisis_since") != null,
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("handler"),
                        row.getTimestamp("answered_at") != null,
                        Optional.ofNullable(row.getTimestamp("due_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("rule")).orElse(""),
                        Optional.ofNullable(row.getTimestamp("told_at")).map(Timestamp::toInstant),
                        row.getBoolean("silent")))
                .list();
    }

    private record Looked(UUID store, String name, ZoneId zone, Optional<Look> look) {}

    /** The stores and who has looked through them today, each by its own calendar. */
    @Transactional(readOnly = true)
    public List<OfStore> today(Actor actor, Optional<UUID> store, Instant now) {
        var rows = jdbc.sql("""
                        select s.store_id, s.name, s.zone, p.name as by, l.at, l.open, l.unanswered, l.words
                          from organisation.report_store s
                          left join complaints.daily_look l on l.dealer_id = :dealer
                                                           and l.store_id = s.store_id
                                                           and l.day = (:now::timestamptz at time zone s.zone)::date
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = l.staff_id
                         where s.dealer_id = :dealer
                           and s.store_id = any(:stores)
                         order by s.code, l.at
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", mine(actor, store).toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Looked(
                        row.getObject("store_id", UUID.class),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        row.getTimestamp("at") == null
                                ? Optional.empty()
                                : Optional.of(new Look(
                                        row.getObject("store_id", UUID.class),
                                        row.getString("by"),
                                        row.getTimestamp("at").toInstant(),
                                        row.getInt("open"),
                                        row.getInt("unanswered"),
                                        Optional.ofNullable(row.getString("words"))
                                                .orElse("")))))
                .list();
        return rows.stream()
                .map(Looked::store)
                .distinct()
                .map(id -> of(id, rows))
                .toList();
    }

    private static OfStore of(UUID id, List<Looked> rows) {
        var its = rows.stream().filter(it -> it.store().equals(id)).toList();
        return new OfStore(
                id,
                its.getFirst().name(),
                its.getFirst().zone(),
                its.stream().flatMap(it -> it.look().stream()).toList());
    }

    /**
     * Somebody has looked through the open cases of a store today; a second time on the same day changes nothing.
     *
     * @throws org.opendcrc.shared.NotAllowed if he may not work on complaints there
     */
    public void look(Actor actor, UUID store, String words, Instant now) {
        actor.require(UseCase.WORK_ON_COMPLAINTS, store);
        var day = LocalDate.ofInstant(now, stores.get(store).zone());
        var lines = open(actor, Optional.of(store), now);
        var unanswered = lines.stream().filter(it -> !it.answered()).count();
        var added = jdbc.sql("""
                        insert into complaints.daily_look (dealer_id, store_id, day, staff_id, at, open, unanswered, words)
                        values (:dealer, :store, :day, :staff, :now, :open, :unanswered, :words)
                        on conflict (dealer_id, store_id, day, staff_id) do nothing
                        """)
                .param("dealer", actor.dealerId())
                .param("store", store)
                .param("day", Date.valueOf(day))
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .param("open", lines.size())
                .param("unanswered", unanswered)
                .param("words", words.isBlank() ? null : words.strip(), Types.VARCHAR)
                .update();
        if (added == 1) {
            events.publishEvent(Audited.by(
                    actor,
                    now,
                    "complaint.daily-look",
                    "store",
                    store,
                    Map.of("day", day.toString(), "open", Integer.toString(lines.size()))));
            events.publishEvent(new Changed(actor.dealerId(), Changed.COMPLAINTS));
        }
    }

    private static List<UUID> mine(Actor actor, Optional<UUID> store) {
        actor.require(UseCase.READ_COMPLAINTS);
        return actor.storesFor(UseCase.READ_COMPLAINTS).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
    }
}
