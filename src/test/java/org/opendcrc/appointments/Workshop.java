package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A dealer's eastern store with two bays, two advisors and the people who book, on Friday, 10 April 2026, open from 08:30 to 17:30. */
public final class Workshop {

    public static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);

    public final House house;
    public final UUID liu;
    public final UUID wang;
    public final UUID bay1;
    public final UUID bay2;
    public final Actor clerk;
    public final Actor advisor;
    public final Actor manager;
    public final UUID customer;
    public final UUID car;

    private static final AtomicInteger CARS = new AtomicInteger();

    private final TestHouse.Builder builder;

    public Workshop(TestHouse.Builder builder, JdbcClient jdbc) {
        this.builder = builder;
        house = builder.open();
        var east = house.east();
        builder.employ(house, "zhou", Map.of(east, Set.of(Role.AGENT)));
        liu = builder.employ(house, "liu", Map.of(east, Set.of(Role.ADVISOR)));
        wang = builder.employ(house, "wang", Map.of(east, Set.of(Role.ADVISOR)));
        builder.employ(house, "shen", Map.of(east, Set.of(Role.SERVICE_MANAGER)));
        clerk = builder.actor(house, "zhou");
        advisor = builder.actor(house, "liu");
        manager = builder.actor(house, "shen");
        bay1 = Ids.next();
        bay2 = Ids.next();
        customer = builder.in(house, () -> TestRows.customer(jdbc, "石磊", "MALE"));
        car = builder.in(house, () -> {
            bay(jdbc, bay1, "预检 1", 1);
            bay(jdbc, bay2, "预检 2", 2);
            for (int day = 1; day <= 5; day++) {
                jdbc.sql("""
                                insert into calendar.opening_hours (dealer_id, store_id, weekday, opens, closes)
                                values (:dealer, :store, :day, '08:30', '17:30')
                                on conflict (dealer_id, store_id, weekday) do update set opens = excluded.opens, closes = excluded.closes
                                """)
                        .param("dealer", house.dealer())
                        .param("store", east)
                        .param("day", day)
                        .update();
            }
            jdbc.sql(
                            "delete from calendar.opening_hours where dealer_id = :dealer and store_id = :store and weekday > 5")
                    .param("dealer", house.dealer())
                    .param("store", east)
                    .update();
            return vehicle(jdbc, customer, "浙A8K2E5");
        });
    }

    private UUID vehicle(JdbcClient jdbc, UUID owner, String plate) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, series, customer_id, mileage_km, created_at, changed_at)
                        values (:dealer, :id, :vin, :plate, '岚峰', 'S5', :customer, 28000, '2026-01-01 00:00Z', '2026-01-01 00:00Z')
                        """)
                .param("dealer", house.dealer())
                .param("id", id)
                .param("vin", "LVGBE40K%09d".formatted(CARS.incrementAndGet()))
                .param("plate", plate)
                .param("customer", owner)
                .update();
        return id;
    }

    private void bay(JdbcClient jdbc, UUID id, String name, int position) {
        jdbc.sql("""
                        insert into organisation.bay (dealer_id, id, store_id, name, position)
                        values (:dealer, :id, :store, :name, :position)
                        """)
                .param("dealer", house.dealer())
                .param("id", id)
                .param("store", house.east())
                .param("name", name)
                .param("position", position)
                .update();
    }

    /** The wish of a customer on file. */
    public BookingRequest wish(LocalDate day, String start, UUID advisor) {
        return new BookingRequest(
                house.east(),
                day,
                LocalTime.parse(start),
                Optional.of(advisor),
                Optional.empty(),
                new BookingRequest.Who.Known(customer),
                Optional.of(car),
                "",
                "",
                Optional.of(29_600),
                "30,000 公里保养；冷车抖动",
                List.of("冷车抖动", "刹车异响"),
                List.of(),
                List.of("行驶证"),
                Optional.of(true),
                Channel.PHONE,
                true);
    }

    public BookingRequest wish(String start, UUID advisor) {
        return wish(FRIDAY, start, advisor);
    }

    public <T> T asDealer(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }

    public <T> T in(java.util.function.Supplier<T> work) {
        return builder.in(house, work);
    }

    public static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }

    public static Instant at(String time) {
        return at(FRIDAY, time);
    }
}
