package org.opendcrc.followups;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/**
 * The policy of each kind of call as settings of a store, which a page of their own explains: what applies to the kind. The keys of
 * a kind begin with its prefix: {@code follow-up.attempts}, {@code warranty-call.attempts}.
 */
@Component
class CallPolicySettings implements SettingSource {

    /** Where the page stands. */
    static final String PAGE = "/administration/calls";

    private static final Map<CallKind, Of> ALL = new EnumMap<>(CallKind.class);

    static {
        for (var kind : CallKind.values()) {
            ALL.put(kind, define(kind));
        }
    }

    /** The settings of one kind: how it is tried, what is said and written; those that do not apply to it are offered nowhere. */
    record Of(
            SettingDefinition attempts,
            SettingDefinition dayparts,
            SettingDefinition distinct,
            SettingDefinition daysBetween,
            SettingDefinition firstDay,
            SettingDefinition windowDays,
            SettingDefinition fadedDays,
            SettingDefinition unreached,
            SettingDefinition claimMinutes,
            SettingDefinition pauseMinutes,
            SettingDefinition opening,
            SettingDefinition text) {}

    /** Those that apply to a kind. */
    static Stream<SettingDefinition> offered(CallKind kind) {
        return PolicyField.offered(kind).stream().map(it -> it.of(kind));
    }

    private static Of define(CallKind kind) {
        var it = kind.handbook();
        var prefix = kind.prefix();
        var own = kind != CallKind.SERVICE; // what had a key before keeps it
        return new Of(
                own ? number(prefix + ".attempts", "FU-7", it.attempts(), 1, 4) : FollowUpSettings.ATTEMPTS,
                SettingDefinition.text(prefix + ".dayparts", "A25", words(it.dayparts())),
                SettingDefinition.flag(prefix + ".distinct-dayparts", "A25", it.distinct()),
                number(prefix + ".days-between", "A25", it.daysBetween(), 0, 14),
                number(prefix + ".first-day", kind == CallKind.SERVICE ? "FU-15" : kind.rule(), it.firstDay(), 0, 30),
                own
                        ? number(prefix + ".window-days", kind.rule(), it.windowDays(), 1, 30)
                        : FollowUpSettings.WINDOW_DAYS,
                own ? number(prefix + ".faded-days", "FU-2", it.fadedDays(), 1, 60) : FollowUpSettings.FADE_DAYS,
                SettingDefinition.text(
                        prefix + ".unreached", "A30", it.unreached().name()),
                own
                        ? number(prefix + ".claim-minutes", "FU-6", it.claimMinutes(), 5, 240)
                        : FollowUpSettings.CLAIM_MINUTES,
                number(prefix + ".pause-minutes", kind.rule(), it.pauseMinutes(), 5, 1440),
                SettingDefinition.text(prefix + ".opening", "FU-20", ""),
                SettingDefinition.text(prefix + ".text", "FU-7", ""));
    }

    private static SettingDefinition number(String key, String rule, int standard, int from, int to) {
        return SettingDefinition.number(key, rule, standard, from, to);
    }

    static Of of(CallKind kind) {
        return Objects.requireNonNull(ALL.get(kind));
    }

    /** Those that no other source declares. */
    @Override
    public List<SettingDefinition> settings() {
        return Arrays.stream(CallKind.values())
                .flatMap(CallPolicySettings::offered)
                .filter(it -> !FollowUpSettings.ALL.contains(it))
                .toList();
    }

    @Override
    public Optional<String> ownPage() {
        return Optional.of(PAGE);
    }

    /** What a store has decided about one kind. Nonsense that a program wrote is read as the handbook's value. */
    static CallPolicy read(CallKind kind, StoreSettings set) {
        var own = of(kind);
        var windowDays = set.number(own.windowDays());
        return new CallPolicy(
                kind,
                set.number(own.attempts()),
                dayparts(set.text(own.dayparts())).orElse(kind.handbook().dayparts()),
                set.flag(own.distinct()),
                set.number(own.daysBetween()),
                Math.min(set.number(own.firstDay()), windowDays),
                windowDays,
                set.number(own.fadedDays()),
                unreached(set.text(own.unreached())).orElse(kind.handbook().unreached()),
                Duration.ofMinutes(set.number(own.claimMinutes())),
                Duration.ofMinutes(set.number(own.pauseMinutes())));
    }

    /** With which words a store opens such a call; empty for those of the house (FU-20, FU-27). */
    static Optional<String> opening(CallKind kind, StoreSettings set) {
        return Optional.of(set.text(of(kind).opening())).filter(it -> !it.isBlank());
    }

    /** Which of the dealer's own templates is sent to whom nobody reached; empty for that of the house (FU-7). */
    static Optional<String> text(CallKind kind, StoreSettings set) {
        return Optional.of(set.text(of(kind).text())).filter(it -> !it.isBlank());
    }

    /** Dayparts as the database has them: their names in the order of the day, a blank between two. */
    static String words(Collection<Daypart> dayparts) {
        return dayparts.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    /** The way back; empty if there is none, or a word that is no daypart. */
    static Optional<Set<Daypart>> dayparts(String words) {
        var found = EnumSet.noneOf(Daypart.class);
        for (var word : words.strip().split("\\s+", -1)) {
            var daypart = Arrays.stream(Daypart.values())
                    .filter(it -> it.name().equals(word))
                    .findFirst();
            if (daypart.isEmpty()) {
                return Optional.empty();
            }
            found.add(daypart.get());
        }
        return Optional.of(found);
    }

    static Optional<WhenUnreached> unreached(String word) {
        return Arrays.stream(WhenUnreached.values())
                .filter(it -> it.name().equals(word))
                .findFirst();
    }
}
