package org.opendcrc.vehicles;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Vin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The vehicles and repair orders of the present dealer. */
@Component
@Transactional(readOnly = true)
public class Vehicles {

    private final JdbcClient jdbc;

    Vehicles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Vehicle> find(UUID id) {
        return jdbc.sql("""
                        select v.id, v.vin, v.plate, v.brand, v.series, v.model, v.color, v.customer_id, v.delivered_on, v.warranty_until,
                               v.warranty_km, v.mileage_km, v.jd_flag, v.next_maintenance_on
                          from vehicles.vehicle v
                         where v.dealer_id = :dealer
                           and v.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .query(Vehicles::vehicle)
                .optional();
    }

    public Optional<RepairOrder> order(UUID id) {
        return jdbc.sql("""
                        select o.id, o.store_id, o.order_no, o.vehicle_id, o.customer_id, o.kind, o.kind_given, o.sent_in_at, o.completed_at,
                               o.settled_at, o.mileage_km, o.mileage_doubtful, o.advisor_id, o.technician, o.amount_fen, o.visit_no, o.status,
                               o.sender_name, o.sender_phone
                          from vehicles.repair_order o
                         where o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .query(Vehicles::order)
                .optional();
    }

    /** The orders of a vehicle in all stores, newest first, voided ones left out. */
    public List<RepairOrder> orders(UUID vehicle, int limit) {
        return jdbc.sql("""
                        select o.id, o.store_id, o.order_no, o.vehicle_id, o.customer_id, o.kind, o.kind_given, o.sent_in_at, o.completed_at,
                               o.settled_at, o.mileage_km, o.mileage_doubtful, o.advisor_id, o.technician, o.amount_fen, o.visit_no, o.status,
                               o.sender_name, o.sender_phone
                          from vehicles.repair_order o
                         where o.dealer_id = :dealer
                           and o.vehicle_id = :vehicle
                           and o.status <> 'VOID'
                         order by o.sent_in_at desc, o.id desc
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("vehicle", vehicle)
                .param("limit", limit)
                .query(Vehicles::order)
                .list();
    }

    private static Vehicle vehicle(ResultSet row, int number) throws SQLException {
        return new Vehicle(
                row.getObject("id", UUID.class),
                new Vin(row.getString("vin")),
                Optional.ofNullable(row.getString("plate")),
                row.getString("brand"),
                Optional.ofNullable(row.getString("series")),
                Optional.ofNullable(row.getString("model")),
                Optional.ofNullable(row.getString("color")),
                row.getObject("customer_id", UUID.class),
                Optional.ofNullable(row.getObject("delivered_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("warranty_until", LocalDate.class)),
                number(row, "warranty_km"),
                number(row, "mileage_km"),
                row.getBoolean("jd_flag"),
                Optional.ofNullable(row.getObject("next_maintenance_on", LocalDate.class)));
    }

    private static RepairOrder order(ResultSet row, int number) throws SQLException {
        return new RepairOrder(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("order_no"),
                row.getObject("vehicle_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                RepairOrder.Kind.valueOf(row.getString("kind")),
                row.getString("kind_given"),
                row.getObject("sent_in_at", OffsetDateTime.class).toInstant(),
                moment(row, "completed_at"),
                moment(row, "settled_at"),
                number(row, "mileage_km"),
                row.getBoolean("mileage_doubtful"),
                Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                Optional.ofNullable(row.getString("technician")),
                amount(row),
                Optional.ofNullable(row.getString("visit_no")),
                RepairOrder.Status.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("sender_name")),
                Optional.ofNullable(row.getString("sender_phone")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong amount(ResultSet row) throws SQLException {
        var value = row.getLong("amount_fen");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
