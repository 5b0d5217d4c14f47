package org.opendcrc.appointments;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.StateDays;
import org.opendcrc.organisation.Bays;

/** Books of a store that is open from 08:30 to 17:30, Monday to Friday and on make-up days; an hour's notice, 30 minutes, two cars a bay. */
final class Books {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);
    static final UUID LIU = new UUID(0, 1);
    static final UUID WANG = new UUID(0, 2);
    static final UUID ZHAO = new UUID(0, 3);
    static final UUID BAY_1 = new UUID(1, 1);
    static final UUID BAY_2 = new UUID(1, 2);
    static final CapacityRule RULE =
            new CapacityRule(Duration.ofMinutes(60), Duration.ofMinutes(30), 2, Duration.ofMinutes(30));
    static final EffectiveWindows WINDOWS = EffectiveWindows.of("12:00-13:00, 14:30-15:30");

    private static final Map<UUID, String> NAMES = Map.of(LIU, "刘洋", WANG, "王建军", ZHAO, "赵敏");

    private Books() {}

    private static final Calendar CALENDAR = new Calendar(
            ZONE,
            Stream.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                    .collect(Collectors.toMap(it -> it, _ -> OpenHours.of("08:30", "17:30"))),
            Map.of(),
            StateDays.fromClassPath());

    static Calendar calendar() {
        return CALENDAR;
    }

    static AppointmentBook book(Taken... taken) {
        return book(FRIDAY, taken);
    }

    static AppointmentBook book(LocalDate day, Taken... taken) {
        return book(day, ArrivalCurve.unknown(), List.of(LIU, WANG, ZHAO), List.of(BAY_1, BAY_2), taken);
    }

    static AppointmentBook oneBay(Taken... taken) {
        return book(FRIDAY, ArrivalCurve.unknown(), List.of(LIU, WANG, ZHAO), List.of(BAY_1), taken);
    }

    static AppointmentBook book(
            LocalDate day, ArrivalCurve usual, List<UUID> advisors, List<UUID> bays, Taken... taken) {
        var calendar = calendar();
        return new AppointmentBook(
                day,
                calendar,
                RULE,
                WINDOWS,
                usual,
                advisors.stream().map(it -> present(it, day, calendar)).toList(),
                bays.stream()
                        .map(it -> new Bays.Bay(it, "预检 " + it.getLeastSignificantBits()))
                        .toList(),
                List.of(taken));
    }

    static Attendance present(UUID advisor, LocalDate day, Calendar calendar) {
        return new Attendance(
                advisor,
                NAMES.getOrDefault(advisor, "顾问"),
                new Roster(List.of(), List.of()).presence(day, calendar),
                "",
                Set.of());
    }

    static AppointmentBook with(AppointmentBook book, Attendance other) {
        var advisors = new ArrayList<>(book.advisors());
        advisors.replaceAll(it -> it.advisor().equals(other.advisor()) ? other : it);
        return new AppointmentBook(
                book.day(),
                book.calendar(),
                book.rule(),
                book.windows(),
                book.usual(),
                advisors,
                book.bays(),
                book.taken());
    }

    static Taken taken(String start, UUID advisor, UUID bay) {
        return new Taken(UUID.randomUUID(), new Place(LocalTime.parse(start), advisor, bay, false));
    }

    static Taken inserted(String start, UUID advisor, UUID bay) {
        return new Taken(UUID.randomUUID(), new Place(LocalTime.parse(start), advisor, bay, true));
    }

    static Wish wish(String start, UUID advisor) {
        return new Wish(LocalTime.parse(start), Optional.of(advisor), Optional.empty(), Set.of());
    }

    static Wish wish(String start, UUID advisor, UUID bay) {
        return new Wish(LocalTime.parse(start), Optional.of(advisor), Optional.of(bay), Set.of());
    }

    static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }
}
