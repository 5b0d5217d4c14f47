package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tasks as programs read them, of the stores whose queue the person may see. */
@Service
@Transactional(readOnly = true)
public class FollowUpTasks {

    private final JdbcClient jdbc;
    private final Questionnaires questionnaires;

    FollowUpTasks(JdbcClient jdbc, Questionnaires questionnaires) {
        this.jdbc = jdbc;
        this.questionnaires = questionnaires;
    }

    /** A piece of a list. {@code next} is where the piece after it begins. */
    public record Listed(List<TaskView> tasks, Optional<RowKey> next) {

        public Listed {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * Tasks whose window has begun, those due first at the front.
     *
     * @param state only tasks in that state
     * @param kind only calls of that kind
     * @param only a store to which the list is confined
     * @param after the last row of the piece before
     * @param limit at most so many
     * @throws org.opendcrc.shared.NotAllowed if the person may not see the queue there
     */
    public Listed list(
            Actor actor,
            TaskFilter filter,
            Optional<TaskState> state,
            Optional<CallKind> kind,
            Optional<UUID> only,
            Optional<RowKey> after,
            int limit,
            Instant now) {
        if (only.isPresent()) {
            actor.require(UseCase.READ_FOLLOW_UPS, only.get());
        } else {
            actor.require(UseCase.READ_FOLLOW_UPS);
        }
        var stores = only.map(List::of).orElseGet(() -> actor.storesFor(UseCase.READ_FOLLOW_UPS));
        var found = jdbc.sql("""
                        select t.id, t.kind, t.subject_id, coalesce(t.order_no, t.subject_no) as subject_no,
                               coalesce(t.settled_at, t.happened_at) as happened_at, t.round,
                               t.contact_id, t.store_id, c.customer_id, c.vehicle_id, t.order_id, t.order_no, t.order_kind, t.visit_no,
                               t.state, k.name as customer, v.plate, t.mileage_km, a.name as advisor, t.sent_in_at, t.settled_at,
                               t.due_from, t.due_at, t.fades_at, t.attempts, t.dayparts_used, t.overdue_since, t.faded_since, t.linked_to,
                               t.called_at, t.closed_at, k.dnd, v.jd_flag, c.not_before, c.promised_at,
                               case when c.claimed_until > :now then p.name end as claimed_by,
                               case when c.claimed_until > :now then c.claimed_until end as claimed_until
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.claimed_by
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and t.due_from <= :now
                           and (:all or t.state in ('PENDING', 'RETRY'))
                           and (:state::text is null or t.state = :state)
                           and (:kind::text is null or t.kind = :kind)
                           and (not :again or t.state = 'RETRY')
                           and (not :overdue or t.due_at <= :now)
                           and (not :text or c.text_only)
                           and (:at::timestamptz is null or (t.due_at, t.id) > (:at::timestamptz, :id::uuid))
                         order by t.due_at, t.id
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("all", filter == TaskFilter.ALL || state.isPresent())
                .param("state", state.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("kind", kind.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("again", filter == TaskFilter.AGAIN)
                .param("overdue", filter == TaskFilter.OVERDUE)
                .param("text", filter == TaskFilter.TEXT)
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null), Types.TIMESTAMP)
                .param("id", after.map(RowKey::id).orElse(null), Types.OTHER)
                .param("limit", limit + 1)
                .query((row, _) -> task(row))
                .list();
        var more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new Listed(
                shown,
                more
                        ? Optional.of(new RowKey(
                                shown.getLast().dueAt(), shown.getLast().id()))
                        : Optional.empty());
    }

    /**
     * A task with what came of it.
     *
     * @throws NotFound if there is none in a store whose queue the person may see
     */
    public TaskFile find(Actor actor, UUID task, Instant now) {
        var dealer = actor.dealerId();
        var view = jdbc.sql("""
                        select t.id, t.kind, t.subject_id, coalesce(t.order_no, t.subject_no) as subject_no,
                               coalesce(t.settled_at, t.happened_at) as happened_at, t.round,
                               t.contact_id, t.store_id, c.customer_id, c.vehicle_id, t.order_id, t.order_no, t.order_kind, t.visit_no,
                               t.state, k.name as customer, v.plate, t.mileage_km, a.name as advisor, t.sent_in_at, t.settled_at,
                               t.due_from, t.due_at, t.fades_at, t.attempts, t.dayparts_used, t.overdue_since, t.faded_since, t.linked_to,
                               t.called_at, t.closed_at, k.dnd, v.jd_flag, c.not_before, c.promised_at,
                               case when c.claimed_until > :now then p.name end as claimed_by,
                               case when c.claimed_until > :now then c.claimed_until end as claimed_until
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.claimed_by
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .param("now", Timestamp.from(now))
                .param("stores", actor.storesFor(UseCase.READ_FOLLOW_UPS).toArray(UUID[]::new))
                .query((row, _) -> task(row))
                .optional()
                .orElseThrow(() -> new NotFound("follow-up " + task));
        return new TaskFile(view, tries(dealer, task), result(dealer, task), remarks(dealer, task));
    }

    private List<TaskFile.Tried> tries(int dealer, UUID task) {
        return jdbc.sql("""
                        select e.id, e.task_id, e.at, e.daypart, e.outcome, x.counted, p.name as made_by, e.recorded_at
                          from followups.attempt_task x
                          join followups.attempt e on e.dealer_id = :dealer and e.id = x.attempt_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = e.staff_id
                         where x.dealer_id = :dealer
                           and x.task_id = :task
                         order by e.at, e.id
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((row, _) -> new TaskFile.Tried(
                        row.getObject("id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        Optional.ofNullable(row.getString("daypart")).map(Daypart::valueOf),
                        AttemptOutcome.valueOf(row.getString("outcome")),
                        row.getBoolean("counted"),
                        row.getString("made_by"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private Optional<TaskFile.Result> result(int dealer, UUID task) {
        return questionnaires
                .of(task)
                .flatMap(answers -> jdbc.sql("""
                        select r.outcome, r.called_at, r.recorded_at, r.complaint_id, p.name as made_by
                          from followups.result r
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.staff_id
                         where r.dealer_id = :dealer
                           and r.task_id = :task
                        """)
                        .param("dealer", dealer)
                        .param("task", task)
                        .query((row, _) -> new TaskFile.Result(
                                CallOutcome.valueOf(row.getString("outcome")),
                                row.getTimestamp("called_at").toInstant(),
                                row.getString("made_by"),
                                row.getTimestamp("recorded_at").toInstant(),
                                Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                                answers))
                        .optional());
    }

    private List<TaskFile.Remark> remarks(int dealer, UUID task) {
        return jdbc.sql("""
                        select m.id, m.at, p.name as made_by, m.words
                          from followups.remark m
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = m.staff_id
                         where m.dealer_id = :dealer
                           and m.task_id = :task
                         order by m.at, m.id
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((row, _) -> new TaskFile.Remark(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("made_by"),
                        row.getString("words")))
                .list();
    }

    private static TaskView task(ResultSet row) throws SQLException {
        return new TaskView(
                row.getObject("id", UUID.class),
                CallKind.valueOf(row.getString("kind")),
                new TaskView.Subject(
                        CallKind.valueOf(row.getString("kind")).subject(),
                        row.getObject("subject_id", UUID.class),
                        row.getInt("round"),
                        row.getString("subject_no"),
                        row.getTimestamp("happened_at").toInstant()),
                row.getObject("contact_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                Optional.ofNullable(row.getObject("order_id", UUID.class)),
                Optional.ofNullable(row.getString("order_no")),
                Optional.ofNullable(row.getString("order_kind")),
                Optional.ofNullable(row.getString("visit_no")),
                TaskState.valueOf(row.getString("state")),
                row.getString("customer"),
                Optional.ofNullable(row.getString("plate")),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                Optional.ofNullable(row.getString("advisor")),
                Contacts.moment(row, "sent_in_at"),
                Contacts.moment(row, "settled_at"),
                row.getTimestamp("due_from").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("fades_at").toInstant(),
                row.getInt("attempts"),
                DaypartBits.read(row.getInt("dayparts_used")),
                Contacts.moment(row, "overdue_since"),
                Contacts.moment(row, "faded_since"),
                Optional.ofNullable(row.getObject("linked_to", UUID.class)),
                Contacts.moment(row, "called_at"),
                Contacts.moment(row, "closed_at"),
                row.getBoolean("dnd"),
                row.getBoolean("jd_flag"),
                Contacts.moment(row, "not_before"),
                Contacts.moment(row, "promised_at"),
                Optional.ofNullable(row.getString("claimed_by")),
                Contacts.moment(row, "claimed_until"));
    }
}
