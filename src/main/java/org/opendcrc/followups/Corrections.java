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
import org.opendcrc.customers.OwnerChanges;
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
 * Wrong data, asked of those who know the customer (FU-6): numbers, names, addresses. An advisor sees what is asked of him and what is
 * asked of nobody in his store, a consultant the same of sales; the customer relationship centre sees all of its stores.
 */
@Service
@Transactional
public class Corrections {

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Customers customers;
    private final OwnerChanges owners;
    private final Contacts contacts;
    private final ApplicationEventPublisher events;

    Corrections(
            JdbcClient jdbc,
            Stores stores,
            Customers customers,
            OwnerChanges owners,
            Contacts contacts,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.customers = customers;
        this.owners = owners;
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

        /**
         * Owner data that is no number is put right.
         *
         * @param waits whether it becomes valid only with somebody's approval (A33, PF-7)
         */
        record PutRight(String value, boolean waits) implements Done {}

        /** Nobody knows a better one. */
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
        /** Nothing was typed, or what is wrong. */
        NO_VALUE,
        /** Another change of the same data waits for approval. */
        CHANGE_WAITS,
        /** Somebody has done it meanwhile. */
        ALREADY_DONE
    }

    /**
     * What a call found wrong.
     *
     * @param inFile what the file says; of a number E.164
     * @param said what is right, in the customer's words
     */
    record Wrong(UUID task, UUID store, UUID customer, FileItem item, Optional<String> inFile, Optional<String> said) {}

    /** Asks for a better number; once for each number of a customer, however many calls find it wrong. */
    void ask(Actor actor, UUID task, UUID store, UUID customer, String phone, Instant now) {
        ask(actor, new Wrong(task, store, customer, FileItem.PHONE, Optional.of(phone), Optional.empty()), now);
    }

