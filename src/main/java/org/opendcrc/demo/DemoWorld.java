package org.opendcrc.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.opendcrc.demo.DemoDealer.DemoStore;

/**
 * From what the invented dealer is made: seed, days and size. Everything else follows from these and from the number of the thing asked
 * for, so that nothing has to be remembered, however large the dealer is. Days are counted from the epoch, in the stores' zone.
 *
 * <p>Customers come in blocks of a hundred with 150 cars: most have one, some two or three, and in each block there are two small fleets
 * and a larger one.
 */
final class DemoWorld {

    /** Beyond that, serial numbers of cars and telephone numbers would run out. */
    static final int MOST_CUSTOMERS = 2_000_000;

    private static final int BLOCK = 100;
    private static final int CARS_OF_BLOCK = 150;
    /** So many customers with so many cars, as pairs; 100 customers and 150 cars together. */
    private static final int[][] SHARES = {{78, 1}, {15, 2}, {4, 3}, {2, 6}, {1, 18}};

    /** From when on a car may be ready behind the last day. */
    private static final int DAYS_BEHIND = 60;

    /** How busy a month is, January first: before the Spring Festival, in September and towards the year's end. */
    private static final int[] MONTHS = {118, 82, 98, 104, 100, 96, 104, 99, 110, 94, 103, 106};
    /** How busy a day of the week is, Monday first. */
    private static final int[] WEEK = {112, 98, 92, 96, 112, 84, 70};

    static final int BUSIEST = 118 * 112;

    private final long seed;
    private final int customers;
    private final List<DemoStore> stores;
    private final int start;
    private final int end;
    private final int[][] business;
    private final int[] lastOpen;
    private int block = -1;
    private final int[] firstCars = new int[BLOCK + 1];

    DemoWorld(long seed, LocalDate anchorDay, int days, int customers, Set<LocalDate> holidays) {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new IllegalArgumentException(
                    "a dealer has 1 to %d customers, not %d".formatted(MOST_CUSTOMERS, customers));
        }
        if (days < 1 || days > 10_000) {
            throw new IllegalArgumentException("1 to 10000 days can be made, not " + days);
        }
        this.seed = Dice.mixed(seed) ^ Dice.mixed(anchorDay.toEpochDay());
        this.customers = customers;
        this.end = Math.toIntExact(anchorDay.toEpochDay());
        this.start = end - days + 1;
        this.stores = DemoDealer.stores(customers);
        this.business = new int[stores.size()][end - start + 1 + DAYS_BEHIND];
        this.lastOpen = new int[stores.size()];
        for (var store : stores) {
            openDays(store, holidays);
        }
    }

    private void openDays(DemoStore store, Set<LocalDate> holidays) {
        var open = store.open();
        for (var day = start; day < start + business[0].length; day++) {
            var date = LocalDate.ofEpochDay(day);
            if (open.contains(date.getDayOfWeek()) && !holidays.contains(date)) {
                business[store.place()][day - start] = MONTHS[date.getMonthValue() - 1]
                        * WEEK[date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()];
                if (day <= end) {
                    lastOpen[store.place()] = day;
                }
            }
        }
    }

    long seed() {
        return seed;
    }

    int customers() {
        return customers;
    }

    /** By place. */
    List<DemoStore> stores() {
        return stores;
    }

    /** The first day with orders. */
    int start() {
        return start;
    }

    /** The last day of the data. */
    int end() {
        return end;
    }

    Dice dice(char of, long number) {
        return Dice.of(seed, of, number);
    }

    /** How much comes in on that day, of {@link #BUSIEST}; 0 if the store is closed. */
    int business(DemoStore store, int day) {
        var at = day - start;
        return at < 0 || at >= business[0].length ? 0 : business[store.place()][at];
    }

    /** The store's last open day of the data; 0 if it was never open. */
    int lastOpen(DemoStore store) {
        return lastOpen[store.place()];
    }

    /** The next day on which the store is open, not before that one. */
    int openFrom(DemoStore store, int day) {
        var next = Math.max(day, start);
        while (next < start + business[0].length - 1 && business(store, next) == 0) {
            next++;
        }
        return next;
    }

    // ---- who has which cars ----------------------------------------------------------------------------------------

    int cars() {
        return firstCar(customers + 1);
    }

    /** The first car of a customer; the next customer's is the one behind his last. */
    int firstCar(int customer) {
        var of = (customer - 1) / BLOCK;
        layOut(of);
        return of * CARS_OF_BLOCK + firstCars[(customer - 1) % BLOCK];
    }

    int carsOf(int customer) {
        var of = (customer - 1) / BLOCK;
        layOut(of);
        var place = (customer - 1) % BLOCK;
        return firstCars[place + 1] - firstCars[place];
    }

    int ownerOf(int car) {
        var of = car / CARS_OF_BLOCK;
        layOut(of);
        var place = Arrays.binarySearch(firstCars, car % CARS_OF_BLOCK);
        return of * BLOCK + 1 + (place >= 0 ? place : -place - 2);
    }

    /** Each customer has at least one car, so the first cars rise. */
    private void layOut(int of) {
        if (of == block) {
            return;
        }
        var numbers = new int[BLOCK];
        var filled = 0;
        for (var share : SHARES) {
            Arrays.fill(numbers, filled, filled + share[0], share[1]);
            filled += share[0];
        }
        var dice = dice('b', of);
        for (var i = BLOCK - 1; i > 0; i--) {
            swap(numbers, i, dice.below(i + 1));
        }
        if (of == 0) {
            // The house has two cars that it lends out, and a dealer of a few customers no fleet among them.
            for (var i = 0; i < BLOCK && numbers[0] != 2; i++) {
                if (numbers[i] == 2) {
                    swap(numbers, 0, i);
                }
            }
            for (var i = 1; i < BLOCK / 2; i++) {
                if (numbers[i] > 3) {
                    for (var other = BLOCK - 1; numbers[i] > 3; other--) {
                        if (numbers[other] <= 3) {
                            swap(numbers, i, other);
                        }
                    }
                }
            }
        }
        for (var i = 0; i < BLOCK; i++) {
            firstCars[i + 1] = firstCars[i] + numbers[i];
        }
        block = of;
    }

    private static void swap(int[] numbers, int one, int other) {
        var kept = numbers[one];
        numbers[one] = numbers[other];
        numbers[other] = kept;
    }
}
