package org.opendcrc.mail;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mails that were written. */
@Repository
class Mails {

    private final JdbcClient jdbc;

    Mails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int dealer, Mail it, Instant now) {
        jdbc.sql("""
                        insert into mail.letter (dealer_id, id, cause, recipient, subject, body, written_at, state, next_try_at)
                        values (:dealer, :id, :cause, :to, :subject, :body, :now, 'QUEUED', :now)
                        """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("cause", it.cause())
                .param("to", it.to())
                .param("subject", it.subject())
                .param("body", it.body())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A mail whose time has come, and how often it was tried. */
    record Due(Mail mail, int tries) {}

    /** The next mail that is due, its row taken: nobody else sends it. */
    Optional<Due> next(int dealer, Instant due) {
        return jdbc.sql("""
                        select l.id, l.cause, l.recipient, l.subject, l.body, l.tries
                          from mail.letter l
                         where l.dealer_id = :dealer
                           and l.state = 'QUEUED'
                           and l.next_try_at <= :due
                         order by l.next_try_at, l.id
                         limit 1
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .query((row, _) -> new Due(
                        new Mail(
                                row.getObject("id", UUID.class),
                                row.getString("cause"),
                                row.getString("recipient"),
                                row.getString("subject"),
                                row.getString("body")),
                        row.getInt("tries")))
                .optional();
    }

    Optional<Instant> earliest(int dealer) {
        return jdbc.sql("""
                        select l.next_try_at
                          from mail.letter l
                         where l.dealer_id = :dealer
                           and l.state = 'QUEUED'
                         order by l.next_try_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void sent(int dealer, UUID id, Instant at) {
        jdbc.sql("""
                        update mail.letter l
                           set state = 'SENT', sent_at = :at, tries = l.tries + 1, next_try_at = null, trouble = null
                         where l.dealer_id = :dealer
                           and l.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @param again when it is tried once more; empty if it is given up */
    void failed(int dealer, UUID id, String trouble, Optional<Instant> again) {
        jdbc.sql("""
                        update mail.letter l
                           set state = :state, tries = l.tries + 1, next_try_at = :again, trouble = :trouble
                         where l.dealer_id = :dealer
                           and l.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", again.isPresent() ? "QUEUED" : "FAILED")
                .param("again", again.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("trouble", trouble)
                .update();
    }
}
