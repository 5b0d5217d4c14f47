package org.opendcrc.guarantees;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what people say about a car's guarantees. */
@Repository
class Guarantees {

    private final JdbcClient jdbc;

    Guarantees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the car's row, so that two who write about one car do it one after the other; answers whether there is such a car. */
    boolean lock(int dealer, UUID vehicle) {
        return jdbc.sql("""
                        select v.id
                          from vehicles.vehicle v
                         where v.dealer_id = :dealer
                           and v.id = :vehicle
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void addProblem(int dealer, UUID id, UUID vehicle, String name, Problem.Nature nature, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into guarantees.problem (dealer_id, id, vehicle_id, name, nature, created_at, created_by)
                        values (:dealer, :id, :vehicle, :name, :nature, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("vehicle", vehicle)
                .param("name", name)
                .param("nature", nature.name())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    void unlink(int dealer, UUID order) {
        jdbc.sql("""
                        delete from guarantees.problem_repair l
                         where l.dealer_id = :dealer
                           and l.order_id = :order
                        """).param("dealer", dealer).param("order", order).update();
    }

    void link(int dealer, UUID problem, UUID order, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into guarantees.problem_repair (dealer_id, problem_id, order_id, linked_at, linked_by)
                        values (:dealer, :problem, :order, :now, :staff)
                        on conflict (dealer_id, problem_id, order_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("problem", problem)
                .param("order", order)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    /** Writes what a person decided about a repair; answers whether the version was still the one that he saw. */
    boolean mark(
            int dealer,
            UUID vehicle,
            UUID order,
            boolean quality,
            int notCounted,
            String reason,
            int version,
            UUID staff,
            Instant now) {
        return jdbc.sql(version == 0 ? """
                        insert into guarantees.repair_mark (dealer_id, order_id, vehicle_id, quality, not_counted_minutes, reason, marked_at, marked_by)
                        select :dealer, :order, :vehicle, :quality, :minutes, :reason, :now, :staff
                         where :version = 0
                        on conflict (dealer_id, order_id) do nothing
                        """ : """
                        update guarantees.repair_mark m
                           set quality = :quality, not_counted_minutes = :minutes, reason = :reason, marked_at = :now, marked_by = :staff,
                               version = :version + 1
                         where m.dealer_id = :dealer
                           and m.order_id = :order
                           and m.vehicle_id = :vehicle
                           and m.version = :version
                        """)
                        .param("dealer", dealer)
                        .param("order", order)
                        .param("vehicle", vehicle)
                        .param("quality", quality)
                        .param("minutes", notCounted)
                        .param("reason", reason)
                        .param("version", version)
                        .param("now", Timestamp.from(now))
                        .param("staff", staff)
                        .update()
                == 1;
    }

    void putSubstitute(int dealer, UUID vehicle, UUID order, Repair.Substitute substitute, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into guarantees.substitute (dealer_id, order_id, vehicle_id, kind, from_at, until_at, day_fen, words, given_at, given_by)
                        values (:dealer, :order, :vehicle, :kind, :from, :until, :fen, :words, :now, :staff)
                        on conflict (dealer_id, order_id) do update
                           set kind = excluded.kind, from_at = excluded.from_at, until_at = excluded.until_at, day_fen = excluded.day_fen,
                               words = excluded.words, given_at = excluded.given_at, given_by = excluded.given_by
                        """)
                .param("dealer", dealer)
                .param("order", order)
                .param("vehicle", vehicle)
                .param("kind", substitute.kind().name())
                .param("from", Timestamp.from(substitute.from()))
                .param("until", substitute.until().map(Timestamp::from).orElse(null))
                .param("fen", substitute.dayFen().orElse(null))
                .param("words", substitute.words())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    /** A demand as it is written down. */
    record NewDemand(
            UUID id,
            UUID store,
            UUID vehicle,
            UUID customer,
            Optional<UUID> complaint,
            Demand.Wants wants,
            String words,
            LocalDate demandedOn,
            Instant answerDueAt,
            Instant doneDueAt) {}

    /** Answers whether no other demand about the car was open. */
    boolean add(int dealer, NewDemand demand, UUID staff, Instant now) {
        try {
            jdbc.sql("""
                            insert into guarantees.demand (dealer_id, id, store_id, vehicle_id, customer_id, complaint_id, wants, words, demanded_on,
                                                           answer_due_at, done_due_at, state, recorded_at, recorded_by)
                            values (:dealer, :id, :store, :vehicle, :customer, :complaint, :wants, :words, :on, :answerDue, :doneDue, 'ASKED', :now,
                                    :staff)
                            """)
                    .param("dealer", dealer)
                    .param("id", demand.id())
                    .param("store", demand.store())
                    .param("vehicle", demand.vehicle())
                    .param("customer", demand.customer())
                    .param("complaint", demand.complaint().orElse(null))
                    .param("wants", demand.wants().name())
                    .param("words", demand.words())
                    .param("on", demand.demandedOn())
                    .param("answerDue", Timestamp.from(demand.answerDueAt()))
                    .param("doneDue", Timestamp.from(demand.doneDueAt()))
                    .param("now", Timestamp.from(now))
                    .param("staff", staff)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            if (String.valueOf(e.getMessage()).contains("one_demand_is_open")) {
                return false;
            }
            throw e;
        }
    }

    /** A demand that one is about to decide on. */
    record Locked(
            UUID vehicle,
            UUID store,
            ZoneId zone,
            LocalDate demandedOn,
            Demand.State state,
            Optional<Instant> answeredAt,
            int version) {}

    Optional<Locked> lockDemand(int dealer, UUID demand) {
        return jdbc.sql("""
                        select d.vehicle_id, d.store_id, s.zone, d.demanded_on, d.state, d.answered_at, d.version
                          from guarantees.demand d
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = d.store_id
                         where d.dealer_id = :dealer
                           and d.id = :demand
                           for update of d
                        """)
                .param("dealer", dealer)
                .param("demand", demand)
                .query((row, _) -> new Locked(
                        row.getObject("vehicle_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        ZoneId.of(row.getString("zone")),
                        row.getObject("demanded_on", LocalDate.class),
                        Demand.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getTimestamp("answered_at")).map(Timestamp::toInstant),
                        row.getInt("version")))
                .optional();
    }

    void answer(int dealer, UUID demand, Demand.State state, String words, Instant at, UUID staff) {
        jdbc.sql("""
                        update guarantees.demand d
                           set state = :state, answer = :words, answered_at = :at, answered_by = :staff, version = d.version + 1
                         where d.dealer_id = :dealer
                           and d.id = :demand
                        """)
                .param("dealer", dealer)
                .param("demand", demand)
                .param("state", state.name())
                .param("words", words)
                .param("at", Timestamp.from(at))
                .param("staff", staff)
                .update();
    }

    void close(int dealer, UUID demand, Demand.State state, String words, Instant at) {
        jdbc.sql("""
                        update guarantees.demand d
                           set state = :state, closing = :words, closed_at = :at, version = d.version + 1
                         where d.dealer_id = :dealer
                           and d.id = :demand
                        """)
                .param("dealer", dealer)
                .param("demand", demand)
                .param("state", state.name())
                .param("words", words)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes off the plan what was not raised of these kinds. */
    void forgetPlan(int dealer, UUID vehicle, List<AlarmKind> kinds) {
        jdbc.sql("""
                        delete from guarantees.alarm a
                         where a.dealer_id = :dealer
                           and a.vehicle_id = :vehicle
                           and a.raised_at is null
                           and a.kind = any(:kinds)
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    /** Puts an alarm on the plan; one that was raised stays as it is. */
    void plan(int dealer, UUID vehicle, CarCount.Planned planned) {
        jdbc.sql("""
                        insert into guarantees.alarm (dealer_id, vehicle_id, kind, subject, store_id, due_at)
                        values (:dealer, :vehicle, :kind, :subject, :store, :due)
                        on conflict (dealer_id, vehicle_id, kind, subject) do nothing
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .param("kind", planned.kind().name())
                .param("subject", planned.subject())
                .param("store", planned.store())
                .param("due", Timestamp.from(planned.dueAt()))
                .update();
    }

    /** Raises what is due; what another node is just raising is waited for and then found raised. */
    int raise(int dealer, Instant due) {
        return jdbc.sql("""
                        update guarantees.alarm a
                           set raised_at = a.due_at
                         where a.dealer_id = :dealer
                           and a.raised_at is null
                           and a.due_at <= :due
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .update();
    }

    Optional<Instant> earliestToRaise(int dealer) {
        return jdbc.sql("""
                        select a.due_at
                          from guarantees.alarm a
                         where a.dealer_id = :dealer
                           and a.raised_at is null
                         order by a.due_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    int acknowledge(int dealer, UUID vehicle, List<UUID> stores, UUID staff, Instant now) {
        return jdbc.sql("""
                        update guarantees.alarm a
                           set acknowledged_at = :now, acknowledged_by = :staff
                         where a.dealer_id = :dealer
                           and a.vehicle_id = :vehicle
                           and a.store_id = any(:stores)
                           and a.raised_at is not null
                           and a.acknowledged_at is null
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .param("stores", stores.toArray(UUID[]::new))
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The alarms of a car that were raised, the latest first. */
    List<CarFile.Alarm> alarms(int dealer, UUID vehicle) {
        return jdbc.sql("""
                        select a.kind, a.subject, a.store_id, a.due_at, a.acknowledged_at, p.name as acknowledged_by
                          from guarantees.alarm a
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.acknowledged_by
                         where a.dealer_id = :dealer
                           and a.vehicle_id = :vehicle
                           and a.raised_at is not null
                         order by a.due_at desc, a.kind
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .query((row, _) -> new CarFile.Alarm(
                        AlarmKind.valueOf(row.getString("kind")),
                        row.getObject("subject", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getTimestamp("due_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("acknowledged_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("acknowledged_by"))))
                .list();
    }

    /** How many cars have an alarm of which nobody took note, and demands with a term that runs: for the desk. */
    record Signs(int cars, int limits, int demands) {}

    Signs signs(int dealer, List<UUID> stores) {
        return jdbc.sql("""
                        select count(distinct a.vehicle_id) as cars,
                               count(distinct a.vehicle_id) filter (where a.kind in ('SUBSTITUTE_OWED', 'DAYS_OVER', 'REPAIRS_OVER', 'ANSWER_MISSED',
                                                                                     'DONE_MISSED')) as limits,
                               (select count(*)
                                  from guarantees.demand d
                                 where d.dealer_id = :dealer
                                   and d.store_id = any(:stores)
                                   and d.state in ('ASKED', 'AGREED')) as demands
                          from guarantees.alarm a
                         where a.dealer_id = :dealer
                           and a.store_id = any(:stores)
                           and a.raised_at is not null
                           and a.acknowledged_at is null
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new Signs(row.getInt("cars"), row.getInt("limits"), row.getInt("demands")))
                .single();
    }
}
