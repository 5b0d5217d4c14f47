package org.opendcrc.organisation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads, at every request, who somebody is and what he may do; nobody who left or was disabled is found. */
@Component
@Transactional(readOnly = true)
public class Accesses {

    private final JdbcClient jdbc;

    Accesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person of a session. */
    public Optional<Access> ofStaff(UUID staff) {
        return jdbc.sql("""
                        select s.id, s.name, s.language, s.single_keys, s.chosen_store, c.login, c.generation, c.must_change,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.staff s
                          join organisation.credential c
                            on c.dealer_id = :dealer
                           and c.staff_id = s.id
                         where s.dealer_id = :dealer
                           and s.id = :staff
                           and s.active
                           and c.disabled_at is null
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .query(Accesses::access)
                .optional();
    }

    /** The person of a login; in the profile {@code simulation} his token is made of it. */
    public Optional<Access> ofLogin(String login) {
        return jdbc.sql("""
                        select s.id, s.name, s.language, s.single_keys, s.chosen_store, c.login, c.generation, c.must_change,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.credential c
                          join organisation.staff s
                            on s.dealer_id = :dealer
                           and s.id = c.staff_id
                         where c.dealer_id = :dealer
                           and c.login = :login
                           and s.active
                           and c.disabled_at is null
                        """)
                .param("dealer", DealerContext.require())
                .param("login", Logins.normal(login))
                .query(Accesses::access)
                .optional();
    }

    /** The person of an access token that is neither revoked nor expired; at the moment of its expiry it has expired. */
    public Optional<Access> ofToken(byte[] hash, Instant now) {
        return jdbc.sql("""
                        select s.id, s.name, s.language, s.single_keys, s.chosen_store, c.login, c.generation, c.must_change,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.access_token t
                          join organisation.credential c
                            on c.dealer_id = :dealer
                           and c.staff_id = t.staff_id
                          join organisation.staff s
                            on s.dealer_id = :dealer
                           and s.id = t.staff_id
                         where t.dealer_id = :dealer
                           and t.token_hash = :hash
                           and t.revoked_at is null
                           and t.expires_at > :now
                           and s.active
                           and c.disabled_at is null
                        """)
                .param("dealer", DealerContext.require())
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Accesses::access)
                .optional();
    }

    private static Access access(ResultSet row, int number) throws SQLException {
        var actor = new Actor(
                DealerContext.require(),
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                roles(row.getArray("roles")),
                Locale.forLanguageTag(row.getString("language")),
                row.getBoolean("single_keys"));
        return new Access(
                actor,
                row.getInt("generation"),
                row.getBoolean("must_change"),
                Optional.ofNullable(row.getObject("chosen_store", UUID.class)));
    }

    private static Map<UUID, Set<Role>> roles(Array pairs) throws SQLException {
        return Arrays.stream((String[]) pairs.getArray())
                .map(pair -> pair.split(" ", 2))
                .collect(Collectors.groupingBy(
                        pair -> UUID.fromString(pair[0]),
                        Collectors.mapping(pair -> Role.valueOf(pair[1]), Collectors.toUnmodifiableSet())));
    }
}
