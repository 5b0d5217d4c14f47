package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.wire.SmsChannel.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the lines. */
@Repository
class Gateways {

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Gateways(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether a line in use carries such texts. */
    boolean carries(int dealer, TextClass textClass) {
        return jdbc.sql("""
                        select exists (select 1
                                         from messaging.gateway g
                                        where g.dealer_id = :dealer
                                          and g.state = 'ON'
                                          and case when :commercial then g.commercial else g.service end)
                        """)
                .param("dealer", dealer)
                .param("commercial", textClass == TextClass.COMMERCIAL)
                .query(Boolean.class)
                .single();
    }

    /** Those that were not given up, as they are tried. */
    List<Gateway> list(int dealer) {
        return jdbc.sql("""
                        select g.id, g.name, g.kind, g.state, g.service, g.commercial, g.place, g.per_second, g.knobs::text as knobs, g.version
                          from messaging.gateway g
                         where g.dealer_id = :dealer
                           and g.state <> 'REMOVED'
                         order by g.place, g.name, g.id
                        """).param("dealer", dealer).query(this::gateway).list();
    }

    Optional<Gateway> find(int dealer, UUID id) {
        return jdbc.sql("""
                        select g.id, g.name, g.kind, g.state, g.service, g.commercial, g.place, g.per_second, g.knobs::text as knobs, g.version
                          from messaging.gateway g
                         where g.dealer_id = :dealer
                           and g.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query(this::gateway)
                .optional();
    }

    /** A line with its sealed secret address. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WithDoor(Gateway gateway, byte[] door) {}

    Optional<WithDoor> findWithDoor(int dealer, UUID id) {
        return jdbc.sql("""
                        select g.id, g.name, g.kind, g.state, g.service, g.commercial, g.place, g.per_second, g.knobs::text as knobs, g.version,
                               g.door
                          from messaging.gateway g
                         where g.dealer_id = :dealer
                           and g.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, number) -> new WithDoor(gateway(row, number), row.getBytes("door")))
                .optional();
    }

    private Gateway gateway(ResultSet row, int number) throws SQLException {
        return new Gateway(
                row.getObject("id", UUID.class),
                row.getString("name"),
                GatewayKind.valueOf(row.getString("kind")),
                Gateway.State.valueOf(row.getString("state")),
                row.getBoolean("service"),
                row.getBoolean("commercial"),
                row.getInt("place"),
                row.getInt("per_second"),
                json.readValue(row.getString("knobs"), WORDS),
                row.getInt("version"));
    }

    /** Its sealed secret and the sealed address at which the provider tells. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(byte[] secret, byte[] door) {}

    Sealed sealed(int dealer, UUID id) {
        return jdbc.sql("""
                        select g.secret, g.door
                          from messaging.gateway g
                         where g.dealer_id = :dealer
                           and g.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> new Sealed(row.getBytes("secret"), row.getBytes("door")))
                .single();
    }

    void add(int dealer, Gateway it, Sealed sealed, byte[] doorHash, UUID by, Instant at) {
        jdbc.sql("""
                insert into messaging.gateway (dealer_id, id, name, kind, state, service, commercial, place, per_second, knobs, secret, door,
                                               changed_at, changed_by, version)
                values (:dealer, :id, :name, :kind, :state, :service, :commercial, :place, :perSecond, :knobs::jsonb, :secret, :door,
                        :at, :by, 1)
                """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("name", it.name())
                .param("kind", it.kind().name())
                .param("state", it.state().name())
                .param("service", it.service())
                .param("commercial", it.commercial())
                .param("place", it.place())
                .param("perSecond", it.perSecond())
                .param("knobs", json.writeValueAsString(it.knobs()))
                .param("secret", sealed.secret())
                .param("door", sealed.door())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
        jdbc.sql("""
                insert into messaging.gateway_pace (dealer_id, gateway_id, free_at)
                values (:dealer, :id, :at)
                """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql("""
                insert into directory.gateway (gateway_id, dealer_id, version, open, door_hash)
                values (:id, :dealer, 1, :open, :hash)
                """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("open", it.state() == Gateway.State.ON)
                .param("hash", doorHash)
                .update();
    }

    /**
     * Changes it.
     *
     * @return whether it still stood at that version
     */
    boolean change(int dealer, Gateway it, Optional<byte[]> secret, UUID by, Instant at) {
        boolean changed = jdbc.sql("""
                        update messaging.gateway g
                           set name = :name, state = :state, service = :service, commercial = :commercial, place = :place,
                               per_second = :perSecond, knobs = :knobs::jsonb, secret = coalesce(:secret::bytea, g.secret), changed_at = :at,
                               changed_by = :by, version = g.version + 1
                         where g.dealer_id = :dealer
                           and g.id = :id
                           and g.version = :version
                           and g.state <> 'REMOVED'
                        """)
                        .param("dealer", dealer)
                        .param("id", it.id())
                        .param("name", it.name())
                        .param("state", it.state().name())
                        .param("service", it.service())
                        .param("commercial", it.commercial())
                        .param("place", it.place())
                        .param("perSecond", it.perSecond())
                        .param("knobs", json.writeValueAsString(it.knobs()))
                        .param("secret", secret.orElse(null))
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .param("version", it.version())
                        .update()
                == 1;
        if (changed) {
            jdbc.sql("""
                    update directory.gateway d
                       set version = :version, open = :open
                     where d.gateway_id = :id
                    """)
                    .param("id", it.id())
                    .param("version", it.version() + 1)
                    .param("open", it.state() == Gateway.State.ON)
                    .update();
        }
        return changed;
    }

