package org.opendcrc.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.opendcrc.demo.DemoCars.Car;
import org.opendcrc.demo.DemoDealer.DemoStore;

/** Invents when each car is in a workshop, and for what: at its own rhythm, on busy days rather than on quiet ones. */
final class DemoStays {

    /** Cars are taken in from 8:30 to 16:30. */
    private static final int FIRST_MINUTE = 8 * 60 + 30;

    private static final int TAKEN_IN_MINUTES = 8 * 60;
    private static final int MINUTES_OF_DAY = 24 * 60;

    /** Days between two stays of a car: its own rhythm, of which it keeps to more or less. */
    private static final int QUICKEST = 88;

    private static final int SLOWEST = 200;
    private static final int FEWEST_DAYS_BETWEEN = 21;
    /** Somebody comes within two weeks of the day on which it would be time. */
    private static final int WITHIN = 14;

    private static final int TRIES = 40;
    /** Stays that are gathered and put in order at a time; bounds the memory whatever the size. */
    private static final int AT_ONCE = 300_000;

    private static final int CAR_BITS = 24;
    private static final int VISIT_BITS = 10;

    /** What a customer comes for, as the file words it, how long it takes in minutes and what it costs in yuan. */
    enum Kind {
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

        String word() {
            return word;
        }

        int minutes(Dice dice) {
            return dice.between(shortest, longest);
        }

        /** In fen. */
        long price(Dice dice) {
            var yuan = cheapest + dice.below(dearest - cheapest + 1);
            return dearest == 0 ? 0 : yuan * 100L + (dice.inThousand(300) ? 50 : 0);
        }
    }

    /**
     * One car in the workshop, with one or two orders.
     *
     * @param minute of the day, at which it came in
     * @param isVoid whether the order was given up
     */
    record Stay(
            Car car,
            int visit,
            DemoStore store,
            int day,
            int minute,
            Kind kind,
            Optional<Kind> second,
            boolean isVoid) {}

    private final DemoWorld world;
    private final DemoCars cars;

    DemoStays(DemoWorld world, DemoCars cars) {
        this.world = world;
        this.cars = cars;
    }

    /** The stays of a car in order of time. */
    List<Stay> of(Car car) {
        var stays = new ArrayList<Stay>();
        var dice = world.dice('s', car.index());
        var rhythm = car.owner() == 1 ? dice.between(9, 15) : dice.between(QUICKEST, SLOWEST);
        var first = car.delivered() + dice.between(60, 180);
        var day = first >= world.start() ? first : world.start() - WITHIN + dice.below(rhythm);
        var until = lastDay(car);
        while (day <= until) {
            var store = dice.inThousand(920) ? car.home() : dice.of(world.stores());
            var on = comesIn(store, day, dice);
            if (on > until) {
                break;
            }
            var kind = kind(car, on, dice);
            var second = dice.inThousand(80) ? besides(car, kind, on) : Optional.<Kind>empty();
            var isVoid = kind == Kind.GENERAL && second.isEmpty() && dice.inThousand(18);
            add(stays, car, store, on, kind, second, isVoid, dice);
            on = comesBack(stays, car, store, on, until, dice);
            day = on
                    + Math.max(
                            car.owner() == 1 ? 5 : FEWEST_DAYS_BETWEEN,
                            rhythm * dice.between(60, 140) / 100 - WITHIN / 2);
        }
        if (comesOnTheLastDay(car)) {
            add(stays, car, car.home(), world.lastOpen(car.home()), Kind.MAINTENANCE, Optional.empty(), false, dice);
        }
        return stays;
    }

    /** However small the dealer is, somebody came on the last day whom one can call on the next. */
    private boolean comesOnTheLastDay(Car car) {
        return car.owner() > 1
                && car.owner() <= 5
                && car.index() == world.firstCar(car.owner())
                && world.lastOpen(car.home()) > car.delivered();
    }

    private int lastDay(Car car) {
        return comesOnTheLastDay(car) ? world.lastOpen(car.home()) - FEWEST_DAYS_BETWEEN : world.end();
    }

    private static void add(
            List<Stay> stays,
            Car car,
            DemoStore store,
            int day,
            Kind kind,
            Optional<Kind> second,
            boolean isVoid,
            Dice dice) {
        // More come in the morning.
        var minute = FIRST_MINUTE + Math.min(dice.between(0, TAKEN_IN_MINUTES), dice.between(0, TAKEN_IN_MINUTES));
        stays.add(new Stay(car, stays.size(), store, day, minute, kind, second, isVoid));
    }

