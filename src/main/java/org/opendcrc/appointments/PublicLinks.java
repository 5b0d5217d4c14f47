package org.opendcrc.appointments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The way from a public link to its dealer, before anybody has signed in. A token is random and known to whoever holds the link; the
 * house keeps its SHA-256 alone.
 */
@Component
class PublicLinks {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22,43}");

    private final JdbcClient jdbc;

    PublicLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a link opens. */
    enum Kind {
        APPOINTMENT,
        CALENDAR
    }

    /** A new token of so many random bytes: 16 are 128 bits and 22 characters. */
    static String token(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void remember(byte[] hash, Kind kind) {
        jdbc.sql("""
                        insert into directory.public_link (token_hash, dealer_id, kind)
                        values (:hash, :dealer, :kind)
                        """)
                .param("hash", hash)
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .update();
    }

    void forget(byte[] hash) {
        jdbc.sql("""
                        delete from directory.public_link
                         where token_hash = :hash
                        """).param("hash", hash).update();
    }

    /** Whose link that is; empty if it is none of ours, or no more. */
    Optional<Integer> dealerOf(String token, Kind kind) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select l.dealer_id
                          from directory.public_link l
                         where l.token_hash = :hash
                           and l.kind = :kind
                        """)
                .param("hash", hash(token))
                .param("kind", kind.name())
                .query(Integer.class)
                .optional();
    }
}
