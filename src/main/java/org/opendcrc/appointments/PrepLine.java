package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An appointment as the preparation board shows it.
 *
 * @param person whether the customer is a private one
 * @param jobs names of the jobs, in order
 * @param dueAt the last moment for being ready, included; empty for one that was booked too late for any
 * @param readyAt since when all is ready; empty: it is not
 * @param inTime whether it was ready at its line; empty before
 * @param copies those that were handed on, in the order of the form
 */
public record PrepLine(
        UUID id,
        UUID store,
        LocalDate day,
        LocalTime start,
        Instant startsAt,
        Instant bookedAt,
        String customer,
        boolean person,
        String sex,
        String needs,
        List<String> jobs,
        UUID advisor,
        String advisorName,
        String bay,
        Optional<Instant> dueAt,
        Optional<Instant> readyAt,
        Optional<Boolean> inTime,
        Optional<String> orderNo,
        List<Copy> copies,
        PrepSheet sheet) {

    public PrepLine {
        jobs = List.copyOf(jobs);
        copies = List.copyOf(copies);
    }

    /** Whether the line is behind it and it is not ready. */
    public boolean isAlarm() {
        return sheet.state() == AppointmentState.NOT_READY;
    }

    public Optional<Copy> copy(CopyReader reader) {
        return copies.stream().filter(it -> it.reader() == reader).findFirst();
    }

    /** Whether the service manager still has a copy of it to hand on (AP-19). */
    public boolean waitsForHandover() {
        return sheet.state().isAhead() && copies.size() < CopyReader.values().length;
    }

    PrepLine with(List<PrepFact> facts) {
        return new PrepLine(
                id,
                store,
                day,
                start,
                startsAt,
                bookedAt,
                customer,
                person,
                sex,
                needs,
                jobs,
                advisor,
                advisorName,
                bay,
                dueAt,
                readyAt,
                inTime,
                orderNo,
                copies,
                new PrepSheet(sheet.number(), sheet.state(), sheet.plate(), facts));
    }
}
