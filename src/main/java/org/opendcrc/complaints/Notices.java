package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.mail.Mail;
import org.opendcrc.mail.MailNotTaken;
import org.opendcrc.mail.MailOutbox;
import org.opendcrc.mail.MailSent;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.site.Messages;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Tells people outside of a crisis, a request for help or an escalation (CP-2, CP-17, CP-28): a mail in the transaction of its cause where there is
 * an address and a server, else a line that somebody has to call. No mail ends a step: only a person says that it is done. Neither the
 * customer's name nor his number goes out.
 */
@Component
class Notices {

    static final String MAIL = "complaints.notice";

    private final JdbcClient jdbc;
    private final Outsiders outsiders;
    private final MailOutbox mails;
    private final Complaints complaints;
    private final Stores stores;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    Notices(
            JdbcClient jdbc,
            Outsiders outsiders,
            MailOutbox mails,
            Complaints complaints,
            Stores stores,
            Messages messages,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.outsiders = outsiders;
        this.mails = mails;
        this.complaints = complaints;
        this.stores = stores;
        this.messages = messages;
        this.events = events;
    }

    /** What makes it necessary. */
    enum Cause {
        CRISIS,
        HELP,
        ESCALATION
    }

    /** Writes to everybody who is {@code role} today, or that somebody has to call. */
    void tell(int dealer, CaseFacts facts, OutsideRole role, Cause cause, String words, Instant now) {
        var store = stores.get(facts.storeId());
        var people = outsiders.of(dealer, facts.storeId(), role, day(now, store.zone()));
        if (people.isEmpty()) {
            call(dealer, facts, role, cause, Optional.empty(), "NO_CONTACT", now);
        }
        for (var him : people) {
            if (him.email().isEmpty()) {
                call(dealer, facts, role, cause, Optional.of(him), "NO_ADDRESS", now);
            } else if (!mails.isReady()) {
                call(dealer, facts, role, cause, Optional.of(him), "NO_SERVER", now);
            } else {
                var id = Ids.next();
                var msg = messages.in(Locale.CHINA);
                mails.write(
                        new Mail(
                                id,
                                MAIL,
                                him.email(),
                                msg.t("complaint.mail.subject." + cause, store.name(), facts.number()),
                                msg.t(
                                        "complaint.mail.body",
                                        him.name(),
                                        msg.t("complaint.mail.why." + cause),
                                        store.name(),
                                        facts.number(),
                                        msg.t("complaint.kind." + facts.kind()),
                                        msg.t("complaint.grade." + facts.grade()),
                                        moment(facts.receivedAt(), store.zone()),
                                        words.isBlank() ? "–" : words.strip(),
                                        moment(now, store.zone()))),
                        now);
                add(dealer, id, facts, role, cause, Optional.of(him), NoticeState.QUEUED, Optional.empty(), now);
                log(dealer, facts.id(), now, "mail-waits", him.name() + " <" + him.email() + ">");
            }
        }
    }

    private static LocalDate day(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate();
    }

    private static String moment(Instant at, ZoneId zone) {
        return at.atZone(zone)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString()
                .replace('T', ' ');
    }

    private void call(
            int dealer,
            CaseFacts facts,
            OutsideRole role,
            Cause cause,
            Optional<OutsideContact> him,
            String why,
            Instant now) {
        add(dealer, Ids.next(), facts, role, cause, him, NoticeState.CALL, Optional.of(why), now);
        log(
                dealer,
                facts.id(),
                now,
                "must-call." + role,
                him.map(it -> it.name() + " " + it.phone()).orElse(""));
    }

    private void add(
            int dealer,
            UUID id,
            CaseFacts facts,
            OutsideRole role,
            Cause cause,
            Optional<OutsideContact> him,
            NoticeState state,
            Optional<String> why,
            Instant now) {
        jdbc.sql("""
                        insert into complaints.notice (dealer_id, id, complaint_id, cause, role, outside_id, name, phone, email, at, state, trouble)
                        values (:dealer, :id, :complaint, :cause, :role, :him, :name, :phone, :email, :now, :state, :trouble)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("complaint", facts.id())
                .param("cause", cause.name())
                .param("role", role.name())
                .param("him", him.map(OutsideContact::id).orElse(null), Types.OTHER)
                .param("name", him.map(OutsideContact::name).orElse(""))
                .param("phone", him.map(OutsideContact::phone).orElse(""))
                .param("email", him.map(OutsideContact::email).orElse(""))
                .param("now", Timestamp.from(now))
                .param("state", state.name())
                .param("trouble", why.orElse(null), Types.VARCHAR)
                .update();
    }

    @ApplicationModuleListener
    void on(MailSent event) {
        if (event.cause().equals(MAIL)) {
            became(event.dealerId(), event.mailId(), NoticeState.SENT, "", event.at())
                    .ifPresent(it -> told(event.dealerId(), it, "mail-sent", "", event.at()));
        }
    }

    @ApplicationModuleListener
    void on(MailNotTaken event) {
        if (event.cause().equals(MAIL)) {
            became(event.dealerId(), event.mailId(), NoticeState.FAILED, event.trouble(), event.at())
                    .ifPresent(it -> told(event.dealerId(), it, "mail-failed", ": " + event.trouble(), event.at()));
        }
    }

    private record Known(UUID complaint, String to) {}

    /** Says how it went, unless that is known: one that has gone does not fail any more, and a second failure is no news. */
    private Optional<Known> became(int dealer, UUID id, NoticeState state, String trouble, Instant at) {
        return jdbc.sql("""
                        update complaints.notice n
                           set state = :state, sent_at = :sent, trouble = :trouble
                         where n.dealer_id = :dealer
                           and n.id = :id
                           and n.state not in ('SENT', 'CALL', :state)
                        returning n.complaint_id, n.name || ' <' || n.email || '>' as told
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", state.name())
                .param("sent", state == NoticeState.SENT ? Timestamp.from(at) : null, Types.TIMESTAMP)
                .param("trouble", trouble.isEmpty() ? null : trouble, Types.VARCHAR)
                .query((row, _) -> new Known(row.getObject("complaint_id", UUID.class), row.getString("told")))
                .optional();
    }

    private void told(int dealer, Known it, String what, String more, Instant at) {
        log(dealer, it.complaint(), at, what, it.to() + more);
        events.publishEvent(new Changed(dealer, Changed.COMPLAINTS));
    }

    private void log(int dealer, UUID complaint, Instant at, String what, String words) {
        complaints.log(
                dealer,
                complaint,
                at,
                at,
                Optional.empty(),
                what,
                words.isBlank() ? Optional.empty() : Optional.of(words.strip()));
    }
}
