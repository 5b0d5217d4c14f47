package org.opendcrc.followups;

import java.util.Arrays;
import java.util.List;
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
    /** For calls at an hour: in how many minutes a failed attempt is followed by the next. */
    PAUSE_MINUTES,
    UNREACHED,
    CLAIM_MINUTES,
    /** What the clerk says first; words with fields between braces. */
    OPENING,
    /** Which template goes out when nobody was reached. */
    TEXT;

    private static final List<PolicyField> BY_DAYS =
            Arrays.stream(values()).filter(it -> it != PAUSE_MINUTES).toList();
    /** What is said and written there goes by the appointment. */
    private static final List<PolicyField> ABOUT_AN_APPOINTMENT =
            BY_DAYS.stream().filter(it -> it != OPENING && it != TEXT).toList();

    private static final List<PolicyField> AT_AN_HOUR = List.of(ATTEMPTS, PAUSE_MINUTES, UNREACHED, CLAIM_MINUTES);

    /** What can be decided about a kind: days and dayparts mean nothing where the hour is the appointment's. */
    static List<PolicyField> offered(CallKind kind) {
        if (kind.isAtAnHour()) {
            return AT_AN_HOUR;
        }
        return kind.answers().isEmpty() ? BY_DAYS : ABOUT_AN_APPOINTMENT;
    }

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
            case PAUSE_MINUTES -> all.pauseMinutes();
            case UNREACHED -> all.unreached();
            case CLAIM_MINUTES -> all.claimMinutes();
            case OPENING -> all.opening();
            case TEXT -> all.text();
        };
    }

    /** The kind and field that a setting's key belongs to. */
    static Optional<OfKind> named(String key) {
        return Arrays.stream(CallKind.values())
                .flatMap(kind -> offered(kind).stream().map(field -> new OfKind(kind, field)))
                .filter(it -> it.field().of(it.kind()).key().equals(key))
                .findFirst();
    }

    record OfKind(CallKind kind, PolicyField field) {}
}
