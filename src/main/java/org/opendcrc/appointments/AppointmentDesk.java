package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk at which places are promised, moved and taken back. It locks the book of the day before it decides, so of any number of
 * people who want one place one gets it, and what the others are offered is free at that moment.
 */
@Service
@Transactional
public class AppointmentDesk {

    /** What this chapter calls its things, in the outbox and in links. */
    public static final String CAUSE = "appointment";

    private final Appointments appointments;
    private final Houses houses;
    private final Callers callers;
    private final BookKeeper keeper;

    AppointmentDesk(Appointments appointments, Houses houses, Callers callers, BookKeeper keeper) {
        this.appointments = appointments;
        this.houses = houses;
        this.callers = callers;
        this.keeper = keeper;
    }

    /**
     * Makes the promise, or says why not and what instead.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not book in that store
     * @throws NotFound if store, customer, car, advisor, bay or job are not the dealer's
     */
    public Answer book(Actor actor, BookingRequest request, Instant now) {
        actor.require(UseCase.BOOK_APPOINTMENTS, request.store());
        return keeper.book(Hand.of(actor, request.store()), request, now);
    }

    /**
     * A wish to move.
     *
     * @param advisor empty: the same as before
     * @param byDealer whether it is the dealer who wishes it; then it does not count against the advisor
     * @param version the appointment as the form showed it
     */
    public record Move(
            LocalDate day,
            LocalTime start,
            Optional<UUID> advisor,
            Optional<UUID> bay,
            boolean byDealer,
            int version) {}

    /**
     * Gives the appointment another place under the same rules. The old one is closed and points to the new one; a refusal leaves it
     * as it was.
     *
     * @throws StaleVersion if somebody else changed it meanwhile
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     */
    public Answer move(Actor actor, UUID id, Move move, Instant now) {
        var old = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, old.store());
        var advisor = move.advisor().orElse(old.line().place().advisor());
        return keeper.move(Hand.of(actor, old.store()), old, move, Optional.of(advisor), now);
    }

    /**
     * A wish to cancel.
     *
     * @param reason why, in a few words; never empty
     */
    public record Cancellation(boolean byDealer, String reason, int version) {}

    /**
     * Takes the promise back; its place is free at once (A23).
     *
     * @throws StaleVersion if somebody else changed it meanwhile
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     */
    public Answer cancel(Actor actor, UUID id, Cancellation cancellation, Instant now) {
        var old = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, old.store());
        return keeper.cancel(Hand.of(actor, old.store()), old, cancellation, now);
    }

    /**
     * What is free in a store on a day, in the order in which it is offered.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not see that store's book
     */
    public Slots slots(
            Actor actor, UUID store, LocalDate day, Optional<UUID> advisor, List<UUID> wantedJobs, Instant now) {
        actor.require(UseCase.READ_APPOINTMENTS, store);
        var house = houses.of(actor.dealerId(), store, day, day);
        advisor.ifPresent(it -> BookKeeper.requireAdvisor(house, it));
        return new Slots(
                day,
                house.calendar().isOpenOn(day),
                house.calendar().nextOpeningDay(day),
                keeper.proposals(
                        actor.dealerId(),
                        house,
                        day,
                        advisor,
                        BookKeeper.jobs(house, wantedJobs),
                        Optional.empty(),
                        now));
    }

    /**
     * What is free on a day, the gladdest given first.
     *
     * @param next the store's next opening day after {@code day}
     */
    public record Slots(LocalDate day, boolean open, LocalDate next, List<Offer> offers) {}

    /**
     * The book of a day as the desk looks at it, with what each of the days around it holds.
     *
     * @param days how many days, from {@code first} on, the strip above shows
     * @throws org.opendcrc.shared.NotAllowed if the person may not see that store's book
     */
    public DayView day(Actor actor, UUID store, LocalDate day, LocalDate first, int days, Instant now) {
        actor.require(UseCase.READ_APPOINTMENTS, store);
        var dealer = actor.dealerId();
        var last = first.plusDays(days - 1L);
        var from = day.isBefore(first) ? day : first;
        var to = day.isAfter(last) ? day : last;
        var house = houses.of(dealer, store, from, to);
        var rows = appointments.day(dealer, store, day, first, last);
        var book = house.book(
                day,
                rows.lines().stream().map(it -> new Taken(it.id(), it.place())).toList(),
                keeper.curve(dealer, house, day, now));
        var strip = Stream.iterate(first, it -> it.plusDays(1))
                .limit(days)
                .map(it -> new DayView.DayCount(
                        it,
                        house.calendar().isOpenOn(it),
                        rows.cars().getOrDefault(it, 0),
                        DayView.capacity(house.book(it, List.of(), ArrivalCurve.unknown()))))
                .toList();
        return new DayView(
                store,
                house.code(),
                house.name(),
                house.stores(),
                rows.changes(),
                book,
                rows.lines(),
                strip,
                house.jobs().stream().filter(Job::active).toList(),
                AppointmentSettings.documents(house.settings()));
    }

    /** How often the book of a day has changed, so that a page knows whether it shows the latest. */
    public int changes(Actor actor, UUID store, LocalDate day) {
        actor.require(UseCase.READ_APPOINTMENTS, store);
        return appointments.changes(actor.dealerId(), store, day);
    }

    /**
     * Everything about one appointment.
     *
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     */
    public AppointmentFile find(Actor actor, UUID id) {
        actor.require(UseCase.READ_APPOINTMENTS);
        return file(actor, id);
    }

    /**
     * A link for the customer, to be handed on by another way than our texts; empty where the store has no public address, or the
     * appointment is not ahead.
     *
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     */
    public Optional<String> link(Actor actor, UUID id, Instant now) {
        var file = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, file.store());
        return file.line().state().isAhead() ? keeper.link(file, now) : Optional.empty();
    }

    /** Who may be on the telephone: the customers with that number or plate, or that customer himself. Empty words find nobody. */
    public List<KnownCaller> recognise(Actor actor, Optional<UUID> customer, String words) {
        actor.require(UseCase.READ_CUSTOMERS);
        var phone = PhoneNumber.of(words, "");
        var plate = phone.isPresent() ? Optional.<Plate>empty() : Plate.of(words);
        return customer.isEmpty() && phone.isEmpty() && plate.isEmpty()
                ? List.of()
                : callers.find(actor.dealerId(), customer, phone, plate);
    }

    private AppointmentFile file(Actor actor, UUID id) {
        return appointments
                .file(actor.dealerId(), id, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("appointment " + id));
    }
}
