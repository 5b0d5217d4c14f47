package org.opendcrc.followups;

import java.util.Arrays;
import java.util.Optional;
import org.opendcrc.shared.SettingDefinition;

/** What a store decides about each kind of call, in the order in which its page shows it. */
public enum PolicyField {
    FIRST_DAY,
    WINDOW_DAYS,
    FADED_DAYS,
    ATTEMPTS,
    DAYPARTS,
    DISTINCT,
    DAYS_BETWEEN,
    UNREACHED,
    CLAIM_MINUTES,
    /** What the clerk says first; words with fields between braces. */
    OPENING,
    /** Which template goes out when nobody was reached. */
    TEXT;

    SettingDefinition of(CallKind kind) {
        var all = CallPolicySettings.of(kind);
        return switch (this) {
            case FIRST_DAY -> all.firstDay();
            case WINDOW_DAYS -> all.windowDays();
            case FADED_DAYS -> all.fadedDays();
            case ATTEMPTS -> all.attempts();
            case DAYPARTS -> all.dayparts();
            case DISTINCT -> all.distinct();
            case DAYS_BETWEEN -> all.daysBetween();
            case UNREACHED -> all.unreached();
            case CLAIM_MINUTES -> all.claimMinutes();
            case OPENING -> all.opening();
            case TEXT -> all.text();
        };
    }

    /** The kind and field that a setting's key belongs to. */
    static Optional<OfKind> named(String key) {
        return Arrays.stream(CallKind.values())
                .flatMap(kind -> Arrays.stream(values()).map(field -> new OfKind(kind, field)))
                .filter(it -> it.field().of(it.kind()).key().equals(key))
                .findFirst();
    }

    record OfKind(CallKind kind, PolicyField field) {}
}
