package org.opendcrc.followups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.opendcrc.followups.Assignments.Locked;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the CRC manager says who calls whom 维修回访分配 (FU-19). A contact is assigned, not a task: all orders of a visit stay with
 * one clerk. Whatever a clerk has open just now stays with him until he is done.
 */
@Service
@Transactional
public class AssignmentDesk {

    private static final int BATCH = 500;
    private static final int ROWS_SHOWN = 500;
    private static final int STEPS_SHOWN = 8;

    private final Assignments assignments;
    private final Absences absences;
    private final ChosenRows rows;
    private final ApplicationEventPublisher events;

    AssignmentDesk(Assignments assignments, Absences absences, ChosenRows rows, ApplicationEventPublisher events) {
        this.assignments = assignments;
        this.absences = absences;
        this.rows = rows;
        this.events = events;
    }

    /**
     * Assigns, or takes back.
     *
     * @return the step, to be read by {@link #step}
     * @throws org.opendcrc.shared.NotAllowed if he assigns in no store
     */
    public UUID assign(Actor actor, Chosen chosen, ToWhom to, Instant now) {
        var kind = switch (to) {
            case ToWhom.Clerk _ -> BulkKind.ASSIGN;
            case ToWhom.InTurn _ -> BulkKind.ROUND;
            case ToWhom.ByAdvisor _ -> BulkKind.BY_ADVISOR;
            case ToWhom.Nobody _ -> BulkKind.TAKE_BACK;
        };
        actor.require(UseCase.ASSIGN_FOLLOW_UPS);
        return assign(actor, kind, chosen, to, now);
    }

