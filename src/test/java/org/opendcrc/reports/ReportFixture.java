package org.opendcrc.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A dealer of its own with two stores, two advisors and a clerk, written into the tables as the other chapters would write them:
 * the rows from which the reports must come.
 */
public final class ReportFixture {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger NEXT = new AtomicInteger(7100);

    public final int dealer = NEXT.incrementAndGet();
    public final UUID store = UUID.randomUUID();
    public final UUID otherStore = UUID.randomUUID();
    public final UUID wang = UUID.randomUUID();
    public final UUID li = UUID.randomUUID();
    public final UUID clerk = UUID.randomUUID();
    public final UUID other = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();
    private final UUID questionnaire = UUID.randomUUID();
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private int orders;

    public ReportFixture(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        jdbc.sql("insert into directory.dealer (dealer_id, code, name) values (:dealer, :code, '恒远汽车')")
                .param("dealer", dealer)
                .param("code", "d" + dealer)
                .update();
        in(() -> {
            store(store, "S1", "杭州城西店");
            store(otherStore, "S2", "杭州城东店");
            staff(wang, "A1", "王建军");
            staff(li, "A2", "李海涛");
            staff(clerk, "C1", "周晓雯");
            staff(other, "C2", "何晶晶");
            run("""
                    insert into customers.customer (dealer_id, id, customer_no, kind, name, phone, created_at, changed_at)
                    values (:dealer, :customer, '000017', 'PERSON', '黄女士', '+8613800136621', :now, :now)
                    """, Map.of("customer", customer, "now", at("2026-04-01 08:00")));
            run("""
                    insert into questionnaires.questionnaire (dealer_id, id, code, version, valid_from)
                    values (:dealer, :questionnaire, 'service', 1, :now)
                    """, Map.of("questionnaire", questionnaire, "now", at("2026-04-01 08:00")));
            run("""
                    insert into questionnaires.question (dealer_id, questionnaire_id, key, position, kind, short_zh, short_en, ask_zh, ask_en, points)
                    values (:dealer, :questionnaire, 'remark', 7, 'REMARK', '其他意见或建议', 'What else', '？', '?', 10)
                    """, Map.of("questionnaire", questionnaire));
            run("""
                    insert into questionnaires.option (dealer_id, questionnaire_id, question_key, value, position, label_zh, label_en, points, grievance)
                    values (:dealer, :questionnaire, 'remark', 'something', 2, '有', 'Something', 0, true)
                    """, Map.of("questionnaire", questionnaire));
            return null;
        });
    }

    /** A dealer's own work, in a transaction of its own. */
    public <T extends @Nullable Object> T in(Supplier<T> work) {
        return DealerContext.callAs(dealer, () -> transaction.execute(_ -> work.get()));
    }

    public Actor actor(Role role, UUID... where) {
        return actorAs(clerk, role, where);
    }

    public Actor actorAs(UUID staff, Role role, UUID... where) {
        var roles = new HashMap<UUID, Set<Role>>();
        for (var it : where) {
            roles.put(it, Set.of(role));
        }
        return new Actor(dealer, staff, "zhou", "周晓雯", roles, Locale.SIMPLIFIED_CHINESE, true);
    }

    /** A call owed for an order settled on 10 April 2026, unless said otherwise: due 11 to 13, faded from the 16th. */
    public UUID owed() {
        return owed(store, wang, "2026-04-10 23:31", LocalDate.of(2026, 4, 10));
    }

    public UUID owed(UUID where, @Nullable UUID advisor, String created, LocalDate settledOn) {
        var task = UUID.randomUUID();
        var vehicle = UUID.randomUUID();
        var order = UUID.randomUUID();
        var number = "RO-%03d".formatted(++orders);
        in(() -> {
            run("""
                    insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, customer_id, created_at, changed_at)
                    values (:dealer, :vehicle, :vin, '浙A7K3F9', '岚峰', :customer, :now, :now)
                    """, Map.of("vehicle", vehicle, "vin", vehicle.toString(), "customer", customer, "now", at(created)));
            var facts = new HashMap<String, @Nullable Object>();
            facts.put("task", task);
            facts.put("contact", contact(where, vehicle));
            facts.put("store", where);
            facts.put("order", order);
            facts.put("number", number);
            facts.put("vehicle", vehicle);
            facts.put("customer", customer);
            facts.put("advisor", advisor);
            facts.put("created", at(created));
            facts.put("sentIn", day(settledOn, 9));
            facts.put("settled", day(settledOn, 16));
            facts.put("from", day(settledOn.plusDays(1), 0));
            facts.put("due", day(settledOn.plusDays(4), 0));
            facts.put("fades", day(settledOn.plusDays(6), 0));
            run("""
                    insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given,
                                                       sent_in_at, settled_at, status, created_at, changed_at)
                    values (:dealer, :order, :store, :number, :vehicle, :customer, 'MAINTENANCE', '保养',
                            :sentIn, :settled, 'SETTLED', :created, :created)
                    """, facts);
            run("""
                    insert into followups.task (dealer_id, id, contact_id, store_id, kind, order_id, subject_id, round, order_no, order_kind, advisor_id,
                                                sent_in_at, settled_at, due_from, due_at, fades_at, state, created_at)
                    values (:dealer, :task, :contact, :store, 'SERVICE', :order, :order, 1, :number, 'MAINTENANCE', :advisor,
                            :sentIn, :settled, :from, :due, :fades, 'PENDING', :created)
                    """, facts);
            return null;
        });
        return task;
    }

