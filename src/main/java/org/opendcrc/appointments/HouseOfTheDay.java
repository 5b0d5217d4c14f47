package org.opendcrc.appointments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.Settings.StoreSettings;

/**
 * A store as its books need it: what it has set, who its advisors are and when they work, its bays and the list of jobs.
 *
 * @param stores all of the dealer, by code
 * @param advisors in the order of the screen
 */
record HouseOfTheDay(
        UUID store,
        String name,
        String code,
        List<DayView.StoreName> stores,
        Calendar calendar,
        StoreSettings settings,
        List<Advisor> advisors,
        List<Bays.Bay> bays,
        List<Job> jobs) {

    /** An advisor with his roster of the days that were asked for. */
    record Advisor(UUID id, String name, Roster roster, Set<String> skills) {}

    AppointmentBook book(LocalDate day, List<Taken> taken, ArrivalCurve usual) {
        return new AppointmentBook(
                day,
                calendar,
                AppointmentSettings.rule(settings),
                EffectiveWindows.of(settings.text(AppointmentSettings.WINDOWS)),
                usual,
                advisors.stream()
                        .map(it -> new Attendance(
                                it.id(),
                                it.name(),
                                it.roster().presence(day, calendar),
                                it.roster().note(day, calendar),
                                it.skills()))
                        .toList(),
                bays,
                taken);
    }

    Map<UUID, Job> jobsById() {
        return jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }
}
