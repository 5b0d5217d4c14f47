package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Compares the last week's days of each store: at half past twelve at night, when the night's files are in, and in the morning before the
 * figures are posted (AP-15), with what came late.
 */
@Component
class ReconciliationJob implements Job {

    static final Duration LOOK_BACK = Duration.ofDays(7);

    private static final LocalTime AT_NIGHT = LocalTime.of(0, 30);

    private final Dealers dealers;
    private final Stores stores;
    private final StoreCalendar calendars;
    private final Settings settings;
    private final Reconciling reconciling;
    private final ApplicationEventPublisher events;

    ReconciliationJob(
            Dealers dealers,
            Stores stores,
            StoreCalendar calendars,
            Settings settings,
            Reconciling reconciling,
            ApplicationEventPublisher events) {
        this.dealers = dealers;
        this.stores = stores;
        this.calendars = calendars;
        this.settings = settings;
        this.reconciling = reconciling;
        this.events = events;
    }

    @Override
    public String name() {
        return "appointments.reconcile";
    }

    @Override
    public Instant nextDue(Instant after) {
        var moments = new ArrayList<Instant>();
        dealers.forEach(_ -> stores.all().forEach(store -> {
            var calendar = calendars.of(store.id());
            var today = calendar.dayOf(after);
            times(store.id())
                    .flatMap(it -> Stream.of(calendar.at(today, it), calendar.at(today.plusDays(1), it)))
                    .filter(it -> it.isAfter(after))
                    .forEach(moments::add);
        }));
        return moments.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    private Stream<LocalTime> times(UUID store) {
        return Stream.of(AT_NIGHT, settings.of(store).time(ArrivalSettings.COMPARE_TIME));
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> {
            // in the order in which a file of orders locks the books
            var all = stores.all().stream()
                    .sorted(Comparator.comparing(Store::id))
                    .toList();
            for (var store : all) {
                var calendar = calendars.of(store.id());
                var today = calendar.dayOf(due);
                for (var day = calendar.dayOf(due.minus(LOOK_BACK)); day.isBefore(today); day = day.plusDays(1)) {
                    reconciling.compare(dealer, store.id(), day, due, Optional.empty());
                }
            }
            events.publishEvent(new Changed(dealer, GateDesk.ARRIVALS));
        });
    }
}
