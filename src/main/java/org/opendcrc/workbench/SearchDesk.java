package org.opendcrc.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.KeyRange;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.UseCase;
import org.opendcrc.vehicles.CarName;
import org.opendcrc.vehicles.VehicleSearch;
import org.opendcrc.workbench.SearchHits.ComplaintHit;
import org.opendcrc.workbench.SearchHits.CustomerHit;
import org.opendcrc.workbench.SearchHits.OrderHit;
import org.opendcrc.workbench.SearchHits.VehicleHit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds customers, cars, repair orders and complaints by what one knows of them: a number or its last digits, a plate, a VIN or its
 * tail, a name, its pinyin or initials. Each list is one statement that reads ranges of keys, so that its cost follows what is found.
 */
@Service
@Transactional(readOnly = true)
public class SearchDesk {

    /** So many keys of a range are looked at; who types no more than a surname sees the first of them and is told so. */
    private static final int CANDIDATES = 200;

    private static final int FEWEST_OF_A_NUMBER = 4;
    /** What no database text can hold: control characters and halves of characters. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z][0-9A-Z/_.-]*");

    private final JdbcClient jdbc;

    SearchDesk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What fits what somebody typed.
     *
     * @param typed what somebody typed, in any spelling
     * @param each at most so many of each list
     * @throws org.opendcrc.shared.NotAllowed if the person may not see customers
     */
    public SearchHits find(Actor actor, String typed, int each, Instant now) {
        actor.require(UseCase.READ_CUSTOMERS);
        var text = UNWRITABLE.matcher(typed).replaceAll("").strip();
        var customers = customers(actor, CustomerSearch.of(text), each + 1, now);
        var vehicles = vehicles(actor, VehicleSearch.of(text), each + 1);
        var number = text.toUpperCase(Locale.ROOT);
        var orders = isNumber(number) ? orders(actor, number, each + 1) : List.<OrderHit>of();
        var complaints = isNumber(number) ? complaints(actor, number, each + 1) : List.<ComplaintHit>of();
        return new SearchHits(
                first(customers, each),
                first(vehicles, each),
                first(orders, each),
                first(complaints, each),
                customers.size() > each || vehicles.size() > each || orders.size() > each || complaints.size() > each);
    }

    private static boolean isNumber(String text) {
        return text.length() >= FEWEST_OF_A_NUMBER && NUMBER.matcher(text).matches();
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.size() > most ? all.subList(0, most) : all;
    }

