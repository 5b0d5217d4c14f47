package org.opendcrc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.opendcrc.appointments.PriceList;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.StateDays.StateDay;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.demo.DemoDealer.DemoStore;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.organisation.DealerSetup;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.Person;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.StoreSetup;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Marks;
import org.opendcrc.shared.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Opens the invented dealer at the first start of an installation that has no dealer yet, if {@code opendcrc.demo} asks for customers,
 * and completes him at the next start if the program was killed over it. Each step can be done twice: files that came in already
 * change nothing.
 */
@Component
class Demo implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    static final long SEED = 571;

    /** A year of orders. */
    static final int DAYS = 365;

    /** Key of the lock that one node holds while it fills; any number that nobody else uses. */
    private static final long FILLER = 0x0DC2C_0D31L;

    private static final OpenHours HOURS = OpenHours.of("08:30", "17:30");

    private final int customers;
    private final Dealers dealers;
    private final Marks marks;
    private final DealerSetup setup;
    private final Stores stores;
    private final People people;
    private final StoreCalendar calendar;
    private final StoreSetup bays;
    private final PriceList prices;
    private final ImportDesk imports;
    private final Fillings fillings;
    private final DataSource dataSource;
    private final Clock clock;

    Demo(
            @Value("${opendcrc.demo:0}") int customers,
            Dealers dealers,
            Marks marks,
            DealerSetup setup,
            Stores stores,
            People people,
            StoreCalendar calendar,
            StoreSetup bays,
            PriceList prices,
            ImportDesk imports,
            Fillings fillings,
            DataSource dataSource,
            Clock clock) {
        this.customers = customers;
        this.dealers = dealers;
        this.marks = marks;
        this.setup = setup;
        this.stores = stores;
        this.people = people;
        this.calendar = calendar;
        this.bays = bays;
        this.prices = prices;
        this.imports = imports;
        this.fillings = fillings;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (isWanted()) {
            alone(() -> {
                if (isWanted()) {
                    fill();
                }
            });
        }
    }

    /** An unfinished dealer is completed even if nobody asks for a demonstration any more. */
    private boolean isWanted() {
        var dealer = dealers.byCode(DemoDealer.CODE);
        if (dealer.isEmpty()) {
            return customers > 0
                    && dealers.all().isEmpty()
                    && marks.find(DemoRemoval.REMOVED).isEmpty();
        }
        return DealerContext.callAs(
                dealer.get(),
                () -> fillings.find().map(it -> !it.finished()).orElseGet(() -> customers > 0 && isOurs()));
    }

    /** Opened by us and killed before anything was brought in; a real dealer who chose our code is let alone. */
    private boolean isOurs() {
        var codes = stores.all().stream().map(Store::code).collect(Collectors.toSet());
        return codes.containsAll(
                        DemoDealer.FIRST_STORES.stream().map(DemoStore::code).toList())
                && people.byStaffNo(DemoDealer.ADMINISTRATOR.staffNo())
                        .filter(it -> it.name().equals(DemoDealer.ADMINISTRATOR.name()))
                        .isPresent();
    }

    /** A second node waits here and then finds everything done. The lock belongs to the connection: a killed node gives it back. */
    private void alone(Runnable work) {
        try (var connection = dataSource.getConnection()) {
            lock(connection, "select pg_advisory_lock(?)");
            try {
                work.run();
            } finally {
                lock(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException lost) {
            throw new IllegalStateException("the lock of the demonstration could not be had", lost);
        }
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, FILLER);
            statement.execute();
        }
    }

    private void fill() {
        var anchorDay = LocalDate.ofInstant(clock.instant(), DemoDealer.ZONE).minusDays(1);
        var administrator = DemoDealer.ADMINISTRATOR;
        int dealer = setup.open(
                DemoDealer.CODE,
                DemoDealer.NAME,
                DemoDealer.stores(customers).stream()
                        .map(it -> new DealerSetup.NewStore(
                                it.code(),
                                it.title(),
                                DemoDealer.ZONE,
                                DemoDealer.AREA_CODE,
                                firstDay(anchorDay),
                                List.of(DemoDealer.BRAND)))
                        .toList(),
                new DealerSetup.Administrator(
                        administrator.staffNo(), administrator.name(), administrator.login(), DemoDealer.PASSWORD));
        DealerContext.runAs(dealer, () -> complete(dealer, fillings.find().orElseGet(() -> begin(dealer, anchorDay))));
    }

    private Filling begin(int dealer, LocalDate anchorDay) {
        var administrator = person(DemoDealer.ADMINISTRATOR.staffNo());
        for (var shop : DemoDealer.stores(customers)) {
            var store = stores.byCode(shop.code()).orElseThrow();
            var actor = new Actor(
                    dealer,
                    administrator.id(),
                    DemoDealer.ADMINISTRATOR.login(),
                    administrator.name(),
                    Map.of(store.id(), Set.of(Role.ADMINISTRATOR)),
                    Locale.SIMPLIFIED_CHINESE,
                    true);
            var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
            shop.open().forEach(day -> week.put(day, HOURS));
            calendar.setWeek(actor, store.id(), week);
            bays.setBays(actor, store.id(), DemoDealer.BAYS);
            DemoDealer.JOBS.forEach(it ->
                    prices.put(actor, it.code(), it.name(), it.minutes(), it.priceFen(), "", true, clock.instant()));
        }
        var filling = new Filling(SEED, anchorDay, customers, false);
        fillings.begin(filling);
        return filling;
    }

    private void complete(int dealer, Filling filling) {
        LOG.info("Filling the demo dealer with {} customers up to {}", filling.customers(), filling.anchorDay());
        var files = new DemoFiles(
                filling.seed(), filling.anchorDay(), DAYS, filling.customers(), holidays(filling.anchorDay()));
        bringIn(FileKind.STAFF, filling, files::writeStaff);
        bringIn(FileKind.CUSTOMERS, filling, files::writeCustomers);
        bringIn(FileKind.VEHICLES, filling, files::writeVehicles);
        bringIn(FileKind.SALES, filling, files::writeSales);
        bringIn(FileKind.CALL_HISTORY, filling, files::writeSaleCalls);
        int parts = files.partsOfRepairOrders();
        for (int i = 0; i < parts; i++) {
            int part = i;
            bringIn(FileKind.REPAIR_ORDERS, filling, writer -> files.writeRepairOrders(writer, part, parts));
        }
        bringIn(FileKind.REPAIR_LINES, filling, files::writeRepairLines);
        bringIn(FileKind.RECOMMENDATIONS, filling, files::writeRecommendations);
        for (var colleague : DemoDealer.STAFF) {
            setup.openLogin(dealer, person(colleague.staffNo()).id(), colleague.login(), DemoDealer.PASSWORD);
        }
        fillings.finish(clock.instant());
    }

    /** The state's days off that the year can meet, and those on which a car from it would be ready. */
    private Set<LocalDate> holidays(LocalDate anchorDay) {
        return IntStream.rangeClosed(
                        firstDay(anchorDay).getYear(), anchorDay.plusMonths(1).getYear())
                .mapToObj(calendar::stateDays)
                .flatMap(List::stream)
                .filter(StateDay::off)
                .map(StateDay::day)
                .collect(Collectors.toSet());
    }

    private static LocalDate firstDay(LocalDate anchorDay) {
        return anchorDay.minusDays(DAYS - 1L);
    }

    private void bringIn(FileKind kind, Filling filling, Consumer<Writer> file) {
        var name = "%s-%s.csv".formatted(kind.word(), filling.anchorDay());
        ImportedFile result;
        try {
            var written = Files.createTempFile("opendcrc-demo", ".csv");
            try {
                try (var writer = Files.newBufferedWriter(written)) {
                    file.accept(writer);
                }
                try (var content = Files.newInputStream(written)) {
                    result = imports.takeDemo(kind, name, content);
                }
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (result.state() != ImportedFile.State.DONE || result.counts().rejected() > 0) {
            throw new IllegalStateException("the demonstration's file %s came in as %s %s: %s"
                    .formatted(name, result.state(), result.refusedWhy().orElse(""), result.counts()));
        }
    }

    private Person person(String staffNo) {
        return Optional.of(staffNo)
                .flatMap(people::byStaffNo)
                .orElseThrow(() -> new IllegalStateException("nobody has the staff number " + staffNo));
    }
}