    /** Asks whoever knows the customer to put his file right; once for each number and each other item, however many calls find it wrong. */
    void ask(Actor actor, Wrong wrong, Instant now) {
        jdbc.sql("""
                        insert into followups.correction (dealer_id, id, store_id, customer_id, task_id, phone, advisor_id, asked_by, asked_at, state,
                                                          item, in_file, said)
                        select t.dealer_id, :id, :store, :customer, t.id, :phone, t.advisor_id, :staff, :now, 'OPEN', :item, :inFile, :said
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.id = :task
                            on conflict do nothing
                        """)
                .param("dealer", actor.dealerId())
                .param("id", Ids.next())
                .param("store", wrong.store())
                .param("customer", wrong.customer())
                .param("task", wrong.task())
                .param("phone", wrong.item() == FileItem.PHONE ? wrong.inFile().orElse("") : null)
                .param("item", wrong.item().name())
                .param("inFile", wrong.inFile().orElse(null))
                .param("said", wrong.said().orElse(null))
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
                               v.plate, coalesce(t.order_no, t.subject_no) as about, c.phone, a.name as advisor, p.name as asked_by, c.asked_at,
                               c.item, c.in_file, c.said
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
                           and (c.store_id = any(:all)
                                or c.advisor_id = :staff
                                or (c.advisor_id is null
                                    and case when t.kind = 'SALES' then c.store_id = any(:sales) else c.store_id = any(:service) end))
                           and (:at::timestamptz is null or (c.asked_at, c.id) > (:at, :id::uuid))
                         order by c.asked_at, c.id
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", actor.storesFor(UseCase.CORRECT_NUMBERS).toArray(UUID[]::new))
                .param("all", storesSeenWhole(actor))
                .param("sales", stores(actor, UseCase.CORRECT_SALES_DATA))
                .param("service", stores(actor, UseCase.MAKE_OWN_CALLS))
                .param("staff", actor.staffId())
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> correction(row))
                .list();
    }

    /** Whoever makes calls there sees all of the store. */
    private static UUID[] storesSeenWhole(Actor actor) {
        return stores(actor, UseCase.MAKE_FOLLOW_UP_CALLS);
    }

    private static UUID[] stores(Actor actor, UseCase useCase) {
        return actor.storesFor(useCase).toArray(UUID[]::new);
    }

    private static Correction correction(ResultSet row) throws SQLException {
        var inFile = row.getString("in_file");
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
                FileItem.valueOf(row.getString("item")),
                Optional.ofNullable(row.getString("phone"))
                        .or(() -> Optional.ofNullable(inFile))
                        .orElse(""),
                Optional.ofNullable(row.getString("said")),
                Optional.ofNullable(row.getString("advisor")),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant());
    }

    /** A correction that is locked until the transaction ends. */
    private record Locked(UUID store, UUID customer, FileItem item, String wrong, boolean open) {}

    private Locked lock(Actor actor, UUID id) {
        actor.require(UseCase.CORRECT_NUMBERS);
        return jdbc.sql("""
                        select c.store_id, c.customer_id, c.item, coalesce(c.phone, c.in_file, '') as wrong, c.state
                          from followups.correction c
                          join followups.task t on t.dealer_id = :dealer and t.id = c.task_id
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.store_id = any(:stores)
                           and (c.store_id = any(:all)
                                or c.advisor_id = :staff
                                or (c.advisor_id is null
                                    and case when t.kind = 'SALES' then c.store_id = any(:sales) else c.store_id = any(:service) end))
                           for update of c
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("stores", actor.storesFor(UseCase.CORRECT_NUMBERS).toArray(UUID[]::new))
                .param("all", storesSeenWhole(actor))
                .param("sales", stores(actor, UseCase.CORRECT_SALES_DATA))
                .param("service", stores(actor, UseCase.MAKE_OWN_CALLS))
                .param("staff", actor.staffId())
                .query((row, _) -> new Locked(
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        FileItem.valueOf(row.getString("item")),
                        row.getString("wrong"),
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
        if (wrong.item() != FileItem.PHONE) {
            return putRight(actor, id, wrong, typed.strip(), now);
        }
        var number = PhoneNumber.of(typed, stores.get(wrong.store()).areaCode());
        if (number.isEmpty()) {
            return new Done.Refused(Why.NO_NUMBER);
        }
        if (number.get().value().equals(wrong.wrong())) {
            return new Done.Refused(Why.SAME_NUMBER);
        }
        customers.addPhone(actor, wrong.customer(), number.get(), now);
        finish(
                actor,
                id,
                new Finish("CORRECTED", Optional.of(number.get().value()), Optional.empty(), Optional.empty()),
                now);
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
        return new Done.Corrected(number.get().value(), contacts.takeUpAgain(actor.dealerId(), wrong.customer(), now));
    }

    /** PF-7: owner data is changed by approval where the dealer uses it, else at once; either is written down. */
    private Done putRight(Actor actor, UUID id, Locked wrong, String typed, Instant now) {
        if (typed.isEmpty() || typed.equals(wrong.wrong())) {
            return new Done.Refused(Why.NO_VALUE);
        }
        return switch (owners.propose(actor, wrong.customer(), wrong.item().field(), typed, now)) {
            case ANOTHER_WAITS -> new Done.Refused(Why.CHANGE_WAITS);
            case IN_FORCE -> done(actor, id, typed, false, now);
            case WAITS -> done(actor, id, typed, true, now);
        };
    }

    private Done done(Actor actor, UUID id, String value, boolean waits, Instant now) {
        finish(actor, id, new Finish("CORRECTED", Optional.empty(), Optional.of(value), Optional.empty()), now);
        return new Done.PutRight(value, waits);
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
        finish(actor, id, new Finish("NOT_KNOWN", Optional.empty(), Optional.empty(), Optional.of(words.strip())), now);
        return new Done.Ended();
    }

    private record Finish(String state, Optional<String> phone, Optional<String> value, Optional<String> words) {}

    private void finish(Actor actor, UUID id, Finish how, Instant now) {
        jdbc.sql("""
                        update followups.correction c
                           set state = :state,
                               new_phone = :phone,
                               new_value = :value,
                               words = :words,
                               done_by = :staff,
                               done_at = :now,
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("state", how.state())
                .param("phone", how.phone().orElse(null))
                .param("value", how.value().orElse(null))
                .param("words", how.words().orElse(null))
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(
                Audited.by(actor, now, "follow-up.correction", "correction", id, Map.of("state", how.state())));
    }
}
