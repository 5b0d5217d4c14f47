package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One store's day as the gate, the orders and the book saw it, and what follows from it. It decides and saves nothing; it does not know
 * what time it is, so it tells only who came.
 *
 * <p>By car: the orders form stays, the arrivals at the gate are paired with them, and each arrival with the nearest appointment; what
 * is earlier is matched with what is earlier, each once.
 *
 * <p>Every fact has marks: plates and the car by which it is known. Facts that share one are about the same car.
 */
record DayOfArrivals(ArrivalRule rule, List<Expected> expected, List<Seen> seen, List<Opened> opened) {

    /** Two looks at one arrival, the guard's and the camera's, lie no further apart. */
    static final Duration ONE_ARRIVAL = Duration.ofMinutes(5);

    /** A car whose order was opened longer than this before the gate saw it was there already: that is another arrival. */
    static final Duration WRONG_CLOCK = Duration.ofHours(2);

    DayOfArrivals {
        expected = List.copyOf(expected);
        seen = List.copyOf(seen);
        opened = List.copyOf(opened);
    }

    /** An appointment that holds its place. */
    record Expected(UUID appointment, Instant startsAt, Set<String> marks) {}

    /** A car at the gate. */
    record Seen(UUID gate, Instant at, Set<String> marks) {}

    /** An order that was opened. */
    record Opened(UUID order, Instant at, Optional<String> visitNo, Set<String> marks) {}

    /**
     * How an appointment was kept.
     *
     * @param offMinutes after the appointment, by the clock that decides
     * @param order the first of the stay
     * @param system when it was opened, whole minutes
     * @param apartMinutes system minus gate
     */
    record Kept(
            UUID appointment,
            ArrivalRule.Result result,
            boolean byGate,
            int offMinutes,
            Optional<UUID> gateId,
            Optional<Instant> gate,
            Optional<UUID> order,
            Optional<Instant> system,
            Optional<Integer> apartMinutes,
            boolean disagree) {}

    /** A repair visit: a stay with orders, or an appointment that was kept though no order is known. */
    record Visit(Instant cameAt, Optional<UUID> gate, Optional<UUID> order, Optional<UUID> appointment) {}

    /**
     * What came of the day.
     *
     * @param kept by appointment; what is missing was not kept so far
     * @param gateOnly arrivals that stand for no appointment and no order
     */
    record Outcome(Map<UUID, Kept> kept, List<Visit> visits, List<Seen> gateOnly) {}

    Outcome outcome() {
        var kept = new LinkedHashMap<UUID, Kept>();
        var visits = new ArrayList<Visit>();
        var gateOnly = new ArrayList<Seen>();
        for (var car : cars()) {
            car.decide(kept, visits, gateOnly);
        }
        visits.sort(Comparator.comparing(Visit::cameAt)
                .thenComparing(
                        it -> it.order().or(it::appointment).map(UUID::toString).orElse("")));
        gateOnly.sort(Comparator.comparing(Seen::at));
        return new Outcome(kept, visits, gateOnly);
    }

    /** The facts by car, in a stable order. */
    private List<Car> cars() {
        var roots = new HashMap<String, String>();
        Stream.of(
                        expected.stream().map(Expected::marks),
                        seen.stream().map(Seen::marks),
                        opened.stream().map(Opened::marks))
                .flatMap(it -> it)
                .forEach(marks -> join(roots, marks));
        var cars = new TreeMap<String, Car>();
        expected.forEach(it ->
                carOf(cars, roots, it.marks(), "e" + it.appointment()).expected.add(it));
        seen.forEach(it -> carOf(cars, roots, it.marks(), "s" + it.gate()).seen.add(it));
        opened.forEach(
                it -> carOf(cars, roots, it.marks(), "o" + it.order()).opened.add(it));
        return List.copyOf(cars.values());
    }

    private Car carOf(Map<String, Car> cars, Map<String, String> roots, Set<String> marks, String alone) {
        var key = marks.stream().findAny().map(it -> root(roots, it)).orElse(alone);
        return cars.computeIfAbsent(key, _ -> new Car());
    }

    private static void join(Map<String, String> roots, Set<String> marks) {
        for (var one : marks) {
            for (var other : marks) {
                var a = root(roots, one);
                var b = root(roots, other);
                if (!a.equals(b)) {
                    roots.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
                }
            }
        }
    }

    private static String root(Map<String, String> roots, String mark) {
        var at = mark;
        for (var next = roots.get(at); next != null && !next.equals(at); next = roots.get(at)) {
            at = next;
        }
        return at;
    }

    /** The stay of a car with its orders. */
    private record Stay(List<Opened> orders) {

        Instant at() {
            return orders.getFirst().at();
        }
    }

    /** A car that came: seen at the gate, known by an order, or both. */
    private record Came(Optional<Seen> gate, Optional<Stay> stay, Instant at) {}

    private final class Car {

        private final List<Expected> expected = new ArrayList<>();
        private final List<Seen> seen = new ArrayList<>();
        private final List<Opened> opened = new ArrayList<>();

