package org.opendcrc.followups;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.springframework.stereotype.Component;

/** Reads what a store has decided about its calls. */
@Component
class Policies {

    private final Settings settings;

    Policies(Settings settings) {
        this.settings = settings;
    }

    /** Which of the dealer's own templates a store sends to whom nobody reached with such a call; empty for that of the house. */
    Optional<String> textOf(UUID store, CallKind kind) {
        return CallPolicySettings.text(kind, settings.of(store));
    }

    StoreRules of(UUID store, ZoneId zone) {
        return of(settings.of(store), zone);
    }

    /** What a store has decided, as it was read. */
    static StoreRules of(StoreSettings set, ZoneId zone) {
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
