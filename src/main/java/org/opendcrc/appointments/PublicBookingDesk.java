package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.BookingRequest.Who;
import org.opendcrc.customers.Customer;
import org.opendcrc.messaging.CodeTexts;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.Written;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The public page of a store: who shows by a code that a number is his may book, under the rules of everybody. Nothing here tells whether
 * a number or a plate is known to the house.
 */
@Service
@Transactional
public class PublicBookingDesk {

    private final Dealers dealers;
    private final Settings settings;
    private final Houses houses;
    private final Callers callers;
    private final BookKeeper keeper;
    private final SelfServiceDesk own;
    private final PhoneCodes codes;
    private final CodeTexts texts;
    private final VisitorPace pace;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock systemClock;
    private final Msg words;

    PublicBookingDesk(
            Dealers dealers,
            Settings settings,
            Houses houses,
            Callers callers,
            BookKeeper keeper,
            SelfServiceDesk own,
            PhoneCodes codes,
            CodeTexts texts,
            VisitorPace pace,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            @Qualifier("systemClock") Clock systemClock,
            Messages messages) {
        this.dealers = dealers;
        this.settings = settings;
        this.houses = houses;
        this.callers = callers;
        this.keeper = keeper;
        this.own = own;
        this.codes = codes;
        this.texts = texts;
        this.pace = pace;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.systemClock = systemClock;
        this.words = messages.in(Locale.CHINA);
    }

    /** The dealer of a page's address. All else here is asked in that dealer's context. */
    public Optional<Integer> dealerOf(String code) {
        return dealers.byCode(code);
    }

    /**
     * A visitor at a store's page.
     *
     * @param visit how far he is; empty for one who has just come, or whose pass counts no more
     */
    public record AtStore(PublicStore store, Optional<Visit> visit) {}

    /** The store of a page's address; empty if there is none or its page is closed: the same for both. */
    public Optional<PublicStore> store(String code) {
        return at(code, "").map(AtStore::store);
    }

    /** The store of a page's address and the visitor with that pass. */
    public Optional<AtStore> at(String code, String pass) {
        var values = new HashMap<String, String>();
        var found = new ArrayList<AtStore>();
        jdbc.sql("""
                        select s.store_id, s.code, s.name, s.zone, g.key, g.value, p.phone, p.verified_at
                          from organisation.report_store s
                          left join organisation.report_setting g on g.dealer_id = :dealer and g.store_id = s.store_id
                          left join appointments.phone_code p on p.dealer_id = :dealer
                                                             and p.store_id = s.store_id
                                                             and p.token_hash = :pass
                                                             and p.used_at is null
                                                             and p.expires_at > :now
                         where s.dealer_id = :dealer
                           and s.code = :code
                        """)
                .param("dealer", DealerContext.require())
                .param("code", code)
                .param("pass", PublicLinks.hash(pass))
                .param("now", Timestamp.from(systemClock.instant()))
                .query((ResultSet row) -> {
                    if (row.getString("key") != null) {
                        values.put(row.getString("key"), row.getString("value"));
                    }
                    if (found.isEmpty()) {
                        found.add(new AtStore(
                                new PublicStore(
                                        row.getObject("store_id", UUID.class),
                                        row.getString("code"),
                                        row.getString("name"),
                                        "",
                                        ZoneId.of(row.getString("zone")),
                                        texts.canBeSent(),
                                        0),
                                Optional.ofNullable(row.getString("phone"))
                                        .map(it -> new Visit(new PhoneNumber(it).masked(), verified(row)))));
                    }
                });
        var set = new StoreSettings(values);
        return found.stream()
                .filter(_ -> set.flag(SelfServiceSettings.PUBLIC_BOOKING))
                .map(it -> new AtStore(open(it.store(), set), it.visit()))
                .findFirst();
    }

