package org.opendcrc.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendcrc.organisation.Settings.StoreSettings;

/** A25: dayparts are half-open, and some times of day lie in none. */
class DaypartsSpec {

    final Dayparts standard = CalendarSettings.dayparts(new StoreSettings(Map.of()));

    @Test
    void A25_each_daypart_begins_with_its_first_minute_and_ends_before_the_next() {
        assertThat(standard.at(time("08:45"))).isEmpty();
        assertThat(standard.at(time("08:59:59"))).isEmpty();
        assertThat(standard.at(time("09:00"))).contains(Daypart.MORNING);
        assertThat(standard.at(time("11:29:59"))).contains(Daypart.MORNING);
        assertThat(standard.at(time("11:30"))).contains(Daypart.NOON);
        assertThat(standard.at(time("13:59:59"))).contains(Daypart.NOON);
        assertThat(standard.at(time("14:00"))).contains(Daypart.AFTERNOON);
        assertThat(standard.at(time("17:29:59"))).contains(Daypart.AFTERNOON);
        assertThat(standard.at(time("17:30"))).contains(Daypart.EVENING);
        assertThat(standard.at(time("19:59:59"))).contains(Daypart.EVENING);
        assertThat(standard.at(time("20:00"))).isEmpty();
    }

    @Test
    void A25_each_daypart_knows_its_borders() {
        for (var daypart : Daypart.values()) {
            assertThat(standard.at(standard.beginningOf(daypart))).contains(daypart);
            assertThat(standard.at(standard.endOf(daypart).minusNanos(1))).contains(daypart);
            assertThat(standard.at(standard.endOf(daypart))).isNotEqualTo(java.util.Optional.of(daypart));
        }
    }

    @Test
    void a_store_may_set_its_own() {
        var own = CalendarSettings.dayparts(new StoreSettings(Map.of("calendar.daypart-noon", "12:00")));
        assertThat(own.at(time("11:45"))).contains(Daypart.MORNING);
    }

    @Test
    void they_follow_one_another() {
        assertThatThrownBy(() -> CalendarSettings.dayparts(new StoreSettings(Map.of("calendar.daypart-noon", "08:00"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static LocalTime time(String time) {
        return LocalTime.parse(time);
    }
}
