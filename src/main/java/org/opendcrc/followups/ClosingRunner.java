package org.opendcrc.followups;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.Closing.LeftOut;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.organisation.Accesses;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes the next portion of an approved backlog. A portion is one transaction: calls, texts and what stands in the rows happen together or
 * not at all, so that a kill loses and doubles nothing. Each call is looked at anew; whom something speaks against now is left out.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ClosingRunner {

    private final Closings closings;
    private final Contacts contacts;
    private final LockedContacts locked;
    private final CallRecords records;
    private final Accesses accesses;
    private final Settings settings;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    ClosingRunner(
            Closings closings,
            Contacts contacts,
            LockedContacts locked,
            CallRecords records,
            Accesses accesses,
            Settings settings,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.closings = closings;
        this.contacts = contacts;
        this.locked = locked;
        this.records = records;
        this.accesses = accesses;
        this.settings = settings;
        this.outbox = outbox;
        this.events = events;
    }

    /** The next portion of a running closing, which is locked. */
    public void portion(int dealer, Closings.Held it, Instant now) {
        var approver = accesses.ofStaff(it.approvedBy().orElseThrow())
                .map(org.opendcrc.organisation.Access::actor)
                .filter(who -> who.may(UseCase.TEXT_FOLLOW_UPS_IN_BULK, it.store()));
        if (approver.isEmpty()) { // nobody answers for it any more
            closings.end(dealer, it.id(), Closing.State.STOPPED, Optional.empty(), now);
            events.publishEvent(
                    Audited.bySystem(dealer, now, "follow-up.closing-stopped", "follow-up-closing", it.id(), Map.of()));
            return;
        }
        var hour = outbox.goesAt(it.store(), TextClass.SERVICE, now);
        if (hour.isAfter(now)) { // 9.2: not at night, and nothing waits where it cannot be stopped
            closings.goOnAt(dealer, it.id(), hour);
            return;
        }
        var tasks = closings.ready(dealer, it.id(), it.perPortion());
        var before = closings.now(dealer, tasks);
        contacts.lockAll(
                dealer,
                before.values().stream().map(ClosingRules.Candidate::contact).toList());
        var present = closings.now(dealer, tasks);
        var policies = new HashMap<CallKind, CallPolicy>();
        var set = settings.of(it.store());
        var atLeast = set.number(FollowUpSettings.CLOSING_ATTEMPTS);
        var taken = new HashSet<UUID>();
        int done = 0;
        for (var task : tasks) {
            var candidate = present.get(task);
            if (candidate == null) {
                throw new IllegalStateException("call " + task + " of a closing is no more");
            }
            var required = policies.computeIfAbsent(candidate.kind(), kind -> CallPolicySettings.read(kind, set))
                    .required();
            var why = ClosingRules.leftOut(candidate, required, atLeast, taken, now)
                    .or(() -> close(approver.get(), candidate, now));
            if (why.isPresent()) {
                closings.leftOut(dealer, it.id(), task, why.get(), now);
                continue;
            }
            taken.add(candidate.customer());
            closings.texted(dealer, it.id(), task, candidate.state(), now);
            done++;
        }
        if (closings.ready(dealer, it.id(), 1).isEmpty()) {
            closings.end(dealer, it.id(), Closing.State.DONE, Optional.empty(), now);
        } else {
            closings.goOnAt(dealer, it.id(), now.plus(Duration.ofMinutes(it.pause())));
        }
        events.publishEvent(Audited.by(
                approver.get(),
                now,
                "follow-up.closing-portion",
                "follow-up-closing",
                it.id(),
                Map.of("calls", Integer.toString(tasks.size()), "texts", Integer.toString(done))));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    /** Closes one; a call that ended with another one of this portion is found finished here. */
    private Optional<LeftOut> close(Actor actor, ClosingRules.Candidate candidate, Instant now) {
        try {
            var contact = locked.open(actor, candidate.task());
            return switch (contact.decides().closeByText(candidate.task(), CallRecords.recording(actor, now))) {
                case Decision.Refused(var why) -> Optional.of(leftOut(why));
                case Decision.Decided decided ->
                    records.keep(actor, contact, decided, now) instanceof Recorded.EndsInLetter
                            ? Optional.of(LeftOut.LETTER) // A30
                            : Optional.empty();
            };
        } catch (NotFound e) {
            return Optional.of(LeftOut.FINISHED); // it is in no store of his any more
        }
    }

    private static LeftOut leftOut(Refusal why) {
        return switch (why) {
            case Refusal.HeldBy _ -> LeftOut.IN_A_CALL;
            case Refusal.TooFewAttempts _ -> LeftOut.TOO_FEW_TRIES;
            case Refusal _ -> LeftOut.FINISHED;
        };
    }
}
