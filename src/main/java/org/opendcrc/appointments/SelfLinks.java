package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The links by which customers reach their appointments. Each text carries one of its own; all of an appointment end when it moves or is
 * cancelled, and none counts when it begins.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SelfLinks {

    /** 128 bits: nobody guesses them, and the link still fits into a text. */
    private static final int BYTES = 16;

    private final JdbcClient jdbc;
    private final PublicLinks doors;

    SelfLinks(JdbcClient jdbc, PublicLinks doors) {
        this.jdbc = jdbc;
        this.doors = doors;
    }

    /** A new link as the text carries it; empty where the store has set no public address, or where it would be dead already. */
    Optional<String> write(int dealer, StoreSettings settings, UUID appointment, Instant startsAt, Instant now) {
        var base = settings.text(SelfServiceSettings.ADDRESS);
        return base.isEmpty() || !now.isBefore(startsAt)
                ? Optional.empty()
                : Optional.of(base + path(token(dealer, settings, appointment, startsAt, now)));
    }

    static String path(String token) {
        return "/a/" + token;
    }

    /** A new token of an appointment that is still ahead. */
    String token(int dealer, StoreSettings settings, UUID appointment, Instant startsAt, Instant now) {
        var token = PublicLinks.token(BYTES);
        var hash = PublicLinks.hash(token);
        var latest = now.plus(Duration.ofDays(settings.number(SelfServiceSettings.LINK_DAYS)));
        doors.remember(hash, PublicLinks.Kind.APPOINTMENT);
        jdbc.sql("""
                        insert into appointments.self_link (dealer_id, token_hash, appointment_id, made_at, expires_at)
                        values (:dealer, :hash, :appointment, :now, :expires)
                        """)
                .param("dealer", dealer)
                .param("hash", hash)
                .param("appointment", appointment)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(latest.isBefore(startsAt) ? latest : startsAt))
                .update();
        return token;
    }

    /** What a link leads to. */
    record Target(UUID appointment, UUID store) {}

    /** The appointment of a link that counts at that moment. */
    Optional<Target> find(int dealer, String token, Instant now) {
        return jdbc.sql("""
                        select a.id, a.store_id
                          from appointments.self_link l
                          join appointments.appointment a on a.dealer_id = :dealer and a.id = l.appointment_id
                         where l.dealer_id = :dealer
                           and l.token_hash = :hash
                           and l.ended_at is null
                           and l.expires_at > :now
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        """)
                .param("dealer", dealer)
                .param("hash", PublicLinks.hash(token))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Target(row.getObject("id", UUID.class), row.getObject("store_id", UUID.class)))
                .optional();
    }

    /** Ends all links of an appointment that was moved or cancelled. */
    void endAll(int dealer, UUID appointment, Instant now) {
        jdbc.sql("""
                        update appointments.self_link l
                           set ended_at = :now
                         where l.dealer_id = :dealer
                           and l.appointment_id = :appointment
                           and l.ended_at is null
                        returning l.token_hash
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("now", Timestamp.from(now))
                .query((row, _) -> row.getBytes("token_hash"))
                .list()
                .forEach(doors::forget);
    }
}
