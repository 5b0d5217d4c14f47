package org.opendcrc.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendcrc.demo.DemoCars.Car;
import org.opendcrc.demo.DemoDealer.DemoStore;
import org.opendcrc.demo.DemoOwners.Owner;
import org.opendcrc.demo.DemoStays.Kind;
import org.opendcrc.demo.DemoStays.Stay;

/** Makes the orders of the stays, numbered by store and day as they came in: who brought the car, when it was paid, and how much. */
final class DemoOrders {

    /** What is ready later than 17:10 is finished the next day. */
    private static final int LAST_READY = 17 * 60 + 10;

    private static final int CUSTOMERS_PER_MECHANIC = 400;

    /** A repair order as its file has it; an empty text is an empty cell, and the amount is known when it is paid. */
    record Order(
            String orderNo,
            DemoStore store,
            Car car,
            Owner owner,
            String senderName,
            String senderPhone,
            Kind kind,
            LocalDateTime sentIn,
            Optional<LocalDateTime> completed,
            Optional<LocalDateTime> settled,
            int kilometres,
            String advisorNo,
            String technician,
            Optional<Long> fen,
            String visitNo,
            String status) {}

    /** When something was, in minutes of a day. */
    private record Moment(int day, int minute) {

        Moment plus(int minutes) {
            return new Moment(day, minute + minutes);
        }

        LocalDateTime written() {
            return LocalDate.ofEpochDay(day).atStartOfDay().plusMinutes(minute);
        }
    }

    private record Sender(String name, String phone) {}

    private final DemoWorld world;
    private final DemoOwners owners;
    private final DemoStays stays;
    private final List<String> mechanics;

    DemoOrders(DemoWorld world, DemoOwners owners, DemoStays stays) {
        this.world = world;
        this.owners = owners;
        this.stays = stays;
        this.mechanics = mechanics(world);
    }

    private static List<String> mechanics(DemoWorld world) {
        var dice = world.dice('m', 0);
        var names = new ArrayList<String>();
        for (var i = 0; i < 4 + world.customers() / CUSTOMERS_PER_MECHANIC; i++) {
            names.add(DemoOwners.person(dice, true));
        }
        return List.copyOf(names);
    }

    @FunctionalInterface
    interface Visitor {
        void see(Order order);
    }

    /** All orders sent in from one day to another, both included, in the order in which they were. */
    void inOrder(int from, int to, Visitor visitor) {
        var counters = new Counters(world.stores().size());
        stays.inOrder(from, to, stay -> write(stay, counters, visitor));
    }

    /** Order and visit numbers begin anew each day. */
    private static final class Counters {
        private int day;
        private final int[] orders;
        private final int[] visits;

        Counters(int stores) {
            orders = new int[stores];
            visits = new int[stores];
        }

        void turnTo(int today) {
            if (today != day) {
                day = today;
                java.util.Arrays.fill(orders, 0);
                java.util.Arrays.fill(visits, 0);
            }
        }
    }

    private void write(Stay stay, Counters counters, Visitor visitor) {
        var store = stay.store();
        var shortDay = Digits.shortDay(LocalDate.ofEpochDay(stay.day()));
        counters.turnTo(stay.day());
        var visit = ++counters.visits[store.place()];
        var visitNo = store.givesVisitNumbers() ? "V" + shortDay + "-" + Digits.of(visit, 3) : "";
        var dice = world.dice('r', ((long) stay.car().index() << 10) + stay.visit());
        var owner = owners.owner(stay.car().owner());
        var sender = sender(owner, dice);
        var advisor = dice.of(DemoDealer.advisors(store));
        var ready = completed(stay, dice);
        var paid = settled(store, ready, dice);
        // The second order of a stay is paid at the same counter, a few minutes later.
        order(
                stay,
                stay.kind(),
                ready,
                paid,
                new Written(owner, sender, advisor, visitNo, shortDay),
                counters,
                dice,
                visitor);
        stay.second()
                .ifPresent(second -> order(
                        stay,
                        second,
                        ready,
                        paid.plus(3),
                        new Written(owner, sender, advisor, visitNo, shortDay),
                        counters,
                        dice,
                        visitor));
    }

    /** What the orders of one stay have in common. */
    private record Written(Owner owner, Sender sender, String advisor, String visitNo, String shortDay) {}

    private void order(
            Stay stay,
            Kind kind,
            Moment ready,
            Moment paid,
            Written written,
            Counters counters,
            Dice dice,
            Visitor visitor) {
        var isReady = !stay.isVoid() && hasHappened(ready);
        var isPaid = !stay.isVoid() && hasHappened(paid);
        var fen = kind.price(dice);
        visitor.see(new Order(
                stay.store().letters()
                        + written.shortDay()
                        + Digits.of(++counters.orders[stay.store().place()], 3),
                stay.store(),
                stay.car(),
                written.owner(),
                written.sender().name(),
                written.sender().phone(),
                kind,
                new Moment(stay.day(), stay.minute()).written(),
                isReady ? Optional.of(ready.written()) : Optional.empty(),
                isPaid ? Optional.of(paid.written()) : Optional.empty(),
                stay.car().kilometresOn(stay.day()),
                written.advisor(),
                dice.of(mechanics),
                isPaid ? Optional.of(fen) : Optional.empty(),
                written.visitNo(),
                stay.isVoid() ? "作废" : isPaid ? "结算" : isReady ? "完工" : "在修"));
    }

    /** The files were written in the night after the last day. */
    private boolean hasHappened(Moment moment) {
        return moment.day() <= world.end();
    }

    private Moment completed(Stay stay, Dice dice) {
        var store = stay.store();
        if (stay.kind() == Kind.ACCIDENT) {
            var day = stay.day();
            for (var days = dice.between(1, 6); days > 0; days--) {
                day = world.openFrom(store, day + 1);
            }
            return new Moment(day, 10 * 60 + dice.below(360));
        }
        var ready = stay.minute() + stay.kind().minutes(dice);
        return ready > LAST_READY
                ? new Moment(world.openFrom(store, stay.day() + 1), 9 * 60 + dice.below(120))
                : new Moment(stay.day(), ready);
    }

    /** Mostly the owner waits or comes at once; a few come on the next day. */
    private Moment settled(DemoStore store, Moment ready, Dice dice) {
        return dice.inThousand(40)
                ? new Moment(world.openFrom(store, ready.day() + 1), 8 * 60 + 35 + dice.below(90))
                : ready.plus(dice.between(4, 16));
    }

    /** Who brings the car: mostly the owner, else a relative or a firm's driver. */
    private static Sender sender(Owner owner, Dice dice) {
        if (!owner.firm() && dice.inThousand(800)) {
            return new Sender(owner.name(), owner.phone());
        }
        if (!owner.contactName().isEmpty() && dice.inThousand(600)) {
            return new Sender(owner.contactName(), owner.contactPhone());
        }
        return new Sender(DemoOwners.person(dice, dice.inThousand(600)), owner.phone());
    }
}
