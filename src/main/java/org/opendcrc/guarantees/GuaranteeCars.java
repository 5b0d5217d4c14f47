package org.opendcrc.guarantees;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.shared.RowKey;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads cars, their repairs and what was said about them. */
@Repository
class GuaranteeCars {

    /** More repairs than a car has in its years; the latest count. */
    private static final int MOST_REPAIRS = 300;

    private final JdbcClient jdbc;

    GuaranteeCars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A car without its repairs. */
    record Head(
            UUID customerId,
            String customer,
            String vin,
            Optional<String> plate,
            String car,
            OptionalInt mileageKm,
            OptionalLong priceFen,
            ZoneId zone,
            Optional<Periods> periods,
            List<Problem> problems,
            List<CarFile.InStore> stores) {}

    Optional<Head> head(int dealer, UUID vehicle) {
        return jdbc.sql("""
                        select v.customer_id, k.name as customer, v.vin, v.plate, v.brand, v.series, v.model, g.mileage_km, g.invoiced_on,
                               g.delivered_on, g.warranty_until, g.warranty_km,
                               (select z.zone
                                  from organisation.report_store z
                                 where z.dealer_id = :dealer
                                 order by z.code
                                 limit 1) as zone,
                               array(select p.id || '|' || p.nature || '|' || p.name
                                       from guarantees.problem p
                                      where p.dealer_id = :dealer
                                        and p.vehicle_id = v.vehicle_id
                                      order by p.created_at, p.id) as problems,
                               array(select t.store_id || '|' || t.name
                                       from organisation.report_store t
                                      where t.dealer_id = :dealer
                                      order by t.code) as stores,
                               (select s.price_fen
                                  from vehicles.report_price s
                                 where s.dealer_id = :dealer
                                   and s.vehicle_id = v.vehicle_id
                                 order by s.dealt_on desc
                                 limit 1) as price_fen
                          from vehicles.report_vehicle v
                          join vehicles.report_guaranteed g on g.dealer_id = :dealer and g.vehicle_id = v.vehicle_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = v.customer_id
                         where v.dealer_id = :dealer
                           and v.vehicle_id = :vehicle
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .query((row, _) -> new Head(
                        row.getObject("customer_id", UUID.class),
                        row.getString("customer"),
                        row.getString("vin"),
                        Optional.ofNullable(row.getString("plate")),
                        CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")),
                        number(row, "mileage_km"),
                        amount(row, "price_fen"),
                        ZoneId.of(row.getString("zone")),
                        periods(row),
                        parts(row, "problems", 3)
                                .map(it -> new Problem(UUID.fromString(it[0]), it[2], Problem.Nature.valueOf(it[1])))
                                .toList(),
                        parts(row, "stores", 2)
                                .map(it -> new CarFile.InStore(UUID.fromString(it[0]), it[1]))
                                .toList()))
                .optional();
    }

    private static Stream<String[]> parts(ResultSet row, String column, int limit) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(it -> it.toString().split("\\|", limit));
    }

    private static Optional<Periods> periods(ResultSet row) throws SQLException {
        return Periods.of(
                Optional.ofNullable(row.getObject("invoiced_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("delivered_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("warranty_until", LocalDate.class)),
                number(row, "warranty_km"));
    }

    /** The car's repairs in all stores, the latest first; voided orders and the house's own are none. */
    List<Repair> repairs(int dealer, UUID vehicle) {
        return jdbc.sql("""
                        select r.order_id, r.store_id, s.name as store, s.zone, r.order_no, r.kind, r.sent_in_at,
                               coalesce(r.completed_at, r.settled_at) as until, r.mileage_km,
                               coalesce(m.quality, r.kind in ('WARRANTY', 'REWORK')) as quality, m.order_id is not null as decided,
                               coalesce(m.not_counted_minutes, 0) as not_counted_minutes, m.reason, coalesce(m.version, 0) as version,
                               u.kind as substitute, u.from_at, u.until_at, u.day_fen, u.words,
                               array(select l.problem_id::text
                                       from guarantees.problem_repair l
                                      where l.dealer_id = :dealer
                                        and l.order_id = r.order_id) as problems
                          from vehicles.report_repair r
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = r.store_id
                          left join guarantees.repair_mark m on m.dealer_id = :dealer and m.order_id = r.order_id
                          left join guarantees.substitute u on u.dealer_id = :dealer and u.order_id = r.order_id
                         where r.dealer_id = :dealer
                           and r.vehicle_id = :vehicle
                           and r.status <> 'VOID'
                           and r.kind <> 'INTERNAL'
                         order by r.sent_in_at desc, r.order_id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .param("limit", MOST_REPAIRS)
                .query((row, _) -> new Repair(
                        row.getObject("order_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getString("order_no"),
                        row.getString("kind"),
                        row.getTimestamp("sent_in_at").toInstant(),
                        moment(row, "until"),
                        row.getBoolean("quality"),
                        row.getBoolean("decided"),
                        Duration.ofMinutes(row.getInt("not_counted_minutes")),
                        Optional.ofNullable(row.getString("reason")),
                        number(row, "mileage_km"),
                        uuids(row),
                        substitute(row),
                        row.getInt("version")))
                .list();
    }

    private static Set<UUID> uuids(ResultSet row) throws SQLException {
        return Arrays.stream((Object[]) row.getArray("problems").getArray())
                .map(it -> UUID.fromString(it.toString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Repair.Substitute> substitute(ResultSet row) throws SQLException {
        var kind = row.getString("substitute");
        if (kind == null) {
            return Optional.empty();
        }
        var fen = amount(row, "day_fen");
        return Optional.of(new Repair.Substitute(
                Repair.Substitute.Kind.valueOf(kind),
                row.getTimestamp("from_at").toInstant(),
                moment(row, "until_at"),
                fen.isPresent() ? Optional.of(fen.getAsLong()) : Optional.empty(),
                row.getString("words")));
    }

    /** The demands about a car, the latest first. */
    List<Demand> demands(int dealer, UUID vehicle) {
        return jdbc.sql("""
                        select d.id, d.store_id, s.zone, d.complaint_id, c.number, d.wants, d.words, d.demanded_on, d.answer_due_at, d.done_due_at,
                               d.state, d.answer, d.answered_at, p.name as answered_by, d.closed_at, d.closing, d.version
                          from guarantees.demand d
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = d.store_id
                          left join complaints.report_complaint c on c.dealer_id = :dealer and c.complaint_id = d.complaint_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = d.answered_by
                         where d.dealer_id = :dealer
                           and d.vehicle_id = :vehicle
                         order by d.demanded_on desc, d.id desc
                        """)
                .param("dealer", dealer)
                .param("vehicle", vehicle)
                .query((row, _) -> new Demand(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        ZoneId.of(row.getString("zone")),
                        Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                        Optional.ofNullable(row.getString("number")),
                        Demand.Wants.valueOf(row.getString("wants")),
                        row.getString("words"),
                        row.getObject("demanded_on", LocalDate.class),
                        row.getTimestamp("answer_due_at").toInstant(),
                        row.getTimestamp("done_due_at").toInstant(),
                        Demand.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("answer")),
                        moment(row, "answered_at"),
                        Optional.ofNullable(row.getString("answered_by")),
                        moment(row, "closed_at"),
                        Optional.ofNullable(row.getString("closing")),
                        row.getInt("version")))
                .list();
    }

    /**
     * Cars of the orders of a file that may come near a limit; of the others nothing needs to be planned. A warning comes with the fourth day of
     * a repair at the earliest, so what was done within four days counts only together with others. What is on a plan already may have to be
     * taken off it again.
     */
    List<UUID> nearLimits(int dealer, UUID run) {
        return jdbc.sql("""
                        select x.vehicle_id
                          from vehicles.report_repair x
                          left join guarantees.repair_mark m on m.dealer_id = :dealer and m.order_id = x.order_id
                         where x.dealer_id = :dealer
                           and x.status <> 'VOID'
                           and (m.quality or (m.quality is null and x.kind in ('WARRANTY', 'REWORK')))
                           and x.vehicle_id in (select r.vehicle_id
                                                  from vehicles.report_repair r
                                                 where r.dealer_id = :dealer
                                                   and r.changed_in_run = :run)
                         group by x.vehicle_id
                        having sum(extract(epoch from coalesce(x.completed_at, x.settled_at, x.sent_in_at) - x.sent_in_at)) > 4 * 86400
                            or bool_or(x.completed_at is null and x.settled_at is null)
                        union
                        select a.vehicle_id
                          from guarantees.alarm a
                          join vehicles.report_repair y on y.dealer_id = :dealer and y.vehicle_id = a.vehicle_id and y.changed_in_run = :run
                         where a.dealer_id = :dealer
                           and a.raised_at is null
                         order by 1
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .query(UUID.class)
                .list();
    }

    /** What nobody has taken note of, by moment. */
    List<WatchedCar> alarms(int dealer, List<UUID> stores, Optional<RowKey> after, int limit) {
        return jdbc.sql("""
                        select a.vehicle_id as id, a.vehicle_id, a.kind, a.due_at as at, s.name as store, s.zone, k.name as customer, v.plate, v.brand,
                               v.series, v.model
                          from (select distinct on (b.vehicle_id) b.vehicle_id, b.kind, b.due_at, b.store_id
                                  from guarantees.alarm b
                                 where b.dealer_id = :dealer
                                   and b.store_id = any(:stores)
                                   and b.raised_at is not null
                                   and b.acknowledged_at is null
                                 order by b.vehicle_id, b.due_at desc, b.kind) a
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = v.customer_id
                         where (:at::timestamptz is null or (a.due_at, a.vehicle_id) > (:at, :id::uuid))
                         order by a.due_at, a.vehicle_id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> {
                    var kind = AlarmKind.valueOf(row.getString("kind"));
                    return watched(row, Optional.of(kind), Optional.empty(), kind.isLimit());
                })
                .list();
    }

    /** Open demands by their next term. */
    List<WatchedCar> openDemands(int dealer, List<UUID> stores, Instant now, Optional<RowKey> after, int limit) {
        return jdbc.sql("""
                        select d.id, d.vehicle_id, d.state, d.at, s.name as store, s.zone, k.name as customer, v.plate, v.brand, v.series, v.model
                          from (select e.id, e.vehicle_id, e.state, e.store_id,
                                       case e.state when 'ASKED' then e.answer_due_at else e.done_due_at end as at
                                  from guarantees.demand e
                                 where e.dealer_id = :dealer
                                   and e.store_id = any(:stores)
                                   and e.state in ('ASKED', 'AGREED')) d
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = d.store_id
                          join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = d.vehicle_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = v.customer_id
                         where (:at::timestamptz is null or (d.at, d.id) > (:at, :id::uuid))
                         order by d.at, d.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> watched(
                        row,
                        Optional.empty(),
                        Optional.of(Demand.State.valueOf(row.getString("state"))),
                        !now.isBefore(row.getTimestamp("at").toInstant())))
                .list();
    }

    private static WatchedCar watched(
            ResultSet row, Optional<AlarmKind> alarm, Optional<Demand.State> demand, boolean limit)
            throws SQLException {
        return new WatchedCar(
                row.getObject("id", UUID.class),
                row.getObject("vehicle_id", UUID.class),
                CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")),
                Optional.ofNullable(row.getString("plate")),
                row.getString("customer"),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                alarm,
                demand,
                row.getTimestamp("at").toInstant(),
                limit);
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong amount(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
