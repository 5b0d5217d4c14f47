package org.opendcrc.workbench;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everything about a customer on one page. He and his cars belong to the dealer, so whoever may read customers sees them; calls,
 * complaints and texts are shown to those who may see them, of the stores in which they may.
 */
@Service
@Transactional(readOnly = true)
public class CustomerDesk {

    private final CustomerReader reader;

    CustomerDesk(CustomerReader reader) {
        this.reader = reader;
    }

    /**
     * The customer with his cars, figures and a part of his history: four statements.
     *
     * @param limit how many happenings at most
     * @throws org.opendcrc.shared.NotAllowed if the person may not read customers, or not the kind of history that he asks for
     * @throws NotFound if the dealer has no such customer
     */
    public CustomerFile file(Actor actor, UUID customer, StoryWanted wanted, int limit, Instant now) {
        actor.require(UseCase.READ_CUSTOMERS);
        wanted.kind().ifPresent(it -> actor.require(it.right()));
        var sight = CustomerSight.of(actor);
        var card = reader.card(sight, customer).orElseThrow(() -> new NotFound("customer " + customer));
        var yearAgo = now.atZone(card.zone())
                .toLocalDate()
                .minusMonths(12)
                .atStartOfDay(card.zone())
                .toInstant();
        return new CustomerFile(
                card,
                reader.cars(sight, card.id()),
                reader.figures(sight, card.id(), wanted.vehicle(), yearAgo, now),
                reader.story(sight, card.id(), wanted, card.zone(), limit));
    }

    /**
     * A part of a customer's history.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not read customers, or not the kind of history that he asks for
     * @throws NotFound if the dealer has no such customer
     */
    public StoryPage story(Actor actor, UUID customer, StoryWanted wanted, int limit) {
        actor.require(UseCase.READ_CUSTOMERS);
        wanted.kind().ifPresent(it -> actor.require(it.right()));
        var sight = CustomerSight.of(actor);
        var card = reader.card(sight, customer).orElseThrow(() -> new NotFound("customer " + customer));
        return reader.story(sight, card.id(), wanted, card.zone(), limit);
    }
}
