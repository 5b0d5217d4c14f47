package org.opendcrc.appointments;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.Biweekly;
import biweekly.ICalDataType;
import biweekly.ICalendar;
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
import java.time.Year;
import java.time.ZoneId;
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
     * A calendar of these appointments, in their zone or in UTC.
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
        if (isSteady(zone, entries)) {
            calendar.getTimezoneInfo()
                    .setDefaultTimezone(new TimezoneAssignment(TimeZone.getTimeZone(zone), observed(zone, entries)));
        } else if (entries.isEmpty()) { // the format wants something in a calendar
            calendar.addComponent(observed(ZoneId.of("Etc/UTC"), entries));
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

    /**
     * Whether the zone has one offset from the year before the first appointment to the year after the last, as all of China has. Else
     * all is written in UTC: there is more than one way to tell of summer time, and not every program reads each.
     */
    private static boolean isSteady(ZoneId zone, List<CalendarEntry> entries) {
        var starts = entries.stream().map(CalendarEntry::startsAt).sorted().toList();
        if (starts.isEmpty()) {
            return zone.getRules().isFixedOffset();
        }
        var next = zone.getRules().nextTransition(newYear(starts.getFirst(), zone, -1));
        return next == null || next.getInstant().isAfter(newYear(starts.getLast(), zone, 2));
    }

    private static Instant newYear(Instant at, ZoneId zone, int yearsLater) {
        return Year.of(at.atZone(zone).getYear() + yearsLater)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    private static VTimezone observed(ZoneId zone, List<CalendarEntry> entries) {
        var offset = new UtcOffset(zone.getRules()
                        .getOffset(
                                entries.isEmpty()
                                        ? Instant.EPOCH
                                        : entries.getFirst().startsAt())
                        .getTotalSeconds()
                * 1000L);
        var always = new StandardTime();
        always.setDateStart(new DateTimeComponents(1970, 1, 1, 0, 0, 0, false));
        always.setTimezoneOffsetFrom(offset);
        always.setTimezoneOffsetTo(offset);
        var written = new VTimezone(zone.getId());
        written.addStandardTime(always);
        return written;
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
