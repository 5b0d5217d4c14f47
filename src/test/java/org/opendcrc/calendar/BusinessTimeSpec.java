package org.opendcrc.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A1: what holds of business time for every calendar, zone and moment. */
class BusinessTimeSpec {

    private static final long YEAR_BEGINS =
            Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long SECONDS_OF_A_YEAR = 365L * 24 * 3600;

    @Test
    void A1_the_opening_time_until_a_deadline_is_the_time_that_was_given() {
        forMany((calendar, random) -> {
            var from = moment(random);
            var seconds = random.nextInt(40 * 3600);
            var given = Duration.ofSeconds(seconds);
            var due = calendar.afterBusiness(from, given);
            assertThat(calendar.businessBetween(from, due)).isEqualTo(given);
            if (seconds > 0) {
                assertThat(calendar.businessBetween(from, due.minusNanos(1)))
                        .isLessThan(given); // the earliest such moment
            }
        });
    }

    @Test
    void A1_what_comes_later_is_not_due_earlier() {
        forMany((calendar, random) -> {
            var from = moment(random);
            var later = random.nextInt(7 * 24 * 3600);
            var more = random.nextInt(20 * 3600);
            var given = Duration.ofSeconds(random.nextInt(20 * 3600));
            var due = calendar.afterBusiness(from, given);
            assertThat(calendar.afterBusiness(from.plusSeconds(later), given)).isAfterOrEqualTo(due);
            assertThat(calendar.afterBusiness(from, given.plusSeconds(more))).isAfterOrEqualTo(due);
        });
    }

    @Test
    void A1_opening_time_adds_up() {
        forMany((calendar, random) -> {
            var from = moment(random);
            var middle = from.plusSeconds(random.nextInt(14 * 24 * 3600));
            var end = middle.plusSeconds(random.nextInt(14 * 24 * 3600));
            assertThat(calendar.businessBetween(from, middle).plus(calendar.businessBetween(middle, end)))
                    .isEqualTo(calendar.businessBetween(from, end));
        });
    }

    /** The same three hundred calendars at each run, so that a failure can be seen again by its number. */
    private static void forMany(BiConsumer<Calendar, Random> claim) {
        LongStream.rangeClosed(1, 300).forEach(seed -> {
            var random = new Random(seed);
            try {
                claim.accept(calendar(random), random);
            } catch (AssertionError e) {
                throw new AssertionError("calendar number " + seed, e);
            }
        });
    }

    private static Instant moment(Random random) {
        return Instant.ofEpochSecond(YEAR_BEGINS + random.nextLong(SECONDS_OF_A_YEAR));
    }

    /** Weeks with closed days, hours that differ, own days, in zones with and without a change of clocks. */
    private static Calendar calendar(Random random) {
        var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (random.nextInt(10) < 7) {
                week.put(day, hours(random));
            }
        }
        week.putIfAbsent(DayOfWeek.WEDNESDAY, hours(random));
        var own = new HashMap<LocalDate, Optional<OpenHours>>();
        for (int i = random.nextInt(20); i > 0; i--) {
            own.put(
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(hours(random)));
        }
        var zones = new String[] {"Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"};
        return new Calendar(ZoneId.of(zones[random.nextInt(zones.length)]), week, own, StateDays.fromClassPath());
    }

    private static OpenHours hours(Random random) {
        var opens = random.nextInt(20 * 60);
        var closes = opens + 1 + random.nextInt(23 * 60 + 58 - opens);
        return new OpenHours(LocalTime.ofSecondOfDay(opens * 60L), LocalTime.ofSecondOfDay(closes * 60L));
    }
}
