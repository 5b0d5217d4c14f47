package org.opendcrc.customers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What customers agree to and take back (A34). Each word is kept as it was heard; the one in force stands on the customer and counts
 * from the same moment on in every list and before every text. To take back is as easy as to agree: it needs no evidence.
 */
@Component
@Transactional
public class Consents {

    /** The longest note. */
    static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final ApplicationEventPublisher events;

    Consents(JdbcClient jdbc, Customers customers, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.events = events;
    }

    /** To what he may agree. */
    public enum Purpose {
        /** Being called at all; taken back it is 免打扰. */
        CALLS,
        /** Commercial text messages. */
        TEXTS,
        /** Being asked how satisfied he is. */
        SURVEYS
    }

    /** How he said it. */
    public enum Channel {
        PHONE,
        IN_PERSON,
        WRITTEN,
        MESSAGE
    }

    /**
     * What somebody heard.
     *
     * @param given false: he took it back
     * @param evidence what he said or signed, and where it is kept
     */
    public record Said(Purpose purpose, boolean given, Channel channel, Optional<String> evidence) {

        public Said {
            evidence = evidence.map(String::strip).filter(it -> !it.isEmpty());
        }
    }

    /** What became of it. */
    public sealed interface Answer {
        record Recorded() implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /** Why it was not recorded. */
    public enum Refusal {
        /** An agreement to texts or surveys that nobody could show later. */
        EVIDENCE_MISSING("customer.consent.refused.evidence"),
        EVIDENCE_TOO_LONG("customer.consent.refused.long");

        private final String key;

        Refusal(String key) {
            this.key = key;
        }

        public Sentence sentence() {
            return Sentence.of(key, LONGEST);
        }
    }

    /**
     * Records what a customer said; it counts at once.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not
     * @throws NotFound if the dealer has no such customer
     */
    public Answer record(Actor actor, UUID id, Said said, Instant at) {
        actor.require(UseCase.SET_DO_NOT_DISTURB);
        var customer = customers.find(id).orElseThrow(() -> new NotFound("customer " + id));
        if (said.given() && said.purpose() != Purpose.CALLS && said.evidence().isEmpty()) {
            return new Answer.Refused(Refusal.EVIDENCE_MISSING);
        }
        if (said.evidence().filter(it -> it.length() > LONGEST).isPresent()) {
            return new Answer.Refused(Refusal.EVIDENCE_TOO_LONG);
        }
        if (said.purpose() == Purpose.CALLS) {
            customers.setDoNotDisturb(actor, customer.id(), !said.given(), said.evidence(), at);
        } else {
            putInForce(actor.dealerId(), customer.id(), said, at);
        }
        keep(actor.dealerId(), Optional.of(actor.staffId()), customer.id(), said, at);
        if (said.purpose() != Purpose.CALLS) { // of calls it was told already
            events.publishEvent(Audited.by(
                    actor,
                    at,
                    said.given() ? "consent-given" : "consent-withdrawn",
                    "customer",
                    customer.id(),
                    Map.of(
                            "purpose",
                            said.purpose().name(),
                            "channel",
                            said.channel().name())));
        }
        return new Answer.Recorded();
    }

    /**
     * Takes back the consent to commercial texts of everybody who has that number, because he answered so; it counts at once.
     *
     * @param phone E.164
     * @param words as they came
     * @return who that is
     */
    public List<UUID> refusedByMessage(String phone, String words, Instant at) {
        var dealer = DealerContext.require();
        var all = jdbc.sql("""
                        select distinct p.customer_id
                          from customers.phone p
                         where p.dealer_id = :dealer
                           and p.e164 = :phone
                         order by p.customer_id
                        """)
                .param("dealer", dealer)
                .param("phone", phone)
                .query(UUID.class)
                .list();
        var said = new Said(
                Purpose.TEXTS,
                false,
                Channel.MESSAGE,
                Optional.of(words.length() > LONGEST ? words.substring(0, LONGEST) : words));
        for (var customer : all) {
            putInForce(dealer, customer, said, at);
            keep(dealer, Optional.empty(), customer, said, at);
            events.publishEvent(Audited.bySystem(
                    dealer,
                    at,
                    "consent-withdrawn",
                    "customer",
                    customer,
                    Map.of("purpose", Purpose.TEXTS.name(), "channel", Channel.MESSAGE.name())));
        }
        return all;
    }

    private void putInForce(int dealer, UUID customer, Said said, Instant at) {
        jdbc.sql("""
                        update customers.customer c
                           set sms_consent = case when :purpose = 'TEXTS' then :given else c.sms_consent end,
                               survey_consent = case when :purpose = 'SURVEYS' then :given else c.survey_consent end,
                               changed_at = :at,
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", customer)
                .param("purpose", said.purpose().name())
                .param("given", said.given())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void keep(int dealer, Optional<UUID> staff, UUID customer, Said said, Instant at) {
        jdbc.sql("""
                        insert into customers.consent (dealer_id, id, customer_id, purpose, given, channel, evidence, said_at, staff_id)
                        values (:dealer, :id, :customer, :purpose, :given, :channel, :evidence, :at, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("customer", customer)
                .param("purpose", said.purpose().name())
                .param("given", said.given())
                .param("channel", said.channel().name())
                .param("evidence", said.evidence().orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("staff", staff.orElse(null))
                .update();
    }
}
