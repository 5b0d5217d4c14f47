package org.opendcrc.followups;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is away, and what is assigned to him: the only class that writes that table. */
@Repository
class Absences {

    private final JdbcClient jdbc;

    Absences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int dealer, Absence it, Instant now) {
        jdbc.sql("""
                insert into followups.absence (dealer_id, id, store_id, staff_id, covers, from_at, until_at, named_by, named_at)
                values (:dealer, :id, :store, :staff, :covers, :from, :until, :by, :now)
                """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("store", it.store())
                .param("staff", it.staff())
                .param("covers", it.covers().toArray(UUID[]::new))
                .param("from", Timestamp.from(it.from()))
                .param("until", Timestamp.from(it.until()))
                .param("by", it.namedBy())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Ends it; whether it still held. */
    boolean end(int dealer, UUID store, UUID absence, UUID by, Instant now) {
        return jdbc.sql("""
                        update followups.absence a
                           set ended_at = :now,
                               ended_by = :by
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.store_id = :store
                           and a.ended_at is null
                           and a.until_at > :now
                        """)
                        .param("dealer", dealer)
                        .param("id", absence)
                        .param("store", store)
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The store of an absence that was not taken back. */
    Optional<UUID> storeOf(int dealer, UUID absence) {
        return jdbc.sql("""
                        select a.store_id
                          from followups.absence a
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.ended_at is null
                        """)
                .param("dealer", dealer)
                .param("id", absence)
                .query(UUID.class)
                .optional();
    }

    /** Those of some stores that hold now or later, the earliest first. */
    List<Absence> of(int dealer, Collection<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select a.id, a.store_id, a.staff_id, p.name, a.covers, a.from_at, a.until_at, a.named_by,
                               array(select k.name
                                       from organisation.report_staff k
                                      where k.dealer_id = :dealer
                                        and k.staff_id = any(a.covers)
                                      order by array_position(a.covers, k.staff_id)) as cover_names
                          from followups.absence a
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.staff_id
                         where a.dealer_id = :dealer
                           and a.store_id = any(:stores)
                           and a.ended_at is null
                           and a.until_at > :now
                         order by a.from_at, a.named_at, a.id
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Absence(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("staff_id", UUID.class),
                        row.getString("name"),
                        list(row.getArray("covers"), UUID.class),
                        list(row.getArray("cover_names"), String.class),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("until_at").toInstant(),
                        row.getObject("named_by", UUID.class)))
                .list();
    }

    /** Those of the whole dealer that hold at that moment. */
    List<Absence> running(int dealer, Instant at) {
        var stores = jdbc.sql("""
                        select distinct a.store_id
                          from followups.absence a
                         where a.dealer_id = :dealer
                           and a.ended_at is null
                           and a.from_at <= :at
                           and a.until_at > :at
                        """)
                .param("dealer", dealer)
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .list();
        return of(dealer, stores, at).stream().filter(it -> it.holdsAt(at)).toList();
    }

    /**
     * When something that is assigned to somebody who is away can be handed over: at the beginning, or when the call in somebody's hand is
     * given back.
     *
     * @param after what is over by then is over
     */
    Optional<Instant> nextHandOver(int dealer, Instant after) {
        return jdbc.sql("""
                        select min(w.due) as due
                          from (select greatest(a.from_at, case when c.claimed_by is not null then c.claimed_until end) as due, a.until_at
                                  from followups.absence a
                                  join followups.contact c on c.dealer_id = :dealer and c.assigned_to = a.staff_id and c.store_id = a.store_id
                                 where a.dealer_id = :dealer
                                   and a.ended_at is null
                                   and a.until_at > :after
                                   and c.open_tasks > 0
                                   and c.for_staff is null) w
                         where w.due < w.until_at
                        """)
                .param("dealer", dealer)
                .param("after", Timestamp.from(after))
                .query((row, _) -> Contacts.moment(row, "due"))
                .single();
    }

    /** What is assigned to somebody in a store: each contact with the task that is due first, in the order in which they are due. */
    Map<UUID, UUID> assigned(int dealer, UUID store, UUID staff) {
        var found = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("""
                        select c.id,
                               (select t.id
                                  from followups.task t
                                 where t.dealer_id = :dealer
                                   and t.contact_id = c.id
                                   and t.state in ('PENDING', 'RETRY')
                                 order by t.due_at, t.id
                                 limit 1) as task_id
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.store_id = :store
                           and c.assigned_to = :staff
                           and c.open_tasks > 0
                           and c.for_staff is null
                         order by c.due_at, c.id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), row.getObject("task_id", UUID.class));
                });
        return found;
    }

    private static <T> List<T> list(Array array, Class<T> of) throws SQLException {
        return List.of((Object[]) array.getArray()).stream().map(of::cast).toList();
    }
}
