package org.opendcrc.customers;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.UseCase;
import org.opendcrc.shared.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows what is masked on every screen: to whom it is a right, one kind at a time, and never without a line in the audit log. */
@Component
@Transactional
public class Disclosures {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    Disclosures(JdbcClient jdbc, Vault vault, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.events = events;
    }

    /**
     * The whole numbers. The line in the audit log tells who looked at what of whom, not what he saw.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not see them
     * @throws NotFound if the dealer has no such customer, or there is nothing to show
     */
    public Disclosed show(Actor actor, UUID customer, Disclosed.Subject subject, Instant now) {
        actor.require(UseCase.SEE_SENSITIVE);
        var shown = switch (subject) {
            case ID_NUMBER -> idNumber(actor.dealerId(), customer);
            case PHONES -> phones(actor.dealerId(), customer);
            case CONTACTS -> contacts(actor.dealerId(), customer);
        };
        events.publishEvent(
                Audited.by(actor, now, "sensitive-shown", "customer", customer, Map.of("subject", subject.name())));
        return shown;
    }

    private Disclosed.IdNumber idNumber(int dealer, UUID customer) {
        var sealed = jdbc.sql("""
                        select c.id_no_cipher
                          from customers.customer c
                         where c.dealer_id = :dealer
                           and c.id = :customer
                           and c.id_no_cipher is not null
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> Objects.requireNonNull(row.getBytes("id_no_cipher")))
                .optional()
                .orElseThrow(() -> new NotFound("identity number of customer " + customer));
        return new Disclosed.IdNumber(vault.open(sealed));
    }

    private Disclosed.Phones phones(int dealer, UUID customer) {
        var numbers = jdbc.sql("""
                        select p.e164, p.wrong_since
                          from customers.phone p
                         where p.dealer_id = :dealer
                           and p.customer_id = :customer
                         order by p.wrong_since is not null, p.position, p.e164
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> new Disclosed.Phone(
                        new PhoneNumber(row.getString("e164")),
                        Optional.ofNullable(row.getTimestamp("wrong_since")).map(Timestamp::toInstant)))
                .list();
        if (numbers.isEmpty()) {
            throw new NotFound("telephone numbers of customer " + customer);
        }
        return new Disclosed.Phones(numbers);
    }

    private Disclosed.Contacts contacts(int dealer, UUID customer) {
        var numbers = new LinkedHashMap<UUID, PhoneNumber>();
        jdbc.sql("""
                        select k.id, k.phone
                          from customers.contact k
                         where k.dealer_id = :dealer
                           and k.customer_id = :customer
                           and k.phone is not null
                        """).param("dealer", dealer).param("customer", customer).query(row -> {
            numbers.put(row.getObject("id", UUID.class), new PhoneNumber(row.getString("phone")));
        });
        if (numbers.isEmpty()) {
            throw new NotFound("telephone numbers of the contacts of customer " + customer);
        }
        return new Disclosed.Contacts(numbers);
    }
}
