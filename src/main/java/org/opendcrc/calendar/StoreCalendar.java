package org.opendcrc.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.UseCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers everything about a store's time: is it open, which daypart is it, when are two opening hours over, which is the tenth
 * working day. Works for the dealer of the context; each answer costs one statement. Who has many questions about one store asks
 * {@link #of} once.
 *
 * <p>Every method throws {@link org.opendcrc.shared.NotFound} for a store that is not the dealer's.
 */
@Service
@Transactional
public class StoreCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCalendar.class);

    private final OpeningTimes times;
    private final Settings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Set<Integer> warnedOf = ConcurrentHashMap.newKeySet();

    StoreCalendar(OpeningTimes times, Settings settings, Clock clock, ApplicationEventPublisher events) {
        this.times = times;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** The store's calendar as it stands now. */
    public Calendar of(UUID store) {
        var calendar = times.read(store);
        var year = calendar.dayOf(clock.instant()).getYear();
        if (!times.stateDays().knows(year) && warnedOf.add(year)) {
            LOG.warn(
                    "The state's holidays of {} are not known: only weekly opening hours and own days count. "
                            + "Put calendar/state-days-{}.csv on the class path.",
                    year,
                    year);
        }
        return calendar;
    }

    public ZoneId zone(UUID store) {
        return of(store).zone();
    }

    public boolean isOpenOn(UUID store, LocalDate day) {
        return of(store).isOpenOn(day);
    }

    /** The opening hours of a day, or empty if the store is closed. */
    public Optional<OpenHours> hours(UUID store, LocalDate day) {
        return of(store).hours(day);
    }

    /** Where the store's dayparts lie. */
    public Dayparts dayparts(UUID store) {
        return dayparts(settings.of(store));
    }

    /** The same for somebody who has read the store's settings already. */
    public static Dayparts dayparts(StoreSettings settings) {
        return CalendarSettings.dayparts(settings);
    }

    /** The daypart of a moment (A25), or empty where it lies in none, such as 08:45. */
    public Optional<Daypart> daypart(UUID store, Instant moment) {
        return dayparts(store).at(moment.atZone(zone(store)).toLocalTime());
    }

    /** 24:00 of a day: the first moment that no longer belongs to it. */
    public Instant endOfDay(UUID store, LocalDate day) {
        return of(store).endOfDay(day);
    }

    /** That time of the first opening day later than {@code after}. */
    public Instant nextOpeningDayAt(UUID store, LocalDate after, LocalTime time) {
        return of(store).nextOpeningDayAt(after, time);
    }

    /** So much later by the wall clock, day and night (A1). */
    public Instant afterElapsed(UUID store, Instant from, Duration duration) {
        return of(store).afterElapsed(from, duration);
    }

    /** The earliest moment by which the store has been open for that long since {@code from}. */
    public Instant afterBusiness(UUID store, Instant from, Duration duration) {
        return of(store).afterBusiness(from, duration);
    }

    /** For how long the store is open between two moments. */
    public Duration businessBetween(UUID store, Instant from, Instant to) {
        return of(store).businessBetween(from, to);
    }

    /** The n-th opening day later than {@code after}, which itself does not count; {@code n} is at least 1. */
    public LocalDate nthWorkingDay(UUID store, LocalDate after, int n) {
        return of(store).nthWorkingDay(after, n);
    }

    /** The state's named days of a year in order; empty if they are not known. */
    public List<StateDays.StateDay> stateDays(int year) {
        return times.stateDays().in(year);
    }

    /** The dealer's own days of a store from a day on, in order. */
    public List<OwnDay> ownDays(UUID store, LocalDate from) {
        return times.ownDays(store, from);
    }

    /**
     * Sets the weekly opening hours; a day of the week that is not named is closed.
     *
     * @throws IllegalArgumentException if no day is open
     */
    public void setWeek(Actor actor, UUID store, Map<DayOfWeek, OpenHours> week) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        times.lock(store);
        var before = times.read(store);
        var after = new Calendar(before.zone(), week, before.ownDays(), before.stateDays());
        times.replaceWeek(store, after.week());
        audit(actor, "calendar.week-set", store, words(before.week()), words(after.week()));
    }

    /** Says that the store is open or closed on one day, whatever the week and the state say. */
    public void setOwnDay(Actor actor, UUID store, OwnDay own) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        times.lock(store);
        var before = times.read(store).hours(own.day());
        times.put(store, own);
        audit(
                actor,
                "calendar.own-day-set",
                store,
                Map.of(own.day().toString(), words(before)),
                Map.of(own.day().toString(), words(own.hours()), "note", own.note()));
    }

    /** Leaves a day to the week and the state again. A day on which nothing was said stays as it is. */
    public void removeOwnDay(Actor actor, UUID store, LocalDate day) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        times.lock(store);
        var before = times.read(store).hours(day);
        if (times.remove(store, day)) {
            var after = times.read(store).hours(day);
            audit(
                    actor,
                    "calendar.own-day-removed",
                    store,
                    Map.of(day.toString(), words(before)),
                    Map.of(day.toString(), words(after)));
        }
    }

    private void audit(Actor actor, String action, UUID store, Map<String, String> before, Map<String, String> after) {
        events.publishEvent(new Audited(
                actor.dealerId(),
                clock.instant(),
                Optional.of(actor.staffId()),
                action,
                "store",
                store.toString(),
                before,
                after));
    }

    private static Map<String, String> words(Map<DayOfWeek, OpenHours> week) {
        var words = new TreeMap<String, String>();
        for (var day : DayOfWeek.values()) {
            words.put(day.name(), words(Optional.ofNullable(week.get(day))));
        }
        return words;
    }

    private static String words(Optional<OpenHours> hours) {
        return hours.map(it -> it.opens() + "–" + it.closes()).orElse("–");
    }
}