    /** A line that the nodes hold. */
    record Open(UUID gatewayId, int dealer, int version) {}

    /** All lines of all dealers; needs no dealer. */
    List<Open> open() {
        return jdbc.sql("""
                        select d.gateway_id, d.dealer_id, d.version
                          from directory.gateway d
                         where d.open
                         order by d.gateway_id
                        """)
                .query((row, _) -> new Open(
                        row.getObject("gateway_id", UUID.class), row.getInt("dealer_id"), row.getInt("version")))
                .list();
    }

    /** Whose secret address that is; needs no dealer. */
    Optional<Open> behind(byte[] doorHash) {
        return jdbc.sql("""
                        select d.gateway_id, d.dealer_id, d.version
                          from directory.gateway d
                         where d.door_hash = :hash
                           and d.open
                        """)
                .param("hash", doorHash)
                .query((row, _) -> new Open(
                        row.getObject("gateway_id", UUID.class), row.getInt("dealer_id"), row.getInt("version")))
                .optional();
    }

    /** The pace of a line; holds it, so that nodes claim one after the other. */
    Pace holdPace(int dealer, UUID gateway) {
        return jdbc.sql("""
                        select p.free_at, p.slower
                          from messaging.gateway_pace p
                         where p.dealer_id = :dealer
                           and p.gateway_id = :gateway
                           for update
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .query((row, _) -> new Pace(row.getTimestamp("free_at").toInstant(), row.getInt("slower")))
                .single();
    }

    void setPace(int dealer, UUID gateway, Pace pace) {
        jdbc.sql("""
                update messaging.gateway_pace p
                   set free_at = :freeAt, slower = :slower
                 where p.dealer_id = :dealer
                   and p.gateway_id = :gateway
                """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("freeAt", Timestamp.from(pace.freeAt()))
                .param("slower", pace.slower())
                .update();
    }

    /** The partner took a part: the next pause begins small again. */
    void atPace(int dealer, UUID gateway) {
        jdbc.sql("""
                update messaging.gateway_pace p
                   set slower = 0
                 where p.dealer_id = :dealer
                   and p.gateway_id = :gateway
                   and p.slower > 0
                """).param("dealer", dealer).param("gateway", gateway).update();
    }

    void setHealth(int dealer, UUID gateway, String node, Health health, Instant now) {
        jdbc.sql("""
                insert into messaging.gateway_health (dealer_id, gateway_id, node, state, trouble, since, seen_at)
                values (:dealer, :gateway, :node, :state, :trouble, :now, :now)
                on conflict (dealer_id, gateway_id, node) do update
                   set since = case when gateway_health.state = excluded.state then gateway_health.since else excluded.since end,
                       state = excluded.state, trouble = excluded.trouble, seen_at = excluded.seen_at
                """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("node", node)
                .param("state", health.state().name())
                .param("trouble", health.trouble().orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    void forgetHealth(int dealer, UUID gateway, Instant before) {
        jdbc.sql("""
                delete from messaging.gateway_health h
                 where h.dealer_id = :dealer
                   and h.gateway_id = :gateway
                   and h.seen_at < :before
                """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .param("before", Timestamp.from(before))
                .update();
    }

    /**
     * How a line is at a node.
     *
     * @param node a word for the node
     */
    record AtNode(
            UUID gatewayId, String node, Health.State state, Optional<String> trouble, Instant since, Instant seenAt) {}

    List<AtNode> health(int dealer) {
        return jdbc.sql("""
                        select h.gateway_id, h.node, h.state, h.trouble, h.since, h.seen_at
                          from messaging.gateway_health h
                         where h.dealer_id = :dealer
                         order by h.gateway_id, h.node
                        """)
                .param("dealer", dealer)
                .query((row, _) -> new AtNode(
                        row.getObject("gateway_id", UUID.class),
                        row.getString("node"),
                        Health.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("trouble")),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("seen_at").toInstant()))
                .list();
    }

    /** Waiting texts by gateway class, and those of unknown outcome: what a person should look at. */
    record Waiting(int service, int commercial, int unknown) {}

    Waiting waiting(int dealer) {
        return jdbc.sql("""
                        select count(*) filter (where t.state = 'QUEUED' and t.class = 'SERVICE')::int as service,
                               count(*) filter (where t.state = 'QUEUED' and t.class = 'COMMERCIAL')::int as commercial,
                               count(*) filter (where t.state = 'UNKNOWN')::int as unknown
                          from messaging.text t
                         where t.dealer_id = :dealer
                           and t.state in ('QUEUED', 'UNKNOWN')
                        """)
                .param("dealer", dealer)
                .query((row, _) -> new Waiting(row.getInt("service"), row.getInt("commercial"), row.getInt("unknown")))
                .single();
    }
}
