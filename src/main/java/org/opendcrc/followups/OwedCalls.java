package org.opendcrc.followups;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.DoNotDisturbChanged;
import org.opendcrc.followups.OwedTasks.Order;
import org.opendcrc.messaging.TextFailed;
import org.opendcrc.messaging.TextSent;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.shared.CallFinished;
import org.opendcrc.shared.Changed;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.ApplicationEventPublisher;
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

    private final OwedCallBook book;
    private final OwedTasks tasks;
    private final Contacts contacts;
    private final Settings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OwedCalls(
            OwedCallBook book,
            OwedTasks tasks,
            Contacts contacts,
            Settings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.tasks = tasks;
        this.contacts = contacts;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** A file of orders came in: what it changed and what it settled. */
    @ApplicationModuleListener
    void on(VisitsRecorded event) {
        var dealer = event.dealerId();
        tasks.takeTurns(dealer);
        var rules = book.rules(dealer);
        correct(event, rules);
        owe(event, rules);
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    /** Unanswered tasks follow their orders: withdrawn, or with the order's new facts. Answered ones stay as they are. */
    private void correct(VisitsRecorded event, Map<UUID, StoreRules> rules) {
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
            var home = book.contactsFor(
                    dealer, staying.stream().map(it -> it.order().key()).toList());
            touched.addAll(home.values());
            tasks.correct(
                    dealer,
                    staying.stream()
                            .map(it -> correction(
                                    it,
                                    OwedCallBook.of(home, it.order().key()),
                                    OwedCallBook.of(rules, it.order().storeId())))
                            .toList(),
                    event.at());
            contacts.summarise(dealer, touched);
        }
    }

    /** FU-27: an order that turned out to be a warranty claim owes the call of that kind. */
    private static OwedTasks.Correction correction(OwedTasks.OpenTask open, UUID contact, StoreRules store) {
        var call = OwedCallBook.Call.after(open.order());
        return new OwedTasks.Correction(
                open.taskId(),
                contact,
                call.kind(),
                open.order(),
                call.windowIn(store),
                store.of(call.kind()).distinct(),
                OwedCallBook.shut(store, call.kind()));
    }

    /** Newly settled orders owe a call, one each and settlement. */
    private void owe(VisitsRecorded event, Map<UUID, StoreRules> rules) {
        var dealer = event.dealerId();
        var oldest = new HashMap<UUID, LocalDate>();
        rules.forEach((store, it) -> oldest.put(store, oldest(store, it.zone(), event)));
        var after = BEFORE_ALL;
        while (true) {
            var page = tasks.newlySettled(dealer, event.runId(), after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().id();
            book.write(
                    dealer,
                    page.stream()
                            .filter(it -> owes(it)
                                    && isYoungEnough(
                                            it,
                                            OwedCallBook.of(rules, it.storeId()).zone(),
                                            OwedCallBook.of(oldest, it.storeId())))
                            .map(OwedCallBook.Call::after)
                            .toList(),
                    rules,
                    event.at());
        }
    }

    /** The first day of settlement, store time, whose orders still owe a call when they come in then. */
    private LocalDate oldest(UUID store, ZoneId zone, VisitsRecorded event) {
        var days = settings.of(store)
                .number(event.firstLoad() ? FollowUpSettings.FIRST_LOAD_DAYS : FollowUpSettings.LOAD_DAYS);
        return LocalDate.ofInstant(event.at(), zone).minusDays(days);
    }

    private static boolean isYoungEnough(Order order, ZoneId zone, LocalDate oldest) {
        return !LocalDate.ofInstant(order.settledAt().orElseThrow(), zone).isBefore(oldest);
    }

    private static boolean owes(Order order) {
        return order.status().equals("SETTLED")
                && order.settledAt().isPresent()
                && !order.kind().equals("INTERNAL"); // the dealer's own cars
    }

    /** FU-14: whoever says so is not offered for a call from that moment on; heard in the transaction of his word. */
    @EventListener
    void on(DoNotDisturbChanged event) {
        // Contacts that are just being made would be overlooked.
        tasks.takeTurns(event.dealerId());
        contacts.setTextOnly(event.dealerId(), event.customerId(), event.dnd());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    /** What a person who left had in his hand goes back to the team. */
    @ApplicationModuleListener
    void on(StaffLeft event) {
        contacts.releaseAll(event.dealerId(), event.staffId());
        book.toTeam(event.staffId());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    /** A text of another chapter costs no row in the registry of events. */
    @ApplicationModuleListener(condition = "#p0.cause() == '" + FollowUpDesk.CAUSE + "'")
    void on(TextSent event) {
        if (event.cause().equals(FollowUpDesk.CAUSE)) {
            texted(event.dealerId(), event.causeId(), TaskState.SMS_DONE); // FU-7
        }
    }

    @ApplicationModuleListener
    void on(TextFailed event) {
        if (event.cause().equals(FollowUpDesk.CAUSE)) {
            texted(event.dealerId(), event.causeId(), TaskState.UNREACHED); // A31
            contacts.textFailed(event.dealerId(), event.causeId(), event.reason(), clock.instant()); // A30
            events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
        }
    }

    private void texted(int dealer, UUID task, TaskState state) {
        contacts.texted(dealer, task, state)
                .ifPresent(it -> events.publishEvent(new CallFinished(
                        dealer,
                        it.kind().name(),
                        it.subject(),
                        it.round(),
                        task,
                        state.ending().orElseThrow(),
                        Optional.empty(),
                        clock.instant())));
    }
}
