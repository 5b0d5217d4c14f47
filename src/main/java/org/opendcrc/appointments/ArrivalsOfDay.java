package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day compared: the appointments with what became of them, the walk-ins, and what the gate saw that nobody explains.
 *
 * @param stores all in which the person may read it
 * @param comparedAt when it was last compared; empty if never
 */
public record ArrivalsOfDay(
        UUID store,
        String storeCode,
        String storeName,
        ZoneId zone,
        LocalDate day,
        List<DayView.StoreName> stores,
        Optional<Instant> comparedAt,
        List<Line> lines,
        List<WalkIn> walkIns,
        List<GateOnly> gateOnly) {

    public ArrivalsOfDay {
        stores = List.copyOf(stores);
        lines = List.copyOf(lines);
        walkIns = List.copyOf(walkIns);
        gateOnly = List.copyOf(gateOnly);
    }

    /** An appointment and what became of it. */
    public record Line(
            UUID appointment,
            String number,
            LocalTime start,
            AppointmentState state,
            String customer,
            boolean person,
            String sex,
            Optional<String> plate,
            String advisor,
            Arrived arrived,
            Optional<String> window,
            boolean excused) {

        public boolean isKept() {
            return arrived.decidedBy() != null;
        }

        public boolean is(String result) {
            return result.equals(arrived.result());
        }
    }

    /** A repair visit without an appointment. */
    public record WalkIn(
            Instant cameAt, boolean seenAtGate, @Nullable String orderNo, Optional<String> plate, String brand) {}

    /**
     * An arrival that stands for no appointment and no order.
     *
     * @param source {@code GUARD}, {@code PROGRAM} or {@code FILE}
     * @param like an appointment of the day that was not kept and whose plate looks like it
     */
    public record GateOnly(UUID id, Instant at, String plate, String source, Optional<Line> like) {}

    public long count(String result) {
        return lines.stream().filter(it -> it.is(result)).count();
    }

    public long kept() {
        return lines.stream().filter(Line::isKept).count();
    }

    public long disagreeing() {
        return lines.stream().filter(it -> it.arrived().disagree()).count();
    }

    /** Repair visits (A11): each kept appointment, each walk-in. */
    public long visits() {
        return kept() + walkIns.size();
    }
}
