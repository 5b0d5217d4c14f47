package org.opendcrc.manufacturer;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told the manufacturer, and what his people said. */
@Repository
class OemReports {

    private final JdbcClient jdbc;

    OemReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int dealer, UUID store, UUID complaint, OemReport it, String subject, String body, UUID staff) {
        jdbc.sql("""
                        insert into manufacturer.report (dealer_id, id, store_id, complaint_id, kind, words, satisfied, written_at, written_by, mail_to,
                                                         subject, body, state, next_try_at)
                        values (:dealer, :id, :store, :complaint, :kind, :words, :satisfied, :at, :staff, :to, :subject, :body, :state, :next)
                        """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("store", store)
                .param("complaint", complaint)
                .param("kind", it.kind().name())
                .param("words", it.words())
                .param("satisfied", it.satisfied().orElse(null), java.sql.Types.BOOLEAN)
                .param("at", Timestamp.from(it.writtenAt()))
                .param("staff", staff)
                .param("to", it.mailTo().orElse(null))
                .param("subject", subject)
                .param("body", body)
                .param("state", it.state().name())
                .param("next", it.state() == OemReport.State.QUEUED ? Timestamp.from(it.writtenAt()) : null)
                .update();
    }

    List<OemReport> of(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select r.id, r.kind, r.words, r.satisfied, r.written_at, p.name as written_by, r.mail_to, r.state, r.sent_at, r.trouble
                          from manufacturer.report r
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.written_by
                         where r.dealer_id = :dealer
                           and r.complaint_id = :complaint
                         order by r.written_at, r.id
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) -> new OemReport(
                        row.getObject("id", UUID.class),
                        OemReport.Kind.valueOf(row.getString("kind")),
                        row.getString("words"),
                        Optional.ofNullable(row.getObject("satisfied", Boolean.class)),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("written_by"),
                        Optional.ofNullable(row.getString("mail_to")),
                        OemReport.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("trouble"))))
                .list();
    }

    /** A mail that is to go. */
    record Mail(UUID id, String to, String subject, String body, int tries) {}

    /** The mails that are due, their rows taken: nobody else sends them. */
    List<Mail> due(int dealer, Instant due, int limit) {
        return jdbc.sql("""
                        select r.id, r.mail_to, r.subject, r.body, r.tries
                          from manufacturer.report r
                         where r.dealer_id = :dealer
                           and r.state = 'QUEUED'
                           and r.next_try_at <= :due
                         order by r.next_try_at, r.id
                         limit :limit
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .param("limit", limit)
                .query((row, _) -> new Mail(
                        row.getObject("id", UUID.class),
                        row.getString("mail_to"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("tries")))
                .list();
    }

    Optional<Instant> earliest(int dealer) {
        return jdbc.sql("""
                        select r.next_try_at
                          from manufacturer.report r
                         where r.dealer_id = :dealer
                           and r.state = 'QUEUED'
                         order by r.next_try_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void sent(int dealer, UUID id, Instant at) {
        jdbc.sql("""
                        update manufacturer.report r
                           set state = 'SENT', sent_at = :at, tries = r.tries + 1, next_try_at = null, trouble = null
                         where r.dealer_id = :dealer
                           and r.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Later once more, or given up. */
    void failed(int dealer, UUID id, String trouble, Optional<Duration> later, Instant at) {
        jdbc.sql("""
                        update manufacturer.report r
                           set state = :state, tries = r.tries + 1, next_try_at = :next, trouble = :trouble
                         where r.dealer_id = :dealer
                           and r.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", later.isPresent() ? "QUEUED" : "FAILED")
                .param("next", later.map(it -> Timestamp.from(at.plus(it))).orElse(null))
                .param("trouble", trouble)
                .update();
    }

    void say(int dealer, UUID id, UUID complaint, String words, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into manufacturer.instruction (dealer_id, id, complaint_id, words, at, staff_id)
                        values (:dealer, :id, :complaint, :words, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("complaint", complaint)
                .param("words", words)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    List<OemFile.Instruction> said(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select i.words, i.at, p.name as by
                          from manufacturer.instruction i
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = i.staff_id
                         where i.dealer_id = :dealer
                           and i.complaint_id = :complaint
                         order by i.at, i.id
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) -> new OemFile.Instruction(
                        row.getString("words"), row.getTimestamp("at").toInstant(), row.getString("by")))
                .list();
    }
}
