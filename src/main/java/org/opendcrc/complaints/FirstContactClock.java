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

    /** From receipt, not from recording (CP-1). */
    AlarmPlan plan(UUID store, Instant receivedAt) {
        var set = settings.of(store);
        var days = calendar.of(store);
        var times = new AlarmPlan.Times(
                Duration.ofMinutes(set.number(ComplaintSettings.FIRST_CONTACT_MINUTES)),
                Duration.ofMinutes(set.number(ComplaintSettings.WARNING_MINUTES)),
                Duration.ofMinutes(set.number(ComplaintSettings.ALARM_STEP_MINUTES)));
        return AlarmPlan.of(
                receivedAt,
                times,
                set.text(ComplaintSettings.CLOCK).equals(BUSINESS) // A1
                        ? days::afterBusiness
                        : days::afterElapsed);
    }
}
