package org.opendcrc.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** A store's calendar on PostgreSQL: what is kept, who may change it, and whose it is. */
@ApplicationTest
@RecordApplicationEvents
class StoreCalendarTest {

    private static final AtomicInteger DEALERS = new AtomicInteger(4100);
    private static final OpenHours HOURS = OpenHours.of("08:30", "17:30");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);

    @Autowired
    private StoreCalendar calendar;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private ApplicationEvents events;

    private int dealer;
    private UUID store = UUID.randomUUID();

    @BeforeEach
    void a_dealer_with_one_store() {
        dealer = DEALERS.incrementAndGet();
        store = UUID.randomUUID();
        var database = JdbcClient.create(owner);
        database.sql("insert into directory.dealer (dealer_id, code, name) values (:dealer, :code, '测试')")
                .param("dealer", dealer)
                .param("code", "calendar-" + dealer)
                .update();
        database.sql("""
                        insert into organisation.store (dealer_id, id, code, name, zone, opened_on)
                        values (:dealer, :store, 'S1', '一店', 'Asia/Shanghai', '2020-01-01')
                        """).param("dealer", dealer).param("store", store).update();
    }

    @Test
    void a_store_that_has_said_nothing_is_open_every_day_but_holidays() {
        as(() -> {
            assertThat(calendar.zone(store)).isEqualTo(ZoneId.of("Asia/Shanghai"));
            assertThat(calendar.hours(store, FRIDAY)).contains(HOURS);
            assertThat(calendar.isOpenOn(store, FRIDAY.plusDays(1))).isTrue();
            assertThat(calendar.isOpenOn(store, LocalDate.of(2026, 5, 1))).isFalse();
            assertThat(calendar.endOfDay(store, FRIDAY)).isEqualTo(Instant.parse("2026-04-10T16:00:00Z"));
        });
    }

    @Test
    void A1_business_time_of_a_store_that_rests_on_weekends() {
        as(() -> calendar.setWeek(actor(Role.ADMINISTRATOR), store, weekdays()));
        as(() -> {
            var friday = Instant.parse("2026-04-10T09:30:00Z"); // 17:30
            var twoHours = Duration.ofHours(2);
            var monday = Instant.parse("2026-04-13T02:30:00Z"); // 10:30
            assertThat(calendar.afterBusiness(store, friday, twoHours)).isEqualTo(monday);
            assertThat(calendar.businessBetween(store, friday, monday)).isEqualTo(twoHours);
            assertThat(calendar.afterElapsed(store, friday, twoHours)).isEqualTo(friday.plus(twoHours));
            assertThat(calendar.nextOpeningDayAt(store, FRIDAY, LocalTime.of(9, 0)))
                    .isEqualTo(Instant.parse("2026-04-13T01:00:00Z"));
            assertThat(calendar.nthWorkingDay(store, FRIDAY, 10)).isEqualTo(LocalDate.of(2026, 4, 24));
        });
    }

    @Test
    void A25_a_moment_has_the_daypart_of_the_stores_clock() {
        as(() -> {
            assertThat(calendar.daypart(store, Instant.parse("2026-04-10T00:45:00Z"))) // 08:45
                    .isEmpty();
            assertThat(calendar.daypart(store, Instant.parse("2026-04-10T01:00:00Z")))
                    .contains(Daypart.MORNING);
        });
        inTransaction(() ->
                jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'calendar.daypart-morning', '08:30', '2026-04-01 00:00+00')
                        """).param("dealer", dealer).param("store", store).update());
        as(() -> assertThat(calendar.daypart(store, Instant.parse("2026-04-10T00:45:00Z")))
                .contains(Daypart.MORNING));
    }

    @Test
    void own_days_are_set_changed_and_taken_back_and_each_change_is_audited() {
        var manager = actor(Role.ADMINISTRATOR);
        as(() -> calendar.setOwnDay(manager, store, new OwnDay(FRIDAY, Optional.empty(), "盘点")));
        as(() -> {
            assertThat(calendar.isOpenOn(store, FRIDAY)).isFalse();
            assertThat(calendar.ownDays(store, FRIDAY)).containsExactly(new OwnDay(FRIDAY, Optional.empty(), "盘点"));
            assertThat(calendar.ownDays(store, FRIDAY.plusDays(1))).isEmpty();
        });
        var late = OpenHours.of("13:00", "17:00");
        as(() -> calendar.setOwnDay(manager, store, new OwnDay(FRIDAY, Optional.of(late), "半天")));
        as(() -> assertThat(calendar.hours(store, FRIDAY)).contains(late));
        as(() -> calendar.removeOwnDay(manager, store, FRIDAY));
        as(() -> assertThat(calendar.hours(store, FRIDAY)).contains(HOURS));
        as(() -> calendar.removeOwnDay(manager, store, FRIDAY)); // nothing was said: nothing happens
        assertThat(events.stream(Audited.class).filter(it -> it.dealerId() == dealer))
                .extracting(Audited::action)
                .containsExactly("calendar.own-day-set", "calendar.own-day-set", "calendar.own-day-removed");
    }

    @Test
    void a_week_replaces_the_week_before() {
        var manager = actor(Role.ADMINISTRATOR);
        as(() -> calendar.setWeek(manager, store, weekdays()));
        as(() -> calendar.setWeek(manager, store, Map.of(DayOfWeek.SUNDAY, OpenHours.of("10:00", "12:00"))));
        as(() -> assertThat(calendar.of(store).week())
                .isEqualTo(Map.of(DayOfWeek.SUNDAY, OpenHours.of("10:00", "12:00"))));
        assertThatThrownBy(() -> as(() -> calendar.setWeek(manager, store, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changing_opening_hours_is_a_managers_right_in_his_own_store() {
        assertThatThrownBy(() -> as(() -> calendar.setWeek(actor(Role.AGENT), store, weekdays())))
                .isInstanceOf(NotAllowed.class);
        var manager = actor(Role.ADMINISTRATOR);
        assertThatThrownBy(() -> as(() -> calendar.removeOwnDay(manager, UUID.randomUUID(), FRIDAY)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void another_dealers_store_is_not_found() {
        assertThatThrownBy(() -> DealerContext.runAs(dealer + 1, () -> calendar.zone(store)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void the_database_refuses_hours_that_make_no_sense() {
        for (var values : List.of(
                "'2026-04-10', '10:00'::time, null::time", // opens and never closes
                "'2026-04-10', '17:00'::time, '17:00'::time")) { // closes when it opens
            assertThatThrownBy(() -> inTransaction(() -> jdbc.sql("""
                                    insert into calendar.own_day (dealer_id, store_id, day, opens, closes, note)
                                    values (:dealer, :store, %s, '')
                                    """.formatted(values))
                            .param("dealer", dealer)
                            .param("store", store)
                            .update()))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("own_day_");
        }
    }

    private void as(Runnable work) {
        DealerContext.runAs(dealer, work);
    }

    private void inTransaction(Runnable work) {
        as(() -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private Actor actor(Role role) {
        return new Actor(
                dealer, UUID.randomUUID(), "probe", "Probe", Map.of(store, Set.of(role)), Locale.ENGLISH, true);
    }

    private static Map<DayOfWeek, OpenHours> weekdays() {
        return Map.of(
                DayOfWeek.MONDAY, HOURS,
                DayOfWeek.TUESDAY, HOURS,
                DayOfWeek.WEDNESDAY, HOURS,
                DayOfWeek.THURSDAY, HOURS,
                DayOfWeek.FRIDAY, HOURS);
    }
}
