package org.opendcrc.appointments;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time codes: six digits in a text show that a number is the visitor's. Beside the code he needs the pass that only his browser
 * has, so that nobody else can guess at it. All by the machine's time.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PhoneCodes {

    /** How long a visitor may take to choose when his number is known to be his. */
    static final Duration TIME_TO_BOOK = Duration.ofMinutes(30);

    private static final int PASS_BYTES = 24;
    private static final int CODES = 1_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    PhoneCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A code that was made.
     *
     * @param pass what the browser keeps
     */
    record Made(UUID id, String pass, String code) {}

    /** What a pass stands for. */
    record Held(UUID id, PhoneNumber phone, Optional<Instant> verified) {}

    /** The answer to a typed code. */
    enum Typed {
        RIGHT,
        WRONG,
        /** The last try was wrong: it counts no more, even if the right one comes. */
        SPENT
    }

    Made make(int dealer, UUID store, PhoneNumber phone, Duration counts, Instant now) {
        var id = Ids.next();
        var pass = PublicLinks.token(PASS_BYTES);
        var code = code();
        jdbc.sql("""
                        insert into appointments.phone_code (dealer_id, id, store_id, token_hash, phone, secret_hash, sent_at, expires_at)
                        values (:dealer, :id, :store, :pass, :phone, :code, :now, :expires)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", store)
                .param("pass", PublicLinks.hash(pass))
                .param("phone", phone.value())
                .param("code", secret(id, code))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(counts)))
                .update();
        return new Made(id, pass, code);
    }

    private static String code() {
        return "%06d".formatted(RANDOM.nextInt(CODES));
    }

    private static byte[] secret(UUID id, String code) {
        return PublicLinks.hash(id + " " + code);
    }

    /** What a pass stands for at that moment, held until the transaction ends; empty if it counts no more. */
    Optional<Held> hold(int dealer, UUID store, String pass, Instant now) {
        return jdbc.sql("""
                        select p.id, p.phone, p.verified_at
                          from appointments.phone_code p
                         where p.dealer_id = :dealer
                           and p.store_id = :store
                           and p.token_hash = :pass
                           and p.used_at is null
                           and p.expires_at > :now
                           for update
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("pass", PublicLinks.hash(pass))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Held(
                        row.getObject("id", UUID.class),
                        new PhoneNumber(row.getString("phone")),
                        Optional.ofNullable(row.getTimestamp("verified_at")).map(Timestamp::toInstant)))
                .optional();
    }

    /** Counts the try before it looks at the code. The row is held. */
    Typed type(int dealer, Held held, String code, int most, Instant now) {
        @SuppressWarnings("ArrayRecordComponent") // read once and never compared as a record
        record Row(int tries, byte[] secret) {}
        var row = jdbc.sql("""
                        update appointments.phone_code p
                           set tries = p.tries + 1
                         where p.dealer_id = :dealer
                           and p.id = :id
                        returning p.tries, p.secret_hash
                        """)
                .param("dealer", dealer)
                .param("id", held.id())
                .query((it, _) -> new Row(it.getInt("tries"), it.getBytes("secret_hash")))
                .single();
        if (row.tries() <= most && MessageDigest.isEqual(row.secret(), secret(held.id(), code))) {
            jdbc.sql("""
                            update appointments.phone_code p
                               set verified_at = :now,
                                   expires_at = :until
                             where p.dealer_id = :dealer
                               and p.id = :id
                            """)
                    .param("dealer", dealer)
                    .param("id", held.id())
                    .param("now", Timestamp.from(now))
                    .param("until", Timestamp.from(now.plus(TIME_TO_BOOK)))
                    .update();
            return Typed.RIGHT;
        }
        if (row.tries() >= most) {
            end(dealer, held, now);
            return Typed.SPENT;
        }
        return Typed.WRONG;
    }

    /** It was booked with, or guessed at too often, or another code stands in its place. */
    void end(int dealer, Held held, Instant now) {
        jdbc.sql("""
                        update appointments.phone_code p
                           set used_at = :now
                         where p.dealer_id = :dealer
                           and p.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", held.id())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** How many appointments a number has ahead that were made by himself. */
    int ahead(int dealer, PhoneNumber phone, Instant now) {
        return jdbc.sql("""
                        select count(*)::int
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.phone = :phone
                           and a.channel = 'CUSTOMER'
                           and a.starts_at > :now
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        """)
                .param("dealer", dealer)
                .param("phone", phone.value())
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    void forget(int dealer, Instant before) {
        jdbc.sql("""
                        delete from appointments.phone_code
                         where dealer_id = :dealer
                           and sent_at <= :before
                        """)
                .param("dealer", dealer)
                .param("before", Timestamp.from(before))
                .update();
    }
}
