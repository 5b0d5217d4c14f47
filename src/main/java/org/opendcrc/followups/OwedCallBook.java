package org.opendcrc.followups;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.followups.OwedTasks.Closed;
import org.opendcrc.followups.OwedTasks.NewTask;
import org.opendcrc.followups.OwedTasks.Open;
import org.opendcrc.followups.OwedTasks.Order;
import org.opendcrc.followups.OwedTasks.Visit;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where chapters write down which calls are owed, and take back what is not. Each method is set-based and part of its caller's
 * transaction, and each is harmless if it is called twice: a call is owed once for each kind, subject and round. What became of a call
 * is told by {@link org.opendcrc.shared.CallFinished}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OwedCallBook {

    /** Calls written in one go; enough to be quick, few enough for the memory. */
    private static final int PAGE = 1_000;

    private final OwedTasks tasks;
    private final Contacts contacts;
    private final Policies policies;

    OwedCallBook(OwedTasks tasks, Contacts contacts, Policies policies) {
        this.tasks = tasks;
        this.contacts = contacts;
        this.policies = policies;
    }

    /**
     * A call that is owed.
     *
     * @param subject the complaint, appointment, order … it is about
     * @param round which call about it: an appointment that moved owes its confirmation anew, in the next round
     * @param number of the subject, as people call it: {@code TS-20261121-003}
     * @param happened what the store's policy counts the window from: the day of settlement, the day when a complaint was solved
     * @param vehicle empty where the call is about no car
     * @param window when it is owed; empty for the window of the store's policy
     * @param barred who must not make it (CP-12)
     * @param forStaff who alone makes it (AP-17); empty for the team
     * @param advisor whose customer it is, where it is about no order
     */
    public record Owed(
            UUID subject,
            int round,
            String number,
            Instant happened,
            UUID store,
            UUID customer,
            Optional<UUID> vehicle,
            Optional<Window> window,
            Optional<UUID> barred,
            Optional<UUID> forStaff,
            Optional<UUID> advisor) {

        /** A call of the team about something that has no advisor. */
        public Owed(
                UUID subject,
                int round,
                String number,
                Instant happened,
                UUID store,
                UUID customer,
                Optional<UUID> vehicle,
                Optional<Window> window,
                Optional<UUID> barred) {
            this(
                    subject,
                    round,
                    number,
                    happened,
                    store,
                    customer,
                    vehicle,
                    window,
                    barred,
                    Optional.empty(),
                    Optional.empty());
        }

        OwedTasks.Key key() {
            return new OwedTasks.Key(store, customer, vehicle, forStaff);
        }
    }

    /**
     * An exact window, for calls at an hour: 24 hours before an appointment, at the moment that was promised.
     *
     * @param from first moment, included
     * @param due first moment at which it is missed
     * @param fades first moment at which it is worth little
     */
    public record Window(Instant from, Instant due, Instant fades) {}

    /** Writes calls down that are owed from now on. */
    public void owe(CallKind kind, List<Owed> calls, Instant now) {
        var dealer = DealerContext.require();
        tasks.takeTurns(dealer);
        var rules = rules(dealer);
        for (int from = 0; from < calls.size(); from += PAGE) {
            var page = calls.subList(from, Math.min(calls.size(), from + PAGE));
            write(
                    dealer,
                    page.stream()
                            .map(it -> new Call(kind, it, Optional.empty()))
                            .toList(),
                    rules,
                    now);
        }
    }

    /** Takes back what is still owed for these subjects, whichever round; what was answered stays. */
    public void withdraw(CallKind kind, Collection<UUID> subjects, Instant now) {
        withdraw(Set.of(kind), subjects, now);
    }

    void withdraw(Set<CallKind> kinds, Collection<UUID> subjects, Instant now) {
        var dealer = DealerContext.require();
        tasks.takeTurns(dealer);
        var touched = new HashSet<UUID>();
        tasks.openOf(dealer, kinds, subjects).forEach(it -> touched.add(it.contact()));
        if (touched.isEmpty()) {
            return;
        }
        contacts.lockAll(dealer, touched);
        // Read again once the contacts are held: what a clerk has answered meanwhile stays.
        var open = tasks.openOf(dealer, kinds, subjects);
        tasks.cancel(dealer, open.stream().map(Open::task).toList(), now);
        contacts.summarise(dealer, touched);
    }

    /** What only that person was to call falls to the team; he has left. */
    void toTeam(UUID staff) {
        var dealer = DealerContext.require();
        tasks.takeTurns(dealer);
        var his = tasks.contactsFor(dealer, staff);
        contacts.lockAll(dealer, his);
        var open = tasks.openFor(dealer, staff);
        if (open.isEmpty()) {
            return;
        }
        var home = contactsFor(dealer, List.copyOf(open.values()));
        var moved = new HashMap<UUID, UUID>();
        open.forEach((task, key) -> moved.put(task, of(home, key)));
        tasks.rehome(dealer, moved);
        var touched = new HashSet<>(his);
        touched.addAll(home.values());
        contacts.summarise(dealer, touched);
    }

    /** What every store of the dealer has decided, as it stands. */
    Map<UUID, StoreRules> rules(int dealer) {
        var rules = new HashMap<UUID, StoreRules>();
        tasks.zones(dealer).forEach((store, zone) -> rules.put(store, policies.of(store, zone)));
        return rules;
    }

    /** A call with its kind, and the order it is about if it is about one. */
    record Call(CallKind kind, Owed owed, Optional<Order> order) {

        /** FU-27: the call that a settled order owes. */
        static Call after(Order order) {
            return new Call(
                    CallKind.of(order.kind()),
                    new Owed(
                            order.id(),
                            order.settlement(),
                            order.orderNo(),
                            order.settledAt().orElseThrow(),
                            order.storeId(),
                            order.key().customerId(),
                            order.key().vehicleId(),
                            Optional.empty(),
                            Optional.empty()),
                    Optional.of(order));
        }

        OwedTasks.Key key() {
            return owed.key();
        }

        DueWindow windowIn(StoreRules store) {
            return owed.window()
                    .map(it -> new DueWindow(it.from(), it.due(), it.fades()))
                    .orElseGet(() -> store.of(kind).windowOf(owed.happened(), store.zone()));
        }
    }

    /** Writes a page of calls down; the caller has the dealer's turn. */
    void write(int dealer, List<Call> calls, Map<UUID, StoreRules> rules, Instant now) {
        var home = contactsFor(dealer, calls.stream().map(Call::key).toList());
        var closed = tasks.closedVisits(dealer, home.values());
        tasks.add(
                dealer,
                calls.stream()
                        .map(it -> newTask(
                                it, of(home, it.key()), of(rules, it.owed().store()), closed))
                        .toList(),
                now);
        contacts.summarise(dealer, Set.copyOf(home.values()));
    }

    private static NewTask newTask(Call call, UUID contact, StoreRules store, Map<Visit, Closed> closed) {
        var answered = call.order()
                .flatMap(Order::visitNo)
                .flatMap(it -> Optional.ofNullable(closed.get(new Visit(contact, it)))); // FU-11: born linked
        return new NewTask(Ids.next(), contact, call, call.windowIn(store), shut(store, call.kind()), answered);
    }

    /** The bits of the dayparts in which a first attempt would not count. */
    static int shut(StoreRules store, CallKind kind) {
        return DaypartBits.of(store.of(kind).shut(Set.of()));
    }

    /** The contacts of these customers and cars, made where there are none, and held until the transaction ends. */
    Map<OwedTasks.Key, UUID> contactsFor(int dealer, List<OwedTasks.Key> keys) {
        var missing = new LinkedHashMap<OwedTasks.Key, UUID>();
        keys.forEach(it -> missing.computeIfAbsent(it, _ -> Ids.next()));
        tasks.addContacts(dealer, missing);
        var home = tasks.contacts(dealer, missing.keySet());
        contacts.lockAll(dealer, home.values());
        return home;
    }

    /** What was read for every call of the page. */
    static <K, V> V of(Map<K, V> read, K key) {
        return Objects.requireNonNull(read.get(key), () -> "nothing was read for " + key);
    }
}
