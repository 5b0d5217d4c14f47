package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.OwedCallBook.Owed;
import org.opendcrc.followups.SaleTasks.Sale;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Changed;
import org.opendcrc.vehicles.SalesRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Knows which calls sales owe (FU-17): one for each sale that is valid. A sale that was returned takes its open call back, and owes a new
 * one when it is valid again. The event may come twice, and the second time nothing happens.
 */
@Component
class SaleCalls {

    /** Rows taken in one go; enough to be quick, few enough for the memory. */
    private static final int PAGE = 1_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OwedCallBook book;
    private final OwedTasks tasks;
    private final SaleTasks sales;
    private final Contacts contacts;
    private final Settings settings;
    private final ApplicationEventPublisher events;

    SaleCalls(
            OwedCallBook book,
            OwedTasks tasks,
            SaleTasks sales,
            Contacts contacts,
            Settings settings,
            ApplicationEventPublisher events) {
        this.book = book;
        this.tasks = tasks;
        this.sales = sales;
        this.contacts = contacts;
        this.settings = settings;
        this.events = events;
    }

    /** What a store has decided, read once for a run. */
    private record Store(StoreRules rules, int pickUpDays, LocalDate oldest) {

        OwedCallBook.Window windowOf(Sale sale) {
            return SaleWindow.of(sale.dealtOn(), sale.pickedUpOn(), rules.of(CallKind.SALES), pickUpDays)
                    .in(rules.zone());
        }
    }

    @ApplicationModuleListener
    void on(SalesRecorded event) {
        var dealer = event.dealerId();
        tasks.takeTurns(dealer);
        var stores = new HashMap<UUID, Store>();
        book.rules(dealer).forEach((store, rules) -> stores.put(store, store(store, rules, event)));
        correct(event, stores);
        owe(event, stores);
        sales.rememberPickUps(dealer, event.runId());
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    private Store store(UUID id, StoreRules rules, SalesRecorded event) {
        var set = settings.of(id);
        var days = set.number(event.firstLoad() ? SaleSettings.FIRST_LOAD_DAYS : SaleSettings.LOAD_DAYS);
        return new Store(
                rules,
                set.number(SaleSettings.PICK_UP_DAYS),
                LocalDate.ofInstant(event.at(), rules.zone()).minusDays(days));
    }

    /** Unanswered calls follow their sales: withdrawn, or with the sale's new facts. Answered ones stay as they are. */
    private void correct(SalesRecorded event, Map<UUID, Store> stores) {
        var dealer = event.dealerId();
        var after = BEFORE_ALL;
        while (true) {
            var page = sales.openOfChangedSales(dealer, event.runId(), after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().taskId();
            var touched = new HashSet<UUID>();
            page.forEach(it -> touched.add(it.contactId()));
            contacts.lockAll(dealer, touched);
            tasks.cancel(
                    dealer,
                    page.stream()
                            .filter(it -> !it.sale().valid())
                            .map(SaleTasks.OpenTask::taskId)
                            .toList(),
                    event.at());
            var staying = page.stream().filter(it -> it.sale().valid()).toList();
            var home = book.contactsFor(
                    dealer, staying.stream().map(it -> it.sale().key()).toList());
            touched.addAll(home.values());
            sales.correct(
                    dealer,
                    staying.stream()
                            .map(it -> new SaleTasks.Correction(
                                    it.taskId(),
                                    OwedCallBook.of(home, it.sale().key()),
                                    it.sale(),
                                    happened(it.sale(), stores),
                                    OwedCallBook.of(stores, it.sale().store()).windowOf(it.sale())))
                            .toList(),
                    event.at());
            contacts.summarise(dealer, touched);
        }
    }

    /** Sales that are new, valid again or picked up now owe a call, if they owe or had none. */
    private void owe(SalesRecorded event, Map<UUID, Store> stores) {
        var dealer = event.dealerId();
        var rules = new HashMap<UUID, StoreRules>();
        stores.forEach((id, it) -> rules.put(id, it.rules()));
        var after = BEFORE_ALL;
        while (true) {
            var page = sales.sold(dealer, event.runId(), after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().sale().id();
            book.write(
                    dealer,
                    page.stream()
                            .filter(it -> isYoungEnough(it.sale(), stores))
                            .map(it -> new OwedCallBook.Call(CallKind.SALES, owed(it, stores), Optional.empty()))
                            .toList(),
                    rules,
                    event.at());
        }
    }

    private static boolean isYoungEnough(Sale sale, Map<UUID, Store> stores) {
        return !SaleWindow.lastEvent(sale.dealtOn(), sale.pickedUpOn())
                .isBefore(OwedCallBook.of(stores, sale.store()).oldest());
    }

    private static Owed owed(SaleTasks.Sold sold, Map<UUID, Store> stores) {
        var sale = sold.sale();
        return new Owed(
                sale.id(),
                sold.round(),
                sale.number(),
                happened(sale, stores),
                sale.store(),
                sale.key().customerId(),
                sale.key().vehicleId(),
                Optional.of(OwedCallBook.of(stores, sale.store()).windowOf(sale)),
                Optional.empty(),
                Optional.empty(),
                sale.consultant());
    }

    /** A deal has a day and no hour. */
    private static Instant happened(Sale sale, Map<UUID, Store> stores) {
        return sale.dealtOn()
                .atStartOfDay(OwedCallBook.of(stores, sale.store()).rules().zone())
                .toInstant();
    }
}
