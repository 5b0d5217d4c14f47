package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.customers.DoNotDisturbChanged;
import org.opendcrc.followups.OwedTasks.NewTask;
import org.opendcrc.followups.OwedTasks.Order;
import org.opendcrc.messaging.TextFailed;
import org.opendcrc.messaging.TextSent;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.shared.Ids;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Knows which calls are owed: hears what came in and what became of texts. Each event may come twice, and the second time nothing
 * happens.
 */
@Component
class OwedCalls {

    /** Rows taken in one go; enough to be quick, few enough for the memory. */
    private static final int PAGE = 1_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OwedTasks tasks;
    private final Contacts contacts;
    private final Settings settings;

    OwedCalls(OwedTasks tasks, Contacts contacts, Settings settings) {
        this.tasks = tasks;
        this.contacts = contacts;
        this.settings = settings;
    }

    /** What a store has decided about which calls are owed. */
    private record Rule(ZoneId zone, int windowDays, int fadeDays, int loadDays) {

        DueWindow windowOf(Order order) {
            return DueWindow.after(order.settledAt().orElseThrow(), zone, windowDays, fadeDays);
        }

        /** Whether an order that came in then is young enough; the last day is included. */
        boolean isYoungEnough(Order order, Instant cameIn) {
            var settledOn = LocalDate.ofInstant(order.settledAt().orElseThrow(), zone);
            return !settledOn.isBefore(LocalDate.ofInstant(cameIn, zone).minusDays(loadDays));
        }
    }

    /** A file of orders came in: what it changed and what it settled. */
    @ApplicationModuleListener
    void on(VisitsRecorded event) {
        var dealer = event.dealerId();
        tasks.takeTurns(dealer);
        var rules = new HashMap<UUID, Rule>();
        tasks.zones(dealer).forEach((store, zone) -> rules.put(store, rule(store, zone, event.firstLoad())));
        correct(event, rules);
        owe(event, rules);
    }

    private Rule rule(UUID store, ZoneId zone, boolean firstLoad) {
        var set = settings.of(store);
        return new Rule(
                zone,
                set.number(FollowUpSettings.WINDOW_DAYS),
                set.number(FollowUpSettings.FADE_DAYS),
                set.number(firstLoad ? FollowUpSettings.FIRST_LOAD_DAYS : FollowUpSettings.LOAD_DAYS));
    }

    /** Unanswered tasks follow their orders: withdrawn, or with the order's new facts. Answered ones stay as they are. */
    private void correct(VisitsRecorded event, Map<UUID, Rule> rules) {
        var dealer = event.dealerId();
        var after = BEFORE_ALL;
        while (true) {
            var page = tasks.openOfChangedOrders(dealer, event.runId(), after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().taskId();
            var touched = new HashSet<UUID>();
            page.forEach(it -> touched.add(it.contactId()));
            contacts.lockAll(dealer, touched);
            var gone = page.stream()
                    .filter(it -> !owes(it.order()) || it.order().settlement() != it.round())
                    .map(OwedTasks.OpenTask::taskId)
                    .toList();
            tasks.cancel(dealer, gone, event.at());
            var staying =
                    page.stream().filter(it -> !gone.contains(it.taskId())).toList();
            var home = contactsFor(
                    dealer, staying.stream().map(OwedTasks.OpenTask::order).toList());
            touched.addAll(home.values());
            tasks.correct(
                    dealer,
                    staying.stream()
                            .map(it -> new OwedTasks.Correction(
                                    it.taskId(),
                                    of(home, it.order().key()),
                                    it.order(),
                                    of(rules, it.order().storeId()).windowOf(it.order())))
                            .toList(),
                    event.at());
            contacts.summarise(dealer, touched);
        }
    }

    /** Newly settled orders owe a call, one each and settlement. */
    private void owe(VisitsRecorded event, Map<UUID, Rule> rules) {
        var dealer = event.dealerId();
        var after = BEFORE_ALL;
        while (true) {
            var page = tasks.newlySettled(dealer, event.runId(), after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().id();
            var owing = page.stream()
                    .filter(it -> owes(it) && of(rules, it.storeId()).isYoungEnough(it, event.at()))
                    .toList();
            var home = contactsFor(dealer, owing);
            var closed = tasks.closedVisits(dealer, home.values());
            tasks.add(
                    dealer,
                    owing.stream()
                            .map(it -> newTask(it, of(home, it.key()), of(rules, it.storeId()), closed))
                            .toList(),
                    event.at());
            contacts.summarise(dealer, Set.copyOf(home.values()));
        }
    }

    private static boolean owes(Order order) {
        return order.status().equals("SETTLED")
                && order.settledAt().isPresent()
                && !order.kind().equals("INTERNAL"); // the dealer's own cars
    }

    private static NewTask newTask(
            Order order, UUID contact, Rule rule, Map<OwedTasks.Visit, OwedTasks.Closed> closed) {
        var done = order.visitNo().flatMap(it -> Optional.ofNullable(closed.get(new OwedTasks.Visit(contact, it))));
        return new NewTask(Ids.next(), contact, order, rule.windowOf(order), done); // FU-11: born linked
    }

    /** What was read for every order of the page. */
    private static <K, V> V of(Map<K, V> read, K key) {
        return Objects.requireNonNull(read.get(key), () -> "nothing was read for " + key);
    }

    /** The contact of each order's customer and car, made where there is none, and held until the transaction ends. */
    private Map<OwedTasks.Key, UUID> contactsFor(int dealer, List<Order> orders) {
        var missing = new LinkedHashMap<OwedTasks.Key, UUID>();
        orders.forEach(it -> missing.computeIfAbsent(it.key(), _ -> Ids.next()));
        tasks.addContacts(dealer, missing);
        return tasks.lockContacts(dealer, orders.stream().map(Order::id).toList());
    }

    /** FU-14: whoever says so is not offered for a call from that moment on; heard in the transaction of his word. */
    @EventListener
    void on(DoNotDisturbChanged event) {
        // Contacts that are just being made would be overlooked.
        tasks.takeTurns(event.dealerId());
        contacts.setTextOnly(event.dealerId(), event.customerId(), event.dnd());
    }

    /** What a person who left had in his hand goes back to the team. */
    @ApplicationModuleListener
    void on(StaffLeft event) {
        contacts.releaseAll(event.dealerId(), event.staffId());
    }

    @ApplicationModuleListener
    void on(TextSent event) {
        if (event.cause().equals(FollowUpDesk.CAUSE)) {
            contacts.texted(event.dealerId(), event.causeId(), TaskState.SMS_DONE); // FU-7
        }
    }

    @ApplicationModuleListener
    void on(TextFailed event) {
        if (event.cause().equals(FollowUpDesk.CAUSE)) {
            contacts.texted(event.dealerId(), event.causeId(), TaskState.UNREACHED); // A31
        }
    }
}
