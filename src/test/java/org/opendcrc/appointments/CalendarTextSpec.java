package org.opendcrc.appointments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.util.CompatibilityHints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calendars as RFC 5545 wants them, read back by a reader that shares no code with the writer. */
class CalendarTextSpec {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final UUID SERIES = UUID.fromString("00000000-0000-7000-8000-00000000abcd");
    static final Instant TEN = Instant.parse("2026-04-10T02:00:00Z");
    static final Instant MADE = Instant.parse("2026-04-08T01:02:03Z");

    @BeforeAll
    static void strictly() {
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
        System.setProperty("net.fortuna.ical4j.timezone.cache.impl", "net.fortuna.ical4j.util.MapTimeZoneCache");
        CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_PARSING, false);
    }

    @Test
    void an_appointment_is_one_event_with_all_that_a_calendar_program_needs() {
        var written = CalendarText.of("", SHANGHAI, List.of(entry(SHANGHAI, TEN, 2, false, "王先生 浙A12345 保养")));
        assertThat(written.lines())
                .contains(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "METHOD:PUBLISH",
                        "BEGIN:VTIMEZONE",
                        "TZID:Asia/Shanghai",
                        "DTSTART;TZID=Asia/Shanghai:20260410T100000",
                        "DTEND;TZID=Asia/Shanghai:20260410T103000",
                        "DTSTAMP:20260408T010203Z",
                        "SEQUENCE:2",
                        "STATUS:CONFIRMED",
                        "TRIGGER;RELATED=START:-PT15M",
                        "END:VCALENDAR");
        var event = onlyEvent(read(written));
        assertThat(value(event, "UID")).isEqualTo(SERIES + "@appointments.opendcrc");
        assertThat(value(event, "SUMMARY")).isEqualTo("王先生 浙A12345 保养");
        assertThat(start(event)).isEqualTo(TEN);
    }

    @Test
    void a_cancelled_appointment_says_so_and_rings_no_more() {
        var written = CalendarText.of("某", SHANGHAI, List.of(entry(SHANGHAI, TEN, 3, true, "x")));
        assertThat(written.lines())
                .contains("STATUS:CANCELLED", "SEQUENCE:3", "X-WR-CALNAME:某", "REFRESH-INTERVAL;VALUE=DURATION:PT15M")
                .doesNotContain("BEGIN:VALARM");
        assertThat(value(onlyEvent(read(written)), "STATUS")).isEqualTo("CANCELLED");
    }

    @Test
    void the_same_appointments_are_written_alike_so_that_nothing_new_can_be_told() {
        var entries = List.of(entry(SHANGHAI, TEN, 0, false, "x"));
        assertThat(CalendarText.of("a", SHANGHAI, entries)).isEqualTo(CalendarText.of("a", SHANGHAI, entries));
    }

    @Test
    void an_empty_calendar_is_a_calendar_too() {
        for (var zone : List.of(SHANGHAI, ZoneId.of("Europe/Berlin"))) {
            assertThat(events(read(CalendarText.of("刘的预约", zone, List.of())))).isEmpty();
        }
    }

    @Test
    void no_line_is_longer_than_75_octets_and_none_breaks_a_sign() {
        var dice = new Random(5545);
        var signs = "保养 ,;:\\\"A车😀é𠮷-";
        for (int round = 0; round < 300; round++) {
            var title = new StringBuilder("始");
            int length = dice.nextInt(140);
            for (int i = 0; i < length; i++) {
                int at = dice.nextInt(signs.codePointCount(0, signs.length()));
                title.appendCodePoint(signs.codePointAt(signs.offsetByCodePoints(0, at)));
            }
            var text = title.append('终').toString();
            var written = CalendarText.of("", SHANGHAI, List.of(entry(SHANGHAI, TEN, 0, false, text)));
            assertThat(written).endsWith("END:VCALENDAR\r\n").doesNotContain("\r\n\r\n");
            assertThat(written.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(Arrays.stream(written.split("\r\n", -1)))
                    .allMatch(it -> it.getBytes(UTF_8).length <= CalendarText.LONGEST_LINE)
                    .allMatch(it -> new String(it.getBytes(UTF_8), UTF_8).equals(it));
            assertThat(value(onlyEvent(read(written)), "SUMMARY")).isEqualTo(text);
        }
    }

    @Test
    void a_line_of_exactly_75_octets_is_not_folded_and_one_more_is() {
        var fits = "X:" + "a".repeat(73);
        assertThat(CalendarText.folded(fits + "\r\n")).isEqualTo(fits + "\r\n");
        assertThat(CalendarText.folded(fits + "b\r\n")).isEqualTo(fits + "\r\n b\r\n");
        var chinese = "X:" + "车".repeat(24); // 74 octets; another sign needs three
        assertThat(CalendarText.folded(chinese + "车\r\n")).isEqualTo(chinese + "\r\n 车\r\n");
    }

    @Test
    void an_organizers_name_breaks_no_parameter() {
        var odd = new CalendarEntry(
                SERIES, 0, false, TEN, Duration.ofMinutes(30), MADE, SHANGHAI, "城西\"店\r\nX:1, 二", "x", "y", "", true);
        var written = CalendarText.of("", SHANGHAI, List.of(odd));
        assertThat(written.lines()).noneMatch(it -> it.startsWith("X:"));
        assertThat(read(written)).isNotNull();
    }

    @Test
    void signs_that_mean_something_in_a_calendar_are_escaped() {
        var written = CalendarText.of("", SHANGHAI, List.of(entry(SHANGHAI, TEN, 0, false, "a,b;c\\d\ne\"f:g")));
        assertThat(written).contains("SUMMARY:a\\,b\\;c\\\\d\\ne\"f:g\r\n");
        assertThat(value(onlyEvent(read(written)), "SUMMARY")).isEqualTo("a,b;c\\d\ne\"f:g");
    }

    @Test
    void in_a_zone_with_summer_time_all_is_told_in_UTC() {
        var berlin = ZoneId.of("Europe/Berlin");
        var summer = Instant.parse("2026-07-10T08:00:00Z");
        var winter = Instant.parse("2026-12-10T09:00:00Z");
        var written = CalendarText.of(
                "", berlin, List.of(entry(berlin, summer, 0, false, "s"), entry(berlin, winter, 0, false, "w")));
        assertThat(written.lines())
                .contains("DTSTART:20260710T080000Z", "DTSTART:20261210T090000Z")
                .doesNotContain("BEGIN:VTIMEZONE");
        assertThat(events(read(written)).stream().map(CalendarTextSpec::start)).containsExactly(summer, winter);
    }

    private static CalendarEntry entry(ZoneId zone, Instant at, int sequence, boolean cancelled, String title) {
        return new CalendarEntry(
                SERIES,
                sequence,
                cancelled,
                at,
                Duration.ofMinutes(30),
                MADE,
                zone,
                "杭州城东店",
                "杭州城东店 预检 1",
                title,
                "",
                true);
    }

    static Calendar read(String written) {
        try {
            var calendar = new CalendarBuilder().build(new StringReader(written));
            assertThat(calendar.validate(true).hasErrors()).isFalse();
            return calendar;
        } catch (java.io.IOException | net.fortuna.ical4j.data.ParserException e) {
            throw new AssertionError(written, e);
        }
    }

    static List<VEvent> events(Calendar calendar) {
        var events = new ArrayList<VEvent>();
        for (CalendarComponent it : calendar.getComponents()) {
            if (it.getName().equals(Component.VEVENT)) {
                events.add((VEvent) it);
            }
        }
        return events;
    }

    static VEvent onlyEvent(Calendar calendar) {
        assertThat(events(calendar)).hasSize(1);
        return events(calendar).getFirst();
    }

    private static Instant start(VEvent event) {
        return Instant.from(event.getDateTimeStart().getDate());
    }

    static String value(VEvent event, String property) {
        return event.getProperty(property).map(Property::getValue).orElse("");
    }
}
