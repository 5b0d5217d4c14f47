package org.opendcrc.appointments;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.Biweekly;
import biweekly.ICalDataType;
import biweekly.ICalendar;
import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.parameter.Related;
import biweekly.property.CalendarScale;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.UtcOffset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

/** Writes appointments as RFC 5545 wants them: the words of the format by the library, the folding of lines by octets here. */
final class CalendarText {

    /** Longest line in octets, its end not counted (RFC 5545, 3.1). */
    static final int LONGEST_LINE = 75;

    /** Nobody reads mail there; the format wants an organizer whom replies could go to. */
    private static final String NOBODY = "no-reply@opendcrc.invalid";

    private static final int REMIND_MINUTES = 15;
    private static final int ASK_AGAIN_MINUTES = 15;

    private CalendarText() {}

    /**
     * A calendar of these appointments, in their zone.
     *
     * @param name as the calendar program shows it; empty for a single file
     */
    static String of(String name, ZoneId zone, List<CalendarEntry> entries) {
        var calendar = new ICalendar();
        calendar.setProductId("-//OpenDCRC//Appointments//ZH");
        calendar.setCalendarScale(CalendarScale.gregorian());
        calendar.setMethod("PUBLISH");
        if (!name.isEmpty()) {
            calendar.setName(name);
            calendar.setExperimentalProperty("X-WR-CALNAME", name);
            var again = "PT%dM".formatted(ASK_AGAIN_MINUTES);
            calendar.setExperimentalProperty("REFRESH-INTERVAL", ICalDataType.DURATION, again);
            calendar.setExperimentalProperty("X-PUBLISHED-TTL", again);
        }
        if (!entries.isEmpty()) {
            calendar.getTimezoneInfo()
                    .setDefaultTimezone(new TimezoneAssignment(TimeZone.getTimeZone(zone), observed(zone, entries)));
        }
        entries.forEach(it -> calendar.addEvent(event(it)));
        return folded(Biweekly.write(calendar).go());
    }

    private static VEvent event(CalendarEntry it) {
        var event = new VEvent();
        event.setUid(it.series() + "@appointments.opendcrc");
        event.setDateTimeStamp(Date.from(it.changedAt()));
        event.setLastModified(Date.from(it.changedAt()));
        event.setSequence(it.sequence());
        event.setDateStart(Date.from(it.startsAt()));
        event.setDateEnd(Date.from(it.startsAt().plus(it.takes())));
        event.setSummary(it.title());
        event.setLocation(it.place());
        event.setOrganizer(new Organizer(it.store().replaceAll("[\"\\p{Cntrl}]", " "), NOBODY));
        if (!it.text().isEmpty()) {
            event.setDescription(it.text());
        }
        event.setStatus(it.cancelled() ? Status.cancelled() : Status.confirmed());
        if (it.reminder() && !it.cancelled()) {
            event.addAlarm(VAlarm.display(
                    new Trigger(
                            Duration.builder()
                                    .prior(true)
                                    .minutes(REMIND_MINUTES)
                                    .build(),
                            Related.START),
                    it.title()));
        }
        return event;
    }

    /** The offsets that the zone has from the year before the first appointment to the year after the last. */
    private static VTimezone observed(ZoneId zone, List<CalendarEntry> entries) {
        var starts = entries.stream().map(CalendarEntry::startsAt).sorted(Comparator.naturalOrder()).toList();
        var from = newYear(starts.getFirst(), zone, -1);
        var until = newYear(starts.getLast(), zone, 2);
        var rules = zone.getRules();
        var written = new VTimezone(zone.getId());
        var offset = rules.getOffset(from);
        add(written, rules, from, LocalDateTime.ofInstant(from, offset), offset, offset);
        for (var next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(until);
                next = rules.nextTransition(next.getInstant())) {
            add(
                    written,
                    rules,
                    next.getInstant(),
                    next.getDateTimeBefore(),
                    next.getOffsetBefore(),
                    next.getOffsetAfter());
        }
        return written;
    }

    private static Instant newYear(Instant at, ZoneId zone, int yearsLater) {
        return Year.of(at.atZone(zone).getYear() + yearsLater).atDay(1).atStartOfDay(zone).toInstant();
    }

    private static void add(
            VTimezone written, ZoneRules rules, Instant at, LocalDateTime local, ZoneOffset before, ZoneOffset after) {
        Observance observance;
        if (rules.isDaylightSavings(at)) {
            var summer = new DaylightSavingsTime();
            written.addDaylightSavingsTime(summer);
            observance = summer;
        } else {
            var winter = new StandardTime();
            written.addStandardTime(winter);
            observance = winter;
        }
        observance.setDateStart(new DateTimeComponents(
                local.getYear(),
                local.getMonthValue(),
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond(),
                false));
        observance.setTimezoneOffsetFrom(offset(before));
        observance.setTimezoneOffsetTo(offset(after));
    }

    private static UtcOffset offset(ZoneOffset it) {
        return new UtcOffset(it.getTotalSeconds() * 1000L);
    }

    /** The library folds by characters, of which a Chinese one has three octets. */
    static String folded(String written) {
        var all = new StringBuilder(written.length() + 64);
        for (var line : written.replace("\r\n ", "").split("\r\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            int octets = 0;
            for (int i = 0; i < line.length(); ) {
                int sign = line.codePointAt(i);
                int length = Character.toString(sign).getBytes(UTF_8).length;
                if (octets + length > LONGEST_LINE) {
                    all.append("\r\n ");
                    octets = 1;
                }
                all.appendCodePoint(sign);
                octets += length;
                i += Character.charCount(sign);
            }
            all.append("\r\n");
        }
        return all.toString();
    }
}