    private UUID contact(UUID where, UUID vehicle) {
        var contact = UUID.randomUUID();
        run(
                """
                insert into followups.contact (dealer_id, id, store_id, customer_id, vehicle_id, open_tasks, open_from, due_at)
                values (:dealer, :contact, :store, :customer, :vehicle, 1, :now, :now)
                """,
                Map.of(
                        "contact",
                        contact,
                        "store",
                        where,
                        "customer",
                        customer,
                        "vehicle",
                        vehicle,
                        "now",
                        at("2026-04-11 00:00")));
        return contact;
    }

    public void tried(UUID task, String outcome, String moment, String recorded) {
        tried(task, outcome, moment, recorded, clerk);
    }

    public void tried(UUID task, String outcome, String moment, String recorded, UUID by) {
        in(() -> {
            var attempt = UUID.randomUUID();
            var facts = Map.<String, Object>of(
                    "attempt", attempt,
                    "task", task,
                    "at", at(moment),
                    "day", LocalDateTime.parse(moment.replace(' ', 'T')).toLocalDate(),
                    "outcome", outcome,
                    "clerk", by,
                    "recorded", at(recorded));
            run("""
                    insert into followups.attempt (dealer_id, id, contact_id, task_id, store_id, at, day, daypart, outcome, staff_id, recorded_at)
                    select t.dealer_id, :attempt, t.contact_id, t.id, t.store_id, :at, :day, 'MORNING', :outcome, :clerk, :recorded
                      from followups.task t
                     where t.dealer_id = :dealer
                       and t.id = :task
                    """, facts);
            run("""
                    insert into followups.attempt_task (dealer_id, attempt_id, task_id, counted)
                    values (:dealer, :attempt, :task, true)
                    """, facts);
            run("""
                    update followups.task t
                       set state = 'RETRY'
                     where t.dealer_id = :dealer
                       and t.id = :task
                    """, facts);
            return null;
        });
    }

    /** The clerk signs in as {@code zhou@d7101}, d7101 being the dealer, and is a clerk in the first store. */
    public String signIn() {
        var login = "zhou@d" + dealer;
        jdbc.sql("insert into directory.login (login, dealer_id, staff_id) values (:login, :dealer, :staff)")
                .param("login", login)
                .param("dealer", dealer)
                .param("staff", clerk)
                .update();
        in(() -> {
            run(
                    "insert into organisation.staff_role (dealer_id, staff_id, store_id, role) values (:dealer, :staff, :store, 'AGENT')",
                    Map.of("staff", clerk, "store", store));
            run(
                    "insert into organisation.credential (dealer_id, staff_id, login, changed_at) values (:dealer, :staff, :login, :now)",
                    Map.of("staff", clerk, "login", login, "now", at("2026-04-01 08:00")));
            return null;
        });
        return login;
    }

    /** Satisfied, 96 of 100 points, mark 9, repaired right first time. */
    public void satisfied(UUID task, String moment, String recorded) {
        answered(task, "SATISFIED", moment, recorded, 96, 9, "yes", false);
    }

    /** Dissatisfied, 60 of 100 points, mark 4, not repaired, with a grievance. */
    public void dissatisfied(UUID task, String moment, String recorded) {
        answered(task, "DISSATISFIED", moment, recorded, 60, 4, "no", true);
    }

