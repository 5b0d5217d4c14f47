package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.springframework.stereotype.Component;

/** Until when a customer must have been contacted (CP-1). */
@Component
class FirstContactClock {

    private static final String BUSINESS = "BUSINESS";

    private final Settings settings;
    private final StoreCalendar calendar;

    FirstContactClock(Settings settings, StoreCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    Instant dueAt(UUID store, Instant receivedAt) {
        var set = settings.of(store);
        var time = Duration.ofMinutes(set.number(ComplaintSettings.FIRST_CONTACT_MINUTES));
        return set.text(ComplaintSettings.CLOCK).equals(BUSINESS) // A1
                ? calendar.afterBusiness(store, receivedAt, time)
                : calendar.afterElapsed(store, receivedAt, time);
    }
}
