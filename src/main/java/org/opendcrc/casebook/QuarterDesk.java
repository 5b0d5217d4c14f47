package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where each quarter's causes are gone through with the general manager, and the plan is written (CP-32). */
@Service
@Transactional
public class QuarterDesk {

    private static final int MOST = 24;

    private final Quarters quarters;
    private final Stores stores;
    private final Settings settings;
    private final ApplicationEventPublisher events;

    QuarterDesk(Quarters quarters, Stores stores, Settings settings, ApplicationEventPublisher events) {
        this.quarters = quarters;
        this.stores = stores;
        this.settings = settings;
        this.events = events;
    }

    /** A general manager of a store. */
    public record Boss(UUID id, String name, UUID store) {}

    /** The answer to the wish to write something down. */
    public enum Written {
        DONE,
        NOTHING_WRITTEN,
        /** He is no general manager of that store. */
        WITHOUT_GENERAL_MANAGER,
        /** There is no such quarter, it was done already, or the analysis comes first. */
        NOT_OWED
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Quarter> list(Actor actor, Optional<UUID> store) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return quarters.list(actor.dealerId(), scope(actor, store), MOST);
    }

    /** With whom it can have been. */
    @Transactional(readOnly = true)
    public List<Boss> bosses(Actor actor) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return quarters.bosses(actor.dealerId(), scope(actor, Optional.empty())).stream()
                .map(it -> new Boss(it.id(), it.name(), it.store()))
                .toList();
    }

    /** It was gone through with him: what was found, and what is aimed at. From here the days of the plan run. */
    public Written analyse(
            Actor actor, UUID store, LocalDate begins, UUID boss, String findings, String targets, Instant now) {
        actor.require(UseCase.MANAGE_MEASURES, store);
        if (findings.isBlank() || targets.isBlank()) {
            return Written.NOTHING_WRITTEN;
        }
        var dealer = actor.dealerId();
        if (quarters.bosses(dealer, List.of(store)).stream()
                .noneMatch(it -> it.id().equals(boss))) {
            return Written.WITHOUT_GENERAL_MANAGER;
        }
        watch(dealer, now); // what was too late before this stays too late
        var day = now.atZone(stores.get(store).zone()).toLocalDate();
        var planDue = day.plusDays(settings.of(store).number(CasebookSettings.PLAN_DAYS)); // CP-32: within a week
        if (!quarters.analysed(
                dealer, store, begins, actor.staffId(), boss, findings.strip(), targets.strip(), planDue, now)) {
            return Written.NOT_OWED;
        }
        said(actor, store, begins, "casebook.quarter-analysed", now);
        return Written.DONE;
    }

    /** The plan is there. */
    public Written plan(Actor actor, UUID store, LocalDate begins, String plan, Instant now) {
        actor.require(UseCase.MANAGE_MEASURES, store);
        if (plan.isBlank()) {
            return Written.NOTHING_WRITTEN;
        }
        watch(actor.dealerId(), now);
        if (!quarters.planned(actor.dealerId(), store, begins, actor.staffId(), plan.strip(), now)) {
            return Written.NOT_OWED;
        }
        said(actor, store, begins, "casebook.quarter-planned", now);
        return Written.DONE;
    }

    /** When something is to be done by the program next. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Instant> nextDue(int dealer, Instant after) {
        var moments = new ArrayList<Instant>();
        quarters.stores(dealer)
                .forEach(store -> store.next(after)
                        .ifPresent(begins -> moments.add(
                                Quarter.after(begins).atStartOfDay(store.zone()).toInstant())));
        quarters.running(dealer).forEach(it -> moments.add(it.tooLate()));
        return moments.stream().min(Instant::compareTo);
    }

    /** Owes each quarter that has ended, and writes down what was too late; twice is harmless. */
    @Transactional(propagation = Propagation.MANDATORY)
    void run(int dealer, Instant due) {
        for (var store : quarters.stores(dealer)) {
            var begins = store.next(due);
            while (begins.isPresent()
                    && !Quarter.after(begins.get())
                            .atStartOfDay(store.zone())
                            .toInstant()
                            .isAfter(due)) {
                quarters.open(
                        dealer,
                        store.id(),
                        begins.get(),
                        Quarter.dueOn(begins.get(), settings.of(store.id()).number(CasebookSettings.QUARTER_DAYS)));
                begins = begins.map(Quarter::after);
                events.publishEvent(new Changed(dealer, PaperDesk.TOPIC));
            }
        }
        watch(dealer, due);
    }

    private void watch(int dealer, Instant due) {
        quarters.running(dealer).stream()
                .filter(it -> !it.tooLate().isAfter(due))
                .forEach(it -> {
                    quarters.missed(dealer, it);
                    events.publishEvent(new Changed(dealer, PaperDesk.TOPIC));
                });
    }

    private static List<UUID> scope(Actor actor, Optional<UUID> store) {
        return actor.storesFor(UseCase.READ_CASE_FIGURES).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
    }

    private void said(Actor actor, UUID store, LocalDate begins, String what, Instant now) {
        events.publishEvent(Audited.by(actor, now, what, "store", store, Map.of("begins", begins.toString())));
        events.publishEvent(new Changed(actor.dealerId(), PaperDesk.TOPIC));
    }
}