    private List<CustomerHit> customers(Actor actor, CustomerSearch search, int limit, Instant now) {
        if (search.ranges().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select b.customer_id, b.customer_no, b.name, b.kind, b.sex, b.phone, b.key, b.sent_in_at, s.zone, a.name as advisor,
                               case when b.key like 'r%' or b.key like 'f%'
                                    then (select k.name
                                            from customers.report_contact k
                                           where k.dealer_id = :dealer
                                             and k.customer_id = b.customer_id
                                             and k.phone is not null
                                             and right(k.phone, 8) = right(case when b.key like 'r%' then reverse(substr(b.key, 2))
                                                                                else substr(b.key, 2) end, 8)
                                           order by k.name
                                           limit 1) end as contact,
                               array(select v.plate
                                       from vehicles.report_vehicle v
                                      where v.dealer_id = :dealer
                                        and v.customer_id = b.customer_id
                                        and v.plate is not null
                                      order by v.plate
                                      limit 3) as plates,
                               (select count(*)
                                  from vehicles.report_vehicle v
                                 where v.dealer_id = :dealer
                                   and v.customer_id = b.customer_id) as cars,
                               (select t.task_id
                                  from followups.report_owed t
                                 where t.dealer_id = :dealer
                                   and t.customer_id = b.customer_id
                                   and t.store_id = any(:queues)
                                   and t.due_from <= :now
                                   and (t.store_id = any(:whole)
                                        or t.assigned_to = :staff
                                        or not exists (select 1
                                                         from followups.report_restriction x
                                                        where x.dealer_id = :dealer
                                                          and x.staff_id = :staff
                                                          and x.store_id = t.store_id))
                                 order by t.due_at
                                 limit 1) as owed
                          from (select h.customer_id, h.rank, h.key, c.customer_no, c.name, c.kind, c.sex, c.phone,
                                       o.sent_in_at, o.store_id, o.advisor_id
                                  from (select distinct on (k.customer_id) k.customer_id, r.rank, k.key
                                          from unnest(cast(:froms as text[]), cast(:befores as text[]), cast(:ranks as int[]))
                                               as r (from_key, before_key, rank)
                                         cross join lateral (select l.customer_id, l.key
                                                               from customers.report_lookup l
                                                              where l.dealer_id = :dealer
                                                                and l.key >= r.from_key
                                                                and l.key < r.before_key
                                                              order by l.key
                                                              limit :candidates) k
                                         order by k.customer_id, r.rank, length(k.key)) h
                                  join customers.report_customer c
                                    on c.dealer_id = :dealer
                                   and c.customer_id = h.customer_id
                                   and c.survivor_id is null
                                  left join lateral (select o.sent_in_at, o.store_id, o.advisor_id
                                                       from vehicles.report_order o
                                                      where o.dealer_id = :dealer
                                                        and o.customer_id = h.customer_id
                                                      order by o.sent_in_at desc
                                                      limit 1) o on true
                                 where cast(:within as text) is null
                                    or position(cast(:within as text) in lower(translate(c.name, ' 　·•・', ''))) > 0
                                 order by h.rank, length(h.key), o.sent_in_at desc nulls last, c.customer_no
                                 limit :limit) b
                          left join organisation.report_store s
                            on s.dealer_id = :dealer
                           and s.store_id = b.store_id
                          left join organisation.report_staff a
                            on a.dealer_id = :dealer
                           and a.staff_id = b.advisor_id
                         order by b.rank, length(b.key), b.sent_in_at desc nulls last, b.customer_no
                        """)
                .param("dealer", actor.dealerId())
                .param("froms", column(search.ranges(), KeyRange::from))
                .param("befores", column(search.ranges(), KeyRange::before))
                .param("ranks", ranks(search.ranges()))
                .param("candidates", CANDIDATES)
                .param("within", search.within().orElse(null))
                .param("queues", actor.storesFor(UseCase.READ_FOLLOW_UPS).toArray(UUID[]::new))
                .param("whole", actor.storesFor(UseCase.ASSIGN_FOLLOW_UPS).toArray(UUID[]::new)) // FU-19
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> customer(row))
                .list();
    }

    private static CustomerHit customer(ResultSet row) throws SQLException {
        var key = row.getString("key");
        return new CustomerHit(
                row.getObject("customer_id", UUID.class),
                row.getString("customer_no"),
                row.getString("name"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                CustomerSearch.match(key),
                CustomerSearch.phoneOf(key)
                        .orElse(new PhoneNumber(row.getString("phone"))
                                .national()
                                .replaceAll("[^0-9]", "")),
                Optional.ofNullable(row.getString("contact")),
                List.of((String[]) row.getArray("plates").getArray()),
                row.getInt("cars"),
                Optional.ofNullable(row.getTimestamp("sent_in_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("zone")).map(ZoneId::of),
                Optional.ofNullable(row.getString("advisor")),
                Optional.ofNullable(row.getObject("owed", UUID.class)));
    }

    private List<VehicleHit> vehicles(Actor actor, VehicleSearch search, int limit) {
        if (search.ranges().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select v.vehicle_id, v.customer_id, c.name, v.plate, v.vin, v.brand, v.series, v.model, v.mileage_km, h.key
                          from (select distinct on (k.vehicle_id) k.vehicle_id, r.rank, k.key
                                  from unnest(cast(:froms as text[]), cast(:befores as text[]), cast(:ranks as int[]))
                                       as r (from_key, before_key, rank)
                                 cross join lateral (select l.vehicle_id, l.key
                                                       from vehicles.report_lookup l
                                                      where l.dealer_id = :dealer
                                                        and l.key >= r.from_key
                                                        and l.key < r.before_key
                                                      order by l.key
                                                      limit :candidates) k
                                 order by k.vehicle_id, r.rank, length(k.key)) h
                          join vehicles.report_vehicle v
                            on v.dealer_id = :dealer
                           and v.vehicle_id = h.vehicle_id
                          join customers.report_customer c
                            on c.dealer_id = :dealer
                           and c.customer_id = v.customer_id
                         where cast(:plate as text) is null
                            or starts_with(v.plate, cast(:plate as text))
                         order by h.rank, length(h.key), v.plate, v.vin
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("froms", column(search.ranges(), KeyRange::from))
                .param("befores", column(search.ranges(), KeyRange::before))
                .param("ranks", ranks(search.ranges()))
                .param("candidates", CANDIDATES)
                .param("plate", search.plate().orElse(null))
                .param("limit", limit)
                .query((row, _) -> new VehicleHit(
                        row.getObject("vehicle_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        VehicleSearch.match(row.getString("key")),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("vin"),
                        row.getString("brand") + " " + CarName.of(row.getString("series"), row.getString("model")),
                        Optional.ofNullable(row.getObject("mileage_km", Integer.class))))
                .list();
    }

    private List<OrderHit> orders(Actor actor, String number, int limit) {
        var range = KeyRange.beginningWith(number, 1);
        return jdbc.sql("""
                        select o.order_id, o.customer_id, o.vehicle_id, o.order_no, s.name as store, s.zone, o.sent_in_at, c.name, v.plate
                          from vehicles.report_order o
                          join organisation.report_store s
                            on s.dealer_id = :dealer
                           and s.store_id = o.store_id
                          join customers.report_customer c
                            on c.dealer_id = :dealer
                           and c.customer_id = o.customer_id
                          join vehicles.report_vehicle v
                            on v.dealer_id = :dealer
                           and v.vehicle_id = o.vehicle_id
                         where o.dealer_id = :dealer
                           and o.order_no collate "C" >= :from
                           and o.order_no collate "C" < :before
                           and o.store_id = any(:stores)
                         order by o.order_no collate "C", s.name
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("from", range.from())
                .param("before", range.before())
                .param("stores", actor.storesFor(UseCase.READ_CUSTOMERS).toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, _) -> new OrderHit(
                        row.getObject("order_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("vehicle_id", UUID.class),
                        row.getString("order_no"),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getTimestamp("sent_in_at").toInstant(),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("plate"))))
                .list();
    }

