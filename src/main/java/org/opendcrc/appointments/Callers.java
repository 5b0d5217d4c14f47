package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recognises who is on the telephone, by number or plate, in one statement. */
@Repository
class Callers {

    private static final int MOST = 40;

    private final JdbcClient jdbc;

    Callers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Customers with that number or a car of that plate, and that customer himself; each with his cars. */
    List<KnownCaller> find(int dealer, Optional<UUID> customer, Optional<PhoneNumber> phone, Optional<Plate> plate) {
        var found = new LinkedHashMap<UUID, KnownCaller>();
        var cars = new LinkedHashMap<UUID, List<KnownCaller.Car>>();
        jdbc.sql("""
                        select c.customer_id, c.name, c.kind, c.sex, c.phone, v.vehicle_id, v.plate, v.vin, v.brand, v.series, v.model,
                               v.mileage_km, o.sent_in_at, o.advisor_id,
                               exists (select 1
                                         from vehicles.report_sale x
                                        where x.dealer_id = :dealer
                                          and x.vehicle_id = v.vehicle_id
                                          and x.status = 'VALID') as sold_here,
                               v.plate is not distinct from :plate as named
                          from customers.report_customer c
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.customer_id = c.customer_id
                          left join lateral (select r.sent_in_at, r.advisor_id
                                               from vehicles.report_order r
                                              where r.dealer_id = :dealer
                                                and r.vehicle_id = v.vehicle_id
                                                and r.status <> 'VOID'
                                              order by r.sent_in_at desc
                                              limit 1) o on true
                         where c.dealer_id = :dealer
                           and c.survivor_id is null
                           and c.customer_id = any(array(select :customer::uuid
                                                         union
                                                         select p.customer_id
                                                           from customers.report_phone p
                                                          where p.dealer_id = :dealer
                                                            and p.e164 = :phone
                                                         union
                                                         select w.customer_id
                                                           from vehicles.report_vehicle w
                                                          where w.dealer_id = :dealer
                                                            and w.plate = :plate))
                         order by c.name, c.customer_id, named desc, o.sent_in_at desc nulls last, v.vehicle_id
                         limit :most
                        """)
                .param("dealer", dealer)
                .param("customer", customer.orElse(null), java.sql.Types.OTHER)
                .param("phone", phone.map(PhoneNumber::value).orElse(null), java.sql.Types.VARCHAR)
                .param("plate", plate.map(Plate::value).orElse(null), java.sql.Types.VARCHAR)
                .param("most", MOST)
                .query((ResultSet row) -> {
                    var id = row.getObject("customer_id", UUID.class);
                    found.putIfAbsent(
                            id,
                            new KnownCaller(
                                    id,
                                    row.getString("name"),
                                    row.getString("kind").equals("PERSON"),
                                    row.getString("sex"),
                                    row.getString("phone"),
                                    List.of()));
                    var vehicle = row.getObject("vehicle_id", UUID.class);
                    if (vehicle != null) {
                        cars.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(new KnownCaller.Car(
                                        vehicle,
                                        row.getString("vin"),
                                        Optional.ofNullable(row.getString("plate")),
                                        CarName.of(
                                                row.getString("brand"),
                                                row.getString("series"),
                                                row.getString("model")),
                                        Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                                        Optional.ofNullable(row.getTimestamp("sent_in_at"))
                                                .map(java.sql.Timestamp::toInstant),
                                        Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                                        row.getBoolean("sold_here")));
                    }
                });
        return found.values().stream()
                .map(it -> it.with(cars.getOrDefault(it.customer(), List.of())))
                .toList();
    }
}
