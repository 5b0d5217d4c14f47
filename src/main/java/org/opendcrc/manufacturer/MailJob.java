package org.opendcrc.manufacturer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sends the reports that wait (CP-14: mail preferred). A mail that the server does not take is tried again after a minute, five, half an hour, two
 * hours and twelve; then a person has to look. It may go twice if the machine stops between the server's word and ours, and carries its number.
 */
@Component
class MailJob implements Job {

    private static final List<Duration> LATER = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));
    private static final int AT_ONCE = 20;
    private static final int LONGEST = 500;

    private final Dealers dealers;
    private final OemReports reports;
    private final MailRoom room;
    private final ApplicationEventPublisher events;

    MailJob(Dealers dealers, OemReports reports, MailRoom room, ApplicationEventPublisher events) {
        this.dealers = dealers;
        this.reports = reports;
        this.room = room;
        this.events = events;
    }

    @Override
    public String name() {
        return "manufacturer.mail";
    }

    @Override
    public Instant nextDue(Instant after) {
        if (!room.isReady()) {
            return Instant.MAX;
        }
        var owed = new ArrayList<Instant>();
        dealers.forEach(dealer -> reports.earliest(dealer).ifPresent(owed::add));
        return owed.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        if (room.isReady()) {
            dealers.forEach(dealer -> send(dealer, due));
        }
    }

    private void send(int dealer, Instant due) {
        for (var mail : reports.due(dealer, due, AT_ONCE)) {
            try {
                room.send(mail);
                reports.sent(dealer, mail.id(), due);
            } catch (MailRoom.NotTaken e) {
                var trouble = String.valueOf(e.getMessage());
                reports.failed(
                        dealer,
                        mail.id(),
                        trouble.length() > LONGEST ? trouble.substring(0, LONGEST) : trouble,
                        mail.tries() < LATER.size() ? Optional.of(LATER.get(mail.tries())) : Optional.empty(),
                        due);
            }
            events.publishEvent(new Changed(dealer, ManufacturerDesk.TOPIC));
        }
    }
}