        void decide(Map<UUID, Kept> kept, List<Visit> visits, List<Seen> gateOnly) {
            expected.sort(Comparator.comparing(Expected::startsAt)
                    .thenComparing(it -> it.appointment().toString()));
            var arrivals = came();
            var matched = new HashMap<Integer, Expected>();
            for (var pair : InOrder.pairs(
                    arrivals.stream().map(Came::at).toList(),
                    expected.stream().map(Expected::startsAt).toList())) {
                matched.put(pair.one(), expected.get(pair.other()));
            }
            for (int i = 0; i < arrivals.size(); i++) {
                var it = arrivals.get(i);
                var appointment = Optional.ofNullable(matched.get(i));
                appointment.ifPresent(wanted -> kept.put(wanted.appointment(), kept(wanted, it)));
                if (it.stay().isPresent()
                        || appointment.isPresent()) { // AP-10: a walk-in counts in the denominator only
                    visits.add(new Visit(
                            it.gate()
                                    .map(gate -> ArrivalRule.minute(gate.at()))
                                    .orElseGet(() -> ArrivalRule.minute(
                                            it.stay().orElseThrow().at())),
                            it.gate().map(Seen::gate),
                            it.stay().map(stay -> stay.orders().getFirst().order()),
                            appointment.map(Expected::appointment)));
                } else {
                    it.gate().ifPresent(gateOnly::add);
                }
            }
        }

        private Kept kept(Expected wanted, Came came) {
            var gate = came.gate().map(it -> ArrivalRule.minute(it.at()));
            var system = came.stay().map(it -> ArrivalRule.minute(it.at()));
            var decides = gate.or(() -> system).orElseThrow();
            return new Kept(
                    wanted.appointment(),
                    rule.decide(wanted.startsAt(), gate, decides),
                    gate.isPresent(),
                    minutes(wanted.startsAt(), decides),
                    came.gate().map(Seen::gate),
                    gate,
                    came.stay().map(it -> it.orders().getFirst().order()),
                    system,
                    gate.flatMap(g -> system.map(s -> minutes(g, s))),
                    gate.isPresent()
                            && system.isPresent()
                            && rule.disagree(wanted.startsAt(), gate.get(), system.get()));
        }

        /** All arrivals of the car, in the order of time. */
        private List<Came> came() {
            var gates = gates();
            var stays = stays(gates);
            var all = new ArrayList<Came>();
            var ofGate = new HashMap<Integer, Stay>();
            var paired = new ArrayList<Stay>();
            for (var pair : InOrder.pairs(
                    gates.stream().map(Seen::at).toList(),
                    stays.stream().map(it -> rule.cameBy(it.at())).toList())) {
                var stay = stays.get(pair.other());
                if (Duration.between(stay.at(), gates.get(pair.one()).at()).compareTo(WRONG_CLOCK) <= 0) {
                    ofGate.put(pair.one(), stay);
                    paired.add(stay);
                }
            }
            for (int i = 0; i < gates.size(); i++) {
                all.add(new Came(
                        Optional.of(gates.get(i)),
                        Optional.ofNullable(ofGate.get(i)),
                        ArrivalRule.minute(gates.get(i).at())));
            }
            stays.stream()
                    .filter(it -> !paired.contains(it))
                    .forEach(it -> all.add(new Came(Optional.empty(), Optional.of(it), rule.cameBy(it.at()))));
            all.sort(Comparator.comparing(Came::at));
            return all;
        }

        /** What the gate saw, one look an arrival. */
        private List<Seen> gates() {
            var gates = new ArrayList<Seen>();
            seen.stream()
                    .sorted(Comparator.comparing(Seen::at)
                            .thenComparing(it -> it.gate().toString()))
                    .forEach(it -> {
                        if (gates.isEmpty()
                                || Duration.between(gates.getLast().at(), it.at())
                                                .compareTo(ONE_ARRIVAL)
                                        > 0) {
                            gates.add(it);
                        }
                    });
            return gates;
        }

        /**
         * A11: orders of one visit number are one stay; where a number is missing, those of the day are, unless the gate saw the car
         * come in again between them.
         */
        private List<Stay> stays(List<Seen> gates) {
            var stays = new ArrayList<Stay>();
            opened.stream()
                    .sorted(Comparator.comparing(Opened::at)
                            .thenComparing(it -> it.order().toString()))
                    .forEach(it -> stays.stream()
                            .filter(stay -> isSameStay(stay, it, gates))
                            .findFirst()
                            .ifPresentOrElse(
                                    stay -> stay.orders().add(it),
                                    () -> stays.add(new Stay(new ArrayList<>(List.of(it))))));
            return stays;
        }

        private boolean isSameStay(Stay stay, Opened order, List<Seen> gates) {
            var numbered =
                    stay.orders().stream().flatMap(it -> it.visitNo().stream()).findFirst();
            if (numbered.isPresent() && order.visitNo().isPresent()) {
                return numbered.equals(order.visitNo());
            }
            return gates.stream()
                    .noneMatch(it -> it.at().isAfter(stay.orders().getLast().at())
                            && !it.at().isAfter(order.at()));
        }
    }

    private static int minutes(Instant from, Instant to) {
        return Math.toIntExact(Duration.between(from, to).toMinutes());
    }
}
