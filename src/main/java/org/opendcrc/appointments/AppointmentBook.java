package org.opendcrc.appointments;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.appointments.Booking.Accepted;
import org.opendcrc.appointments.Booking.Refusal;
import org.opendcrc.appointments.Booking.Refused;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.organisation.Bays;

/**
 * One store's book for one day: the boundary inside which no place is promised twice. Immutable; it decides and saves nothing. All
 * times of day are the store's.
 */
public final class AppointmentBook {

    private final LocalDate day;
    private final Calendar calendar;
    private final CapacityRule rule;
    private final EffectiveWindows windows;
    private final ArrivalCurve usual;
    private final List<Attendance> advisors;
    private final List<Bays.Bay> bays;
    private final List<Taken> taken;

    /** The same, ready to be asked thousands of times for one screen. */
    private final Map<UUID, Attendance> attendances;

    private final Map<UUID, List<Place>> byAdvisor;
    private final Map<LocalTime, List<Place>> byStart;

    /**
     * Opens the book.
     *
     * @param calendar when the store is open, and where its clocks hang
     * @param advisors the store's advisors, those who are away too
     * @param bays the pre-inspection bays in use, in their order
     * @param taken the places that are promised; cancelled and moved ones have given theirs back
     */
    public AppointmentBook(
            LocalDate day,
            Calendar calendar,
            CapacityRule rule,
            EffectiveWindows windows,
            ArrivalCurve usual,
            List<Attendance> advisors,
            List<Bays.Bay> bays,
            List<Taken> taken) {
        this.day = day;
        this.calendar = calendar;
        this.rule = rule;
        this.windows = windows;
        this.usual = usual;
        this.advisors = List.copyOf(advisors);
        this.bays = List.copyOf(bays);
        this.taken = List.copyOf(taken);
        this.attendances = advisors.stream().collect(Collectors.toMap(Attendance::advisor, it -> it, (one, _) -> one));
        this.byAdvisor = taken.stream().map(Taken::place).collect(Collectors.groupingBy(Place::advisor));
        this.byStart = taken.stream().map(Taken::place).collect(Collectors.groupingBy(Place::start));
    }

    public LocalDate day() {
        return day;
    }

    public Calendar calendar() {
        return calendar;
    }

    public CapacityRule rule() {
        return rule;
    }

    public EffectiveWindows windows() {
        return windows;
    }

    public ArrivalCurve usual() {
        return usual;
    }

    public List<Attendance> advisors() {
        return advisors;
    }

    public List<Bays.Bay> bays() {
        return bays;
    }

    public List<Taken> taken() {
        return taken;
    }

    /** Gives a place, or says why not and what instead. */
    public Booking book(Wish wish, Instant now) {
        var bestAdvisor = wish.advisor().or(() -> whoeverHasRoom(wish, now));
        var why = bestAdvisor.map(it -> obstacle(wish.with(it), now)).orElseGet(() -> Optional.of(nobody(wish, now)));
        if (why.isPresent()) {
            return new Refused(why.get(), offers(wish, now));
        }
        return new Accepted(place(wish.with(bestAdvisor.get())));
    }

    /** The book without an appointment: as it would be were it cancelled, or is while it moves. */
    public AppointmentBook without(UUID appointment) {
        return new AppointmentBook(
                day,
                calendar,
                rule,
                windows,
                usual,
                advisors,
                bays,
                taken.stream()
                        .filter(it -> !it.appointment().equals(appointment))
                        .toList());
    }

    /**
     * What could be given: the places of the wished advisor all day, or of everybody where none is wished, and at the wished time
     * those of the others. Windows first, then valleys, then the rest (AP-13); among equals the nearest to the wish.
     */
    public List<Offer> offers(Wish wish, Instant now) {
        var hours = hours();
        if (hours.isEmpty()) {
            return List.of();
        }
        var starts = rule.starts(hours.get());
        return advisors.stream()
                .flatMap(advisor -> {
                    var asked = wish.advisor().isEmpty() || wish.advisor().get().equals(advisor.advisor());
                    return (asked ? starts.stream() : Stream.of(wish.start()))
                            .map(it -> wish.with(advisor.advisor()).at(it))
                            .filter(it -> obstacle(it, now).isEmpty())
                            .map(it -> new Offer(day, place(it), advisor.name(), kind(it)));
                })
                .sorted(Comparator.comparing(Offer::kind)
                        .thenComparing(
                                it -> Duration.between(wish.start(), it.place().start())
                                        .abs())
                        .thenComparing(it ->
                                !wish.advisor().equals(Optional.of(it.place().advisor())))
                        .thenComparing(it -> it.place().start())
                        .thenComparing(it -> carsOf(it.place().advisor())))
                .toList();
    }

