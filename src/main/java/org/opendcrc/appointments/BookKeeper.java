package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
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
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.vehicles.Vehicle;
import org.opendcrc.vehicles.Vehicles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the book: promises, moves and takes back, whoever asks for it. It asks for no right, which the desks before it have done; it
 * locks the book of the day before it decides.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BookKeeper {

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
    private final JobTermsReader terms;
    private final Customers customers;
    private final QuickCustomers quick;
    private final Vehicles vehicles;
    private final Stores stores;
    private final AppointmentTexts texts;
    private final SelfLinks links;
    private final ApplicationEventPublisher events;

    BookKeeper(
            Appointments appointments,
            Houses houses,
            Callers callers,
            ArrivalCurves curves,
            JobTermsReader terms,
            Customers customers,
            QuickCustomers quick,
            Vehicles vehicles,
            Stores stores,
            AppointmentTexts texts,
            SelfLinks links,
            ApplicationEventPublisher events) {
        this.appointments = appointments;
        this.houses = houses;
        this.callers = callers;
        this.curves = curves;
        this.terms = terms;
        this.customers = customers;
        this.quick = quick;
        this.vehicles = vehicles;
        this.stores = stores;
        this.texts = texts;
        this.links = links;
        this.events = events;
    }

    /** Makes the promise, or says why not and what instead. */
    Answer book(Hand hand, BookingRequest request, Instant now) {
        var dealer = hand.dealer();
        var taken = intake(request);
        if (!taken.faults().isEmpty()) {
            return new Answer.Incomplete(taken.faults());
        }
        appointments.lock(dealer, request.store(), request.day());
        var house =
                houses.of(dealer, request.store(), request.day(), request.day().plusDays(31));
        var book = bookOf(dealer, house, request.day(), now);
        var jobs = jobs(house, request.jobs());
        terms.hold(dealer, request.store(), jobs); // AP-25
        var wish = wish(
                house,
                request.start(),
                request.advisor(),
                request.bay(),
                skills(jobs),
                terms.of(dealer, house, jobs, Optional.empty(), now));
        return switch (book.book(wish, now)) {
            case Booking.Refused(var why, var offers) ->
                new Answer.Refused(
                        why,
                        Rules.of(why, hand.advisor()),
                        offers.isEmpty() ? laterOffers(dealer, house, request.day(), wish, now) : offers);
            case Accepted(var place) -> {
                var customer = customer(hand, request, taken.phone(), now);
                var made = promise(
                        hand,
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
                                hand.channel(request.channel()),
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
     * Gives the appointment another place.
     *
     * @param advisor empty: whoever has room
     * @throws StaleVersion if somebody else changed it meanwhile
     */
    Answer move(Hand hand, AppointmentFile old, AppointmentDesk.Move move, Optional<UUID> advisor, Instant now) {
        var dealer = hand.dealer();
        var id = old.line().id();
        Stream.of(old.day(), move.day()).distinct().sorted().forEach(it -> appointments.lock(dealer, old.store(), it));
        var file = again(hand, old); // as it is now that nobody else can change it
        requireVersion(file, move.version());
        if (!file.line().state().isAhead()) {
            return new Answer.NotAhead(file.line().state(), file.line().number());
        }
        var house = houses.of(dealer, old.store(), move.day(), move.day().plusDays(31));
        var book = bookOf(dealer, house, move.day(), now).without(id);
        var jobs = jobsOf(house, file);
        terms.hold(dealer, old.store(), jobs); // AP-25
        var wish = wish(
                house,
                move.start(),
                advisor,
                move.bay(),
                skills(jobs),
                terms.of(dealer, house, jobs, Optional.of(id), now));
        return switch (book.book(wish, now)) {
            case Booking.Refused(var why, var offers) ->
                new Answer.Refused(
                        why,
                        Rules.of(why, hand.advisor()),
                        offers.isEmpty() ? laterOffers(dealer, house, move.day(), wish, now) : offers);
            case Accepted(var place) -> {
                var next = Ids.next();
                appointments.moved(hand, id, next, move.byDealer(), now);
                var made = promise(
                        hand,
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
                                hand.actor().isEmpty() ? Channel.CUSTOMER : file.channel(),
                                Optional.of(new From(id, next))),
                        now);
                if (!old.day().equals(move.day())) {
                    appointments.changed(dealer, old.store(), old.day());
                }
                links.endAll(dealer, id, now);
                events.publishEvent(hand.audited(
                        now,
                        "appointment.moved",
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
     * Takes the promise back; its place is free at once (A23).
     *
     * @throws StaleVersion if somebody else changed it meanwhile
     */
    Answer cancel(Hand hand, AppointmentFile old, AppointmentDesk.Cancellation cancellation, Instant now) {
        var dealer = hand.dealer();
        var id = old.line().id();
        appointments.lock(dealer, old.store(), old.day());
        var file = again(hand, old);
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
        appointments.cancelled(hand, id, state, reason, now);
        appointments.changed(dealer, old.store(), old.day());
        links.endAll(dealer, id, now);
        events.publishEvent(hand.audited(
                now, "appointment.cancelled", id, Map.of("number", file.line().number(), "state", state.name())));
        events.publishEvent(new AppointmentCancelled(
                dealer, id, old.store(), file.line().customerId(), now, cancellation.byDealer()));
        texts.cancelled(file, now);
        return new Answer.Cancelled(id);
    }

    /** A link for the customer; empty where the store has no public address. */
    Optional<String> link(AppointmentFile file, Instant now) {
        var dealer = DealerContext.require();
        return links.write(
                dealer,
                houses.of(dealer, file.store(), file.day(), file.day()).settings(),
                file.line().id(),
                file.line().startsAt(),
                now);
    }

    /** As it is now that nobody else can change it. */
    private AppointmentFile again(Hand hand, AppointmentFile old) {
        return appointments
                .file(hand.dealer(), old.line().id(), List.of(old.store()))
                .orElseThrow(() -> new NotFound("appointment " + old.line().id()));
    }

    private static void requireVersion(AppointmentFile file, int version) {
        if (file.line().version() != version) {
            throw new StaleVersion(Sentence.of("appointment.stale", file.line().number()));
        }
    }

    /** What is free on a day for these jobs, the gladdest given first (AP-13, AP-25). {@code moving}: the appointment that moves. */
    List<Offer> proposals(
            int dealer,
            HouseOfTheDay house,
            LocalDate day,
            Optional<UUID> advisor,
            List<Job> jobs,
            Optional<UUID> moving,
            Instant now) {
        var book = bookOf(dealer, house, day, now);
        return moving.map(book::without)
                .orElse(book)
                .proposals(advisor, skills(jobs), terms.of(dealer, house, jobs, moving, now), now);
    }

    /** What these jobs ask of the days of a store (AP-25). */
    JobTerms terms(int dealer, HouseOfTheDay house, List<Job> jobs, Instant now) {
        return terms.of(dealer, house, jobs, Optional.empty(), now);
    }

    AppointmentBook bookOf(int dealer, HouseOfTheDay house, LocalDate day, Instant now) {
        return house.book(
                day,
                appointments.taken(
                        dealer,
                        house.store(),
                        day,
                        house.advisors().stream().map(HouseOfTheDay.Advisor::id).toList()),
                curve(dealer, house, day, now));
    }

    ArrivalCurve curve(int dealer, HouseOfTheDay house, LocalDate day, Instant now) {
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
        var part = wish.terms().firstDay().filter(next::isBefore);
        if (part.isPresent()) {
            next = part.get().minusDays(1); // AP-25: what is free after the arrival of the part
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

    private Answer.Made promise(Hand hand, AppointmentBook book, Promised it, Instant now) {
        var dealer = hand.dealer();
        var id = it.from().map(From::next).orElseGet(Ids::next);
        var number = "YY-%s-%03d"
                .formatted(
                        it.day().format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE),
                        appointments.nextNumber(dealer, it.store(), it.day()));
        var startsAt = book.momentOf(it.place().start());
        appointments.add(
                hand,
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
            events.publishEvent(hand.audited(now, "appointment.booked", id, facts));
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

    private UUID customer(Hand hand, BookingRequest request, PhoneNumber phone, Instant now) {
        return switch (request.who()) {
            case Who.Known(var id) ->
                customers
                        .find(id)
                        .orElseThrow(() -> new NotFound("customer " + id))
                        .id();
            case Who.Unknown(var name, var sex) ->
                // AP-27: whoever gave the same name and number before is on file already
                callers.find(hand.dealer(), Optional.empty(), Optional.of(phone), Optional.empty()).stream()
                        .filter(it -> it.name().equals(name.strip()))
                        .map(KnownCaller::customer)
                        .findFirst()
                        .orElseGet(() -> hand.actor()
                                .map(it -> quick.add(it, name.strip(), sex, phone, now))
                                .orElseGet(() -> quick.addHimself(hand.dealer(), name.strip(), sex, phone, now)));
        };
    }

    private static Wish wish(
            HouseOfTheDay house,
            LocalTime start,
            Optional<UUID> advisor,
            Optional<UUID> bay,
            Set<String> skills,
            JobTerms terms) {
        advisor.ifPresent(it -> requireAdvisor(house, it));
        bay.ifPresent(it -> {
            if (house.bays().stream().noneMatch(one -> one.id().equals(it))) {
                throw new NotFound("bay " + it);
            }
        });
        return new Wish(start, advisor, bay, skills, terms);
    }

    static void requireAdvisor(HouseOfTheDay house, UUID advisor) {
        if (house.advisors().stream().noneMatch(it -> it.id().equals(advisor))) {
            throw new NotFound("advisor " + advisor);
        }
    }

    /** The jobs that were asked for, as they are priced now (AP-24). */
    static List<Job> jobs(HouseOfTheDay house, List<UUID> wanted) {
        var known = house.jobsById();
        return new LinkedHashSet<>(wanted)
                .stream()
                        .map(it -> Optional.ofNullable(known.get(it))
                                .filter(Job::active)
                                .orElseThrow(() -> new NotFound("job " + it)))
                        .toList();
    }

    /** The jobs of an appointment that moves, at the prices that were told. */
    static List<Job> jobsOf(HouseOfTheDay house, AppointmentFile file) {
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

    static Set<String> skills(List<Job> jobs) {
        return jobs.stream().flatMap(it -> it.skill().stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
