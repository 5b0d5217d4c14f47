package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of proposed wordings. */
@Repository
class Proposals {

    private final JdbcClient jdbc;

    Proposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int dealer, UUID id, Template it, UUID by, Instant at) {
        jdbc.sql("""
                insert into messaging.template_proposal (dealer_id, id, key, version, name, class, body_zh, body_en, long_text, store_id, state,
                                                         proposed_at, proposed_by)
                values (:dealer, :id, :key, :version, :name, :class, :zh, :en, :long, :store, 'OPEN', :at, :by)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("key", it.key())
                .param("version", it.version())
                .param("name", it.name())
                .param("class", it.textClass().name())
                .param("zh", it.chinese())
                .param("en", it.english())
                .param("long", it.longText())
                .param("store", it.store().orElse(null))
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /** Those that wait, and those that were decided since then; the open ones first, the oldest first. */
    List<Proposal> list(int dealer, Instant since, int limit) {
        return jdbc.sql("""
                        select q.id, q.key, q.version, q.name, q.class, q.body_zh, q.body_en, q.long_text, q.store_id, q.state, q.proposed_at,
                               p.name as proposed_by, q.decided_at, d.name as decided_by, q.note
                          from messaging.template_proposal q
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = q.proposed_by
                          left join organisation.report_staff d on d.dealer_id = :dealer and d.staff_id = q.decided_by
                         where q.dealer_id = :dealer
                           and (q.state = 'OPEN' or q.decided_at >= :since)
                         order by q.state <> 'OPEN', q.proposed_at, q.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query(Proposals::proposal)
                .list();
    }

    /** One that waits, its row locked; empty if it was decided or never was. */
    Optional<Template> hold(int dealer, UUID id) {
        return jdbc.sql("""
                        select q.key, q.version, q.name, q.class, q.body_zh, q.body_en, q.long_text, q.store_id
                          from messaging.template_proposal q
                         where q.dealer_id = :dealer
                           and q.id = :id
                           and q.state = 'OPEN'
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> template(row))
                .optional();
    }

    void decide(int dealer, UUID id, Proposal.State as, Optional<String> note, UUID by, Instant at) {
        jdbc.sql("""
                update messaging.template_proposal q
                   set state = :state, note = :note, decided_at = :at, decided_by = :by
                 where q.dealer_id = :dealer
                   and q.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", as.name())
                .param("note", note.orElse(null))
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getObject("id", UUID.class),
                template(row),
                Proposal.State.valueOf(row.getString("state")),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("proposed_by"),
                Optional.ofNullable(row.getTimestamp("decided_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(row.getString("note")));
    }

    private static Template template(ResultSet row) throws SQLException {
        var key = row.getString("key");
        var shipped = TextTemplate.of(key);
        return new Template(
                key,
                row.getInt("version"),
                row.getString("name"),
                shipped.map(TextTemplate::channel).orElse(Template.Channel.TEXT),
                TextClass.valueOf(row.getString("class")),
                shipped.map(TextTemplate::byHand).orElse(true),
                shipped.map(TextTemplate::fields).orElseGet(() -> Arrays.asList(TextField.values())),
                row.getString("body_zh"),
                row.getString("body_en"),
                Template.Origin.OWN,
                Optional.empty(),
                Optional.empty(),
                row.getBoolean("long_text"),
                Optional.ofNullable(row.getObject("store_id", UUID.class)));
    }
}
