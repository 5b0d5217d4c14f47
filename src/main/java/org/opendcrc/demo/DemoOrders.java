package org.opendcrc.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.demo.DemoCars.Car;
import org.opendcrc.demo.DemoDealer.DemoStore;

/** Invents a quarter of a year of the workshops: who came when, for what, and when it was paid. */
final class DemoOrders {

    private static final LocalTime FIRST_CAR = LocalTime.of(8, 30);
    /** Cars are taken in until 16:30. */
    private static final int TAKEN_IN_MINUTES = 8 * 60;
    /** What is ready later than that is finished the next day. */
    private static final LocalTime LAST_READY = LocalTime.of(17, 10);
    /** Customers divided by that are the orders of a weekday: 2,000 make about 28. */
    private static final int CUSTOMERS_PER_ORDER = 72;

    private static final int WEEKEND_PERCENT = 50;
    private static final int DAYS_BETWEEN_STAYS = 21;
    private static final int TRIES = 25;

    /** What a customer comes for, as the file words it, how long it takes in minutes and what it costs in yuan. */
    private enum Kind {
        MAINTENANCE("保养", 60, 150, 380, 1880),
        FIRST_SERVICE("首保", 50, 100, 0, 0),
        GENERAL("一般维修", 60, 240, 120, 4600),
        WARRANTY("索赔", 60, 240, 0, 0),
        ACCIDENT("事故", 0, 0, 1200, 26000),
        REWORK("返修", 45, 180, 0, 0),
        INTERNAL("内部", 60, 180, 100, 1500);

        private final String word;
        private final int shortest;
        private final int longest;
        private final int cheapest;
        private final int dearest;

        Kind(String word, int shortest, int longest, int cheapest, int dearest) {
            this.word = word;
            this.shortest = shortest;
            this.longest = longest;
            this.cheapest = cheapest;
            this.dearest = dearest;
        }
    }

    /** How an order ends. */
    private enum End {
        PAID,
        STILL_HERE,
        VOID
    }

    /** A repair order as its file has it; an empty text is an empty cell, and the amount is known when it is paid. */
    record Order(
            String orderNo,
            DemoStore store,
            Car car,
            String senderName,
            String senderPhone,
            String kind,
            LocalDateTime sentIn,
            Optional<LocalDateTime> completed,
            Optional<LocalDateTime> settled,
            int kilometres,
            String advisorNo,
            String technician,
            Optional<Long> fen,
            String visitNo,
            String status) {}

    /** One car in the workshop, with one or two orders. */
    private record Stay(Car car, LocalDateTime sentIn, Kind kind, End end, Optional<Kind> second) {}

    private final Dice dice;
    private final LocalDate anchorDay;
    private final int customers;
    private final Set<LocalDate> holidays;
    private final List<Car> own;
    private final Map<DemoStore, List<Car>> atHome;
    private final Map<Integer, LocalDate> lastStays = new HashMap<>();
    private final Map<DemoStore, List<Stay>> paid = new EnumMap<>(DemoStore.class);
    private final Map<DemoStore, Integer> owed = new EnumMap<>(DemoStore.class);
    private final List<String> mechanics;
    private final List<Order> orders = new ArrayList<>();

    private DemoOrders(Dice dice, LocalDate anchorDay, int customers, List<Car> cars, Set<LocalDate> holidays) {
        this.dice = dice;
        this.anchorDay = anchorDay;
        this.customers = customers;
        this.holidays = holidays;
        this.own = cars.stream().filter(it -> it.owner().number() == 1).toList();
        this.atHome = cars.stream()
                .filter(it -> it.owner().number() > 1)
                .collect(Collectors.groupingBy(Car::home, () -> new EnumMap<>(DemoStore.class), Collectors.toList()));
        this.mechanics = List.of(
                DemoOwners.person(dice, true),
                DemoOwners.person(dice, true),
                DemoOwners.person(dice, true),
                DemoOwners.person(dice, true));
    }

    /** The orders sent in from {@code start} to {@code anchorDay}, both included, in the order in which they were. */
    static List<Order> invent(
            Dice dice, LocalDate start, LocalDate anchorDay, int customers, List<Car> cars, Set<LocalDate> holidays) {
        var book = new DemoOrders(dice, anchorDay, customers, cars, holidays);
        for (var day = start; !day.isAfter(anchorDay); day = day.plusDays(1)) {
            var percent = dice.between(94, 106);
            for (var store : DemoStore.values()) {
                if (book.isOpen(store, day)) {
                    book.work(store, day, percent);
                }
            }
        }
        return book.orders;
    }

