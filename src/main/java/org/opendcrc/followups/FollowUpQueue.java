package org.opendcrc.followups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who calls whom now: hands contacts out, each into one hand only. */
@Service
@Transactional
public class FollowUpQueue {

    private final Contacts contacts;
    private final LockedContacts locked;
    private final StoreCalendar calendar;
    private final Settings settings;
    private final ApplicationEventPublisher events;

    FollowUpQueue(
            Contacts contacts,
            LockedContacts locked,
            StoreCalendar calendar,
            Settings settings,
            ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.locked = locked;
        this.calendar = calendar;
        this.settings = settings;
        this.events = events;
    }

    /**
     * The call that this clerk makes next: the one that he already has in his hand, else a further one.
     *
     * @param only a store to which he confines himself; what he has in his hand comes first wherever it is
     * @throws org.opendcrc.shared.NotAllowed if he makes no follow-up calls
     */
    public Claimed claimNext(Actor actor, Optional<UUID> only, Instant now) {
        actor.require(UseCase.MAKE_OWN_CALLS);
        var stores = actor.storesFor(UseCase.MAKE_OWN_CALLS);
        var held = contacts.heldBy(actor.dealerId(), actor.staffId(), stores, now);
        return held.map(it -> taken(actor, it.contact(), it.until(), now))
                .orElseGet(() -> claimAnother(actor, only, now));
    }

    /**
     * Takes a further contact, whatever the clerk has in his hand. However many ask at once, each gets another one.
     *
     * @param only a store to which he confines himself
     * @throws org.opendcrc.shared.NotAllowed if he makes no follow-up calls there
     */
    public Claimed claimAnother(Actor actor, Optional<UUID> only, Instant now) {
        if (only.isPresent()) {
            actor.require(UseCase.MAKE_OWN_CALLS, only.get());
        } else {
            actor.require(UseCase.MAKE_OWN_CALLS);
        }
        var stores = only.map(List::of).orElseGet(() -> actor.storesFor(UseCase.MAKE_OWN_CALLS));
        var dayparts = new ArrayList<Integer>();
        stores.forEach(it ->
                dayparts.add(calendar.daypart(it, now).map(DaypartBits::of).orElse(0)));
        // One statement chooses among all his stores, so one length of claim must do for them.
        var until = now.plusSeconds(60L * settings.of(stores.getFirst()).number(FollowUpSettings.CLAIM_MINUTES));
        return contacts.claimNext(Sight.toCall(actor, stores), dayparts, now, until)
                .map(it -> {
                    tell(actor);
                    return taken(actor, it, until, now);
                })
                .orElseGet(Claimed.NothingToCall::new);
    }

    /**
     * Opens a particular call, whatever its turn, or renews the claim on it.
     *
     * @throws NotFound if there is no such task in a store where he may see the queue
     * @throws org.opendcrc.shared.NotAllowed if he makes no follow-up calls there
     */
    public Claimed claim(Actor actor, UUID task, Instant now) {
        var contact = locked.open(actor, task);
        var obstacle = contact.decides().obstacleToClaim(task, actor.staffId(), now);
        if (obstacle.isPresent()) {
            return new Claimed.Refused(obstacle.get());
        }
        var until = now.plus(contact.decides().claimLength(task));
        contacts.claim(actor.dealerId(), contact.decides().id(), actor.staffId(), until, now);
        tell(actor);
        return new Claimed.Held(contact.decides().id(), task, until);
    }

    /**
     * Gives a call back; twice is harmless, and what somebody else has in his hand stays there.
     *
     * @throws NotFound if there is no such task in a store where he may see the queue
     */
    public void release(Actor actor, UUID task) {
        var contact = locked.open(actor, task);
        contacts.release(actor.dealerId(), contact.decides().id(), actor.staffId());
        tell(actor);
    }

    /** Who has what in his hand is shown on lists of others. */
    private void tell(Actor actor) {
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
    }

    private Claimed taken(Actor actor, UUID contact, Instant until, Instant now) {
        var task = contacts.calledTask(actor.dealerId(), contact, actor.staffId(), now)
                .orElseThrow(() -> new IllegalStateException("contact " + contact + " is open without an open task"));
        return new Claimed.Held(contact, task, until);
    }
}
