package org.opendcrc.questionnaires;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the designer: drafts, which are written over, and what became of each version. */
@Repository
class Designing {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    Designing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One after the other: two drafts that would tie must not be published at the same moment. */
    void takeTurns(int dealer) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('questionnaires.publishing'), :dealer)")
                .param("dealer", dealer)
                .query((_, _) -> true)
                .single();
    }

    /** All versions that were ever published, by code and variant, the newest first. */
    List<DesignedVersion> versions(int dealer) {
        return jdbc.sql("""
                        select n.id, n.code, n.variant, n.version, n.name_zh, n.name_en, n.brand, n.order_kind, n.mileage_from, n.mileage_to,
                               n.valid_from, s.name as published_by, w.withdrawn_at, u.name as withdrawn_by,
                               n.version = max(n.version) over (partition by n.code, n.variant) as newest,
                               q.questions, q.possible, d.edition is not null as drafted
                          from questionnaires.questionnaire n
                          left join questionnaires.withdrawal w on w.dealer_id = :dealer and w.questionnaire_id = n.id
                          left join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = n.published_by
                          left join organisation.report_staff u on u.dealer_id = :dealer and u.staff_id = w.withdrawn_by
                          left join questionnaires.draft d on d.dealer_id = :dealer and d.code = n.code and d.variant = n.variant
                          left join lateral (select count(*) as questions, coalesce(sum(k.points * k.weight), 0) as possible
                                               from questionnaires.question k
                                              where k.dealer_id = :dealer
                                                and k.questionnaire_id = n.id) q on true
                         where n.dealer_id = :dealer
                         order by n.code, n.variant, n.version desc
                        """)
                .param("dealer", dealer)
                .query((row, _) -> version(row))
                .list();
    }

    private static DesignedVersion version(ResultSet row) throws SQLException {
        var withdrawn = Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(Timestamp::toInstant);
        return new DesignedVersion(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("variant"),
                row.getInt("version"),
                new Words(row.getString("name_zh"), row.getString("name_en")),
                QuestionnaireTables.validity(row),
                row.getTimestamp("valid_from").toInstant(),
                Optional.ofNullable(row.getString("published_by")),
                withdrawn.isPresent()
                        ? DesignedVersion.State.WITHDRAWN
                        : row.getBoolean("newest") ? DesignedVersion.State.IN_USE : DesignedVersion.State.REPLACED,
                withdrawn,
                Optional.ofNullable(row.getString("withdrawn_by")),
                row.getInt("questions"),
                row.getInt("possible"),
                row.getBoolean("drafted"));
    }

    void withdraw(int dealer, UUID id, UUID by, Instant at) {
        jdbc.sql("""
                insert into questionnaires.withdrawal (dealer_id, questionnaire_id, withdrawn_at, withdrawn_by)
                values (:dealer, :id, :at, :by)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    List<Draft> drafts(int dealer) {
        return jdbc.sql("""
                        select d.edition, d.content, d.changed_at, s.name as changed_by
                          from questionnaires.draft d
                          join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = d.changed_by
                         where d.dealer_id = :dealer
                         order by d.code, d.variant
                        """)
                .param("dealer", dealer)
                .query((row, _) -> draft(row))
                .list();
    }

    Optional<Draft> draft(int dealer, String code, String variant) {
        return jdbc.sql("""
                        select d.edition, d.content, d.changed_at, s.name as changed_by
                          from questionnaires.draft d
                          join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = d.changed_by
                         where d.dealer_id = :dealer
                           and d.code = :code
                           and d.variant = :variant
                        """)
                .param("dealer", dealer)
                .param("code", code)
                .param("variant", variant)
                .query((row, _) -> draft(row))
                .optional();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getInt("edition"),
                JSON.readValue(row.getString("content"), Questionnaire.class),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }

    /** A first draft; false if there is one already. */
    boolean begin(int dealer, Questionnaire content, UUID by, Instant at) {
        return jdbc.sql("""
                        insert into questionnaires.draft (dealer_id, code, variant, edition, content, changed_at, changed_by)
                        values (:dealer, :code, :variant, 1, :content, :at, :by)
                        on conflict (dealer_id, code, variant) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("code", content.code())
                        .param("variant", content.variant())
                        .param("content", JSON.writeValueAsString(content))
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** Writes over the edition that he had before him; false if it is another one by now. */
    boolean save(int dealer, Questionnaire content, int edition, UUID by, Instant at) {
        return jdbc.sql("""
                        update questionnaires.draft d
                           set content = :content,
                               edition = d.edition + 1,
                               changed_at = :at,
                               changed_by = :by
                         where d.dealer_id = :dealer
                           and d.code = :code
                           and d.variant = :variant
                           and d.edition = :edition
                        """)
                        .param("dealer", dealer)
                        .param("code", content.code())
                        .param("variant", content.variant())
                        .param("edition", edition)
                        .param("content", JSON.writeValueAsString(content))
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** Takes a draft away, of that edition; false if it is another one by now or there is none. */
    boolean remove(int dealer, String code, String variant, int edition) {
        return jdbc.sql("""
                        delete from questionnaires.draft d
                         where d.dealer_id = :dealer
                           and d.code = :code
                           and d.variant = :variant
                           and d.edition = :edition
                        """)
                        .param("dealer", dealer)
                        .param("code", code)
                        .param("variant", variant)
                        .param("edition", edition)
                        .update()
                == 1;
    }

    /** What the dealer's stores sell, by name. */
    List<String> brands(int dealer) {
        return jdbc.sql("""
                        select distinct b.brand
                          from organisation.report_brand b
                         where b.dealer_id = :dealer
                         order by b.brand
                        """).param("dealer", dealer).query(String.class).list();
    }
}