    private boolean isOpen(DemoStore store, LocalDate day) {
        return store.open().contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    private void work(DemoStore store, LocalDate day, int percent) {
        var last = !nextOpenDay(store, day).isBefore(anchorDay.plusDays(1));
        var stays = new ArrayList<Stay>();
        var quota = quota(store, day, percent, last);
        var made = 0;
        while (made < quota) {
            var stay = stay(store, day);
            if (stay.isEmpty()) {
                break;
            }
            stays.add(stay.get());
            made += stay.get().second().isPresent() ? 2 : 1;
        }
        owed.merge(store, -1000 * made, Integer::sum);
        if (!own.isEmpty() && dice.inThousand(150)) {
            stays.add(new Stay(dice.of(own), time(day), Kind.INTERNAL, End.PAID, Optional.empty()));
        }
        if (dice.inThousand(Math.min(900, 1 + customers / 8))) {
            freeCar(store, day)
                    .ifPresent(it -> stays.add(new Stay(it, time(day), Kind.GENERAL, End.VOID, Optional.empty())));
        }
        if (last) {
            for (var i = 0; i < 1 + customers * store.share() / 50_000; i++) {
                freeCar(store, day)
                        .ifPresent(it ->
                                stays.add(new Stay(it, time(day), Kind.ACCIDENT, End.STILL_HERE, Optional.empty())));
            }
        }
        stays.sort(Comparator.comparing(Stay::sentIn));
        write(store, day, stays);
    }

    /** How many orders come in: thousandths are carried on, so that small dealers have some days with an order and some without. */
    private int quota(DemoStore store, LocalDate day, int percent, boolean last) {
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        var thousandths = customers
                * 1000L
                / CUSTOMERS_PER_ORDER
                * percent
                / 100
                * (weekend ? WEEKEND_PERCENT : store.share())
                / 100;
        var owing = owed.merge(store, Math.toIntExact(thousandths), Integer::sum);
        return Math.max(last ? 2 : 0, owing / 1000);
    }

    private Optional<Stay> stay(DemoStore store, LocalDate day) {
        if (dice.inThousand(20)) {
            var again = cameBack(store, day);
            if (again.isPresent()) {
                return again;
            }
        }
        return freeCar(store, day).map(car -> {
            var kind = kind(car, day);
            var second = dice.inThousand(80) ? besides(car, kind, day) : Optional.<Kind>empty();
            return new Stay(car, time(day), kind, End.PAID, second);
        });
    }

    /** A car whose last repair did not last: it left three to twelve days ago. */
    private Optional<Stay> cameBack(DemoStore store, LocalDate day) {
        var recent = paid.getOrDefault(store, List.of()).stream()
                .filter(it -> {
                    var days = ChronoUnit.DAYS.between(it.sentIn().toLocalDate(), day);
                    return days >= 3
                            && days <= 12
                            && it.kind() == Kind.GENERAL
                            && it.sentIn()
                                    .toLocalDate()
                                    .equals(lastStays.get(it.car().index()));
                })
                .toList();
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        var car = dice.of(recent).car();
        lastStays.put(car.index(), day);
        return Optional.of(new Stay(car, time(day), Kind.REWORK, End.PAID, Optional.empty()));
    }

    /** A customer's car that was not here lately, mostly one of the store's own customers. */
    private Optional<Car> freeCar(DemoStore store, LocalDate day) {
        for (var i = 0; i < TRIES; i++) {
            var from = dice.inThousand(920) ? store : dice.of(List.of(DemoStore.values()));
            var cars = atHome.getOrDefault(from, List.of());
            if (cars.isEmpty()) {
                continue;
            }
            var car = dice.of(cars);
            var last = lastStays.get(car.index());
            if (last == null || last.plusDays(DAYS_BETWEEN_STAYS).isBefore(day)) {
                lastStays.put(car.index(), day);
                return Optional.of(car);
            }
        }
        return Optional.empty();
    }

    private Kind kind(Car car, LocalDate day) {
        if (car.ageOn(day) < 270 && car.kilometresOn(day) < 10_000 && dice.inThousand(700)) {
            return Kind.FIRST_SERVICE;
        }
        var drawn = dice.below(100);
        if (drawn < 55) {
            return Kind.MAINTENANCE;
        }
        if (drawn < 83) {
            return Kind.GENERAL;
        }
        if (drawn < 92) {
            return car.isUnderWarranty(day) ? Kind.WARRANTY : Kind.GENERAL;
        }
        return Kind.ACCIDENT;
    }

    /** What is done on an order of its own while the car is here. */
    private static Optional<Kind> besides(Car car, Kind kind, LocalDate day) {
        return switch (kind) {
            case MAINTENANCE, FIRST_SERVICE -> Optional.of(car.isUnderWarranty(day) ? Kind.WARRANTY : Kind.GENERAL);
            case GENERAL, WARRANTY -> Optional.of(Kind.MAINTENANCE);
            case ACCIDENT, REWORK, INTERNAL -> Optional.empty();
        };
    }

    /** More come in the morning. */
    private LocalDateTime time(LocalDate day) {
        var minutes = Math.min(dice.between(0, TAKEN_IN_MINUTES), dice.between(0, TAKEN_IN_MINUTES));
        return day.atTime(FIRST_CAR.plusMinutes(minutes));
    }

    private void write(DemoStore store, LocalDate day, List<Stay> stays) {
        var advisors = DemoDealer.advisors(store);
        var number = 0;
        var visit = 0;
        for (var stay : stays) {
            visit++;
            var visitNo = store.givesVisitNumbers() ? "V" + Digits.shortDay(day) + "-" + Digits.of(visit, 3) : "";
            var advisor = dice.of(advisors);
            var sender = sender(stay.car());
            var completed = completed(store, stay);
            var settled = completed.map(it -> settled(store, it));
            var first = true;
            for (var kind : kinds(stay)) {
                number++;
                // The second order of a stay is paid at the same counter, a few minutes later.
                var paidAt = first ? settled : settled.map(it -> it.plusMinutes(3));
                first = false;
                var fen = fen(kind);
                var hidden = stay.end() == End.VOID;
                orders.add(new Order(
                        store.letters() + Digits.shortDay(day) + Digits.of(number, 3),
                        store,
                        stay.car(),
                        sender.name(),
                        sender.phone(),
                        kind.word,
                        stay.sentIn(),
                        hidden ? Optional.empty() : completed.filter(this::hasHappened),
                        hidden ? Optional.empty() : paidAt.filter(this::hasHappened),
                        stay.car().kilometresOn(day),
                        advisor,
                        dice.of(mechanics),
                        paidAt.filter(this::hasHappened).map(_ -> fen),
                        visitNo,
                        status(stay, completed, paidAt)));
            }
            if (stay.end() == End.PAID) {
                paid.computeIfAbsent(store, _ -> new ArrayList<>()).add(stay);
            }
        }
    }

    private static List<Kind> kinds(Stay stay) {
        return stay.second().map(it -> List.of(stay.kind(), it)).orElse(List.of(stay.kind()));
    }

    private String status(Stay stay, Optional<LocalDateTime> completed, Optional<LocalDateTime> settled) {
        if (stay.end() == End.VOID) {
            return "作废";
        }
        if (settled.filter(this::hasHappened).isPresent()) {
            return "结算";
        }
        return completed.filter(this::hasHappened).isPresent() ? "完工" : "在修";
    }

    /** The files were written in the night after the anchor day. */
    private boolean hasHappened(LocalDateTime moment) {
        return !moment.toLocalDate().isAfter(anchorDay);
    }

    private Optional<LocalDateTime> completed(DemoStore store, Stay stay) {
        if (stay.end() != End.PAID) {
            return Optional.empty();
        }
        if (stay.kind() == Kind.ACCIDENT) {
            var day = stay.sentIn().toLocalDate();
            for (var days = dice.between(1, 6); days > 0; days--) {
                day = nextOpenDay(store, day);
            }
            return Optional.of(day.atTime(10, 0).plusMinutes(dice.below(360)));
        }
        var ready = stay.sentIn().plusMinutes(dice.between(stay.kind().shortest, stay.kind().longest));
        return Optional.of(
                ready.toLocalTime().isAfter(LAST_READY)
                        ? nextOpenDay(store, stay.sentIn().toLocalDate())
                                .atTime(9, 0)
                                .plusMinutes(dice.below(120))
                        : ready);
    }

    /** Mostly the owner waits or comes at once; a few come on the next day. */
    private LocalDateTime settled(DemoStore store, LocalDateTime completed) {
        return dice.inThousand(40)
                ? nextOpenDay(store, completed.toLocalDate()).atTime(8, 35).plusMinutes(dice.below(90))
                : completed.plusMinutes(dice.between(4, 16));
    }

    private LocalDate nextOpenDay(DemoStore store, LocalDate day) {
        var next = day.plusDays(1);
        while (!isOpen(store, next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private record Sender(String name, String phone) {}

    /** Who brings the car: mostly the owner, else a relative or a firm's driver. */
    private Sender sender(Car car) {
        var owner = car.owner();
        if (!owner.firm() && dice.inThousand(800)) {
            return new Sender(owner.name(), owner.phone());
        }
        if (!owner.contactName().isEmpty() && dice.inThousand(600)) {
            return new Sender(owner.contactName(), owner.contactPhone());
        }
        return new Sender(DemoOwners.person(dice, dice.inThousand(600)), owner.phone());
    }

    private long fen(Kind kind) {
        var yuan = kind.cheapest + dice.below(kind.dearest - kind.cheapest + 1);
        return kind.dearest == 0 ? 0 : yuan * 100L + (dice.inThousand(300) ? 50 : 0);
    }
}
