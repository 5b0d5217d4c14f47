package org.opendcrc.appointments;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often somebody may do something without a login, on all nodes together. Counts by the machine's time, in a transaction of its own,
 * so that a try counts whatever becomes of it.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class VisitorPace {

    private final JdbcClient jdbc;
    private final Clock systemClock;

    VisitorPace(JdbcClient jdbc, @Qualifier("systemClock") Clock systemClock) {
        this.jdbc = jdbc;
        this.systemClock = systemClock;
    }

    /** What is counted, and how often it may be done in which span. */
    public enum Deed {
        /** Opening any public page, by address. */
        LOOK(120, Duration.ofMinutes(1)),
        /** Opening a link that does not exist, by address. */
        GUESS(20, Duration.ofMinutes(10)),
        /** Confirming, moving and cancelling, by link. */
        ACT(20, Duration.ofHours(1)),
        /** Asking for codes, by address. */
        ASK_CODE(10, Duration.ofHours(1)),
        /** Typing codes and booking, by address. */
        TYPE_CODE(60, Duration.ofHours(1)),
        /** Fetching calendars, by address: a whole house may stand behind one. */
        FETCH(300, Duration.ofMinutes(10));

        final int most;
        final Duration span;

        Deed(int most, Duration span) {
            this.most = most;
            this.span = span;
        }

        /** After how long at the latest it may be done again. */
        public Duration span() {
            return span;
        }
    }

    /** Takes one of the times of the present span; {@code false} if none is left. */
    public boolean admits(Deed deed, String who) {
        return admits(deed.name() + " " + who, deed.most, deed.span, systemClock.instant());
    }

    /**
     * Somebody at a door.
     *
     * @param admitted whether he does not come too often, nor has guessed too often
     * @param dealer whose door it is; empty for nobody's
     */
    public record Knock(boolean admitted, Optional<Integer> dealer) {}

    /** Somebody comes to a link of an appointment: counted, and its dealer found, in one statement. */
    public Knock atLink(Deed deed, String visitor, String token) {
        return knock(deed, visitor, PublicLinks.hash(token), PublicLinks.Kind.APPOINTMENT.name(), "");
    }

    /** Somebody comes to the address of a calendar. */
    public Knock atCalendar(String visitor, String token) {
        return knock(Deed.FETCH, visitor, PublicLinks.hash(token), PublicLinks.Kind.CALENDAR.name(), "");
    }

    /** Somebody comes to a public page of a dealer. */
    public Knock atDealer(Deed deed, String visitor, String code) {
        return knock(deed, visitor, PublicLinks.hash(""), "", code);
    }

    private Knock knock(Deed deed, String visitor, byte[] link, String kind, String code) {
        var now = systemClock.instant();
        return jdbc.sql("""
                        with knock as (insert into directory.pace as p (who_hash, times, until)
                                       values (:who, 1, :until)
                                       on conflict (who_hash) do update
                                          set times = case when p.until <= :now then 1 else p.times + 1 end,
                                              until = case when p.until <= :now then excluded.until else p.until end
                                       returning p.times)
                        select k.times,
                               (select g.times
                                  from directory.pace g
                                 where g.who_hash = :guesser
                                   and g.until > :now) as guesses,
                               coalesce((select l.dealer_id
                                           from directory.public_link l
                                          where l.token_hash = :link
                                            and l.kind = :kind),
                                        (select d.dealer_id
                                           from directory.dealer d
                                          where d.code = :code)) as dealer_id
                          from knock k
                        """)
                .param("who", PublicLinks.hash(deed.name() + " " + visitor))
                .param("guesser", PublicLinks.hash(Deed.GUESS.name() + " " + visitor))
                .param("until", Timestamp.from(now.plus(deed.span)))
                .param("now", Timestamp.from(now))
                .param("link", link)
                .param("kind", kind)
                .param("code", code)
                .query((row, _) -> new Knock(
                        row.getInt("times") <= deed.most && row.getInt("guesses") < Deed.GUESS.most,
                        Optional.ofNullable(row.getObject("dealer_id", Integer.class))))
                .single();
    }

    /** Whether times are left, without taking one. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public boolean leaves(Deed deed, String who) {
        var now = systemClock.instant();
        return jdbc.sql("""
                        select p.times
                          from directory.pace p
                         where p.who_hash = :who
                           and p.until > :now
                        """)
                        .param("who", PublicLinks.hash(deed.name() + " " + who))
                        .param("now", Timestamp.from(now))
                        .query(Integer.class)
                        .optional()
                        .orElse(0)
                < deed.most;
    }

    /** The same for bounds that a store has set. */
    public boolean admits(String what, int most, Duration span) {
        return admits(what, most, span, systemClock.instant());
    }

    private boolean admits(String what, int most, Duration span, Instant now) {
        return jdbc.sql("""
                        insert into directory.pace as p (who_hash, times, until)
                        values (:who, 1, :until)
                        on conflict (who_hash) do update
                           set times = case when p.until <= :now then 1 else p.times + 1 end,
                               until = case when p.until <= :now then excluded.until else p.until end
                        returning p.times
                        """)
                        .param("who", PublicLinks.hash(what))
                        .param("until", Timestamp.from(now.plus(span)))
                        .param("now", Timestamp.from(now))
                        .query(Integer.class)
                        .single()
                <= most;
    }

    /** Forgets the spans that are over. */
    void forget(Instant now) {
        jdbc.sql("""
                        delete from directory.pace
                         where until <= :now
                        """).param("now", Timestamp.from(now)).update();
    }

    /** A visitor's address as it is counted: of the newer protocol the first half, which is one household's. */
    public static String visitor(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            var bytes = java.net.InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 16
                    ? Long.toHexString(ByteBuffer.wrap(Arrays.copyOf(bytes, 8)).getLong())
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
