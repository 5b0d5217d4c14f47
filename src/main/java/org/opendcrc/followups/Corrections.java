package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.Customers;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wrong numbers, asked of those who know the customer (FU-6). An advisor sees what is asked of him and what is asked of nobody in his
 * store; the customer relationship centre sees all of its stores.
 */
@Service
@Transactional
public class Corrections {

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Customers customers;
    private final Contacts contacts;
    private final ApplicationEventPublisher events;

    Corrections(
            JdbcClient jdbc, Stores stores, Customers customers, Contacts contacts, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.customers = customers;
        this.contacts = contacts;
        this.events = events;
    }

    /** What came of an attempt to put a number right. */
    public sealed interface Done {
        /**
         * The number is put right.
         *
         * @param owedAgain how many calls are owed again with it, because nobody could be reached before
         */
        record Corrected(String phone, int owedAgain) implements Done {}

        /** Nobody knows a better number. */
        record Ended() implements Done {}

        record Refused(Why why) implements Done {}
    }

    /** Why nothing was put right. */
    public enum Why {
        /** What was typed is no telephone number. */
        NO_NUMBER,
        /** It is the number that is wrong. */
        SAME_NUMBER,
        /** Nobody knows a number, and nothing says how that was found out. */
        NO_WORDS,
        /** Somebody has done it meanwhile. */
        ALREADY_DONE
    }

    /** Asks for a better number; once for each number of a customer, however many calls find it wrong. */
    void ask(Actor actor, UUID task, UUID store, UUID customer, String phone, Instant now) {
        jdbc.sql("""
                        insert into followups.correction (dealer_id, id, store_id, customer_id, task_id, phone, advisor_id, asked_by, asked_at, state)
                        select t.dealer_id, :id, :store, :customer, t.id, :phone, t.advisor_id, :staff, :now, 'OPEN'
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.id = :task
                            on conflict (dealer_id, customer_id, phone) where state = 'OPEN' do nothing
                        """)
                .param("dealer", actor.dealerId())
                .param("id", Ids.next())
                .param("store", store)
                .param("customer", customer)
                .param("task", task)
                .param("phone", phone)
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * What waits, the oldest first.
     *
     * @param after the last row that was shown
     * @throws org.opendcrc.shared.NotAllowed if he corrects nothing anywhere
     */
    @Transactional(readOnly = true)
    public List<Correction> open(Actor actor, Optional<RowKey> after, int limit) {
        actor.require(UseCase.CORRECT_NUMBERS);
        return jdbc.sql("""
                        select c.id, c.task_id, s.name as store, s.zone, c.customer_id, k.name as customer, k.kind as customer_kind, k.sex,
                               v.plate, coalesce(t.order_no, t.subject_no) as about, c.phone, a.name as advisor, p.name as asked_by, c.asked_at
                          from followups.correction c
                          join followups.task t on t.dealer_id = :dealer and t.id = c.task_id
                          join followups.contact o on o.dealer_id = :dealer and o.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.asked_by
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = o.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = c.advisor_id
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.state = 'OPEN'
                           and (c.store_id = any(:all) or coalesce(c.advisor_id, :staff) = :staff)
                           and (:at::timestamptz is null or (c.asked_at, c.id) > (:at, :id::uuid))
                         order by c.asked_at, c.id
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", actor.storesFor(UseCase.CORRECT_NUMBERS).toArray(UUID[]::new))
                .param("all", storesSeenWhole(actor))
                .param("staff", actor.staffId())
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> correction(row))
                .list();
    }

    /** Whoever makes calls there sees all of the store. */
    private static UUID[] storesSeenWhole(Actor actor) {
        return actor.storesFor(UseCase.MAKE_FOLLOW_UP_CALLS).toArray(UUID[]::new);
    }

    private static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getObject("id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("customer_id", UUID.class),
                row.getString("customer"),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                Optional.ofNullable(row.getString("plate")),
                row.getString("about"),
                row.getString("phone"),
                Optional.ofNullable(row.getString("advisor")),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant());
    }

    /** A correction that is locked until the transaction ends. */
    private record Locked(UUID store, UUID customer, String phone, boolean open) {}

    private Locked lock(Actor actor, UUID id) {
        actor.require(UseCase.CORRECT_NUMBERS);
        return jdbc.sql("""
                        select c.store_id, c.customer_id, c.phone, c.state
                          from followups.correction c
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.store_id = any(:stores)
                           and (c.store_id = any(:all) or coalesce(c.advisor_id, :staff) = :staff)
                           for update
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("stores", actor.storesFor(UseCase.CORRECT_NUMBERS).toArray(UUID[]::new))
                .param("all", storesSeenWhole(actor))
                .param("staff", actor.staffId())
                .query((row, _) -> new Locked(
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("phone"),
                        row.getString("state").equals("OPEN")))
                .optional()
                .orElseThrow(() -> new NotFound("correction " + id));
    }

    /**
     * Gives the customer a better number, to be called first. Calls that ended because no number was left are owed again while he
     * still remembers (FU-2); their attempts count on, and they come back to whoever had them.
     *
     * @param typed as people write it
     * @throws NotFound if it is not his to correct
     */
    public Done correct(Actor actor, UUID id, String typed, Instant now) {
        var wrong = lock(actor, id);
        if (!wrong.open()) {
            return new Done.Refused(Why.ALREADY_DONE);
        }
        var number = PhoneNumber.of(typed, stores.get(wrong.store()).areaCode());
        if (number.isEmpty()) {
            return new Done.Refused(Why.NO_NUMBER);
        }
        if (number.get().value().equals(wrong.phone())) {
            return new Done.Refused(Why.SAME_NUMBER);
        }
        customers.addPhone(actor, wrong.customer(), number.get(), now);
        finish(actor, id, "CORRECTED", Optional.of(number.get().value()), Optional.empty(), now);
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
        return new Done.Corrected(number.get().value(), contacts.takeUpAgain(actor.dealerId(), wrong.customer(), now));
    }

    /**
     * Nobody knows a better number.
     *
     * @param words how that was found out
     * @throws NotFound if it is not his to correct
     */
    public Done end(Actor actor, UUID id, String words, Instant now) {
        var wrong = lock(actor, id);
        if (!wrong.open()) {
            return new Done.Refused(Why.ALREADY_DONE);
        }
        if (words.isBlank()) {
            return new Done.Refused(Why.NO_WORDS);
        }
        finish(actor, id, "NOT_KNOWN", Optional.empty(), Optional.of(words.strip()), now);
        return new Done.Ended();
    }

    private void finish(
            Actor actor, UUID id, String state, Optional<String> phone, Optional<String> words, Instant now) {
        jdbc.sql("""
                        update followups.correction c
                           set state = :state,
                               new_phone = :phone,
                               words = :words,
                               done_by = :staff,
                               done_at = :now,
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("state", state)
                .param("phone", phone.orElse(null))
                .param("words", words.orElse(null))
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(Audited.by(actor, now, "follow-up.correction", "correction", id, Map.of("state", state)));
    }
}
