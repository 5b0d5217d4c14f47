package org.opendcrc.casebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The papers of the cases. Without their bytes unless these are asked for. */
@Repository
class Attachments {

    private final JdbcClient jdbc;

    Attachments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Attachment> of(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select a.id, a.complaint_id, a.name, a.type, a.bytes, a.words, a.added_at, p.name as added_by
                          from casebook.attachment a
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.added_by
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                         order by a.added_at, a.id
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query(Attachments::attachment)
                .list();
    }

    /** A paper and its sealed bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Whole(Attachment attachment, byte[] sealed) {}

    Optional<Whole> find(int dealer, UUID complaint, UUID id) {
        return jdbc.sql("""
                        select a.id, a.complaint_id, a.name, a.type, a.bytes, a.words, a.added_at, p.name as added_by, a.sealed
                          from casebook.attachment a
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.added_by
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                           and a.id = :id
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("id", id)
                .query((row, n) -> new Whole(attachment(row, n), row.getBytes("sealed")))
                .optional();
    }

    /** Answers whether it is new: the same bytes are kept once a case. */
    boolean add(int dealer, Attachment it, byte[] digest, byte[] sealed, UUID staff) {
        return jdbc.sql("""
                        insert into casebook.attachment (dealer_id, id, complaint_id, name, type, bytes, digest, sealed, words, added_at, added_by)
                        values (:dealer, :id, :complaint, :name, :type, :bytes, :digest, :sealed, :words, :at, :staff)
                        on conflict (dealer_id, complaint_id, digest) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("id", it.id())
                        .param("complaint", it.complaintId())
                        .param("name", it.name())
                        .param("type", it.type().name())
                        .param("bytes", it.bytes())
                        .param("digest", digest)
                        .param("sealed", sealed)
                        .param("words", it.words().orElse(null))
                        .param("at", Timestamp.from(it.addedAt()))
                        .param("staff", staff)
                        .update()
                == 1;
    }

    /** The store of a case, its row taken so that two who bring papers do it one after the other; of these stores only. */
    Optional<UUID> lockCase(int dealer, UUID complaint, List<UUID> stores) {
        return jdbc.sql("""
                        select c.store_id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :complaint
                           and c.store_id = any(:stores)
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("stores", stores.toArray(UUID[]::new))
                .query(UUID.class)
                .optional();
    }

    /** The store of a case, of these stores only. */
    Optional<UUID> storeOf(int dealer, UUID complaint, List<UUID> stores) {
        return jdbc.sql("""
                        select c.store_id
                          from complaints.report_complaint c
                         where c.dealer_id = :dealer
                           and c.complaint_id = :complaint
                           and c.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("stores", stores.toArray(UUID[]::new))
                .query(UUID.class)
                .optional();
    }

    int count(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select count(*)
                          from casebook.attachment a
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query(Integer.class)
                .single();
    }

    private static Attachment attachment(ResultSet row, int number) throws SQLException {
        return new Attachment(
                row.getObject("id", UUID.class),
                row.getObject("complaint_id", UUID.class),
                row.getString("name"),
                AttachmentType.valueOf(row.getString("type")),
                row.getInt("bytes"),
                Optional.ofNullable(row.getString("words")),
                moment(row, "added_at"),
                row.getString("added_by"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
