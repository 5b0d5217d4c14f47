package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.appointments.Booking.Accepted;
import org.opendcrc.appointments.BookingRequest.Who;
import org.opendcrc.customers.Customers;
import org.opendcrc.customers.QuickCustomers;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.opendcrc.vehicles.Vehicle;
import org.opendcrc.vehicles.Vehicles;
import org.springframework.context.ApplicationEventPublisher;
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

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_NEEDS = 500;
    private static final int LONGEST_REASON = 200;
    private static final int MOST_LINES = 20;
    private static final int MOST_KM = 2_000_000;
    private static final int DAYS_TO_LOOK_AT = 3;

    private final Appointments appointments;
    private final Houses houses;
    private final Callers callers;
    private final ArrivalCurves curves;
    private final Customers customers;
    private final QuickCustomers quick;
    private final Vehicles vehicles;
    private final Stores stores;
    private final AppointmentTexts texts;
    private final ApplicationEventPublisher events;

    AppointmentDesk(
            Appointments appointments,
            Houses houses,
            Callers callers,
            ArrivalCurves curves,
            Customers customers,
            QuickCustomers quick,
            Vehicles vehicles,
            Stores stores,
            AppointmentTexts texts,
            ApplicationEventPublisher events) {
        this.appointments = appointments;
        this.houses = houses;
        this.callers = callers;
        this.curves = curves;
        this.customers = customers;
        this.quick = quick;
        this.vehicles = vehicles;
        this.stores = stores;
        this.texts = texts;
        this.events = events;
    }

    /**
     * Makes the promise, or says why not and what instead.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not book in that store
     * @throws NotFound if store, customer, car, advisor, bay or job are not the dealer's
     */
    public Answer book(Actor actor, BookingRequest request, Instant now) {
        actor.require(UseCase.BOOK_APPOINTMENTS, request.store());
        var dealer = actor.dealerId();
        var taken = intake(request);
        if (!taken.faults().isEmpty()) {
            return new Answer.Incomplete(taken.faults());
        }
        appointments.lock(dealer, request.store(), request.day());
        var house =
                houses.of(dealer, request.store(), request.day(), request.day().plusDays(31));
        var book = bookOf(dealer, house, request.day(), now);
        var jobs = jobs(house, request.jobs());
        var wish = wish(house, request.start(), request.advisor(), request.bay(), skills(jobs));
        return switch (book.book(wish, now)) {
            case Booking.Refused(var why, var offers) ->
                new Answer.Refused(
                        why,
                        Rules.of(why, isAdvisor(actor, request.store())),
                        offers.isEmpty() ? laterOffers(dealer, house, request.day(), wish, now) : offers);
            case Accepted(var place) -> {
                var customer = customer(actor, request, taken.phone(), now);
                var made = promise(
                        actor,
                        book,
                        new Promised(
                                request.store(),
                                request.day(),
                                place,
                                customer,
                                request.vehicle(),
                                taken.plate(),
                                taken.phone().value(),
                                request.boughtHere(),
                                request.mileageKm(),
                                request.needs().strip(),
                                request.diagnosis(),
                                request.documents(),
                                jobs,
                                isAdvisor(actor, request.store()) ? Channel.ADVISOR : request.channel(),
                                Optional.empty()),
                        now);
                events.publishEvent(new AppointmentBooked(
                        dealer, made.appointment(), request.store(), customer, made.startsAt(), now));
                yield request.text()
                        ? new Answer.Made(
                                made.appointment(),
                                made.number(),
                                made.startsAt(),
                                place,
                                texts.booked(
                                        house, made, customer, taken.phone().value(), now))
                        : made;
            }
        };
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
        var dealer = actor.dealerId();
        var old = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, old.store());
        Stream.of(old.day(), move.day()).distinct().sorted().forEach(it -> appointments.lock(dealer, old.store(), it));
        var file = file(actor, id); // as it is now that nobody else can change it
        requireVersion(file, move.version());
        if (!file.line().state().isAhead()) {
            return new Answer.NotAhead(file.line().state(), file.line().number());
        }
        var house = houses.of(dealer, old.store(), move.day(), move.day().plusDays(31));
        var book = bookOf(dealer, house, move.day(), now).without(id);
        var advisor = move.advisor().orElse(file.line().place().advisor());
        var jobs = jobsOf(house, file);
        var wish = wish(house, move.start(), Optional.of(advisor), move.bay(), skills(jobs));
        return switch (book.book(wish, now)) {
            case Booking.Refused(var why, var offers) ->
                new Answer.Refused(
                        why,
                        Rules.of(why, isAdvisor(actor, old.store())),
                        offers.isEmpty() ? laterOffers(dealer, house, move.day(), wish, now) : offers);
            case Accepted(var place) -> {
                var next = Ids.next();
                appointments.moved(actor, id, next, move.byDealer(), now);
                var made = promise(
                        actor,
                        book,
                        new Promised(
                                old.store(),
                                move.day(),
                                place,
                                file.line().customerId(),
                                file.vehicleId(),
                                file.line().plate(),
                                file.phone(),
                                file.boughtHere(),
                                file.mileageKm(),
                                file.line().needs(),
                                file.diagnosis(),
                                file.documents(),
                                jobs,
                                file.channel(),
                                Optional.of(new From(id, next))),
                        now);
                if (!old.day().equals(move.day())) {
                    appointments.changed(dealer, old.store(), old.day());
                }
                events.publishEvent(Audited.by(
                        actor,
                        now,
                        "appointment.moved",
                        "appointment",
                        id,
                        Map.of(
                                "number", file.line().number(),
                                "moved_to", made.number(),
                                "starts_at", made.startsAt().toString())));
                events.publishEvent(new AppointmentMoved(
                        dealer,
                        id,
                        made.appointment(),
                        old.store(),
                        file.line().customerId(),
                        made.startsAt(),
                        now,
                        move.byDealer()));
                yield new Answer.Made(
                        made.appointment(),
                        made.number(),
                        made.startsAt(),
                        place,
                        texts.moved(house, made, file.line().customerId(), file.phone(), now));
            }
        };
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
        var dealer = actor.dealerId();
        var old = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, old.store());
        appointments.lock(dealer, old.store(), old.day());
        var file = file(actor, id);
        requireVersion(file, cancellation.version());
        if (!file.line().state().isAhead()) {
            return new Answer.NotAhead(file.line().state(), file.line().number());
        }
        var reason = cancellation.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return new Answer.Incomplete(List.of(new Answer.Fault(
                    "reason",
                    reason.isEmpty()
                            ? Sentence.of("appointment.fault.no-reason")
                            : Sentence.of("appointment.fault.too-long", LONGEST_REASON, reason.length()))));
        }
        var state =
                cancellation.byDealer() ? AppointmentState.CANCELLED_BY_DEALER : AppointmentState.CANCELLED_BY_CUSTOMER;
        appointments.cancelled(actor, id, state, reason, now);
        appointments.changed(dealer, old.store(), old.day());
        events.publishEvent(Audited.by(
                actor,
                now,
                "appointment.cancelled",
                "appointment",
                id,
                Map.of("number", file.line().number(), "state", state.name())));
        events.publishEvent(new AppointmentCancelled(
                dealer, id, old.store(), file.line().customerId(), now, cancellation.byDealer()));
        texts.cancelled(file, now);
        return new Answer.Cancelled(id);
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
        advisor.ifPresent(it -> requireAdvisor(house, it));
        var book = bookOf(actor.dealerId(), house, day, now);
        return new Slots(
                day,
                book.hours().isPresent(),
                house.calendar().nextOpeningDay(day),
                book.proposals(advisor, skills(jobs(house, wantedJobs)), now));
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
                curve(dealer, house, day, now));
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

    private static void requireVersion(AppointmentFile file, int version) {
        if (file.line().version() != version) {
            throw new StaleVersion(Sentence.of("appointment.stale", file.line().number()));
        }
    }

    private AppointmentBook bookOf(int dealer, HouseOfTheDay house, LocalDate day, Instant now) {
        return house.book(
                day,
                appointments.taken(
                        dealer,
                        house.store(),
                        day,
                        house.advisors().stream().map(HouseOfTheDay.Advisor::id).toList()),
                curve(dealer, house, day, now));
    }

    private ArrivalCurve curve(int dealer, HouseOfTheDay house, LocalDate day, Instant now) {
        return curves.of(
                dealer,
                house.store(),
                day,
                house.calendar().dayOf(now),
                house.settings().number(ArrivalSettings.CURVE_WEEKS),
                house.calendar());
    }

    /** What the next opening days have, where the wished one has nothing. */
    private List<Offer> laterOffers(int dealer, HouseOfTheDay house, LocalDate day, Wish wish, Instant now) {
        var next = day;
        var today = house.calendar().dayOf(now);
        if (next.isBefore(today)) {
            next = today.minusDays(1);
        }
        for (int i = 0; i < DAYS_TO_LOOK_AT && !house.bays().isEmpty(); i++) {
            next = house.calendar().nextOpeningDay(next);
            var offers = bookOf(dealer, house, next, now).offers(wish, now);
            if (!offers.isEmpty()) {
                return offers;
            }
        }
        return List.of();
    }

    private record From(UUID old, UUID next) {}

    private record Promised(
            UUID store,
            LocalDate day,
            Place place,
            UUID customer,
            Optional<UUID> vehicle,
            Optional<String> plate,
            String phone,
            Optional<Boolean> boughtHere,
            Optional<Integer> mileageKm,
            String needs,
            List<String> diagnosis,
            List<String> documents,
            List<Job> jobs,
            Channel channel,
            Optional<From> from) {}

    private Answer.Made promise(Actor actor, AppointmentBook book, Promised it, Instant now) {
        var dealer = actor.dealerId();
        var id = it.from().map(From::next).orElseGet(Ids::next);
        var number = "YY-%s-%03d"
                .formatted(
                        it.day().format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE),
                        appointments.nextNumber(dealer, it.store(), it.day()));
        var startsAt = book.momentOf(it.place().start());
        appointments.add(
                actor,
                new Appointments.New(
                        id,
                        it.store(),
                        it.day(),
                        number,
                        startsAt,
                        it.place(),
                        appointments.freePlace(dealer, it.place().bay(), startsAt),
                        it.customer(),
                        it.vehicle(),
                        it.plate(),
                        it.phone(),
                        it.boughtHere(),
                        it.mileageKm(),
                        it.needs(),
                        it.diagnosis(),
                        it.documents(),
                        it.jobs(),
                        it.channel(),
                        it.from().map(From::old)),
                now);
        var facts = new HashMap<String, String>();
        facts.put("number", number);
        facts.put("starts_at", startsAt.toString());
        facts.put("advisor", book.attendance(it.place().advisor()).name());
        if (it.from().isEmpty()) {
            events.publishEvent(Audited.by(actor, now, "appointment.booked", "appointment", id, facts));
        }
        return new Answer.Made(id, number, startsAt, it.place(), Optional.empty());
    }

    private record Intake(List<Answer.Fault> faults, PhoneNumber phone, Optional<String> plate) {}

    private static final PhoneNumber NO_PHONE = new PhoneNumber("");

    /** Reads the form; all that is wrong with it at once. */
    private Intake intake(BookingRequest request) {
        var faults = new ArrayList<Answer.Fault>();
        if (request.needs().isBlank() && request.jobs().isEmpty()) {
            faults.add(new Answer.Fault("needs", Sentence.of("appointment.fault.no-needs")));
        }
        if (request.needs().length() > LONGEST_NEEDS) {
            faults.add(new Answer.Fault(
                    "needs",
                    Sentence.of(
                            "appointment.fault.too-long",
                            LONGEST_NEEDS,
                            request.needs().length())));
        }
        var longest =
                request.diagnosis().stream().mapToInt(String::length).max().orElse(0);
        if (longest > LONGEST_REASON || request.diagnosis().size() > MOST_LINES) {
            faults.add(new Answer.Fault(
                    "diagnosis", Sentence.of("appointment.fault.too-many-lines", MOST_LINES, LONGEST_REASON)));
        }
        if (request.mileageKm().filter(it -> it < 0 || it > MOST_KM).isPresent()) {
            faults.add(new Answer.Fault("mileage", Sentence.of("appointment.fault.mileage", MOST_KM)));
        }
        var phone = phone(request, faults);
        if (request.who() instanceof Who.Unknown(var name, var _)
                && (name.isBlank() || name.strip().length() > LONGEST_NAME)) {
            faults.add(new Answer.Fault("name", Sentence.of("appointment.fault.no-name")));
        }
        var plate = Plate.of(request.plate())
                .map(Plate::value)
                .or(() -> request.vehicle().flatMap(vehicles::find).flatMap(Vehicle::plate));
        if (plate.filter(it -> it.length() > 20).isPresent()) {
            faults.add(new Answer.Fault(
                    "plate",
                    Sentence.of("appointment.fault.too-long", 20, plate.get().length())));
        }
        request.vehicle().ifPresent(it -> {
            var car = vehicles.find(it).orElseThrow(() -> new NotFound("vehicle " + it));
            if (request.who() instanceof Who.Unknown) {
                throw new NotFound("vehicle " + car.id() + " of a stranger");
            }
        });
        return new Intake(faults, phone, plate);
    }

    private PhoneNumber phone(BookingRequest request, List<Answer.Fault> faults) {
        var written = request.phone().strip();
        if (written.isEmpty() && request.who() instanceof Who.Known(var customer)) {
            return customers
                    .find(customer)
                    .orElseThrow(() -> new NotFound("customer " + customer))
                    .phone();
        }
        var number = PhoneNumber.of(written, stores.get(request.store()).areaCode());
        if (number.isEmpty()) {
            faults.add(new Answer.Fault("phone", Sentence.of("appointment.fault.no-phone")));
        }
        return number.orElse(NO_PHONE);
    }

    private UUID customer(Actor actor, BookingRequest request, PhoneNumber phone, Instant now) {
        return switch (request.who()) {
            case Who.Known(var id) ->
                customers
                        .find(id)
                        .orElseThrow(() -> new NotFound("customer " + id))
                        .id();
            case Who.Unknown(var name, var sex) ->
                // AP-27: whoever gave the same name and number before is on file already
                callers.find(actor.dealerId(), Optional.empty(), Optional.of(phone), Optional.empty()).stream()
                        .filter(it -> it.name().equals(name.strip()))
                        .map(KnownCaller::customer)
                        .findFirst()
                        .orElseGet(() -> quick.add(actor, name.strip(), sex, phone, now));
        };
    }

    private static Wish wish(
            HouseOfTheDay house, LocalTime start, Optional<UUID> advisor, Optional<UUID> bay, Set<String> skills) {
        advisor.ifPresent(it -> requireAdvisor(house, it));
        bay.ifPresent(it -> {
            if (house.bays().stream().noneMatch(one -> one.id().equals(it))) {
                throw new NotFound("bay " + it);
            }
        });
        return new Wish(start, advisor, bay, skills);
    }

    private static void requireAdvisor(HouseOfTheDay house, UUID advisor) {
        if (house.advisors().stream().noneMatch(it -> it.id().equals(advisor))) {
            throw new NotFound("advisor " + advisor);
        }
    }

    /** The jobs that were asked for, as they are priced now (AP-24). */
    private static List<Job> jobs(HouseOfTheDay house, List<UUID> wanted) {
        var known = house.jobsById();
        return new LinkedHashSet<>(wanted)
                .stream()
                        .map(it -> Optional.ofNullable(known.get(it))
                                .filter(Job::active)
                                .orElseThrow(() -> new NotFound("job " + it)))
                        .toList();
    }

    /** The jobs of an appointment that moves, at the prices that were told. */
    private static List<Job> jobsOf(HouseOfTheDay house, AppointmentFile file) {
        var known = house.jobsById();
        return file.jobs().stream()
                .map(it -> new Job(
                        it.job(),
                        "",
                        it.name(),
                        it.minutes(),
                        it.priceFen(),
                        Optional.ofNullable(known.get(it.job())).flatMap(Job::skill),
                        true))
                .toList();
    }

    private static Set<String> skills(List<Job> jobs) {
        return jobs.stream().flatMap(it -> it.skill().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the person books as an advisor, and not as one of the centre (AP-1). */
    private static boolean isAdvisor(Actor actor, UUID store) {
        var roles = actor.roles().getOrDefault(store, Set.of());
        return roles.stream().sorted(Comparator.naturalOrder()).findFirst().equals(Optional.of(Role.ADVISOR));
    }
}