    /** {@link #proposals(Optional, Set, JobTerms, Instant)} for jobs that ask nothing of a day. */
    public List<Offer> proposals(Optional<UUID> advisor, Set<String> skills, Instant now) {
        return proposals(advisor, skills, JobTerms.NONE, now);
    }

    /** The same for somebody who has no time in mind: in the order in which the starts are given, the earliest of each kind first. */
    public List<Offer> proposals(Optional<UUID> advisor, Set<String> skills, JobTerms terms, Instant now) {
        return hours()
                .map(it -> offers(new Wish(it.opens(), advisor, Optional.empty(), skills, terms), now))
                .orElse(List.of())
                .stream()
                .filter(it ->
                        advisor.isEmpty() || advisor.get().equals(it.place().advisor()))
                .toList();
    }

    /**
     * Why a wish for a certain advisor cannot be granted; empty if it can. The rules in the handbook's order, so that the customer
     * hears the first reason that holds.
     */
    public Optional<Refusal> obstacle(Wish wish, Instant now) {
        var start = wish.start();
        var common = obstacleForAll(start, now);
        if (common.isPresent()) {
            return common;
        }
        var terms = wish.terms().obstacle(day); // AP-25
        if (terms.isPresent()) {
            return terms;
        }
        var advisor = attendance(wish.advisor().orElseThrow());
        if (!advisor.isPresentAt(start)) { // AP-25
            return Optional.of(new Refusal.AdvisorAway(advisor.name(), advisor.present()));
        }
        var lacking = wish.skills().stream()
                .filter(it -> !advisor.skills().contains(it))
                .sorted()
                .findFirst();
        if (lacking.isPresent()) { // AP-25
            return Optional.of(new Refusal.AdvisorLacksSkill(advisor.name(), lacking.get()));
        }
        var regular = starts(advisor.advisor(), it -> !it.insertion());
        var insertions = starts(advisor.advisor(), Place::insertion);
        if (regular.contains(start) || insertions.contains(start)) { // AP-3
            return Optional.of(new Refusal.AdvisorTaken(advisor.name(), start));
        }
        var inserted = insertions.stream()
                .filter(it -> distance(it, start).compareTo(rule.halfSpacing()) < 0)
                .findFirst();
        if (inserted.isPresent()) { // A23: so a gap never has a second insertion either
            return Optional.of(new Refusal.TooCloseToInsertion(advisor.name(), inserted.get(), rule.halfSpacing()));
        }
        var noBay = bayObstacle(wish);
        if (noBay.isPresent()) {
            return noBay;
        }
        if (!keepsDistance(start, regular) && !fillsTheMiddle(start, regular)) {
            return Optional.of(tooClose(advisor, start, regular));
        }
        return Optional.empty();
    }

    /** What stands against a start whoever meets the car; empty if nothing does. */
    public Optional<Refusal> obstacleForAll(LocalTime start, Instant now) {
        if (bays.isEmpty()) {
            return Optional.of(new Refusal.NoBays());
        }
        var hours = hours();
        if (hours.isEmpty()) {
            return Optional.of(new Refusal.ClosedThatDay(day, Optional.of(calendar.nextOpeningDay(day))));
        }
        if (!rule.isStart(hours.get(), start)) {
            return Optional.of(new Refusal.OutsideOpeningHours(hours.get().opens(), rule.last(hours.get())));
        }
        if (now.plus(rule.notice()).isAfter(momentOf(start))) { // AP-1, AP-2; exact to the second: A24
            return Optional.of(new Refusal.NoticeTooShort(rule.notice()));
        }
        return Optional.empty();
    }

    /** AP-5: insertions are no neighbours (A23). */
    private boolean keepsDistance(LocalTime start, Set<LocalTime> regular) {
        return regular.stream().allMatch(it -> distance(it, start).compareTo(rule.spacing()) >= 0);
    }

    /** AP-6: one car may stand exactly between two neighbours that are both taken. */
    private boolean fillsTheMiddle(LocalTime start, Set<LocalTime> regular) {
        var half = rule.halfSpacing();
        return sinceMidnight(start).compareTo(half) >= 0
                && sinceMidnight(start).plus(half).compareTo(Duration.ofDays(1)) < 0
                && regular.contains(start.minus(half))
                && regular.contains(start.plus(half));
    }

