package org.opendcrc.organisation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The access tokens of people, as hashes. Called within a transaction of the dealer. */
@Component
class AccessTokens {

    private final JdbcClient jdbc;

    AccessTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID staff, AccessToken token, byte[] hash) {
        jdbc.sql("""
                        insert into organisation.access_token
                               (dealer_id, id, staff_id, name, token_hash, created_at, expires_at)
                        values (:dealer, :id, :staff, :name, :hash, :created, :expires)
                        """)
                .param("dealer", DealerContext.require())
                .param("id", token.id())
                .param("staff", staff)
                .param("name", token.name())
                .param("hash", hash)
                .param("created", token.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All tokens of a person, newest first. */
    List<AccessToken> of(UUID staff) {
        return jdbc.sql("""
                        select t.id, t.name, t.created_at, t.expires_at, t.revoked_at
                          from organisation.access_token t
                         where t.dealer_id = :dealer
                           and t.staff_id = :staff
                         order by t.created_at desc, t.id desc
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .query((row, _) -> new AccessToken(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    /** Ends one token of a person and answers its name and hash; empty if there is no live one. */
    Optional<Ended> revoke(UUID staff, UUID token, Instant now) {
        return jdbc.sql("""
                        update organisation.access_token
                           set revoked_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                           and id = :token
                           and revoked_at is null
                        returning name, token_hash
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .param("token", token)
                .query((row, _) -> new Ended(row.getString("name"), row.getBytes("token_hash")))
                .optional();
    }

    /** Ends all tokens of a person. */
    List<Ended> revokeAll(UUID staff, Instant now) {
        return jdbc.sql("""
                        update organisation.access_token
                           set revoked_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                           and revoked_at is null
                        returning name, token_hash
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .query((row, _) -> new Ended(row.getString("name"), row.getBytes("token_hash")))
                .list();
    }

    /** A token that was ended just now. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to one statement and never compared
    record Ended(String name, byte[] hash) {}
}
