package org.opendcrc.followups;

import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.springframework.stereotype.Component;

/** Reads what a store has decided about its follow-up calls. */
@Component
class Policies {

    private final Settings settings;

    Policies(Settings settings) {
        this.settings = settings;
    }

    CallPolicy of(UUID store, ZoneId zone) {
        var set = settings.of(store);
        return new CallPolicy(
                zone,
                StoreCalendar.dayparts(set),
                set.number(FollowUpSettings.ATTEMPTS),
                set.number(FollowUpSettings.LINK_DAYS),
                Duration.ofMinutes(set.number(FollowUpSettings.CLAIM_MINUTES)),
                set.number(FollowUpSettings.SCRIPT_KM));
    }
}