    /** AP-4. A slot of a bay is a start (A6): the next start finds the bay free again. */
    private Optional<Refusal> bayObstacle(Wish wish) {
        if (wish.bay().isPresent()) {
            var bay = bays.stream()
                    .filter(it -> it.id().equals(wish.bay().get()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a bay of another store"));
            return carsAt(bay.id(), wish.start()) >= rule.carsPerBay()
                    ? Optional.of(new Refusal.BayFull(Optional.of(bay.name()), rule.carsPerBay()))
                    : Optional.empty();
        }
        return bays.stream().allMatch(it -> carsAt(it.id(), wish.start()) >= rule.carsPerBay())
                ? Optional.of(new Refusal.BayFull(Optional.empty(), rule.carsPerBay()))
                : Optional.empty();
    }

    private Refusal tooClose(Attendance advisor, LocalTime start, Set<LocalTime> regular) {
        var near = regular.stream()
                .filter(it -> distance(it, start).compareTo(rule.spacing()) < 0)
                .sorted()
                .toList();
        var middle = near.size() == 2 && distance(near.get(0), near.get(1)).equals(rule.spacing())
                ? Optional.of(near.get(0).plus(rule.halfSpacing()))
                        .filter(it -> starts(advisor.advisor(), Place::insertion).stream()
                                .allMatch(other -> distance(other, it).compareTo(rule.halfSpacing()) >= 0))
                : Optional.<LocalTime>empty();
        return new Refusal.TooCloseToNeighbour(advisor.name(), near, rule.spacing(), middle);
    }

    private Place place(Wish wish) {
        var advisor = wish.advisor().orElseThrow();
        var bay = wish.bay()
                .orElseGet(() -> bays.stream()
                        .min(Comparator.comparingLong(it -> carsAt(it.id(), wish.start())))
                        .orElseThrow()
                        .id());
        var regular = starts(advisor, it -> !it.insertion());
        return new Place(wish.start(), advisor, bay, !keepsDistance(wish.start(), regular));
    }

    private Optional<UUID> whoeverHasRoom(Wish wish, Instant now) {
        return advisors.stream()
                .filter(it -> obstacle(wish.with(it.advisor()), now).isEmpty())
                .min(Comparator.comparing((Attendance it) ->
                                place(wish.with(it.advisor())).insertion())
                        .thenComparing(it -> carsOf(it.advisor())))
                .map(Attendance::advisor);
    }

    private Refusal nobody(Wish wish, Instant now) {
        return obstacleForAll(wish.start(), now)
                .or(() -> wish.terms().obstacle(day))
                .or(() -> bayObstacle(wish))
                .orElseGet(Refusal.NobodyFree::new);
    }

    /** How gladly the start of a wish is given: to a campaign within its hours as gladly as within an effective window (AP-25). */
    private OfferKind kind(Wish wish) {
        return wish.terms().prefers(day, wish.start()) ? OfferKind.WINDOW : kind(wish.start());
    }

    /** How gladly a start of this day is given. */
    public OfferKind kind(LocalTime start) {
        if (windows.hold(start)) { // AP-13
            return OfferKind.WINDOW;
        }
        return hours().filter(it -> usual.isValley(start, it.opens(), rule.last(it)))
                .map(_ -> OfferKind.VALLEY)
                .orElse(OfferKind.REST);
    }

    public Optional<OpenHours> hours() {
        return calendar.hours(day);
    }

    public Attendance attendance(UUID advisor) {
        return Optional.ofNullable(attendances.get(advisor))
                .orElseThrow(() -> new IllegalArgumentException("no advisor of this store: " + advisor));
    }

    public boolean knows(UUID advisor) {
        return attendances.containsKey(advisor);
    }

    public long carsAt(UUID bay, LocalTime start) {
        return byStart.getOrDefault(start, List.of()).stream()
                .filter(it -> it.bay().equals(bay))
                .count();
    }

    private long carsOf(UUID advisor) {
        return byAdvisor.getOrDefault(advisor, List.of()).size();
    }

    private Set<LocalTime> starts(UUID advisor, Predicate<Place> which) {
        return byAdvisor.getOrDefault(advisor, List.of()).stream()
                .filter(which)
                .map(Place::start)
                .collect(toSet());
    }

    public Instant momentOf(LocalTime start) {
        return calendar.at(day, start);
    }

    private static Duration distance(LocalTime one, LocalTime other) {
        return Duration.between(one, other).abs();
    }

    private static Duration sinceMidnight(LocalTime time) {
        return Duration.between(LocalTime.MIN, time);
    }
}
