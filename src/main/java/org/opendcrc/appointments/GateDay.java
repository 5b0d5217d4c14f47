package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Plate;

/**
 * A day at the gate: the plates that are expected and those that came. Nothing of a person.
 *
 * @param entries what was written, the latest first
 */
public record GateDay(
        UUID store, String storeName, ZoneId zone, LocalDate day, List<Expected> expected, List<GateEntry> entries) {

    private static final int MOST_OFFERED = 4;

    public GateDay {
        expected = List.copyOf(expected);
        entries = List.copyOf(entries);
    }

    /** A plate that is expected. */
    public record Expected(UUID appointment, String plate, LocalTime start, Instant startsAt, AppointmentState state) {

        /** Whether nobody has seen it yet. */
        public boolean isAwaited() {
            return state.isAhead() || state == AppointmentState.NO_SHOW;
        }
    }

    /** The first arrival of that plate on the day that counts. */
    public Optional<GateEntry> arrivalOf(String plate) {
        var mark = PlateMark.of(plate);
        return entries.reversed().stream()
                .filter(it -> it.counts() && PlateMark.of(it.plate()).equals(mark))
                .findFirst();
    }

    /** The appointment that is meant by a plate, the one awaited first. */
    public Optional<Expected> booked(String plate) {
        var mark = PlateMark.of(plate);
        var his = expected.stream()
                .filter(it -> PlateMark.of(it.plate()).equals(mark))
                .toList();
        return his.stream()
                .filter(Expected::isAwaited)
                .findFirst()
                .or(() -> his.stream().findFirst());
    }

    /**
     * What may be meant by what was typed: nothing if that very plate is expected, else expected ones that look like it, those that
     * are awaited first.
     */
    public List<Expected> meant(String typed) {
        var exact = Plate.of(typed).map(Plate::value).orElse(typed.strip());
        if (expected.stream().anyMatch(it -> it.plate().equals(exact))) {
            return List.of();
        }
        return expected.stream()
                .filter(it -> PlateMark.isLike(typed, it.plate()))
                .sorted(java.util.Comparator.comparing((Expected it) -> !it.isAwaited()))
                .limit(MOST_OFFERED)
                .toList();
    }
}
