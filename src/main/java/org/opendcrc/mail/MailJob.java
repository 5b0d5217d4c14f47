package org.opendcrc.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that wait, each in a transaction of its own. One that the server does not take is tried again after a minute, five, half an hour,
 * two hours and twelve; then a person has to look. It may go twice if the machine stops between the server's word and ours, and carries its number.
 */
@Component
class MailJob implements Job {

    static final List<Duration> LATER = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));
    private static final int LONGEST = 500;

    private final Dealers dealers;
    private final Mails mails;
    private final MailRoom room;
    private final ApplicationEventPublisher events;

    MailJob(Dealers dealers, Mails mails, MailRoom room, ApplicationEventPublisher events) {
        this.dealers = dealers;
        this.mails = mails;
        this.room = room;
        this.events = events;
    }

    @Override
    public String name() {
        return "mail.send";
    }

    @Override
    public Instant nextDue(Instant after) {
        return room.isReady() ? dealers.earliest(mails::earliest) : Instant.MAX;
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        if (!room.isReady()) {
            return;
        }
        var more = new AtomicBoolean(true);
        while (more.getAndSet(false)) { // what failed is due later, so this ends
            dealers.forEach(dealer -> mails.next(dealer, due).ifPresent(it -> {
                more.set(true);
                send(dealer, it, due);
            }));
        }
    }

    private void send(int dealer, Mails.Due it, Instant due) {
        var mail = it.mail();
        try {
            room.send(mail);
            mails.sent(dealer, mail.id(), due);
            events.publishEvent(new MailSent(dealer, mail.id(), mail.cause(), due));
        } catch (MailRoom.NotTaken e) {
            var said = String.valueOf(e.getMessage());
            var trouble = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
            var again = it.tries() < LATER.size()
                    ? Optional.of(due.plus(LATER.get(it.tries())))
                    : Optional.<Instant>empty();
            mails.failed(dealer, mail.id(), trouble, again);
            events.publishEvent(
                    new MailNotTaken(dealer, mail.id(), mail.cause(), trouble, it.tries() + 1, again.isEmpty(), due));
        }
    }
}