    private List<ComplaintHit> complaints(Actor actor, String number, int limit) {
        if (!actor.may(UseCase.READ_COMPLAINTS)) {
            return List.of();
        }
        var range = KeyRange.beginningWith(number, 1);
        return jdbc.sql("""
                        select c.complaint_id, c.number, c.kind, s.name as store, s.zone, c.received_at
                          from complaints.report_complaint c
                          join organisation.report_store s
                            on s.dealer_id = :dealer
                           and s.store_id = c.store_id
                         where c.dealer_id = :dealer
                           and c.number collate "C" >= :from
                           and c.number collate "C" < :before
                           and c.store_id = any(:stores)
                         order by c.number collate "C" desc
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("from", range.from())
                .param("before", range.before())
                .param("stores", actor.storesFor(UseCase.READ_COMPLAINTS).toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, _) -> new ComplaintHit(
                        row.getObject("complaint_id", UUID.class),
                        row.getString("number"),
                        row.getString("kind"),
                        row.getString("store"),
                        ZoneId.of(row.getString("zone")),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }

    private static String[] column(List<KeyRange> ranges, Function<KeyRange, String> which) {
        return ranges.stream().map(which).toArray(String[]::new);
    }

    private static Integer[] ranks(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::rank).toArray(Integer[]::new);
    }
}