    private static boolean verified(ResultSet row) {
        try {
            return row.getTimestamp("verified_at") != null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicStore open(PublicStore it, StoreSettings set) {
        return new PublicStore(
                it.id(),
                it.code(),
                it.name(),
                set.values().getOrDefault(SelfServiceDesk.STORE_PHONE, ""),
                it.zone(),
                it.reachable(),
                set.number(SelfServiceSettings.CODE_MINUTES));
    }

    /** The answer to somebody who wants a code. */
    public sealed interface Asked {

        /** It is on its way, if there is such a telephone. */
        record Sent(String pass) implements Asked {}

        record Refused(Sentence why) implements Asked {}
    }

    /** Sends a code to a number, whoever's it is. What is counted is counted before a transaction begins. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Asked ask(PublicStore store, String written) {
        if (!store.reachable()) {
            return new Asked.Refused(Sentence.of("public.no-texts"));
        }
        var phone = PhoneNumber.of(written, "")
                .filter(it -> Outbox.textable(List.of(it.value())).isPresent());
        return phone.map(it -> send(store, it, Optional.empty()))
                .orElseGet(() -> new Asked.Refused(Sentence.of("public.fault.phone")));
    }

    private Asked send(PublicStore store, PhoneNumber phone, Optional<PhoneCodes.Held> inPlaceOf) {
        var dealer = DealerContext.require();
        var set = settings.of(store.id());
        var who = dealer + " " + phone.value();
        var seconds = set.number(SelfServiceSettings.CODE_PACE);
        if (!pace.admits("code " + who, 1, Duration.ofSeconds(seconds))) {
            return new Asked.Refused(Sentence.of("public.code.wait", seconds));
        }
        if (!pace.admits("codes " + who, set.number(SelfServiceSettings.CODES_A_NUMBER), Duration.ofDays(1))) {
            return new Asked.Refused(Sentence.of("public.code.enough"));
        }
        if (!pace.admits(
                "codes of store " + store.id(), set.number(SelfServiceSettings.CODES_A_DAY), Duration.ofDays(1))) {
            return new Asked.Refused(Sentence.of("public.code.closed"));
        }
        return Objects.requireNonNull(transaction.execute(_ -> write(store, phone, inPlaceOf)));
    }

    private Asked write(PublicStore store, PhoneNumber phone, Optional<PhoneCodes.Held> inPlaceOf) {
        var dealer = DealerContext.require();
        var now = systemClock.instant();
        inPlaceOf.ifPresent(it -> codes.end(dealer, it, now));
        var made = codes.make(dealer, store.id(), phone, Duration.ofMinutes(store.codeMinutes()), now);
        var body = words.t("appointment.text.code", store.name(), made.code(), store.codeMinutes());
        var shorter = words.t("appointment.text.code.short", made.code(), store.codeMinutes());
        return switch (texts.write(store.id(), phone.value(), body.length() <= 70 ? body : shorter, made.id(), now)) {
            case Written.Queued _ -> new Asked.Sent(made.pass());
            case Written.Refused(var why) -> new Asked.Refused(why.sentence());
        };
    }

    /** Sends another code in place of that of a pass, which ends. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Asked again(PublicStore store, String pass) {
        return Objects.requireNonNull(transaction.execute(
                        _ -> codes.hold(DealerContext.require(), store.id(), pass, systemClock.instant())))
                .filter(it -> it.verified().isEmpty())
                .map(it -> send(store, it.phone(), Optional.of(it)))
                .orElseGet(() -> new Asked.Refused(Sentence.of("public.code.gone")));
    }

    /**
     * How far a visitor is.
     *
     * @param phone as it is shown, with its middle hidden
     * @param verified whether the number is known to be his
     */
    public record Visit(String phone, boolean verified) {}

    /** The answer to a typed code. */
    public enum CodeAnswer {
        RIGHT,
        WRONG,
        GONE
    }

    public CodeAnswer type(PublicStore store, String pass, String code) {
        var dealer = DealerContext.require();
        var now = systemClock.instant();
        var held = codes.hold(dealer, store.id(), pass, now);
        if (held.isEmpty()) {
            return CodeAnswer.GONE;
        }
        if (held.get().verified().isPresent()) {
            return CodeAnswer.RIGHT;
        }
        var most = settings.of(store.id()).number(SelfServiceSettings.CODE_TRIES);
        return switch (codes.type(dealer, held.get(), code.replaceAll("\\s", ""), most, now)) {
            case RIGHT -> CodeAnswer.RIGHT;
            case WRONG -> CodeAnswer.WRONG;
            case SPENT -> CodeAnswer.GONE;
        };
    }

    /**
     * What a visitor chooses from.
     *
     * @param jobs of the price list that are done still, by code
     * @param chosen those of them that he wants, in the same order
     */
    public record Choice(FreePlaces places, List<Job> jobs, List<Job> chosen) {

        public Choice {
            jobs = List.copyOf(jobs);
            chosen = List.copyOf(chosen);
        }
    }

    /**
     * What is free on a day for the jobs that he wants (AP-25).
     *
     * @param jobs what is no job of the dealer's any more is left out
     */
    public Choice places(PublicStore store, Optional<LocalDate> wanted, List<UUID> jobs, Instant now) {
        var dealer = DealerContext.require();
        var today = now.atZone(store.zone()).toLocalDate();
        var house = houses.of(dealer, store.id(), today, today.plusDays(180));
        var last = today.plusDays(house.settings().number(SelfServiceSettings.DAYS_AHEAD));
        var days = SelfServiceDesk.days(house, today).stream()
                .filter(it -> !it.isAfter(last))
                .toList();
        var offered = house.jobs().stream().filter(Job::active).toList();
        var chosen = offered.stream().filter(it -> jobs.contains(it.id())).toList();
        var skills = BookKeeper.skills(chosen);
        var terms = keeper.terms(dealer, house, chosen, now);
        var asked = wanted.filter(it -> !it.isBefore(today) && !it.isAfter(last));
        var day = asked.or(() -> days.stream() // on which a car is still met at all
                        .filter(it -> !house.book(it, List.of(), ArrivalCurve.unknown())
                                .proposals(Optional.empty(), skills, terms, now)
                                .isEmpty())
                        .findFirst())
                .or(() -> days.stream().findFirst())
                .orElse(today);
        var starts = keeper.bookOf(dealer, house, day, now).proposals(Optional.empty(), skills, terms, now);
        return new Choice(new FreePlaces(day, days, FreePlaces.Start.of(starts)), offered, chosen);
    }

    /**
     * What a visitor typed to book.
     *
     * @param jobs of the price list; what is none of the dealer's any more is left out
     */
    public record PublicWish(
            LocalDate day,
            LocalTime start,
            String name,
            Customer.Sex sex,
            String plate,
            String needs,
            List<UUID> jobs) {

        public PublicWish {
            jobs = List.copyOf(jobs);
        }
    }

    /** Books for the visitor with that pass, once. */
    public SelfAnswer book(PublicStore store, String pass, PublicWish wish, Instant now) {
        var dealer = DealerContext.require();
        var system = systemClock.instant();
        var held = codes.hold(dealer, store.id(), pass, system)
                .filter(it -> it.verified().isPresent());
        if (held.isEmpty()) {
            return new SelfAnswer.Gone();
        }
        var set = settings.of(store.id());
        var phone = held.get().phone();
        var today = now.atZone(store.zone()).toLocalDate();
        if (wish.day().isAfter(today.plusDays(set.number(SelfServiceSettings.DAYS_AHEAD)))) {
            return new SelfAnswer.Bounded(Sentence.of("public.too-far", set.number(SelfServiceSettings.DAYS_AHEAD)));
        }
        var most = set.number(SelfServiceSettings.MOST_AHEAD);
        if (codes.ahead(dealer, phone, now) >= most) {
            return new SelfAnswer.Bounded(Sentence.of("public.enough", most));
        }
        if (wish.name().isBlank()) {
            return new SelfAnswer.Incomplete(List.of(new Answer.Fault("name", Sentence.of("public.fault.name"))));
        }
        var plate = Plate.of(wish.plate());
        var known = known(dealer, phone, plate, wish.name().strip());
        var answer = keeper.book(
                Hand.ofCustomer(dealer),
                new BookingRequest(
                        store.id(),
                        wish.day(),
                        wish.start(),
                        Optional.empty(),
                        Optional.empty(),
                        known.<Who>map(it -> new Who.Known(it.customer()))
                                .orElseGet(() -> new Who.Unknown(wish.name(), wish.sex())),
                        known.flatMap(it -> car(it, plate)),
                        wish.plate(),
                        phone.value(),
                        Optional.empty(),
                        wish.needs(),
                        List.of(),
                        known(dealer, store, wish.jobs()),
                        AppointmentSettings.documents(set),
                        Optional.empty(),
                        Channel.CUSTOMER,
                        true),
                now);
        var said = own.answer(answer, store.id(), now);
        if (said instanceof SelfAnswer.Promised) {
            codes.end(dealer, held.get(), system);
        }
        return said;
    }

    /** AP-27: of those who have the number, who has a car of that plate or bears that name; else he is taken down as new. */
    private Optional<KnownCaller> known(int dealer, PhoneNumber phone, Optional<Plate> plate, String name) {
        var found = callers.find(dealer, Optional.empty(), Optional.of(phone), Optional.empty());
        return found.stream()
                .filter(it -> car(it, plate).isPresent())
                .findFirst()
                .or(() -> found.stream().filter(it -> it.name().equals(name)).findFirst());
    }

    private List<UUID> known(int dealer, PublicStore store, List<UUID> jobs) {
        return jobs.isEmpty()
                ? List.of()
                : houses.of(dealer, store.id(), LocalDate.EPOCH, LocalDate.EPOCH).jobs().stream()
                        .filter(it -> it.active() && jobs.contains(it.id()))
                        .map(Job::id)
                        .toList();
    }

    private static Optional<UUID> car(KnownCaller caller, Optional<Plate> plate) {
        return caller.cars().stream()
                .filter(it -> it.plate().isPresent() && it.plate().equals(plate.map(Plate::value)))
                .map(KnownCaller.Car::vehicle)
                .findFirst();
    }
}