    private void answered(
            UUID task,
            String outcome,
            String moment,
            String recorded,
            int total,
            int mark,
            String fixed,
            boolean grievance) {
        tried(task, "CONNECTED", moment, recorded);
        in(() -> {
            var facts = new HashMap<String, @Nullable Object>(Map.of(
                    "task", task,
                    "response", UUID.randomUUID(),
                    "questionnaire", questionnaire,
                    "clerk", clerk,
                    "at", at(moment),
                    "recorded", at(recorded),
                    "outcome", outcome,
                    "total", total,
                    "mark", mark,
                    "state", "SUCCESS_" + outcome));
            facts.put("fixed", fixed);
            facts.put("grievance", grievance);
            facts.put("complaint", outcome.equals("DISSATISFIED") ? complaint(task, recorded) : null);
            run("""
                    insert into questionnaires.response (dealer_id, id, questionnaire_id, subject_id, answered_at, recorded_by, total, total_possible,
                                                         satisfaction, complete, digest)
                    values (:dealer, :response, :questionnaire, :task, :at, :clerk, :total, 100, :mark, true, '\\x00')
                    """, facts);
            run("""
                    insert into questionnaires.answer (dealer_id, response_id, question_key, value, declined, grievance)
                    values (:dealer, :response, 'fixed-first-time', :fixed, false, false),
                           (:dealer, :response, 'remark', 'something', false, :grievance)
                    """, facts);
            run("""
                    insert into followups.result (dealer_id, task_id, outcome, response_id, complaint_id, called_at, staff_id, recorded_at)
                    values (:dealer, :task, :outcome, :response, :complaint::uuid, :at, :clerk, :recorded)
                    """, facts);
            run("""
                    update followups.task t
                       set state = :state, called_at = :at, closed_at = :recorded
                     where t.dealer_id = :dealer
                       and t.id = :task
                    """, facts);
            return null;
        });
    }

    private UUID complaint(UUID task, String recorded) {
        var complaint = UUID.randomUUID();
        run(
                """
                insert into complaints.complaint (dealer_id, id, store_id, number, source, kind, grievance_solved, customer_id, task_id, content,
                                                  received_at, recorded_at, recorded_by, contact_due_at, state)
                values (:dealer, :complaint, :store, :number, 'FOLLOW_UP', 'RECEPTION', false, :customer, :task, '等太久',
                        :now, :now, :clerk, :now, 'RECEIVED')
                """,
                Map.of(
                        "complaint",
                        complaint,
                        "store",
                        store,
                        "number",
                        complaint.toString(),
                        "customer",
                        customer,
                        "task",
                        task,
                        "clerk",
                        clerk,
                        "now",
                        at(recorded)));
        return complaint;
    }

    /** The task ended without an answer. */
    public void ended(UUID task, String state, @Nullable String called, String closed) {
        in(() -> {
            var facts =
                    new HashMap<String, @Nullable Object>(Map.of("task", task, "state", state, "closed", at(closed)));
            facts.put("called", called == null ? null : at(called));
            run("""
                    update followups.task t
                       set state = :state, called_at = :called::timestamptz, closed_at = :closed
                     where t.dealer_id = :dealer
                       and t.id = :task
                    """, facts);
            return null;
        });
    }

    void linked(UUID task, UUID called, String calledAt, String closed) {
        in(() -> {
            run("""
                    update followups.task t
                       set state = 'LINKED', linked_to = :to, called_at = :called, closed_at = :closed
                     where t.dealer_id = :dealer
                       and t.id = :task
                    """, Map.of("task", task, "to", called, "called", at(calledAt), "closed", at(closed)));
            return null;
        });
    }

    void setting(String key, String value) {
        in(() -> {
            run("""
                    insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                    values (:dealer, :store, :key, :value, :now)
                    """, Map.of("store", store, "key", key, "value", value, "now", at("2026-04-01 08:00")));
            return null;
        });
    }

    /** Open from Monday to Friday only. */
    void closedOnWeekends() {
        in(() -> {
            for (int weekday = 1; weekday <= 5; weekday++) {
                run("""
                        insert into calendar.opening_hours (dealer_id, store_id, weekday, opens, closes)
                        values (:dealer, :store, :weekday, '08:30', '17:30')
                        """, Map.of("store", store, "weekday", weekday));
            }
            return null;
        });
    }

    private void store(UUID id, String code, String name) {
        run("""
                insert into organisation.store (dealer_id, id, code, name, zone, opened_on)
                values (:dealer, :id, :code, :name, 'Asia/Shanghai', date '2026-01-01')
                """, Map.of("id", id, "code", code, "name", name));
    }

    private void staff(UUID id, String number, String name) {
        run("""
                insert into organisation.staff (dealer_id, id, staff_no, name, changed_at)
                values (:dealer, :id, :number, :name, :now)
                """, Map.of("id", id, "number", number, "name", name, "now", at("2026-04-01 08:00")));
    }

    private void run(String sql, Map<String, ? extends @Nullable Object> facts) {
        jdbc.sql(sql).param("dealer", dealer).params(facts).update();
    }

    List<LocalDate> frozenDays() {
        return in(() -> jdbc.sql("""
                        select f.day
                          from reports.frozen f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                         order by f.day
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .query(LocalDate.class)
                .list());
    }

    public static Instant moment(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(ZONE).toInstant();
    }

    private static Timestamp at(String local) {
        return Timestamp.from(moment(local));
    }

    private static Timestamp day(LocalDate day, int hour) {
        return Timestamp.from(day.atTime(hour, 0).atZone(ZONE).toInstant());
    }
}
