package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.organisation.SettingChange;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.SettingsDesk.Change;
import org.opendcrc.questionnaires.OpeningWords;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a store says how it tries to reach its customers, for each kind of call, and reads what the handbook says and what the way it
 * goes has brought. A change counts for all attempts from now on, of calls that are owed already, too; their windows stay.
 */
@Service
public class CallPolicyDesk {

    private final SettingsDesk desk;
    private final Settings settings;
    private final OwedTasks tasks;
    private final Contacts contacts;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    CallPolicyDesk(
            SettingsDesk desk, Settings settings, OwedTasks tasks, Contacts contacts, Outbox outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.desk = desk;
        this.settings = settings;
        this.tasks = tasks;
        this.contacts = contacts;
        this.jdbc = jdbc;
    }

    /**
     * What a store has decided about one kind.
     *
     * @param lastAttemptOn the day, counted from the day of what happened, on which the last attempt can count at the earliest
     * @param windowDays the last day of the window, counted alike
     */
    public record Sheet(
            CallKind kind, int required, int lastAttemptOn, int windowDays, List<Line> lines, LastMonth lastMonth) {

        public Sheet {
            lines = List.copyOf(lines);
        }
    }

    /** One decision; {@code change} is empty where it is the handbook's. */
    public record Line(PolicyField field, SettingDefinition definition, String value, Optional<Change> change) {}

    /**
     * What became of the calls that ended in the last full month of the store.
     *
     * @param answeredAfter how many were answered after so many failed attempts; the first stands for none
     * @param texted how many ended in a text
     * @param notReached how many were not reached, not by a text either, or had no good number
     */
    public record LastMonth(YearMonth month, List<Integer> answeredAfter, int texted, int notReached) {

        public LastMonth {
            answeredAfter = List.copyOf(answeredAfter);
        }

        public int answered() {
            return answeredAfter.stream().mapToInt(Integer::intValue).sum();
        }

        public int ended() {
            return answered() + texted + notReached;
        }
    }

    private record Ended(CallKind kind, TaskState state, int attempts, int count) {}

    /**
     * The kinds of a store.
     *
     * @param zone the store's
     * @throws org.opendcrc.shared.NotAllowed if the person may not see its settings
     */
    @Transactional(readOnly = true)
    public List<Sheet> of(Actor actor, UUID store, ZoneId zone, Instant now) {
        var definitions = Arrays.stream(CallKind.values())
                .flatMap(CallPolicySettings::offered)
                .toList();
        var set = desk.of(actor, store, definitions).stream()
                .collect(Collectors.toMap(it -> it.definition().key(), it -> it));
        var values = set.values().stream()
                .filter(it -> it.change().isPresent())
                .collect(Collectors.toMap(it -> it.definition().key(), SettingsDesk.Setting::value));
        var month = YearMonth.from(LocalDate.ofInstant(now, zone)).minusMonths(1);
        var ended = ended(actor.dealerId(), store, month, zone);
        return Arrays.stream(CallKind.values())
                .map(kind -> {
                    var policy = CallPolicySettings.read(kind, new StoreSettings(values));
                    return new Sheet(
                            kind,
                            policy.required(),
                            policy.firstDay() + (policy.required() - 1) * policy.daysBetween(),
                            policy.windowDays(),
                            PolicyField.offered(kind).stream()
                                    .map(field ->
                                            line(field, set.get(field.of(kind).key())))
                                    .toList(),
                            lastMonth(kind, month, ended));
                })
                .toList();
    }

    private static Line line(PolicyField field, SettingsDesk.@Nullable Setting it) {
        var setting = Objects.requireNonNull(it);
        return new Line(field, setting.definition(), setting.value(), setting.change());
    }

    private static LastMonth lastMonth(CallKind kind, YearMonth month, List<Ended> ended) {
        var own = ended.stream().filter(it -> it.kind() == kind).toList();
        var answered = own.stream()
                .filter(it -> it.state() == TaskState.SUCCESS_SATISFIED
                        || it.state() == TaskState.SUCCESS_DISSATISFIED
                        || it.state() == TaskState.ANSWERED)
                .collect(Collectors.groupingBy(Ended::attempts, Collectors.summingInt(Ended::count)));
        int most = answered.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        var after = new ArrayList<Integer>();
        for (int failed = 0; failed <= most; failed++) {
            after.add(answered.getOrDefault(failed, 0));
        }
        return new LastMonth(
                month,
                after,
                count(own, List.of(TaskState.SMS_DONE, TaskState.TEXTING)),
                count(own, List.of(TaskState.UNREACHED, TaskState.GIVEN_UP, TaskState.WRONG_NUMBER, TaskState.LAPSED)));
    }

    private static int count(List<Ended> ended, Collection<TaskState> states) {
        return ended.stream()
                .filter(it -> states.contains(it.state()))
                .mapToInt(Ended::count)
                .sum();
    }

