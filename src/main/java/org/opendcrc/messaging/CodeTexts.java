package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts with a one-time code, to a number of which nobody knows yet whose it is. They go out as all texts do; no list shows them, no
 * letter follows them, and their words are taken away when the code has lost its worth.
 */
@Component
public class CodeTexts {

    /** What such a text is written for. */
    public static final String CAUSE = "phone-code";

    private static final String TAKEN_AWAY = "–";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    CodeTexts(JdbcClient jdbc, Outbox outbox, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.events = events;
    }

    /** Whether a text can leave this house at all (A31). */
    public boolean canBeSent() {
        return !outbox.channel(DealerContext.require()).equals("none");
    }

    /**
     * Writes the code into the outbox; part of the caller's transaction.
     *
     * @param cause for what, once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Written write(UUID store, String phone, String body, UUID cause, Instant at) {
        var dealer = DealerContext.require();
        Optional<Written.Refusal> refusal = TextRules.refusal(body, phone, TextClass.SERVICE, false);
        if (refusal.isPresent()) {
            return new Written.Refused(refusal.get());
        }
        var id = Ids.next();
        jdbc.sql("""
                        insert into messaging.text (dealer_id, id, store_id, phone, body, characters, class, cause, cause_id, state, written_at, urgency)
                        values (:dealer, :id, :store, :phone, :body, :characters, 'SERVICE', :what, :cause, 'QUEUED', :at, 1)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", store)
                .param("phone", phone)
                .param("body", body)
                .param("characters", TextRules.characters(body))
                .param("what", CAUSE)
                .param("cause", cause)
                .param("at", Timestamp.from(at))
                .update();
        events.publishEvent(new TextQueued(dealer, id));
        return new Written.Queued(id);
    }

    /** Takes the words away from codes of that moment or earlier; what became of them stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Instant before) {
        jdbc.sql("""
                        update messaging.text t
                           set body = :nothing,
                               phone = :nothing
                         where t.dealer_id = :dealer
                           and t.cause = :what
                           and t.written_at <= :before
                           and t.state not in ('QUEUED', 'CLAIMED', 'HANDED')
                           and t.body <> :nothing
                        """)
                .param("dealer", DealerContext.require())
                .param("what", CAUSE)
                .param("before", Timestamp.from(before))
                .param("nothing", TAKEN_AWAY)
                .update();
    }
}
