package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.Customers;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The other paths out of a call that lead to a car: opportunities and referrals, kept and listed. Nothing is ever changed. */
@Service
@Transactional
public class Leads {

    private final JdbcClient jdbc;
    private final LockedContacts locked;
    private final Customers customers;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    Leads(
            JdbcClient jdbc,
            LockedContacts locked,
            Customers customers,
            Stores stores,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.customers = customers;
        this.stores = stores;
        this.events = events;
    }

    /**
     * Keeps what a customer said in a call, owed or finished; twice the same is kept once.
     *
     * @throws org.opendcrc.shared.NotFound if there is no such call in a store whose queue he may see
     * @throws org.opendcrc.shared.NotAllowed if he makes no calls there
     */
    public LeadKept keep(Actor actor, UUID task, LeadWish said, Instant now) {
        var contact = locked.open(actor, task);
        var phone = said instanceof LeadWish.Referral it
                ? PhoneNumber.of(it.phone(), stores.get(contact.storeId()).areaCode())
                : Optional.<PhoneNumber>empty();
        var missing = missing(said, phone, contact.customerId());
        if (!missing.isEmpty()) {
            return new LeadKept.Refused(missing);
        }
        add(actor, task, contact, said, phone, now);
        events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.lead",
                "lead",
                said.id(),
                Map.of("kind", kind(said).name(), "task", task.toString())));
        return new LeadKept.Kept(said.id());
    }

    private static Lead.Kind kind(LeadWish said) {
        return switch (said) {
            case LeadWish.Opportunity _ -> Lead.Kind.OPPORTUNITY;
            case LeadWish.Referral _ -> Lead.Kind.REFERRAL;
        };
    }

    private Set<LeadKept.Why> missing(LeadWish said, Optional<PhoneNumber> phone, UUID customer) {
        var missing = EnumSet.noneOf(LeadKept.Why.class);
        switch (said) {
            case LeadWish.Opportunity it -> {
                if (it.purchase().isEmpty()) {
                    missing.add(LeadKept.Why.NO_PURCHASE);
                }
                if (it.wish().isBlank() && it.note().isBlank()) {
                    missing.add(LeadKept.Why.NO_WISH);
                }
            }
            case LeadWish.Referral it -> {
                if (it.name().isBlank()) {
                    missing.add(LeadKept.Why.NO_NAME);
                }
                if (phone.isEmpty()) {
                    missing.add(LeadKept.Why.NO_PHONE);
                } else if (customers.file(customer).phones().stream()
                        .anyMatch(own -> own.number().equals(phone.get()))) {
                    missing.add(LeadKept.Why.OWN_PHONE);
                }
            }
        }
        return missing;
    }

    private void add(
            Actor actor,
            UUID task,
            LockedContacts.Opened contact,
            LeadWish said,
            Optional<PhoneNumber> phone,
            Instant now) {
        var referral = said instanceof LeadWish.Referral it ? Optional.of(it) : Optional.<LeadWish.Referral>empty();
        jdbc.sql("""
                        insert into followups.lead (dealer_id, id, store_id, kind, customer_id, task_id, purchase, wish, planned, note, person_name,
                                                    person_phone, relation, person_knows, consent, staff_id, at)
                        values (:dealer, :id, :store, :kind, :customer, :task, :purchase, :wish, :planned, :note, :name,
                                :phone, :relation, :knows, :consent, :staff, :now)
                            on conflict (dealer_id, id) do nothing
                        """)
                .param("dealer", actor.dealerId())
                .param("id", said.id())
                .param("store", contact.storeId())
                .param("kind", kind(said).name())
                .param("customer", contact.customerId())
                .param("task", task)
                .param(
                        "purchase",
                        said instanceof LeadWish.Opportunity it
                                ? it.purchase().map(Enum::name).orElse(null)
                                : null)
                .param("wish", text(said.wish()))
                .param("planned", said.planned().name())
                .param("note", text(said.note()))
                .param("name", referral.map(it -> it.name().strip()).orElse(null))
                .param("phone", phone.map(PhoneNumber::value).orElse(null))
                .param("relation", referral.map(it -> text(it.relation())).orElse(null))
                .param("knows", referral.map(LeadWish.Referral::knows).orElse(null))
                .param("consent", referral.isPresent() ? "NOT_ASKED" : null) // his consent is not ours yet (law, 9.1)
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static @Nullable String text(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }

    /**
     * What was heard of, the latest first.
     *
     * @param only a store to which he confines himself
     * @param after the last row that was shown
     * @throws org.opendcrc.shared.NotAllowed if he may read that nowhere, or not in that store
     */
    @Transactional(readOnly = true)
    public List<Lead> list(
            Actor actor, Optional<UUID> only, Optional<Lead.Kind> kind, Optional<RowKey> after, int limit) {
        if (only.isPresent()) {
            actor.require(UseCase.READ_LEADS, only.get());
        } else {
            actor.require(UseCase.READ_LEADS);
        }
        return jdbc.sql("""
                        select l.id, l.kind, l.store_id, s.name as store, s.zone, l.customer_id, k.name as customer, k.kind as customer_kind, k.sex,
                               l.task_id, coalesce(t.order_no, t.subject_no) as about, l.purchase, l.wish, l.planned, l.note, l.person_name,
                               l.person_phone, l.relation, l.person_knows, p.name as staff, l.at
                          from followups.lead l
                          join followups.task t on t.dealer_id = :dealer and t.id = l.task_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = l.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = l.customer_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = l.staff_id
                         where l.dealer_id = :dealer
                           and l.store_id = any(:stores)
                           and (cast(:kind as text) is null or l.kind = cast(:kind as text))
                           and (cast(:at as timestamptz) is null or (l.at, l.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                         order by l.at desc, l.id desc
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param(
                        "stores",
                        only.map(List::of)
                                .orElseGet(() -> actor.storesFor(UseCase.READ_LEADS))
                                .toArray(UUID[]::new))
                .param("kind", kind.map(Enum::name).orElse(null))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> lead(row))
                .list();
    }

    private static Lead lead(ResultSet row) throws SQLException {
        var name = Optional.ofNullable(row.getString("person_name"));
        var phone = row.getString("person_phone");
        var relation = Optional.ofNullable(row.getString("relation"));
        var knows = row.getBoolean("person_knows");
        return new Lead(
                row.getObject("id", UUID.class),
                Lead.Kind.valueOf(row.getString("kind")),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("customer_id", UUID.class),
                row.getString("customer"),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                row.getObject("task_id", UUID.class),
                row.getString("about"),
                Optional.ofNullable(row.getString("purchase")).map(Lead.Purchase::valueOf),
                Optional.ofNullable(row.getString("wish")),
                Lead.Planned.valueOf(row.getString("planned")),
                Optional.ofNullable(row.getString("note")),
                name.map(it -> new Lead.Person(it, phone, relation, knows)),
                row.getString("staff"),
                row.getTimestamp("at").toInstant());
    }
}
