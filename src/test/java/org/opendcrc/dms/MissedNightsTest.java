package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.calendar.OwnDay;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The night on which no file came. The stores stand in Shanghai; they look at seven in the morning. */
@ApplicationTest
@Import(TestHouse.class)
class MissedNightsTest {

    private static final LocalDate NIGHT = LocalDate.parse("2026-03-03"); // a Tuesday
    private static final Instant MORNING = Instant.parse("2026-03-03T23:00:00Z"); // 07:00 in Shanghai

    @Autowired
    MissedNights nights;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    StoreCalendar calendar;

    @Autowired
    SettingsDesk settings;

    @Autowired
    People people;

    House house;

    @BeforeEach
    void open() {
        house = builder.open();
    }

    @Test
    void a_dealer_whose_files_came_by_night_is_missed_until_a_later_run_is_done() {
        ran("NIGHT", "2026-03-02T15:30:00Z");
        nights.run(MORNING);
        assertThat(missed()).contains(NIGHT);
        nights.run(MORNING); // twice is harmless
        assertThat(missed()).contains(NIGHT);
        ran("PAGE", "2026-03-04T01:00:00Z");
        assertThat(missed()).isEmpty();
    }

    @Test
    void files_of_that_evening_whatever_brought_them_are_enough() {
        ran("NIGHT", "2026-03-02T15:30:00Z");
        ran("PAGE", "2026-03-03T04:00:00Z"); // noon in Shanghai, included
        nights.run(MORNING);
        assertThat(missed()).isEmpty();
    }

    @Test
    void files_of_the_morning_before_are_not() {
        ran("NIGHT", "2026-03-02T15:30:00Z");
        ran("PAGE", "2026-03-03T03:59:59Z");
        nights.run(MORNING);
        assertThat(missed()).contains(NIGHT);
    }

    @Test
    void who_never_had_nightly_files_or_not_for_two_weeks_is_not_missed() {
        ran("PAGE", "2026-03-01T04:00:00Z");
        ran("NIGHT", "2026-02-17T22:59:59Z");
        nights.run(MORNING);
        assertThat(missed()).isEmpty();
        ran("NIGHT", "2026-02-17T23:00:00Z");
        nights.run(MORNING);
        assertThat(missed()).contains(NIGHT);
    }

    @Test
    void after_a_day_on_which_all_stores_were_closed_nobody_waits() {
        ran("NIGHT", "2026-03-02T15:30:00Z");
        for (var store : new UUID[] {house.east(), house.west()}) {
            inDealer(() -> {
                calendar.setOwnDay(administrator(), store, new OwnDay(NIGHT, Optional.empty(), "盘点"));
                return true;
            });
        }
        nights.run(MORNING);
        assertThat(missed()).isEmpty();
    }

    @Test
    void a_dealer_can_say_that_he_wants_no_such_note() {
        ran("NIGHT", "2026-03-02T15:30:00Z");
        inDealer(() -> settings.change(administrator(), house.east(), "import.expect-nightly", "false"));
        nights.run(MORNING);
        assertThat(missed()).isEmpty();
    }

    @Test
    void it_is_due_every_morning_at_seven() {
        assertThat(nights.nextDue(MORNING.minusSeconds(1))).isEqualTo(MORNING);
        assertThat(nights.nextDue(MORNING)).isEqualTo(MORNING.plusSeconds(86_400));
    }

    private Optional<LocalDate> missed() {
        return DealerContext.callAs(house.dealer(), nights::open);
    }

    private void ran(String origin, String at) {
        var moment = Instant.parse(at).atOffset(ZoneOffset.UTC);
        inDealer(() -> jdbc.sql("""
                        insert into dms.run (dealer_id, id, origin, started_at, finished_at)
                        values (:dealer, :id, :origin, :at, :at)
                        """)
                .param("dealer", house.dealer())
                .param("id", Ids.next())
                .param("origin", origin)
                .param("at", moment)
                .update());
    }

    private Actor administrator() {
        var person = people.byStaffNo("9000")
                .or(() -> people.withRole(house.east(), Role.ADMINISTRATOR).stream()
                        .findFirst());
        return new Actor(
                house.dealer(),
                person.orElseThrow().id(),
                house.administrator(),
                "何敏",
                Map.of(house.east(), Set.of(Role.ADMINISTRATOR), house.west(), Set.of(Role.ADMINISTRATOR)),
                Locale.SIMPLIFIED_CHINESE,
                true);
    }

    private <T> T inDealer(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), () -> transaction.execute(_ -> work.get()));
    }
}
