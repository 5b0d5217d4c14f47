package org.opendcrc.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.StateDays;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk of the three guarantees 三包. Cars and their repairs belong to the whole dealer: whoever may look sees what every store repaired, since
 * the law counts so; alarms and demands belong to a store.
 */
@Service
@Transactional
public class GuaranteeDesk {

    /** What open pages listen to. */
    public static final String TOPIC = "guarantees";

    private static final int LONGEST = 2_000;

    /** Nobody is called for what a first load tells of years gone by; the car's page shows it. */
    private static final Duration OLD_NEWS = Duration.ofDays(30);

    private final GuaranteeCars cars;
    private final Guarantees guarantees;
    private final ApplicationEventPublisher events;
    private final WorkingDays workingDays = new WorkingDays(StateDays.fromClassPath());

    GuaranteeDesk(GuaranteeCars cars, Guarantees guarantees, ApplicationEventPublisher events) {
        this.cars = cars;
        this.guarantees = guarantees;
        this.events = events;
    }

    /**
     * A car with its repairs, counted at this moment.
     *
     * @throws NotFound if the dealer has no such car
     */
    @Transactional(readOnly = true)
    public CarFile find(Actor actor, UUID vehicle, Instant now) {
        actor.require(UseCase.READ_GUARANTEES);
        var dealer = actor.dealerId();
        var head = head(dealer, vehicle);
        var count = new CarCount(vehicle, head.periods(), cars.repairs(dealer, vehicle), head.problems());
        return new CarFile(
                vehicle,
                head.customerId(),
                head.customer(),
                head.vin(),
                head.plate(),
                head.car(),
                head.mileageKm(),
                head.priceFen(),
                head.zone(),
                head.stores(),
                head.periods(),
                count.repairs().reversed().stream()
                        .map(it -> new CarFile.Repaired(
                                it,
                                it.days(now),
                                count.counts(it),
                                count.isWarranted(it) && it.days(now) > GuaranteeLaw.DAYS_WITHOUT_SUBSTITUTE))
                        .toList(),
                count.problems().stream()
                        .map(it -> new CarFile.Counted(it, count.repairsOf(it)))
                        .toList(),
                count.days(now),
                count.grounds(now),
                cars.demands(dealer, vehicle),
                guarantees.alarms(dealer, vehicle));
    }

    /** A piece of the list of the stores in which the person may look, the earliest moment first. */
    @Transactional(readOnly = true)
    public WatchPage list(
            Actor actor, WatchView view, Optional<UUID> store, Optional<RowKey> after, Instant now, int limit) {
        actor.require(UseCase.READ_GUARANTEES);
        var stores = stores(actor, UseCase.READ_GUARANTEES, store);
        var found = switch (view) {
            case ALARMS -> cars.alarms(actor.dealerId(), stores, after, limit + 1);
            case DEMANDS -> cars.openDemands(actor.dealerId(), stores, now, after, limit + 1);
        };
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new WatchPage(
                shown,
                found.size() > limit
                        ? Optional.of(
                                new RowKey(shown.getLast().at(), shown.getLast().id()))
                        : Optional.empty());
    }

    /** What waits, for the desk. */
    public record Waiting(int cars, int limits, int demands) {}

    @Transactional(readOnly = true)
    public Waiting waiting(Actor actor, Optional<UUID> store) {
        var signs = guarantees.signs(actor.dealerId(), stores(actor, UseCase.READ_GUARANTEES, store));
        return new Waiting(signs.cars(), signs.limits(), signs.demands());
    }

    /** Names a problem of a car, so that its repairs can be counted. */
    public Kept name(Actor actor, UUID vehicle, String name, Problem.Nature nature, Instant now) {
        actor.require(UseCase.WORK_ON_GUARANTEES);
        lock(actor, vehicle);
        var word = name.strip();
        if (word.isEmpty() || word.length() > 200) {
            return new Kept.Refused(Kept.Refusal.NOTHING_WRITTEN);
        }
        if (head(actor.dealerId(), vehicle).problems().stream()
                .anyMatch(it -> it.name().equals(word))) {
            return new Kept.Refused(Kept.Refusal.NAME_TAKEN);
        }
        var id = Ids.next();
        guarantees.addProblem(actor.dealerId(), id, vehicle, word, nature, actor.staffId(), now);
        audit(actor, now, "guarantee.problem-named", vehicle, Map.of("name", word, "nature", nature.name()));
        return new Kept.Written(id);
    }

