package org.opendcrc.appointments;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/**
 * When one advisor works, as the page and the interface show it.
 *
 * @param shifts none: while the store is open
 * @param absences those that are not over, by their beginning
 * @param skills in alphabetical order
 */
public record AdvisorsRoster(
        UUID advisor,
        String name,
        String staffNo,
        List<WorkShift> shifts,
        List<TimeAway> absences,
        List<String> skills) {

    public AdvisorsRoster {
        shifts = List.copyOf(shifts);
        absences = List.copyOf(absences);
        skills = List.copyOf(skills);
    }

    /** From {@code from}, included, to {@code to}, not included; store time. */
    public record WorkShift(DayOfWeek weekday, LocalTime from, LocalTime to) {}

    /** From {@code since}, included, to {@code until}, not included. */
    public record TimeAway(UUID id, Kind kind, Instant since, Instant until, String note) {

        /** Leave is planned 休假, an absence happens 临时离岗. */
        public enum Kind {
            LEAVE,
            ABSENCE
        }
    }
}
