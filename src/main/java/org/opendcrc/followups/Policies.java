package org.opendcrc.followups;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.springframework.stereotype.Component;

/** Reads what a store has decided about its calls. */
@Component
class Policies {

    private final Settings settings;

    Policies(Settings settings) {
        this.settings = settings;
    }

    StoreRules of(UUID store, ZoneId zone) {
        var set = settings.of(store);
        var policies = new EnumMap<CallKind, CallPolicy>(CallKind.class);
        for (var kind : CallKind.values()) {
            policies.put(kind, CallPolicySettings.read(kind, set));
        }
        return new StoreRules(
                zone,
                StoreCalendar.dayparts(set),
                set.number(FollowUpSettings.LINK_DAYS),
                set.number(FollowUpSettings.SCRIPT_KM),
                policies);
    }
}
