package org.opendcrc.casebook;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Measures, training and experience. */
@Repository
class Lessons {

    private final JdbcClient jdbc;

    Lessons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Measure> measures(int dealer, List<UUID> stores, Optional<UUID> complaint, boolean openOnly, int limit) {
        return jdbc.sql("""
                        select m.id, m.store_id, s.name as store, m.complaint_id, c.number, m.about, m.words, p.name as responsible, m.due_on, m.state,
                               m.outcome, m.version
                          from casebook.measure m
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = m.store_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = m.responsible_id
                          left join complaints.report_complaint c on c.dealer_id = :dealer and c.complaint_id = m.complaint_id
                         where m.dealer_id = :dealer
                           and m.store_id = any(:stores)
                           and (:complaint::uuid is null or m.complaint_id = :complaint)
                           and (not :open or m.state = 'OPEN')
                         order by m.state <> 'OPEN', m.due_on, m.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("complaint", complaint.orElse(null))
                .param("open", openOnly)
                .param("limit", limit)
                .query((row, _) -> new Measure(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getString("store"),
                        Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                        Optional.ofNullable(row.getString("number")),
                        Optional.ofNullable(row.getString("about")),
                        row.getString("words"),
                        row.getString("responsible"),
                        row.getObject("due_on", LocalDate.class),
                        Measure.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("outcome")),
                        row.getInt("version")))
                .list();
    }

    void add(int dealer, UUID id, LessonDesk.NewMeasure it, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into casebook.measure (dealer_id, id, store_id, complaint_id, about, words, responsible_id, due_on, state, created_at,
                                                      created_by)
                        values (:dealer, :id, :store, :complaint, :about, :words, :responsible, :due, 'OPEN', :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", it.store())
                .param("complaint", it.complaint().orElse(null))
                .param("about", it.about().orElse(null))
                .param("words", it.words().strip())
                .param("responsible", it.responsible())
                .param("due", it.dueOn())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    /** A row that one is about to change. */
    record Locked(UUID store, boolean closed, int version) {}

    Optional<Locked> lockMeasure(int dealer, UUID id) {
        return jdbc.sql("""
                        select m.store_id, m.state <> 'OPEN' as closed, m.version
                          from casebook.measure m
                         where m.dealer_id = :dealer
                           and m.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> new Locked(
                        row.getObject("store_id", UUID.class), row.getBoolean("closed"), row.getInt("version")))
                .optional();
    }

    void close(int dealer, UUID id, Measure.State state, String outcome, UUID staff, Instant now) {
        jdbc.sql("""
                        update casebook.measure m
                           set state = :state, outcome = :outcome, closed_at = :now, closed_by = :staff, version = m.version + 1
                         where m.dealer_id = :dealer
                           and m.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", state.name())
                .param("outcome", outcome)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    List<Training> trainings(int dealer, List<UUID> stores, int limit) {
        return jdbc.sql("""
                        select t.id, t.store_id, s.name as store, t.topic, t.content, t.held_on, t.who, t.look_on, t.result, t.helped,
                               p.name as looked_by, t.version
                          from casebook.training t
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.looked_by
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                         order by t.looked_at is not null, t.look_on, t.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, _) -> new Training(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getString("store"),
                        row.getString("topic"),
                        row.getString("content"),
                        row.getObject("held_on", LocalDate.class),
                        row.getString("who"),
                        row.getObject("look_on", LocalDate.class),
                        Optional.ofNullable(row.getString("result")),
                        Optional.ofNullable(row.getObject("helped", Boolean.class)),
                        Optional.ofNullable(row.getString("looked_by")),
                        row.getInt("version")))
                .list();
    }

    void add(int dealer, UUID id, LessonDesk.NewTraining it, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into casebook.training (dealer_id, id, store_id, topic, content, held_on, who, look_on, created_at, created_by)
                        values (:dealer, :id, :store, :topic, :content, :held, :who, :look, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", it.store())
                .param("topic", it.topic().strip())
                .param("content", it.content().strip())
                .param("held", it.heldOn())
                .param("who", it.who().strip())
                .param("look", it.lookOn())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    Optional<Locked> lockTraining(int dealer, UUID id) {
        return jdbc.sql("""
                        select t.store_id, t.looked_at is not null as closed, t.version
                          from casebook.training t
                         where t.dealer_id = :dealer
                           and t.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> new Locked(
                        row.getObject("store_id", UUID.class), row.getBoolean("closed"), row.getInt("version")))
                .optional();
    }

    void look(int dealer, UUID id, boolean helped, String result, UUID staff, Instant now) {
        jdbc.sql("""
                        update casebook.training t
                           set helped = :helped, result = :result, looked_at = :now, looked_by = :staff, version = t.version + 1
                         where t.dealer_id = :dealer
                           and t.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("helped", helped)
                .param("result", result)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    List<Experience> experience(int dealer, List<UUID> stores, int limit) {
        return jdbc.sql("""
                        select e.id, s.name as store, e.complaint_id, c.number, e.question, e.answer, e.created_at, p.name as created_by
                          from casebook.experience e
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = e.store_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = e.created_by
                          left join complaints.report_complaint c on c.dealer_id = :dealer and c.complaint_id = e.complaint_id
                         where e.dealer_id = :dealer
                           and e.store_id = any(:stores)
                         order by e.created_at desc, e.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, _) -> new Experience(
                        row.getObject("id", UUID.class),
                        row.getString("store"),
                        Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                        Optional.ofNullable(row.getString("number")),
                        row.getString("question"),
                        row.getString("answer"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by")))
                .list();
    }

    void add(int dealer, UUID id, LessonDesk.NewExperience it, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into casebook.experience (dealer_id, id, store_id, complaint_id, question, answer, created_at, created_by)
                        values (:dealer, :id, :store, :complaint, :question, :answer, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", it.store())
                .param("complaint", it.complaint().orElse(null))
                .param("question", it.question().strip())
                .param("answer", it.answer().strip())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    /** Everybody with a role in these stores, by store and name: who can be held to a measure. */
    List<LessonDesk.Somebody> people(int dealer, List<UUID> stores) {
        return jdbc.sql("""
                        select distinct r.staff_id, r.name, r.store_id, s.name as store, s.code
                          from organisation.report_role r
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = r.store_id
                         where r.dealer_id = :dealer
                           and r.store_id = any(:stores)
                         order by s.code, r.name, r.staff_id
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new LessonDesk.Somebody(
                        row.getObject("staff_id", UUID.class),
                        row.getString("name"),
                        row.getObject("store_id", UUID.class),
                        row.getString("store")))
                .list();
    }
}