    private int comesIn(DemoStore store, int from, Dice dice) {
        for (var i = 0; i < TRIES; i++) {
            var day = from + dice.below(WITHIN);
            if (dice.below(DemoWorld.BUSIEST) < world.business(store, day)) {
                return day;
            }
        }
        return world.openFrom(store, from);
    }

    /** A repair that did not last: the car is back three to twelve days after it came; an unlucky one again and again. */
    private int comesBack(List<Stay> stays, Car car, DemoStore store, int came, int until, Dice dice) {
        var day = came;
        var times = car.unlucky() ? 3 : 1;
        while (times-- > 0
                && !stays.getLast().isVoid()
                && (stays.getLast().kind() == Kind.GENERAL || stays.getLast().kind() == Kind.REWORK)
                && dice.inThousand(car.unlucky() ? 700 : 60)) {
            var back = world.openFrom(store, day + dice.between(3, 12));
            if (back > until) {
                break;
            }
            add(stays, car, store, back, Kind.REWORK, Optional.empty(), false, dice);
            day = back;
        }
        return day;
    }

    private static Kind kind(Car car, int day, Dice dice) {
        if (car.owner() == 1) {
            return Kind.INTERNAL;
        }
        if (car.ageOn(day) < 270 && car.kilometresOn(day) < 10_000 && dice.inThousand(700)) {
            return Kind.FIRST_SERVICE;
        }
        var drawn = dice.below(1000);
        if (drawn < 550) {
            return Kind.MAINTENANCE;
        }
        if (drawn < 830) {
            return Kind.GENERAL;
        }
        if (drawn < 920) {
            return car.isUnderWarranty(day) ? Kind.WARRANTY : Kind.GENERAL;
        }
        return drawn < 923 ? Kind.INTERNAL : Kind.ACCIDENT;
    }

    /** What is done on an order of its own while the car is here. */
    private static Optional<Kind> besides(Car car, Kind kind, int day) {
        return switch (kind) {
            case MAINTENANCE, FIRST_SERVICE -> Optional.of(car.isUnderWarranty(day) ? Kind.WARRANTY : Kind.GENERAL);
            case GENERAL, WARRANTY -> Optional.of(Kind.MAINTENANCE);
            case ACCIDENT, REWORK, INTERNAL -> Optional.empty();
        };
    }

    @FunctionalInterface
    interface Visitor {
        void see(Stay stay);
    }

    /**
     * All stays from one day to another, both included, in the order in which the cars came. The cars are gone through again for each
     * stretch of days that holds no more than {@link #AT_ONCE} stays or so: time is paid so that memory is not.
     */
    void inOrder(int from, int to, Visitor visitor) {
        var days = daysAtOnce();
        for (var first = from; first <= to; first += days) {
            stretch(first, Math.min(to, first + days - 1), visitor);
        }
    }

    /** How many days together bring about {@link #AT_ONCE} stays. */
    private int daysAtOnce() {
        return (int) Math.max(1, Math.min(10_000, (long) AT_ONCE * QUICKEST / Math.max(1, world.cars())));
    }

    private void stretch(int from, int to, Visitor visitor) {
        var keys = new Keys();
        eachCar(index -> {
            for (var stay : of(cars.car(index))) {
                if (stay.day() >= from && stay.day() <= to) {
                    var minute = (long) (stay.day() - from) * MINUTES_OF_DAY + stay.minute();
                    keys.add((minute << CAR_BITS | index) << VISIT_BITS | stay.visit());
                }
            }
        });
        keys.sort();
        for (var i = 0; i < keys.count; i++) {
            var index = (int) (keys.keys[i] >>> VISIT_BITS) & (1 << CAR_BITS) - 1;
            var visit = (int) keys.keys[i] & (1 << VISIT_BITS) - 1;
            visitor.see(of(cars.car(index)).get(visit));
        }
    }

    private void eachCar(IntConsumer visitor) {
        var number = world.cars();
        for (var index = 0; index < number; index++) {
            visitor.accept(index);
        }
    }

    private static final class Keys {
        private long[] keys = new long[1024];
        private int count;

        void add(long key) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 3 / 2);
            }
            keys[count++] = key;
        }

        void sort() {
            Arrays.sort(keys, 0, count);
        }
    }
}
