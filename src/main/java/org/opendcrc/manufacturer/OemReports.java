package org.opendcrc.manufacturer;

import java.sql.Timestamp;
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
                                                         subject, body)
                        values (:dealer, :id, :store, :complaint, :kind, :words, :satisfied, :at, :staff, :to, :subject, :body)
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
                .update();
    }

    List<OemReport> of(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select r.id, r.kind, r.words, r.satisfied, r.written_at, p.name as written_by, r.mail_to, coalesce(l.state, 'TOLD') as state,
                               l.sent_at, l.trouble
                          from manufacturer.report r
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.written_by
                          left join mail.report_letter l on l.dealer_id = :dealer and l.letter_id = r.id
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
