package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.Surname;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk at which a customer looks after his own appointment, by the link in his text and without a login: under the same rules as
 * everybody, in the same book.
 */
@Service
@Transactional
public class SelfServiceDesk {

    /** What the house notes as the reason when a customer cancels by his link. */
    private static final String BY_LINK = "客户自助取消";

    private static final int DAYS = 14;

    /** Of messaging: what a store is called by. */
    static final String STORE_PHONE = "text.store-phone";

    private final PublicLinks doors;
    private final SelfLinks links;
    private final Appointments appointments;
    private final Houses houses;
    private final BookKeeper keeper;
    private final ConfirmationDesk confirmations;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    SelfServiceDesk(
            PublicLinks doors,
            SelfLinks links,
            Appointments appointments,
            Houses houses,
            BookKeeper keeper,
            ConfirmationDesk confirmations,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.doors = doors;
        this.links = links;
        this.appointments = appointments;
        this.houses = houses;
        this.keeper = keeper;
        this.confirmations = confirmations;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Whose link that is; empty if it is none of ours, or no more. All else here is asked in that dealer's context. */
    public Optional<Integer> dealerOf(String token) {
        return doors.dealerOf(token, PublicLinks.Kind.APPOINTMENT);
    }

    /** The appointment behind a link; empty if the link counts no more. */
    public Optional<OwnAppointment> find(String token, Instant now) {
        return file(token, now).map(this::own);
    }

    private OwnAppointment own(AppointmentFile file) {
        record More(String phone, Optional<Instant> confirmed) {}
        var more = jdbc.sql("""
                        select (select g.value
                                  from organisation.report_setting g
                                 where g.dealer_id = :dealer
                                   and g.store_id = :store
                                   and g.key = :key) as phone,
                               (select c.confirmed_at
                                  from appointments.self_confirmation c
                                 where c.dealer_id = :dealer
                                   and c.appointment_id = :id) as confirmed_at
                        """)
                .param("dealer", DealerContext.require())
                .param("store", file.store())
                .param("key", STORE_PHONE)
                .param("id", file.line().id())
                .query((row, _) -> new More(
                        Optional.ofNullable(row.getString("phone")).orElse(""),
                        Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant)))
                .single();
        return own(file, more.phone(), more.confirmed());
    }

    private static OwnAppointment own(AppointmentFile file, String phone, Optional<Instant> confirmed) {
        var line = file.line();
        return new OwnAppointment(
                line.person() ? Surname.of(line.customer()) : Optional.empty(),
                line.sex(),
                file.storeName(),
                phone,
                file.zone(),
                file.day(),
                line.place().start(),
                line.startsAt(),
                line.plate().map(OwnAppointment::masked),
                confirmed,
                line.state().isAhead(),
                line.version());
    }

