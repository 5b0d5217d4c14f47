package org.opendcrc.complaints;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.QuickCustomers;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a complaint in from any channel: finds out who complains, then opens the case. */
@Service
@Transactional
public class IntakeDesk {

    private static final int MOST = 12;

    private final ComplaintOffice office;
    private final QuickCustomers quick;
    private final Stores stores;
    private final JdbcClient jdbc;

    IntakeDesk(ComplaintOffice office, QuickCustomers quick, Stores stores, JdbcClient jdbc) {
        this.office = office;
        this.quick = quick;
        this.stores = stores;
        this.jdbc = jdbc;
    }

    /**
     * Who complains, as far as the clerk knows.
     *
     * @param customer chosen from the file
     * @param vehicle chosen with him
     * @param phone as typed
     * @param plate as typed
     * @param name as typed, where he is not in the file
     * @param noneFound he is none of those who have that number or plate
     */
    public record Who(
            Optional<UUID> customer,
            Optional<UUID> vehicle,
            String phone,
            String plate,
            String name,
            boolean noneFound) {

        public Who(Optional<UUID> customer, Optional<UUID> vehicle, String phone, String plate, String name) {
            this(customer, vehicle, phone, plate, name, false);
        }
    }

    /** The answer to the wish to open a complaint. */
    public sealed interface Answer {

        record Opened(UUID complaintId, String number, Instant contactDueAt) implements Answer {}

        record Refused(Received.Refusal why) implements Answer {}

        /** Several customers have that number or plate. */
        record Which(List<KnownComplainant> known) implements Answer {}
    }

    /**
     * Opens a complaint. Somebody with a number whom nobody knows yet is taken down as a customer.
     *
     * @param intake whose customer and car are left to {@code who}
     * @throws org.opendcrc.shared.NotAllowed if the person may not receive complaints in that store
     * @throws NotFound if there is no such customer, or no such store
     */
    public Answer open(Actor actor, Intake intake, CaseSheet sheet, Who who, Instant now) {
        actor.require(UseCase.RECEIVE_COMPLAINTS, intake.storeId());
        var area = stores.get(intake.storeId()).areaCode();
        var phone = PhoneNumber.of(who.phone(), area);
        var plate = Plate.of(who.plate());
        var known = who.noneFound() ? List.<KnownComplainant>of() : find(actor, who.customer(), phone, plate);
        if (who.customer().isPresent() && known.isEmpty()) {
            throw new NotFound("customer " + who.customer().get());
        }
        var people = known.stream().map(KnownComplainant::customerId).distinct().toList();
        if (people.size() > 1 && sheet.complainant() == Complainant.CUSTOMER) {
            return new Answer.Which(known);
        }
        var customer = people.size() == 1 ? Optional.of(people.getFirst()) : Optional.<UUID>empty();
        if (customer.isEmpty()
                && sheet.complainant() == Complainant.CUSTOMER
                && phone.isPresent()
                && !who.name().isBlank()
                && ComplaintRules.refusal(intake, now).isEmpty()) {
            customer = Optional.of(quick.addComplainant(actor, who.name().strip(), phone.get(), now));
        }
        var anonymous = sheet.complainant() == Complainant.ANONYMOUS;
        var vehicle = who.vehicle()
                .filter(it -> known.stream().anyMatch(k -> k.vehicleId().equals(Optional.of(it))))
                .or(() -> known.stream()
                        .filter(it -> plate.isPresent() && it.plate().equals(plate.map(Plate::value)))
                        .findFirst()
                        .flatMap(KnownComplainant::vehicleId))
                .or(() -> known.size() == 1 ? known.getFirst().vehicleId() : Optional.empty());
        var told = new Intake(
                intake.storeId(),
                intake.source(),
                intake.kind(),
                intake.grievanceSolved(),
                anonymous ? Optional.empty() : customer,
                anonymous ? Optional.empty() : vehicle,
                intake.orderId(),
                Optional.empty(),
                intake.content(),
                intake.receivedAt(),
                intake.spokenAbout());
        return switch (office.open(told, sheet.by(who.name(), phone), actor, now)) {
            case Received.Opened(var id, var number, var due) -> new Answer.Opened(id, number, due);
            case Received.Refused(var why) -> new Answer.Refused(why);
        };
    }

    /** A customer with his cars, for the form. */
    @Transactional(readOnly = true)
    public List<KnownComplainant> of(Actor actor, UUID customer) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        return find(actor, Optional.of(customer), Optional.empty(), Optional.empty());
    }

    /** Who has that number or that plate, as written, for the form while it is filled in. */
    @Transactional(readOnly = true)
    public List<KnownComplainant> meant(Actor actor, UUID store, String phone, String plate) {
        actor.require(UseCase.RECEIVE_COMPLAINTS, store);
        return find(
                actor, Optional.empty(), PhoneNumber.of(phone, stores.get(store).areaCode()), Plate.of(plate));
    }

    /** Somebody of whom a customer may complain. */
    public record Colleague(UUID id, String name) {}

    /** The staff of the stores in which the person takes complaints in, himself among them (CP-3). */
    @Transactional(readOnly = true)
    public List<Colleague> colleagues(Actor actor) {
        actor.require(UseCase.RECEIVE_COMPLAINTS);
        return jdbc.sql("""
                        select distinct r.name, r.staff_id
                          from organisation.report_role r
                         where r.dealer_id = :dealer
                           and r.store_id = any(:stores)
                           and r.role <> 'MANUFACTURER'
                         order by r.name, r.staff_id
                        """)
                .param("dealer", actor.dealerId())
                .param("stores", actor.storesFor(UseCase.RECEIVE_COMPLAINTS).toArray(UUID[]::new))
                .query((row, _) -> new Colleague(row.getObject("staff_id", UUID.class), row.getString("name")))
                .list();
    }

    private List<KnownComplainant> find(
            Actor actor, Optional<UUID> customer, Optional<PhoneNumber> phone, Optional<Plate> plate) {
        return jdbc.sql("""
                        select c.customer_id, c.name, c.phone, v.vehicle_id, v.plate
                          from customers.report_customer c
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.customer_id = c.customer_id
                         where c.dealer_id = :dealer
                           and c.survivor_id is null
                           and c.customer_id = any(array(select :customer::uuid
                                                          where :customer::uuid is not null
                                                         union
                                                         select p.customer_id
                                                           from customers.report_phone p
                                                          where p.dealer_id = :dealer
                                                            and :customer::uuid is null
                                                            and p.e164 = :phone
                                                         union
                                                         select w.customer_id
                                                           from vehicles.report_vehicle w
                                                          where w.dealer_id = :dealer
                                                            and :customer::uuid is null
                                                            and w.plate = :plate))
                         order by c.name, c.customer_id, v.plate, v.vehicle_id
                         limit :most
                        """)
                .param("dealer", actor.dealerId())
                .param("customer", customer.orElse(null), Types.OTHER)
                .param("phone", phone.map(PhoneNumber::value).orElse(null), Types.VARCHAR)
                .param("plate", plate.map(Plate::value).orElse(null), Types.VARCHAR)
                .param("most", MOST)
                .query((row, _) -> new KnownComplainant(
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("phone")).orElse(""),
                        Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                        Optional.ofNullable(row.getString("plate"))))
                .list();
    }
}
