package org.opendcrc.followups;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Contact.Claim;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The contacts and what hangs on them: the only class that writes the tables of the queue while people work on it. A contact is
 * locked "for no key update", so that a row that merely points to it can be written meanwhile.
 */
@Repository
class Contacts {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Contacts(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** A contact as it stands, without the policy of its store. */
    record Locked(
            UUID id,
            UUID storeId,
            UUID customerId,
            Optional<UUID> vehicleId,
            ZoneId zone,
            Optional<UUID> forStaff,
            Optional<Claim> claim,
            Optional<Instant> promisedAt,
            Optional<Instant> notBefore) {}

    /** Finds the contact of a task and holds it until the transaction ends, so that nobody else decides about it meanwhile. */
    Optional<Locked> lock(Sight sight, UUID task) {
        return jdbc.sql("""
                        select c.id, c.store_id, c.customer_id, c.vehicle_id, s.zone, c.for_staff, c.claimed_by, c.claimed_until, p.name as claimed_by_name, c.promised_at, c.not_before
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.claimed_by
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.store_id = any(:stores)
                           and (c.store_id = any(:whole)
                                or c.for_staff = :staff
                                or (c.for_staff is null
                                    and c.store_id = any(:team)
                                    and (c.assigned_to = :staff
                                         or not exists (select 1
                                                          from followups.restriction x
                                                         where x.dealer_id = :dealer
                                                           and x.staff_id = :staff
                                                           and x.store_id = c.store_id))))
                           for no key update of c
                        """)
                .param("dealer", sight.dealer())
                .param("task", task)
                .param("staff", sight.staff())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("stores", sight.stores())
                .query((row, _) -> new Locked(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                        ZoneId.of(row.getString("zone")),
                        Optional.ofNullable(row.getObject("for_staff", UUID.class)),
                        claim(row),
                        moment(row, "promised_at"),
                        moment(row, "not_before")))
                .optional();
    }

    /** Holds several contacts until the transaction ends, always in the same order. */
    void lockAll(int dealer, Collection<UUID> contacts) {
        jdbc.sql("""
                        select c.id
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.id = any(:contacts)
                         order by c.id
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** The open tasks of a locked contact, and one more that somebody asked for. */
    List<OwedCall> tasks(int dealer, UUID contact, UUID asked, ZoneId zone) {
        return jdbc.sql("""
                        select t.id, t.kind, t.subject_id, t.round, t.visit_no, coalesce(t.settled_at, t.happened_at) as happened_at, t.due_from, t.due_at,
                               t.fades_at, t.state, t.attempts, t.dayparts_used, cast(t.counted_on as text[]) as counted_on, t.barred_staff,
                               t.linked_to
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.contact_id = :contact
                           and (t.state in ('PENDING', 'RETRY') or t.id = :asked)
                         order by t.due_at, t.id
                        """)
                .param("dealer", dealer)
                .param("contact", contact)
                .param("asked", asked)
                .query((row, _) -> new OwedCall(
                        row.getObject("id", UUID.class),
                        CallKind.valueOf(row.getString("kind")),
                        row.getObject("subject_id", UUID.class),
                        row.getInt("round"),
                        Optional.ofNullable(row.getString("visit_no")),
                        LocalDate.ofInstant(row.getTimestamp("happened_at").toInstant(), zone),
                        new DueWindow(
                                row.getTimestamp("due_from").toInstant(),
                                row.getTimestamp("due_at").toInstant(),
                                row.getTimestamp("fades_at").toInstant()),
                        TaskState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        DaypartBits.read(row.getInt("dayparts_used")),
                        days(row.getArray("counted_on")),
                        Optional.ofNullable(row.getObject("barred_staff", UUID.class)),
                        Optional.ofNullable(row.getObject("linked_to", UUID.class))))
                .list();
    }

    /**
     * Takes the contact that is next and is in nobody's hand: promised call-backs that have come due, then calls whose hour has come
     * (AP-16), then what is due first. Rows
     * that others are just taking are passed over, so that no two clerks ever wait for or get the same one. What is assigned to
     * somebody else comes only when nothing else is left; what only another may call never.
     *
     * @param sight where he may call, and whether only what is assigned to him (FU-19)
     * @param dayparts for each store the bit of the present daypart, 0 outside all of them
     */
    Optional<UUID> claimNext(Sight sight, List<Integer> dayparts, Instant now, Instant until) {
        return jdbc.sql("""
                        with next as (
                            select c.id
                              from followups.contact c
                             where c.dealer_id = :dealer
                               and c.store_id = any(:stores)
                               and c.open_tasks > 0
                               and c.open_from <= :now
                               and not c.text_only
                               and (c.for_staff = :staff
                                    or (c.for_staff is null
                                        and c.store_id = any(:team)
                                        and (c.store_id = any(:whole)
                                             or c.assigned_to = :staff
                                             or not exists (select 1
                                                              from followups.restriction x
                                                             where x.dealer_id = :dealer
                                                               and x.staff_id = :staff
                                                               and x.store_id = c.store_id))))
                               and not (:staff = any(c.barred_staff))
                               and (c.claimed_by is null or c.claimed_until <= :now)
                               and (c.hour_from <= :now
                                    or ((c.not_before is null or c.not_before <= :now)
                                        and (c.promised_at <= :now
                                             or c.dayparts_used & (cast(:dayparts as int[]))[array_position(cast(:stores as uuid[]), c.store_id)] = 0)))
                             order by (c.assigned_to is not null and c.assigned_to <> :staff),
                                      (c.promised_at is not null and c.promised_at <= :now) desc,
                                      (c.hour_from is not null and c.hour_from <= :now) desc, c.due_at, c.id
                             limit 1
                               for no key update skip locked)
                        update followups.contact c
                           set claimed_by = :staff,
                               claimed_at = :now,
                               claimed_until = :until,
                               version = c.version + 1
                          from next
                         where c.dealer_id = :dealer
                           and c.id = next.id
                        returning c.id
                        """)
                .param("dealer", sight.dealer())
                .param("staff", sight.staff())
                .param("stores", sight.stores())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("dayparts", dayparts.toArray(Integer[]::new))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(UUID.class)
                .optional();
    }

    /** A contact in a clerk's hand until then. */
    record Hold(UUID contact, Instant until) {}

    /** The contact that a clerk has in his hand; if several, the one he took first. */
    Optional<Hold> heldBy(int dealer, UUID staff, Collection<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select c.id, c.claimed_until
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.claimed_by = :staff
                           and c.claimed_until > :now
                           and c.store_id = any(:stores)
                           and c.open_tasks > 0
                           and c.open_from <= :now
                         order by c.claimed_until, c.id
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new Hold(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("claimed_until").toInstant()))
                .optional();
    }

    /**
     * The task for which that person calls a contact: the one that is due first of those whose window has begun, calls at an hour before
     * the others; what the customer wants no call for comes last.
     */
    Optional<UUID> calledTask(int dealer, UUID contact, UUID staff, Instant now) {
        return jdbc.sql("""
                        select t.id
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join customers.report_customer u on u.dealer_id = :dealer and u.customer_id = c.customer_id
                         where t.dealer_id = :dealer
                           and t.contact_id = :contact
                           and t.state in ('PENDING', 'RETRY')
                           and t.due_from <= :now
                           and t.barred_staff is distinct from :staff
                         order by (u.dnd and not t.despite_dnd), t.at_hour desc, t.due_at, t.id
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("contact", contact)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .optional();
    }

    /** Puts it into a clerk's hand; renewed, it is his since he took it first. */
    void claim(int dealer, UUID contact, UUID staff, Instant until, Instant now) {
        jdbc.sql("""
                update followups.contact c
                   set claimed_by = :staff,
                       claimed_at = case when c.claimed_by = :staff and c.claimed_until > :now and c.claimed_at is not null then c.claimed_at
                                         else :now end,
                       claimed_until = :until,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = :contact
                """)
                .param("dealer", dealer)
                .param("contact", contact)
                .param("staff", staff)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Gives a contact back; somebody else's claim stays. */
    void release(int dealer, UUID contact, UUID staff) {
        jdbc.sql("""
                update followups.contact c
                   set claimed_by = null,
                       claimed_until = null,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = :contact
                   and c.claimed_by = :staff
                """)
                .param("dealer", dealer)
                .param("contact", contact)
                .param("staff", staff)
                .update();
    }

    /** A call that is owed again, and who had it before; nobody where none of them calls there any more. */
    private record TakenUp(UUID contact, Optional<UUID> whose) {}

    /**
     * Owes again what ended because a customer had no number left, unless his memory has faded since. It comes back to whom it was
     * assigned, else to who made the last call, else to the clerk of the order's advisor; whoever makes no calls there now is passed
     * over (FU-6, FU-19).
     *
     * @return how many calls
     */
    int takeUpAgain(int dealer, UUID customer, Instant now) {
        var found = jdbc.sql("""
                        select c.id,
                               (select w.staff_id
                                  from (select c.assigned_to as staff_id, 1 as turn
                                        union all
                                        (select a.staff_id, 2
                                           from followups.attempt a
                                          where a.dealer_id = :dealer
                                            and a.contact_id = c.id
                                          order by a.at desc, a.id desc
                                          limit 1)
                                        union all
                                        (select p.staff_id, 3
                                           from followups.task t
                                           join followups.pairing p
                                             on p.dealer_id = :dealer
                                            and p.store_id = t.store_id
                                            and p.advisor_id = t.advisor_id
                                          where t.dealer_id = :dealer
                                            and t.contact_id = c.id
                                            and t.state = 'WRONG_NUMBER'
                                          order by t.due_at, t.id
                                          limit 1)) w
                                 where exists (select 1
                                                 from organisation.report_role r
                                                where r.dealer_id = :dealer
                                                  and r.staff_id = w.staff_id
                                                  and r.store_id = c.store_id
                                                  and r.role in ('AGENT', 'CRC_MANAGER'))
                                 order by w.turn
                                 limit 1) as whose
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.customer_id = :customer
                         order by c.id
                           for update of c
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> new TakenUp(
                        row.getObject("id", UUID.class), Optional.ofNullable(row.getObject("whose", UUID.class))))
                .list();
        var his = found.stream().map(TakenUp::contact).toList();
        var owed = jdbc.sql("""
                        update followups.task t
                           set state = 'RETRY',
                               called_at = null,
                               closed_at = null,
                               corrected_at = :now,
                               version = t.version + 1
                         where t.dealer_id = :dealer
                           and t.contact_id = any(:contacts)
                           and t.state = 'WRONG_NUMBER'
                           and t.fades_at > :now
                        returning t.contact_id
                        """)
                .param("dealer", dealer)
                .param("contacts", his.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
        summarise(dealer, his);
        found.stream()
                .filter(it -> owed.contains(it.contact()))
                .forEach(it -> it.whose().ifPresent(staff -> assign(dealer, it.contact(), staff, now)));
        return owed.size();
    }

    private void assign(int dealer, UUID contact, UUID staff, Instant now) {
        jdbc.sql("""
                update followups.contact c
                   set assigned_to = :staff,
                       assigned_at = :now,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = :contact
                   and c.assigned_to is distinct from :staff
                """)
                .param("dealer", dealer)
                .param("contact", contact)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Gives back everything that a person has in his hand and that is assigned to him, wherever it is. */
    void releaseAll(int dealer, UUID staff) {
        jdbc.sql("""
                update followups.contact c
                   set assigned_to = null,
                       assigned_at = null,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.assigned_to = :staff
                   and c.open_tasks > 0
                """).param("dealer", dealer).param("staff", staff).update();
        jdbc.sql("""
                update followups.contact c
                   set claimed_by = null,
                       claimed_until = null,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.claimed_by = :staff
                """).param("dealer", dealer).param("staff", staff).update();
    }

    /**
     * Writes down what was decided.
     *
     * @param calledAt of the call that closed tasks, empty where nobody called
     */
    void save(int dealer, Contact before, Contact after, Optional<Instant> calledAt, Instant now) {
        for (var task : after.tasks()) {
            if (!before.tasks().contains(task)) {
                save(dealer, task, after.rules().of(task.kind()), calledAt, now);
            }
        }
        jdbc.sql("""
                update followups.contact c
                   set claimed_by = :claimedBy,
                       claimed_until = :claimedUntil,
                       promised_at = :promised,
                       not_before = :notBefore,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = :contact
                """)
                .param("dealer", dealer)
                .param("contact", after.id())
                .param("claimedBy", after.claim().map(Claim::staff).orElse(null), Types.OTHER)
                .param("claimedUntil", timestamp(after.claim().map(Claim::until)), Types.TIMESTAMP)
                .param("promised", timestamp(after.promisedAt()), Types.TIMESTAMP)
                .param("notBefore", timestamp(after.notBefore()), Types.TIMESTAMP)
                .update();
        summarise(dealer, List.of(after.id()));
    }

    private void save(int dealer, OwedCall task, CallPolicy policy, Optional<Instant> calledAt, Instant now) {
        var closed = task.isOpen() ? Optional.<Instant>empty() : Optional.of(now);
        jdbc.sql("""
                update followups.task t
                   set state = :state,
                       attempts = :attempts,
                       dayparts_used = :dayparts,
                       shut_dayparts = :shut,
                       counted_on = cast(:days as date[]),
                       linked_to = :linkedTo,
                       called_at = :calledAt,
                       closed_at = :closedAt,
                       corrected_at = null,
                       version = t.version + 1
                 where t.dealer_id = :dealer
                   and t.id = :task
                """)
                .param("dealer", dealer)
                .param("task", task.id())
                .param("state", task.state().name())
                .param("attempts", task.attempts())
                .param("dayparts", DaypartBits.of(task.daypartsUsed()))
                .param("shut", DaypartBits.of(policy.shut(task.daypartsUsed())))
                .param(
                        "days",
                        task.countedOn().stream()
                                .sorted()
                                .map(LocalDate::toString)
                                .toArray(String[]::new))
                .param("linkedTo", task.linkedTo().orElse(null), Types.OTHER)
                .param("calledAt", timestamp(task.isOpen() ? Optional.empty() : calledAt), Types.TIMESTAMP)
                .param("closedAt", timestamp(closed), Types.TIMESTAMP)
                .update();
    }

    /** Keeps a call for ever. */
    void add(int dealer, UUID contact, UUID store, Attempt attempt) {
        jdbc.sql("""
                insert into followups.attempt (dealer_id, id, contact_id, task_id, store_id, at, day, daypart, outcome, staff_id, recorded_at)
                values (:dealer, :id, :contact, :task, :store, :at, :day, :daypart, :outcome, :staff, :recordedAt)
                """)
                .param("dealer", dealer)
                .param("id", attempt.id())
                .param("contact", contact)
                .param("task", attempt.called())
                .param("store", store)
                .param("at", Timestamp.from(attempt.at()))
                .param("day", attempt.day())
                .param("daypart", attempt.daypart().map(Enum::name).orElse(null))
                .param("outcome", attempt.outcome().name())
                .param("staff", attempt.staff())
                .param("recordedAt", Timestamp.from(attempt.recordedAt()))
                .update();
        batch.batchUpdate(
                """
                insert into followups.attempt_task (dealer_id, attempt_id, task_id, counted)
                values (?, ?, ?, ?)
                """,
                attempt.served().entrySet().stream()
                        .map(it -> new Object[] {dealer, attempt.id(), it.getKey(), it.getValue()})
                        .toList());
    }

    /** What the customer said, kept for ever. */
    record Result(
            UUID task,
            CallOutcome outcome,
            UUID response,
            Optional<UUID> complaint,
            Instant calledAt,
            UUID staff,
            Instant recordedAt,
            boolean servicesTold) {}

    void add(int dealer, Result result) {
        jdbc.sql("""
                insert into followups.result (dealer_id, task_id, outcome, response_id, complaint_id, called_at, staff_id, recorded_at, services_told)
                values (:dealer, :task, :outcome, :response, :complaint, :calledAt, :staff, :recordedAt, :told)
                """)
                .param("dealer", dealer)
                .param("task", result.task())
                .param("outcome", result.outcome().name())
                .param("response", result.response())
                .param("complaint", result.complaint().orElse(null), Types.OTHER)
                .param("calledAt", Timestamp.from(result.calledAt()))
                .param("staff", result.staff())
                .param("recordedAt", Timestamp.from(result.recordedAt()))
                .param("told", result.servicesTold())
                .update();
    }

    /** What was typed goes when something was recorded: the recorder's own of that contact, and everybody's of finished tasks (A29). */
    void dropDrafts(int dealer, UUID staff, UUID contact) {
        jdbc.sql("""
                delete from followups.draft d
                 using followups.task t
                 where d.dealer_id = :dealer
                   and t.dealer_id = :dealer
                   and t.id = d.task_id
                   and t.contact_id = :contact
                   and (d.staff_id = :staff or t.state not in ('PENDING', 'RETRY'))
                """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("contact", contact)
                .update();
    }

    void addRemark(int dealer, UUID id, UUID task, String words, UUID staff, Instant at) {
        jdbc.sql("""
                insert into followups.remark (dealer_id, id, task_id, words, staff_id, at)
                values (:dealer, :id, :task, :words, :staff, :at)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("task", task)
                .param("words", words)
                .param("staff", staff)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The order for which a task is owed. */
    Optional<UUID> orderOf(int dealer, UUID task) {
        return jdbc.sql("""
                        select t.order_id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.id = :task
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query(UUID.class)
                .optional();
    }

    /** Keeps what a customer answered where no questionnaire asks. */
    void add(
            int dealer,
            UUID task,
            Recorded.Told told,
            Optional<UUID> complaint,
            Instant calledAt,
            UUID staff,
            Instant now) {
        jdbc.sql("""
                insert into followups.answer (dealer_id, task_id, answer, appointment_id, complaint_id, called_at, staff_id, recorded_at)
                values (:dealer, :task, :answer, :appointment, :complaint, :calledAt, :staff, :now)
                """)
                .param("dealer", dealer)
                .param("task", task)
                .param("answer", told.answer().name())
                .param("appointment", told.appointment().orElse(null), Types.OTHER)
                .param("complaint", complaint.orElse(null), Types.OTHER)
                .param("calledAt", Timestamp.from(calledAt))
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A task whose text was decided, and what it was about. */
    record Texted(CallKind kind, UUID subject, int round) {}

    /** The text of a task was decided; empty if this was heard before. */
    Optional<Texted> texted(int dealer, UUID task, TaskState state) {
        return jdbc.sql("""
                        update followups.task t
                           set state = :state,
                               version = t.version + 1
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.state = 'TEXTING'
                        returning t.kind, t.subject_id, t.round
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .param("state", state.name())
                .query((row, _) -> new Texted(
                        CallKind.valueOf(row.getString("kind")),
                        row.getObject("subject_id", UUID.class),
                        row.getInt("round")))
                .optional();
    }

    /** A30: the text of a task that has ended did not arrive; heard again it changes nothing. */
    void textFailed(int dealer, UUID task, String reason, Instant at) {
        jdbc.sql("""
                        update followups.task t
                           set text_failed_at = :at,
                               text_failure = :reason,
                               version = t.version + 1
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.state in ('SMS_DONE', 'UNREACHED')
                           and t.text_failed_at is null
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .param("reason", reason)
                .param("at", Timestamp.from(at))
                .update();
    }

    /**
     * Brings what the queue sorts and filters by into line with the open tasks. A contact without any is in nobody's hand. It stays
     * assigned to whoever closed it, so that he still finds what he did, until a further visit makes it a new matter (FU-19).
     */
    void summarise(int dealer, Collection<UUID> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update followups.contact c
                   set open_tasks = s.open_tasks,
                       open_from = s.open_from,
                       due_at = s.due_at,
                       dayparts_used = coalesce(s.dayparts_used, 0),
                       barred_staff = s.barred_staff,
                       text_only = s.dnd and not s.expected,
                       assigned_to = case when c.open_tasks > 0 or s.open_tasks = 0 then c.assigned_to end,
                       assigned_at = case when c.open_tasks > 0 or s.open_tasks = 0 then c.assigned_at end,
                       hour_from = s.hour_from,
                       promised_at = case when s.open_tasks > 0 then c.promised_at end,
                       not_before = case when s.open_tasks > 0 then c.not_before end,
                       claimed_by = case when s.open_tasks > 0 then c.claimed_by end,
                       claimed_until = case when s.open_tasks > 0 then c.claimed_until end,
                       version = c.version + 1
                  from (select k.id, u.dnd,
                               count(t.id) as open_tasks,
                               min(t.due_from) as open_from,
                               min(t.due_at) as due_at,
                               (array_agg(t.shut_dayparts order by t.at_hour, t.due_at, t.id))[1] as dayparts_used,
                               min(case when t.attempts = 0 and k.promised_at is null then t.due_from
                                        else greatest(t.due_from, k.not_before) end) filter (where t.at_hour) as hour_from,
                               coalesce(array_agg(distinct t.barred_staff) filter (where t.barred_staff is not null), '{}') as barred_staff,
                               coalesce(bool_or(t.despite_dnd), false) as expected
                          from followups.contact k
                          join customers.report_customer u on u.dealer_id = :dealer and u.customer_id = k.customer_id
                          left join followups.task t on t.dealer_id = :dealer and t.contact_id = k.id and t.state in ('PENDING', 'RETRY')
                         where k.dealer_id = :dealer
                           and k.id = any(:contacts)
                         group by k.id, u.dnd) s
                 where c.dealer_id = :dealer
                   and c.id = s.id
                """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .update();
    }

    /** Whether a customer's contacts are written to instead of called, unless a call is owed that he expects. */
    void setTextOnly(int dealer, UUID customer, boolean textOnly) {
        jdbc.sql("""
                update followups.contact c
                   set text_only = :text,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.customer_id = :customer
                   and c.text_only <> :text
                   and not (:text and exists (select 1
                                                from followups.task t
                                               where t.dealer_id = :dealer
                                                 and t.contact_id = c.id
                                                 and t.state in ('PENDING', 'RETRY')
                                                 and t.despite_dnd))
                """)
                .param("dealer", dealer)
                .param("customer", customer)
                .param("text", textOnly)
                .update();
    }

    private static Optional<Claim> claim(ResultSet row) throws SQLException {
        var by = row.getObject("claimed_by", UUID.class);
        return by == null
                ? Optional.empty()
                : Optional.of(new Claim(
                        by,
                        row.getString("claimed_by_name"),
                        row.getTimestamp("claimed_until").toInstant()));
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    static Set<LocalDate> days(Array days) throws SQLException {
        return Arrays.stream((String[]) days.getArray()).map(LocalDate::parse).collect(Collectors.toSet());
    }

    private static @Nullable Timestamp timestamp(Optional<Instant> moment) {
        return moment.map(Timestamp::from).orElse(null);
    }
}