    private List<Ended> ended(int dealer, UUID store, YearMonth month, ZoneId zone) {
        return jdbc.sql("""
                        select t.kind, t.state, t.attempts, count(*) as ended
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                           and t.closed_at >= :from
                           and t.closed_at < :until
                           and t.state not in ('PENDING', 'RETRY', 'LINKED', 'CANCELLED')
                         group by t.kind, t.state, t.attempts
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("from", beginning(month, zone))
                .param("until", beginning(month.plusMonths(1), zone))
                .query((row, _) -> new Ended(
                        CallKind.valueOf(row.getString("kind")),
                        TaskState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getInt("ended")))
                .list();
    }

    private static Timestamp beginning(YearMonth month, ZoneId zone) {
        return Timestamp.from(month.atDay(1).atStartOfDay(zone).toInstant());
    }

    /**
     * Decides it differently. Deciding as the handbook does is setting it back.
     *
     * @param key of the setting, such as {@code warranty-call.attempts}
     * @throws NotFound if there is no such setting or store
     * @throws org.opendcrc.shared.NotAllowed if the person may not decide it there
     */
    @Transactional
    public SettingChange change(Actor actor, UUID store, String key, String value) {
        actor.require(UseCase.CHANGE_CALL_POLICIES, store);
        var it = PolicyField.named(key).orElseThrow(() -> new NotFound("setting " + key));
        var definition = it.field().of(it.kind());
        var objection = desk.objection(key, value)
                .or(() -> objection(it, store, value.strip()))
                .or(() -> noTemplate(it, value.strip()));
        if (objection.isPresent()) {
            return new SettingChange.Refused(objection.get());
        }
        var changed = desk.change(actor, UseCase.CHANGE_CALL_POLICIES, store, definition, value);
        if (changed instanceof SettingChange.Changed) {
            follow(actor.dealerId(), store, it);
        }
        return changed;
    }

    /** Back to the handbook; refused where the handbook's value does not go with what else the store has decided. */
    @Transactional
    public SettingChange reset(Actor actor, UUID store, String key) {
        var it = PolicyField.named(key).orElseThrow(() -> new NotFound("setting " + key));
        return change(actor, store, key, it.field().of(it.kind()).standard());
    }

    /** FU-7: only a template of the dealer's own that can be filled in for such a text. */
    private Optional<Sentence> noTemplate(PolicyField.OfKind changed, String value) {
        return changed.field() != PolicyField.TEXT
                        || value.isEmpty()
                        || templates().stream().anyMatch(it -> it.key().equals(value))
                ? Optional.empty()
                : Optional.of(Sentence.of("followups.policy.refused.template"));
    }

    /** The templates of the dealer's own that can go out when nobody was reached. */
    public List<Template> templates() {
        return outbox.choicesInsteadOf(TextTemplate.FOLLOW_UP_UNREACHABLE);
    }

    /** What one value alone cannot tell: whether it goes with the others of its kind. */
    private Optional<Sentence> objection(PolicyField.OfKind changed, UUID store, String value) {
        var values = new HashMap<>(settings.of(store).values());
        var definition = changed.field().of(changed.kind());
        values.put(definition.key(), value);
        return objection(changed, new StoreSettings(Map.copyOf(values)));
    }

    static Optional<Sentence> objection(PolicyField.OfKind changed, StoreSettings wanted) {
        var all = CallPolicySettings.of(changed.kind());
        var dayparts = CallPolicySettings.dayparts(wanted.text(all.dayparts()));
        if (dayparts.isEmpty()) {
            return Optional.of(Sentence.of("followups.policy.refused.no-daypart"));
        }
        var opening = wanted.text(all.opening());
        if (opening.length() > OpeningWords.LONGEST) {
            return Optional.of(
                    Sentence.of("followups.policy.refused.opening-long", opening.length(), OpeningWords.LONGEST));
        }
        var unknown = OpeningWords.unknown(opening);
        if (!unknown.isEmpty()) { // FU-20
            return Optional.of(Sentence.of("followups.policy.refused.opening-field", unknown.getFirst()));
        }
        if (CallPolicySettings.unreached(wanted.text(all.unreached())).isEmpty()) {
            return Optional.of(Sentence.of("followups.policy.refused.unreached"));
        }
        int attempts = wanted.number(all.attempts());
        if (wanted.flag(all.distinct()) && attempts > dayparts.get().size()) { // A25
            return Optional.of(Sentence.of(
                    "followups.policy.refused.too-few-dayparts",
                    attempts,
                    dayparts.get().size()));
        }
        int first = wanted.number(all.firstDay());
        int last = wanted.number(all.windowDays());
        if (first > last) { // FU-1
            return Optional.of(Sentence.of("followups.policy.refused.window", first, last));
        }
        int faded = wanted.number(all.fadedDays());
        return faded < last // FU-2
                ? Optional.of(Sentence.of("followups.policy.refused.faded", faded, last))
                : Optional.empty();
    }

    /** The calls that are owed already are offered as the store now wants it. */
    private void follow(int dealer, UUID store, PolicyField.OfKind changed) {
        if (changed.field() != PolicyField.DAYPARTS && changed.field() != PolicyField.DISTINCT) {
            return; // all else is read anew at each attempt
        }
        tasks.takeTurns(dealer);
        var policy = CallPolicySettings.read(changed.kind(), settings.of(store));
        var touched = tasks.contactsOf(dealer, store, changed.kind());
        contacts.lockAll(dealer, touched);
        tasks.shut(dealer, store, policy);
        contacts.summarise(dealer, touched);
    }
}
