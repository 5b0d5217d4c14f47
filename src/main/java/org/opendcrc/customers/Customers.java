package org.opendcrc.customers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.CustomerFile.Contact;
import org.opendcrc.customers.CustomerFile.Phone;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The customers of the present dealer. A customer merged into another is found as the other. */
@Component
@Transactional
public class Customers {

    private final JdbcClient jdbc;
    private final CustomerLookup lookup;
    private final ApplicationEventPublisher events;

    Customers(JdbcClient jdbc, CustomerLookup lookup, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.events = events;
    }

    public Optional<Customer> find(UUID id) {
        return jdbc.sql("""
                        select c.id, c.customer_no, c.kind, c.name, c.sex, c.phone, c.id_no_tail, c.province, c.city, c.address, c.postcode,
                               c.dnd, c.sms_consent, c.survey_consent
                          from customers.customer m
                          join customers.customer c
                            on c.dealer_id = :dealer
                           and c.id = case when m.survivor_id is null then m.id else m.survivor_id end
                         where m.dealer_id = :dealer
                           and m.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .query(Customers::customer)
                .optional();
    }

    /**
     * The customer with his numbers and contacts.
     *
     * @throws NotFound if the dealer has no such customer
     */
    public CustomerFile file(UUID id) {
        var customer = find(id).orElseThrow(() -> new NotFound("customer " + id));
        return new CustomerFile(customer, phones(customer.id()), contacts(customer.id()));
    }

    private List<Phone> phones(UUID customer) {
        return jdbc.sql("""
                        select p.e164, p.wrong_since
                          from customers.phone p
                         where p.dealer_id = :dealer
                           and p.customer_id = :customer
                         order by p.wrong_since is not null, p.position, p.e164
                        """)
                .param("dealer", DealerContext.require())
                .param("customer", customer)
                .query((row, _) -> new Phone(
                        new PhoneNumber(row.getString("e164")),
                        Optional.ofNullable(row.getObject("wrong_since", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    private List<Contact> contacts(UUID customer) {
        return jdbc.sql("""
                        select k.id, k.name, k.phone, k.relation
                          from customers.contact k
                         where k.dealer_id = :dealer
                           and k.customer_id = :customer
                         order by k.name
                        """)
                .param("dealer", DealerContext.require())
                .param("customer", customer)
                .query((row, _) -> new Contact(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        text(row, "phone").map(PhoneNumber::new),
                        text(row, "relation")))
                .list();
    }

    /**
     * Customers by what is known of them, by customer number.
     *
     * @param phone a whole number, as people write it
     * @param name how the name begins
     * @param after the customer number behind which the list goes on
     */
    public List<Customer> list(
            Optional<PhoneNumber> phone,
            Optional<String> name,
            Optional<String> customerNo,
            Optional<String> after,
            int limit) {
        return jdbc.sql("""
                        select c.id, c.customer_no, c.kind, c.name, c.sex, c.phone, c.id_no_tail, c.province, c.city, c.address, c.postcode,
                               c.dnd, c.sms_consent, c.survey_consent
                          from customers.customer c
                         where c.dealer_id = :dealer
                           and c.survivor_id is null
                           and (:after::text is null or c.customer_no > :after)
                           and (:customer_no::text is null or c.customer_no = :customer_no)
                           and (:name::text is null or c.name collate "C" >= :name and c.name collate "C" < :name || U&'\\+10FFFF')
                           and (:phone::text is null or c.id in (select p.customer_id
                                                                   from customers.phone p
                                                                  where p.dealer_id = :dealer
                                                                    and p.e164 = :phone))
                         order by c.customer_no
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("after", after.orElse(null))
                .param("customer_no", customerNo.orElse(null))
                .param("name", name.orElse(null))
                .param("phone", phone.map(PhoneNumber::value).orElse(null))
                .param("limit", limit)
                .query(Customers::customer)
                .list();
    }

    /**
     * Notes that a customer is not to be reached at a number; a second time changes nothing.
     *
     * @throws NotFound if the customer has no such number
     */
    public void markPhoneWrong(Actor actor, UUID customer, PhoneNumber number, Instant at) {
        actor.require(UseCase.MAKE_OWN_CALLS);
        var marked = jdbc.sql("""
                        update customers.phone p
                           set wrong_since = coalesce(p.wrong_since, :at)
                         where p.dealer_id = :dealer
                           and p.customer_id = :customer
                           and p.e164 = :number
                        """)
                .param("dealer", DealerContext.require())
                .param("customer", customer)
                .param("number", number.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (marked == 0) {
            throw new NotFound("telephone number of customer " + customer);
        }
        events.publishEvent(
                Audited.by(actor, at, "phone-marked-wrong", "customer", customer, Map.of("phone", number.value())));
    }

    /**
     * Gives a customer a number that is called first from now on; one that was thought wrong is good again.
     *
     * @throws NotFound if the dealer has no such customer
     */
    public void addPhone(Actor actor, UUID id, PhoneNumber number, Instant at) {
        actor.require(UseCase.CORRECT_NUMBERS);
        var customer =
                find(id).orElseThrow(() -> new NotFound("customer " + id)).id();
        jdbc.sql("""
                        insert into customers.phone (dealer_id, customer_id, e164, position)
                        values (:dealer, :customer, :number,
                                (select coalesce(min(p.position), 2) - 1
                                   from customers.phone p
                                  where p.dealer_id = :dealer
                                    and p.customer_id = :customer))
                            on conflict (dealer_id, customer_id, e164)
                            do update set position = excluded.position,
                                          wrong_since = excluded.wrong_since
                        """)
                .param("dealer", DealerContext.require())
                .param("customer", customer)
                .param("number", number.value())
                .update();
        lookup.refreshCustomer(customer);
        events.publishEvent(
                Audited.by(actor, at, "phone-added", "customer", customer, Map.of("phone", number.value())));
    }

    /**
     * Notes whether a customer wants to be called; the same word again changes nothing.
     *
     * @param reason in the words of whoever was told
     * @throws NotFound if the dealer has no such customer
     */
    public void setDoNotDisturb(Actor actor, UUID id, boolean dnd, Optional<String> reason, Instant at) {
        actor.require(UseCase.SET_DO_NOT_DISTURB);
        var customer = find(id).orElseThrow(() -> new NotFound("customer " + id));
        var why = reason.map(String::strip).filter(it -> !it.isEmpty());
        var changed = jdbc.sql("""
                        update customers.customer c
                           set dnd = :dnd,
                               dnd_reason = :reason,
                               dnd_since = :at,
                               changed_at = :at,
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.dnd <> :dnd
                        """)
                .param("dealer", actor.dealerId())
                .param("id", customer.id())
                .param("dnd", dnd)
                .param("reason", why.orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 0) {
            return;
        }
        events.publishEvent(new DoNotDisturbChanged(actor.dealerId(), customer.id(), dnd)); // FU-14
        events.publishEvent(Audited.by(
                actor,
                at,
                "do-not-disturb-changed",
                "customer",
                customer.id(),
                Map.of("dnd", Boolean.toString(dnd), "reason", why.orElse(""))));
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getObject("id", UUID.class),
                row.getString("customer_no"),
                Customer.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Customer.Sex.valueOf(row.getString("sex")),
                new PhoneNumber(row.getString("phone")),
                text(row, "id_no_tail"),
                text(row, "province"),
                text(row, "city"),
                text(row, "address"),
                text(row, "postcode"),
                row.getBoolean("dnd"),
                row.getBoolean("sms_consent"),
                row.getBoolean("survey_consent"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String value = row.getString(column);
        return Optional.ofNullable(value);
    }
}
