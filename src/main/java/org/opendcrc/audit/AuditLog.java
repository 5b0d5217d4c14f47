package org.opendcrc.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.UseCase;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log: lines are added, in the transaction of the change, and read; nothing else is possible. */
@Component
public class AuditLog {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Where a page of the log ends: the time and identifier of its last line. */
    public record Place(Instant at, UUID id) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Audited change) {
        jdbc.sql("""
                        insert into audit.entry (dealer_id, id, at, actor_id, action, entity, entity_id, before, after)
                        values (:dealer, :id, :at, :actor, :action, :entity, :entityId, :before::jsonb, :after::jsonb)
                        """)
                .param("dealer", change.dealerId())
                .param("id", Ids.next())
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("actor", change.actor().orElse(null))
                .param("action", change.action())
                .param("entity", change.entity())
                .param("entityId", change.entityId())
                .param("before", json.writeValueAsString(change.before()))
                .param("after", json.writeValueAsString(change.after()))
                .update();
    }

    /**
     * Lines of one kind of thing or of all, newest first.
     *
     * @param entity the kind, empty for all
     * @param after where the page before ended, empty for the newest
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> older(Actor actor, Optional<String> entity, Optional<Place> after, int most) {
        actor.require(UseCase.READ_AUDIT);
        return page("""
                select e.id, e.at, e.actor_id, e.action, e.entity, e.entity_id, e.before, e.after
                  from audit.entry e
                 where e.dealer_id = :dealer
                   and (:entity::text is null or e.entity = :entity)
                   and (:at::timestamptz is null or (e.at, e.id) < (:at, :id))
                 order by e.at desc, e.id desc
                 limit :most
                """, entity, after, most);
    }

    /** Like {@link #older}, in the other direction; still newest first. */
    @Transactional(readOnly = true)
    public List<AuditEntry> newer(Actor actor, Optional<String> entity, Place before, int most) {
        actor.require(UseCase.READ_AUDIT);
        return page("""
                select e.id, e.at, e.actor_id, e.action, e.entity, e.entity_id, e.before, e.after
                  from audit.entry e
                 where e.dealer_id = :dealer
                   and (:entity::text is null or e.entity = :entity)
                   and (e.at, e.id) > (:at::timestamptz, :id::uuid)
                 order by e.at, e.id
                 limit :most
                """, entity, Optional.of(before), most).reversed();
    }

    /** The kinds of things that have lines, found by jumping along the index from one to the next. */
    @Transactional(readOnly = true)
    public List<String> entities(Actor actor) {
        actor.require(UseCase.READ_AUDIT);
        return jdbc.sql("""
                        with recursive kind (entity) as (
                            (select e.entity
                               from audit.entry e
                              where e.dealer_id = :dealer
                              order by e.entity
                              limit 1)
                            union all
                            select (select e.entity
                                      from audit.entry e
                                     where e.dealer_id = :dealer
                                       and e.entity > k.entity
                                     order by e.entity
                                     limit 1)
                              from kind k
                             where k.entity is not null)
                        select k.entity
                          from kind k
                         where k.entity is not null
                        """)
                .param("dealer", DealerContext.require())
                .query(String.class)
                .list();
    }

    private List<AuditEntry> page(String sql, Optional<String> entity, Optional<Place> place, int most) {
        return Collections.unmodifiableList(jdbc.sql(sql)
                .param("dealer", DealerContext.require())
                .param("entity", entity.orElse(null))
                .param("at", place.map(it -> it.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .param("id", place.map(Place::id).orElse(null))
                .param("most", most)
                .query(this::entry)
                .list());
    }

    private AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("actor_id", UUID.class)),
                row.getString("action"),
                row.getString("entity"),
                row.getString("entity_id"),
                json.readValue(row.getString("before"), FIELDS),
                json.readValue(row.getString("after"), FIELDS));
    }
}
