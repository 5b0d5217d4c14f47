package org.opendcrc.organisation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts wrong tries for each login that was typed. A try is counted before its password is looked at and forgotten when that was
 * right: so as many clients at two nodes as one likes get five tries, not five each.
 */
@Component
@Transactional
class SignInAttempts {

    private final JdbcClient jdbc;

    SignInAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The answer of the counter to one more try. */
    sealed interface Admission {
        /**
         * The password may be looked at.
         *
         * @param left tries left after this one; with none left the login is locked unless this one is right
         */
        record Admitted(int left) implements Admission {}

        record Locked(Instant until) implements Admission {}
    }

    private record Count(int failures, @Nullable Instant lockedUntil) {}

    Admission begin(String login, Instant now, SignInSettings settings) {
        var hash = Hashes.sha256(login);
        jdbc.sql("""
                        insert into directory.sign_in_attempt (login_hash, failures, last_at)
                        values (:hash, 0, :now)
                        on conflict (login_hash) do nothing
                        """)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        var count = jdbc.sql("""
                        select a.failures, a.locked_until
                          from directory.sign_in_attempt a
                         where a.login_hash = :hash
                           for update
                        """)
                .param("hash", hash)
                .query((row, _) ->
                        new Count(row.getInt("failures"), instant(row.getObject("locked_until", OffsetDateTime.class))))
                .single();
        if (count.lockedUntil() != null && now.isBefore(count.lockedUntil())) {
            return new Admission.Locked(count.lockedUntil());
        }
        int failures = count.lockedUntil() == null ? count.failures() + 1 : 1;
        var locked = failures >= settings.tries() ? now.plus(settings.lock()).atOffset(ZoneOffset.UTC) : null;
        jdbc.sql("""
                        update directory.sign_in_attempt
                           set failures = :failures,
                               locked_until = :locked,
                               last_at = :now
                         where login_hash = :hash
                        """)
                .param("failures", failures)
                .param("locked", locked)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .update();
        return new Admission.Admitted(Math.max(0, settings.tries() - failures));
    }

    /** The password was right, or an administrator gave a new slip: the login starts afresh. */
    void forget(String login) {
        jdbc.sql("""
                        delete from directory.sign_in_attempt
                         where login_hash = :hash
                        """).param("hash", Hashes.sha256(login)).update();
    }

    /** Those of the logins that are locked, and until when. */
    @Transactional(readOnly = true)
    public Map<String, Instant> locked(Collection<String> logins, Instant now) {
        var byHash =
                logins.stream().collect(Collectors.toMap(it -> HexFormat.of().formatHex(Hashes.sha256(it)), it -> it));
        return jdbc
                .sql("""
                        select a.login_hash, a.locked_until
                          from directory.sign_in_attempt a
                         where a.login_hash = any(:hashes)
                           and a.locked_until > :now
                        """)
                .param("hashes", logins.stream().map(Hashes::sha256).toArray(byte[][]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> Map.entry(
                        Objects.requireNonNull(byHash.get(HexFormat.of().formatHex(row.getBytes("login_hash")))),
                        row.getObject("locked_until", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Tries of logins that nobody typed since then are forgotten, so that made-up logins fill no disk. */
    int forgetBefore(Instant then) {
        return jdbc.sql("""
                        delete from directory.sign_in_attempt
                         where last_at < :then
                           and (locked_until is null or locked_until < :then)
                        """).param("then", then.atOffset(ZoneOffset.UTC)).update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
