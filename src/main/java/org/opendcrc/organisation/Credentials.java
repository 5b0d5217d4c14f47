package org.opendcrc.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people sign in. Called within a transaction of the dealer. */
@Component
class Credentials {

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A person's login and what belongs to it.
     *
     * @param open whether he may sign in at all: in the staff file and not disabled
     */
    record Credential(
            UUID staff,
            String login,
            Optional<String> hash,
            Optional<String> previousHash,
            Optional<Instant> slipExpires,
            boolean mustChange,
            boolean open) {}

    Optional<Credential> of(String login) {
        return jdbc.sql("""
                        select c.staff_id, c.login, c.password_hash, c.previous_hash, c.slip_expires, c.must_change,
                               s.active and c.disabled_at is null as open
                          from organisation.credential c
                          join organisation.staff s
                            on s.dealer_id = :dealer
                           and s.id = c.staff_id
                         where c.dealer_id = :dealer
                           and c.login = :login
                        """)
                .param("dealer", DealerContext.require())
                .param("login", login)
                .query(Credentials::credential)
                .optional();
    }

    /** The credential of a person, held until the transaction ends. */
    Optional<Credential> lock(UUID staff) {
        return jdbc.sql("""
                        select c.staff_id, c.login, c.password_hash, c.previous_hash, c.slip_expires, c.must_change,
                               s.active and c.disabled_at is null as open
                          from organisation.credential c
                          join organisation.staff s
                            on s.dealer_id = :dealer
                           and s.id = c.staff_id
                         where c.dealer_id = :dealer
                           and c.staff_id = :staff
                           for update of c
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .query(Credentials::credential)
                .optional();
    }

    void add(UUID staff, String login, Instant now) {
        jdbc.sql("""
                        insert into organisation.credential (dealer_id, staff_id, login, changed_at)
                        values (:dealer, :staff, :login, :now)
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .param("login", login)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A password of his own choice; every earlier sign-in ends. */
    void setPassword(UUID staff, String hash, Instant now) {
        jdbc.sql("""
                        update organisation.credential
                           set password_hash = :hash,
                               previous_hash = null,
                               must_change = false,
                               slip_expires = null,
                               generation = generation + 1,
                               changed_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                        """)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    /** A one-time slip; every earlier sign-in ends. The person's own password before it is kept to be refused. */
    void setSlip(UUID staff, String hash, Instant expires, Instant now) {
        jdbc.sql("""
                        update organisation.credential
                           set previous_hash = case when must_change then previous_hash else password_hash end,
                               password_hash = :hash,
                               must_change = true,
                               slip_expires = :expires,
                               generation = generation + 1,
                               changed_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                        """)
                .param("hash", hash)
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    /** Closes a login; every sign-in ends. */
    void disable(UUID staff, Instant now) {
        jdbc.sql("""
                        update organisation.credential
                           set disabled_at = :now,
                               generation = generation + 1,
                               changed_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    void enable(UUID staff, Instant now) {
        jdbc.sql("""
                        update organisation.credential
                           set disabled_at = null,
                               changed_at = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    void signedIn(UUID staff, Instant now) {
        jdbc.sql("""
                        update organisation.credential
                           set last_sign_in = :now
                         where dealer_id = :dealer
                           and staff_id = :staff
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    private static Credential credential(ResultSet row, int number) throws SQLException {
        return new Credential(
                row.getObject("staff_id", UUID.class),
                row.getString("login"),
                Optional.ofNullable(row.getString("password_hash")),
                Optional.ofNullable(row.getString("previous_hash")),
                Optional.ofNullable(instant(row.getObject("slip_expires", OffsetDateTime.class))),
                row.getBoolean("must_change"),
                row.getBoolean("open"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