    /**
     * Gives an absent clerk's open calls of a store to others, in turn; to nobody if no one is named.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    public UUID cover(Actor actor, UUID store, UUID absent, List<UUID> others, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        var his = QueueFilter.of(QueueView.OWED).in(store).assigned(new QueueFilter.Assigned.To(absent));
        return assign(
                actor,
                BulkKind.COVER,
                new Chosen.All(his),
                others.isEmpty() ? new ToWhom.Nobody() : new ToWhom.InTurn(others),
                now);
    }

    /**
     * Takes everything back from a clerk that is assigned to him in a store, but for the call that somebody is making.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    public UUID takeBack(Actor actor, UUID store, UUID clerk, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        var his = QueueFilter.of(QueueView.OWED).in(store).assigned(new QueueFilter.Assigned.To(clerk));
        return assign(actor, BulkKind.TAKE_BACK, new Chosen.All(his), new ToWhom.Nobody(), now);
    }

    /**
     * Deals what is nobody's in a store out to those clerks, in turn; whoever is away is passed over.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    public UUID dealRest(Actor actor, UUID store, List<UUID> clerks, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        return assign(actor, BulkKind.ROUND, rest(store), new ToWhom.InTurn(clerks), now);
    }

    /**
     * Writes down who calls the customers of which advisor, and gives them what is nobody's.
     *
     * @throws org.opendcrc.shared.NotAllowed if he does not assign in that store
     */
    public UUID pair(Actor actor, UUID store, Map<UUID, UUID> clerkOfAdvisor, Instant now) {
        actor.require(UseCase.ASSIGN_FOLLOW_UPS, store);
        assignments.pair(actor.dealerId(), store, clerkOfAdvisor);
        events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.pair",
                "store",
                store,
                Map.of("advisors", Integer.toString(clerkOfAdvisor.size()))));
        return assign(actor, BulkKind.BY_ADVISOR, rest(store), new ToWhom.ByAdvisor(), now);
    }

    private static Chosen rest(UUID store) {
        return new Chosen.All(QueueFilter.of(QueueView.OPEN).in(store).assigned(new QueueFilter.Assigned.Nobody()));
    }

    private UUID assign(Actor actor, BulkKind kind, Chosen chosen, ToWhom to, Instant now) {
        var dealer = actor.dealerId();
        var stores = actor.storesFor(UseCase.ASSIGN_FOLLOW_UPS);
        var step = Ids.next();
        assignments.begin(dealer, step, kind, actor.staffId(), now);
        var taken = new LinkedHashMap<UUID, UUID>(); // contact -> the task by which it was chosen
        rows.of(Sight.within(actor, stores), chosen, now)
                .forEach(
                        it -> taken.putIfAbsent(it.task().contactId(), it.task().id()));
        var whom = whom(dealer, stores, to, now);
        var no = 0;
        var done = 0;
        var all = List.copyOf(taken.keySet());
        for (int from = 0; from < all.size(); from += BATCH) {
            var batch = all.subList(from, Math.min(all.size(), from + BATCH));
            var locked = assignments.lock(dealer, batch, now);
            var kept = new ArrayList<Assignments.Row>();
            var gifts = new HashMap<UUID, List<UUID>>();
            var back = new ArrayList<UUID>();
            for (var contact : batch) {
                var it = locked.get(contact);
                if (it == null) {
                    continue;
                }
                no++;
                var decided = decide(it, to, whom);
                if (decided.outcome() == BulkOutcome.DONE) {
                    done++;
                    decided.to()
                            .ifPresentOrElse(
                                    staff -> gifts.computeIfAbsent(staff, _ -> new ArrayList<>())
                                            .add(contact),
                                    () -> back.add(contact));
                }
                var task = taken.get(contact);
                kept.add(new Assignments.Row(
                        no, task == null ? contact : task, it.store(), decided.outcome(), it.assigned(), decided.to()));
            }
            gifts.forEach((staff, contacts) -> assignments.give(dealer, contacts, staff, now));
            if (!back.isEmpty()) {
                assignments.takeBack(dealer, back);
            }
            assignments.add(dealer, step, kept);
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.assign",
                "follow-up-step",
                step,
                Map.of("kind", kind.name(), "rows", Integer.toString(no), "done", Integer.toString(done))));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
        return step;
    }

    private record Decided(BulkOutcome outcome, Optional<UUID> to) {}

    private static Decided decide(Locked contact, ToWhom to, Function<Locked, Decided> whom) {
        if (contact.open() == 0) {
            return new Decided(BulkOutcome.FINISHED, Optional.empty());
        }
        if (contact.holder().isPresent() && !contact.holder().equals(contact.assigned())) {
            return new Decided(BulkOutcome.HELD, contact.holder());
        }
        if (to instanceof ToWhom.Nobody) {
            return contact.holder().isPresent()
                    ? new Decided(BulkOutcome.HELD, contact.holder())
                    : new Decided(contact.assigned().isEmpty() ? BulkOutcome.SAME : BulkOutcome.DONE, Optional.empty());
        }
        if (contact.textOnly() && !(to instanceof ToWhom.Clerk)) {
            return new Decided(BulkOutcome.NO_CALLS, Optional.empty());
        }
        var decided = whom.apply(contact);
        if (decided.outcome() != BulkOutcome.DONE) {
            return decided;
        }
        if (decided.to().equals(contact.assigned())) {
            return new Decided(BulkOutcome.SAME, decided.to());
        }
        return contact.holder().isPresent() ? new Decided(BulkOutcome.HELD, contact.holder()) : decided;
    }

    private Function<Locked, Decided> whom(int dealer, List<UUID> stores, ToWhom to, Instant now) {
        var callers = assignments.callers(dealer, stores);
        var away = away(dealer, stores, now);
        return switch (to) {
            case ToWhom.Nobody() -> _ -> new Decided(BulkOutcome.DONE, Optional.empty());
            case ToWhom.Clerk(var staff) -> it -> there(callers, away, it, staff);
            case ToWhom.InTurn(var staff) -> {
                var dealt = new Dealt(staff, assignments.loads(dealer, stores));
                yield it -> dealt.next(clerk -> there(callers, away, it, clerk).outcome() == BulkOutcome.DONE)
                        .map(clerk -> new Decided(BulkOutcome.DONE, Optional.of(clerk)))
                        .orElse(new Decided(
                                staff.stream().anyMatch(clerk -> calls(callers, it, clerk))
                                        ? BulkOutcome.AWAY
                                        : BulkOutcome.NOT_THERE,
                                Optional.empty()));
            }
            case ToWhom.ByAdvisor() -> {
                var pairings = assignments.pairings(dealer, stores);
                var loads = assignments.loads(dealer, stores);
                var covering = new HashMap<UUID, Dealt>(); // by absence
                yield it -> it.advisor()
                        .map(advisor -> pairings.get(new Assignments.Pair(it.store(), advisor)))
                        .map(clerk -> {
                            var absent = away.get(new Assignments.Pair(it.store(), clerk));
                            if (absent == null) {
                                return there(callers, away, it, clerk);
                            }
                            return covering.computeIfAbsent(absent.id(), _ -> new Dealt(absent.covers(), loads))
                                    .next(other ->
                                            there(callers, away, it, other).outcome() == BulkOutcome.DONE)
                                    .map(other -> new Decided(BulkOutcome.DONE, Optional.of(other)))
                                    .orElse(new Decided(BulkOutcome.AWAY, Optional.of(clerk)));
                        })
                        .orElse(new Decided(BulkOutcome.NO_PAIRING, Optional.empty()));
            }
        };
    }

    /** Who is away in which store now; of several absences the one that was named last. */
    private Map<Assignments.Pair, Absence> away(int dealer, List<UUID> stores, Instant now) {
        var away = new HashMap<Assignments.Pair, Absence>();
        absences.of(dealer, stores, now).stream()
                .filter(it -> it.holdsAt(now))
                .forEach(it -> away.put(new Assignments.Pair(it.store(), it.staff()), it));
        return away;
    }

    private static Decided there(
            Map<UUID, Set<UUID>> callers, Map<Assignments.Pair, Absence> away, Locked contact, UUID staff) {
        if (!calls(callers, contact, staff)) {
            return new Decided(BulkOutcome.NOT_THERE, Optional.empty());
        }
        return away.containsKey(new Assignments.Pair(contact.store(), staff)) // FU-19
                ? new Decided(BulkOutcome.AWAY, Optional.of(staff))
                : new Decided(BulkOutcome.DONE, Optional.of(staff));
    }

    private static boolean calls(Map<UUID, Set<UUID>> callers, Locked contact, UUID staff) {
        return callers.getOrDefault(contact.store(), Set.of()).contains(staff);
    }

    /**
     * Switches the special function on or off for a clerk: on, he sees only what is assigned to him there (FU-19).
     *
     * @throws org.opendcrc.shared.NotAllowed if he may not say so in that store
     * @throws NotFound if the clerk makes no calls there, or assigns there himself
     */
    public void restrict(Actor actor, UUID store, UUID clerk, boolean on, Instant now) {
        actor.require(UseCase.RESTRICT_FOLLOW_UPS, store);
        var dealer = actor.dealerId();
        if (on) {
            if (assignments.board(dealer, store, now).clerks().stream()
                    .noneMatch(it -> it.id().equals(clerk) && it.restrictable())) {
                throw new NotFound("clerk " + clerk);
            }
            assignments.restrict(dealer, store, clerk, actor.staffId(), now);
        } else {
            assignments.unrestrict(dealer, store, clerk);
        }
        events.publishEvent(Audited.by(
                actor,
                now,
                "follow-up.restrict",
                "login",
                clerk,
                Map.of("store", store.toString(), "assignedOnly", Boolean.toString(on))));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    /**
     * Who has how many calls of a store.
     *
     * @throws org.opendcrc.shared.NotAllowed if he has no business with assignments there
     */
    @Transactional(readOnly = true)
    public AssignmentBoard board(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.RESTRICT_FOLLOW_UPS, store);
        var dealer = actor.dealerId();
        var loads = assignments.board(dealer, store, now);
        return new AssignmentBoard(
                store,
                loads.clerks(),
                assignments.advisors(dealer, store, now),
                loads.rest(),
                loads.texts(),
                assignments.steps(dealer, List.of(store), Optional.empty(), STEPS_SHOWN));
    }

    /**
     * A step with its rows.
     *
     * @throws NotFound if there is none in his stores
     */
    @Transactional(readOnly = true)
    public BulkStep.File step(Actor actor, UUID step) {
        actor.require(UseCase.RESTRICT_FOLLOW_UPS);
        var stores = actor.storesFor(UseCase.RESTRICT_FOLLOW_UPS);
        var head = assignments.steps(actor.dealerId(), stores, Optional.of(step), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("step " + step));
        return new BulkStep.File(head, assignments.rows(actor.dealerId(), stores, step, ROWS_SHOWN));
    }
}