    /**
     * What a person decides about one repair.
     *
     * @param quality whether a defect of the product was repaired
     * @param notCountedMinutes what the law does not count of its time (Art. 24)
     * @param problems which of the car's problems it was about
     * @param version as the form showed it; 0 if nobody had decided
     */
    public record Mark(boolean quality, int notCountedMinutes, String reason, Collection<UUID> problems, int version) {

        public Mark {
            problems = Set.copyOf(problems);
        }
    }

    /**
     * Writes down what a repair was.
     *
     * @throws NotFound if it is no repair of that car, or one of the problems is not the car's
     * @throws StaleVersion if somebody else decided meanwhile
     */
    public Kept mark(Actor actor, UUID vehicle, UUID order, Mark mark, Instant now) {
        lock(actor, vehicle);
        var repair = repair(actor, vehicle, order);
        actor.require(UseCase.WORK_ON_GUARANTEES, repair.storeId());
        var reason = mark.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            return new Kept.Refused(Kept.Refusal.NOTHING_WRITTEN);
        }
        var whole = Duration.between(repair.from(), repair.until().orElse(now));
        if (mark.notCountedMinutes() < 0
                || Duration.ofMinutes(mark.notCountedMinutes()).compareTo(whole) > 0) {
            return new Kept.Refused(Kept.Refusal.TOO_MUCH_NOT_COUNTED);
        }
        var dealer = actor.dealerId();
        var known = head(dealer, vehicle).problems().stream().map(Problem::id).toList();
        mark.problems().stream().filter(it -> !known.contains(it)).findFirst().ifPresent(it -> {
            throw new NotFound("problem " + it);
        });
        if (!guarantees.mark(
                dealer,
                vehicle,
                order,
                mark.quality(),
                mark.notCountedMinutes(),
                reason,
                mark.version(),
                actor.staffId(),
                now)) {
            throw new StaleVersion(Sentence.of("guarantee.stale", repair.orderNo()));
        }
        guarantees.unlink(dealer, order);
        mark.problems().forEach(it -> guarantees.link(dealer, it, order, actor.staffId(), now));
        replan(dealer, vehicle, Instant.EPOCH);
        guarantees.raise(dealer, now);
        audit(
                actor,
                now,
                "guarantee.repair-marked",
                vehicle,
                Map.of(
                        "order", repair.orderNo(),
                        "quality", Boolean.toString(mark.quality()),
                        "not_counted_minutes", Integer.toString(mark.notCountedMinutes()),
                        "reason", reason));
        return new Kept.Written(order);
    }

    /** Writes down which substitute a customer got while his car was in repair; what was written before is replaced, and audited. */
    public Kept substitute(Actor actor, UUID vehicle, UUID order, Repair.Substitute given, Instant now) {
        lock(actor, vehicle);
        var repair = repair(actor, vehicle, order);
        actor.require(UseCase.WORK_ON_GUARANTEES, repair.storeId());
        if (given.words().isBlank() || given.words().length() > LONGEST) {
            return new Kept.Refused(Kept.Refusal.NOTHING_WRITTEN);
        }
        if (given.from().isBefore(repair.from())
                || given.until().filter(it -> it.isBefore(given.from())).isPresent()) {
            return new Kept.Refused(Kept.Refusal.BEFORE_THE_REPAIR);
        }
        if (given.from().isAfter(now)) {
            return new Kept.Refused(Kept.Refusal.IN_THE_FUTURE);
        }
        if ((given.kind() == Repair.Substitute.Kind.MONEY)
                != given.dayFen().filter(it -> it > 0).isPresent()) {
            return new Kept.Refused(Kept.Refusal.NO_SUM);
        }
        guarantees.putSubstitute(actor.dealerId(), vehicle, order, given, actor.staffId(), now);
        audit(
                actor,
                now,
                "guarantee.substitute-given",
                vehicle,
                Map.of(
                        "order",
                        repair.orderNo(),
                        "kind",
                        given.kind().name(),
                        "from",
                        given.from().toString()));
        return new Kept.Written(order);
    }

    /**
     * A demand as it is made.
     *
     * @param on the day on which the customer made it
     * @param complaint the case in which he made it
     */
    public record Asked(UUID store, Optional<UUID> complaint, Demand.Wants wants, String words, LocalDate on) {}

    /** Writes a demand down; its two terms run from the day after. */
    public Kept demand(Actor actor, UUID vehicle, Asked asked, Instant now) {
        actor.require(UseCase.WORK_ON_GUARANTEES, asked.store());
        lock(actor, vehicle);
        var dealer = actor.dealerId();
        var head = head(dealer, vehicle);
        if (asked.words().isBlank() || asked.words().length() > LONGEST) {
            return new Kept.Refused(Kept.Refusal.NOTHING_WRITTEN);
        }
        if (asked.on().isAfter(now.atZone(head.zone()).toLocalDate())) {
            return new Kept.Refused(Kept.Refusal.IN_THE_FUTURE);
        }
        var id = Ids.next();
        var answerDue = workingDays.endOfNth(asked.on(), GuaranteeLaw.ANSWER_DAYS, head.zone());
        var doneDue = workingDays.endOfNth(asked.on(), GuaranteeLaw.DONE_DAYS, head.zone());
        var written = guarantees.add(
                dealer,
                new Guarantees.NewDemand(
                        id,
                        asked.store(),
                        vehicle,
                        head.customerId(),
                        asked.complaint(),
                        asked.wants(),
                        asked.words().strip(),
                        asked.on(),
                        answerDue,
                        doneDue),
                actor.staffId(),
                now);
        if (!written) {
            return new Kept.Refused(Kept.Refusal.DEMAND_OPEN);
        }
        var soon = workingDays.warningBefore(asked.on(), GuaranteeLaw.ANSWER_DAYS, head.zone());
        var doneSoon = workingDays.warningBefore(asked.on(), GuaranteeLaw.DONE_DAYS, head.zone());
        plan(dealer, vehicle, AlarmKind.ANSWER_SOON, id, asked.store(), soon);
        plan(dealer, vehicle, AlarmKind.ANSWER_MISSED, id, asked.store(), answerDue);
        plan(dealer, vehicle, AlarmKind.DONE_SOON, id, asked.store(), doneSoon);
        plan(dealer, vehicle, AlarmKind.DONE_MISSED, id, asked.store(), doneDue);
        audit(
                actor,
                now,
                "guarantee.demanded",
                vehicle,
                Map.of("wants", asked.wants().name(), "on", asked.on().toString()));
        return new Kept.Written(id);
    }

    /** Answers a demand: agreed to, or refused. The answer is the house's word and takes somebody who may give it. */
    public Kept answer(Actor actor, UUID demand, boolean agreed, String words, Instant at, int version, Instant now) {
        var locked = lockDemand(actor, demand, version);
        actor.require(UseCase.ANSWER_DEMANDS, locked.store());
        if (locked.state() != Demand.State.ASKED) {
            return new Kept.Refused(Kept.Refusal.NOT_ASKED);
        }
        var refusal = refusal(locked, words, at, now);
        if (refusal.isPresent()) {
            return new Kept.Refused(refusal.get());
        }
        var dealer = actor.dealerId();
        var state = agreed ? Demand.State.AGREED : Demand.State.REFUSED;
        guarantees.raise(dealer, at);
        guarantees.answer(dealer, demand, state, words.strip(), at, actor.staffId());
        guarantees.forgetPlan(
                dealer,
                locked.vehicle(),
                agreed
                        ? List.of(AlarmKind.ANSWER_SOON, AlarmKind.ANSWER_MISSED)
                        : List.of(
                                AlarmKind.ANSWER_SOON,
                                AlarmKind.ANSWER_MISSED,
                                AlarmKind.DONE_SOON,
                                AlarmKind.DONE_MISSED));
        audit(actor, now, "guarantee.answered", locked.vehicle(), Map.of("answer", state.name()));
        return new Kept.Written(demand);
    }

    /** The car was exchanged or taken back, or the customer withdrew his demand. */
    public Kept close(Actor actor, UUID demand, boolean withdrawn, String words, Instant at, int version, Instant now) {
        var locked = lockDemand(actor, demand, version);
        actor.require(UseCase.WORK_ON_GUARANTEES, locked.store());
        if (locked.state() != Demand.State.AGREED && locked.state() != Demand.State.ASKED) {
            return new Kept.Refused(Kept.Refusal.CLOSED);
        }
        if (!withdrawn && locked.state() != Demand.State.AGREED) {
            return new Kept.Refused(Kept.Refusal.NOT_AGREED);
        }
        var refusal = refusal(locked, words, at, now);
        if (refusal.isPresent()) {
            return new Kept.Refused(refusal.get());
        }
        var dealer = actor.dealerId();
        var state = withdrawn ? Demand.State.WITHDRAWN : Demand.State.DONE;
        guarantees.raise(dealer, at);
        guarantees.close(dealer, demand, state, words.strip(), at);
        guarantees.forgetPlan(
                dealer,
                locked.vehicle(),
                List.of(AlarmKind.ANSWER_SOON, AlarmKind.ANSWER_MISSED, AlarmKind.DONE_SOON, AlarmKind.DONE_MISSED));
        audit(actor, now, "guarantee.closed", locked.vehicle(), Map.of("state", state.name()));
        return new Kept.Written(demand);
    }

    private static Optional<Kept.Refusal> refusal(Guarantees.Locked locked, String words, Instant at, Instant now) {
        if (words.isBlank() || words.length() > LONGEST) {
            return Optional.of(Kept.Refusal.NOTHING_WRITTEN);
        }
        if (at.isAfter(now)) {
            return Optional.of(Kept.Refusal.IN_THE_FUTURE);
        }
        return at.isBefore(locked.demandedOn().atStartOfDay(locked.zone()).toInstant())
                        || locked.answeredAt().filter(at::isBefore).isPresent()
                ? Optional.of(Kept.Refusal.BEFORE_THE_DEMAND)
                : Optional.empty();
    }

    /** Takes note of a car's alarms of the stores in which the person works on guarantees; twice is harmless. */
    public void acknowledge(Actor actor, UUID vehicle, Instant now) {
        actor.require(UseCase.WORK_ON_GUARANTEES);
        lock(actor, vehicle);
        if (guarantees.acknowledge(
                        actor.dealerId(), vehicle, actor.storesFor(UseCase.WORK_ON_GUARANTEES), actor.staffId(), now)
                > 0) {
            audit(actor, now, "guarantee.acknowledged", vehicle, Map.of());
        }
    }

    /** Plans the alarms of the cars of a file that may come near a limit. */
    @Transactional(propagation = Propagation.MANDATORY)
    void replanAfter(int dealer, UUID run, Instant at) {
        cars.nearLimits(dealer, run).forEach(it -> replan(dealer, it, at.minus(OLD_NEWS)));
        events.publishEvent(new Changed(dealer, TOPIC));
    }

    /** What was raised stays; the rest of the plan is made anew from the repairs as they are known now, but for moments long past. */
    private void replan(int dealer, UUID vehicle, Instant since) {
        guarantees.forgetPlan(
                dealer,
                vehicle,
                List.of(
                        AlarmKind.SUBSTITUTE_SOON,
                        AlarmKind.SUBSTITUTE_OWED,
                        AlarmKind.DAYS_SOON,
                        AlarmKind.DAYS_OVER,
                        AlarmKind.REPAIRS_SOON,
                        AlarmKind.REPAIRS_OVER));
        cars
                .head(dealer, vehicle)
                .map(head -> new CarCount(vehicle, head.periods(), cars.repairs(dealer, vehicle), head.problems()))
                .map(CarCount::alarms)
                .orElse(List.of())
                .stream()
                .filter(it -> !it.dueAt().isBefore(since))
                .forEach(it -> guarantees.plan(dealer, vehicle, it));
    }

    /** Raises what is due, once, though nobody opened a page. */
    @Transactional(propagation = Propagation.MANDATORY)
    void watch(int dealer, Instant due) {
        if (guarantees.raise(dealer, due) > 0) {
            events.publishEvent(new Changed(dealer, TOPIC));
        }
    }

    private void plan(int dealer, UUID vehicle, AlarmKind kind, UUID subject, UUID store, Instant due) {
        guarantees.plan(dealer, vehicle, new CarCount.Planned(kind, subject, store, due));
    }

    private void lock(Actor actor, UUID vehicle) {
        actor.require(UseCase.READ_GUARANTEES);
        if (!guarantees.lock(actor.dealerId(), vehicle)) {
            throw new NotFound("vehicle " + vehicle);
        }
    }

    private GuaranteeCars.Head head(int dealer, UUID vehicle) {
        return cars.head(dealer, vehicle).orElseThrow(() -> new NotFound("vehicle " + vehicle));
    }

    private Repair repair(Actor actor, UUID vehicle, UUID order) {
        return cars.repairs(actor.dealerId(), vehicle).stream()
                .filter(it -> it.orderId().equals(order))
                .findFirst()
                .orElseThrow(() -> new NotFound("order " + order + " of vehicle " + vehicle));
    }

    private Guarantees.Locked lockDemand(Actor actor, UUID demand, int version) {
        var locked = guarantees
                .lockDemand(actor.dealerId(), demand)
                .filter(it -> actor.may(UseCase.READ_GUARANTEES, it.store()))
                .orElseThrow(() -> new NotFound("demand " + demand));
        if (locked.version() != version) {
            throw new StaleVersion(Sentence.of("guarantee.stale-demand"));
        }
        return locked;
    }

    private static List<UUID> stores(Actor actor, UseCase useCase, Optional<UUID> store) {
        return actor.storesFor(useCase).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
    }

    private void audit(Actor actor, Instant now, String action, UUID vehicle, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "vehicle", vehicle, after));
        events.publishEvent(new Changed(actor.dealerId(), TOPIC));
    }
}
