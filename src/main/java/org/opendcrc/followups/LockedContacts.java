package org.opendcrc.followups;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.Customers;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;

/** Opens the contact of a task for a decision: locks it, then reads everything on which the decision rests. */
@Component
class LockedContacts {

    private final Contacts contacts;
    private final Policies policies;
    private final Customers customers;

    LockedContacts(Contacts contacts, Policies policies, Customers customers) {
        this.contacts = contacts;
        this.policies = policies;
        this.customers = customers;
    }

    /** The contact that decides, and to whom it belongs. */
    record Opened(Contact decides, UUID storeId, UUID customerId, Optional<UUID> vehicleId) {}

    /**
     * Opens it for a person who makes calls in its store.
     *
     * @throws NotFound if there is no such task in a store whose queue he may see, or if it is not for him (FU-19)
     * @throws org.opendcrc.shared.NotAllowed if he may see it but makes no calls there
     */
    Opened open(Actor actor, UUID task) {
        var dealer = actor.dealerId();
        var head = contacts.lock(Sight.within(actor, actor.storesFor(UseCase.OPEN_FOLLOW_UPS)), task)
                .orElseThrow(() -> new NotFound("follow-up " + task));
        var own = head.forStaff().equals(Optional.of(actor.staffId()));
        actor.require(own ? UseCase.MAKE_OWN_CALLS : UseCase.MAKE_FOLLOW_UP_CALLS, head.storeId()); // AP-17
        var file = customers.file(head.customerId());
        var good = file.phones().stream()
                .filter(it -> it.wrongSince().isEmpty())
                .map(it -> it.number().value())
                .toList();
        var contact = new Contact(
                head.id(),
                policies.of(head.storeId(), head.zone()),
                file.customer().dnd(),
                head.claim(),
                head.promisedAt(),
                head.notBefore(),
                good,
                contacts.tasks(dealer, head.id(), task, head.zone()));
        return new Opened(contact, head.storeId(), file.customer().id(), head.vehicleId());
    }
}
