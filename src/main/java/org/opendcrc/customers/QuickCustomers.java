package org.opendcrc.customers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes down a caller whom nobody knows yet, so that he can be promised something; the dealer system's own record comes later. */
@Component
public class QuickCustomers {

    private final JdbcClient jdbc;
    private final CustomerLookup lookup;
    private final ApplicationEventPublisher events;

    QuickCustomers(JdbcClient jdbc, CustomerLookup lookup, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.events = events;
    }

    /**
     * A private customer with a number of ours ({@code CRC-…}) instead of the dealer system's; part of the caller's transaction. Nothing
     * is assumed about consent that he has not given: no commercial texts.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not book appointments
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID add(Actor actor, String name, Customer.Sex sex, PhoneNumber phone, Instant at) {
        actor.require(UseCase.BOOK_APPOINTMENTS);
        return add(actor.dealerId(), actor.staffId(), name, sex, phone, at);
    }

    /**
     * The same for somebody who complains (CP-21).
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not receive complaints
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID addComplainant(Actor actor, String name, PhoneNumber phone, Instant at) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        return add(actor.dealerId(), actor.staffId(), name, Customer.Sex.UNKNOWN, phone, at);
    }

    /** The same for somebody who came by a public page and has shown that the number is his; part of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID addHimself(int dealer, String name, Customer.Sex sex, PhoneNumber phone, Instant at) {
        return add(dealer, Audited.CUSTOMER, name, sex, phone, at);
    }

    private UUID add(int dealer, UUID by, String name, Customer.Sex sex, PhoneNumber phone, Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into customers.customer (dealer_id, id, customer_no, kind, name, sex, phone, sms_consent, created_at, changed_at)
                        values (:dealer, :id, :no, 'PERSON', :name, :sex, :phone, false, :at, :at)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("no", "CRC-" + id)
                .param("name", name)
                .param("sex", sex.name())
                .param("phone", phone.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into customers.phone (dealer_id, customer_id, e164, position)
                        values (:dealer, :id, :phone, 1)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("phone", phone.value())
                .update();
        lookup.refreshCustomer(id);
        events.publishEvent(new Audited(
                dealer,
                at,
                Optional.of(by),
                "customer.taken-down",
                "customer",
                id.toString(),
                Map.of(),
                Map.of("name", name)));
        return id;
    }
}