    /** The customer says that he comes; said twice it is noted once. */
    public SelfAnswer confirm(String token, Instant now) {
        var found = file(token, now).filter(it -> it.line().state().isAhead());
        if (found.isEmpty()) {
            return new SelfAnswer.Gone();
        }
        var dealer = DealerContext.require();
        var file = found.get();
        var id = file.line().id();
        appointments.lock(dealer, file.store(), file.day());
        if (links.find(dealer, token, now).isEmpty()) { // somebody moved or cancelled it meanwhile
            return new SelfAnswer.Gone();
        }
        int noted = jdbc.sql("""
                        insert into appointments.self_confirmation (dealer_id, appointment_id, confirmed_at)
                        values (:dealer, :id, :now)
                        on conflict (dealer_id, appointment_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
        if (noted == 1) {
            confirmations.confirmedByHimself(dealer, file, now);
            appointments.changed(dealer, file.store(), file.day());
            events.publishEvent(Hand.ofCustomer(dealer)
                    .audited(
                            now,
                            "appointment.self-confirmed",
                            id,
                            Map.of("number", file.line().number())));
            events.publishEvent(new AppointmentConfirmed(
                    dealer,
                    id,
                    file.store(),
                    file.line().customerId(),
                    file.line().startsAt(),
                    now));
        }
        return new SelfAnswer.Noted();
    }

    /** An appointment that is to move, and where it could go on a day. */
    public record Moving(OwnAppointment own, FreePlaces places) {}

    /** Where the appointment could go on a day; empty if the link counts no more, or it can move no more. */
    public Optional<Moving> places(String token, Optional<LocalDate> wanted, Instant now) {
        return file(token, now).filter(it -> it.line().state().isAhead()).map(file -> {
            var dealer = DealerContext.require();
            var today = now.atZone(file.zone()).toLocalDate();
            var house = houses.of(dealer, file.store(), today, today.plusDays(366));
            var days = days(house, today);
            var day = wanted.filter(it -> !it.isBefore(today) && it.isBefore(today.plusDays(366)))
                    .or(() ->
                            days.stream().filter(it -> !it.isBefore(file.day())).findFirst())
                    .or(() -> days.stream().findFirst())
                    .orElse(file.day());
            var offers = keeper.proposals(
                    dealer,
                    house,
                    day,
                    Optional.empty(),
                    BookKeeper.jobsOf(house, file),
                    Optional.of(file.line().id()),
                    now);
            var other = offers.stream()
                    .filter(it -> !day.equals(file.day())
                            || !it.place().start().equals(file.line().place().start()))
                    .toList();
            return new Moving(own(file, "", Optional.empty()), new FreePlaces(day, days, FreePlaces.Start.of(other)));
        });
    }

    /** The next opening days, today included. */
    static List<LocalDate> days(HouseOfTheDay house, LocalDate today) {
        return Stream.iterate(
                        house.calendar().nextOpeningDay(today.minusDays(1)),
                        it -> house.calendar().nextOpeningDay(it))
                .limit(DAYS)
                .filter(it -> !it.isAfter(today.plusDays(366)))
                .toList();
    }

    /**
     * Gives it another place, with the same advisor if he has room, else with whoever has; the link ends and a new one begins.
     *
     * @throws org.opendcrc.shared.StaleVersion if somebody changed it since the page was shown
     */
    public SelfAnswer move(String token, LocalDate day, LocalTime start, int version, Instant now) {
        var found = file(token, now);
        if (found.isEmpty()) {
            return new SelfAnswer.Gone();
        }
        var file = found.get();
        var today = now.atZone(file.zone()).toLocalDate();
        if (day.isAfter(today.plusDays(366))) {
            return new SelfAnswer.Incomplete(
                    List.of(new Answer.Fault("place", Sentence.of("appointment.fault.no-time"))));
        }
        var hand = Hand.ofCustomer(DealerContext.require());
        var wish = new AppointmentDesk.Move(day, start, Optional.empty(), Optional.empty(), false, version);
        var own = keeper.move(hand, file, wish, Optional.of(file.line().place().advisor()), now);
        return answer(
                own instanceof Answer.Refused ? keeper.move(hand, file, wish, Optional.empty(), now) : own,
                file.store(),
                now);
    }

    /**
     * Takes it back; the link ends.
     *
     * @throws org.opendcrc.shared.StaleVersion if somebody changed it since the page was shown
     */
    public SelfAnswer cancel(String token, int version, Instant now) {
        var found = file(token, now);
        if (found.isEmpty()) {
            return new SelfAnswer.Gone();
        }
        return answer(
                keeper.cancel(
                        Hand.ofCustomer(DealerContext.require()),
                        found.get(),
                        new AppointmentDesk.Cancellation(false, BY_LINK, version),
                        now),
                found.get().store(),
                now);
    }

    /** What the keeper of the book answered, in words for a customer: no names of advisors, and a link instead of an identifier. */
    SelfAnswer answer(Answer answer, UUID store, Instant now) {
        return switch (answer) {
            case Answer.Made made -> {
                var dealer = DealerContext.require();
                var settings = houses.of(dealer, store, LocalDate.EPOCH, LocalDate.EPOCH)
                        .settings();
                yield new SelfAnswer.Promised(links.token(dealer, settings, made.appointment(), made.startsAt(), now));
            }
            case Answer.Cancelled _ -> new SelfAnswer.Cancelled();
            case Answer.Refused(var why, var _, var offers) -> new SelfAnswer.Refused(why, FreePlaces.Start.of(offers));
            case Answer.Incomplete(var faults) -> new SelfAnswer.Incomplete(faults);
            case Answer.NotAhead _ -> new SelfAnswer.Gone();
        };
    }

    private Optional<AppointmentFile> file(String token, Instant now) {
        var dealer = DealerContext.require();
        return appointments
                .fileOfLink(dealer, token, now)
                .filter(it -> it.line().state().isLive());
    }
}
