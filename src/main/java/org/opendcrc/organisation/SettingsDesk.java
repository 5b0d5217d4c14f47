package org.opendcrc.organisation;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.organisation.SettingChange.Changed;
import org.opendcrc.organisation.SettingChange.Refused;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a store's settings are changed, and set back to the handbook's value. */
@Component
public class SettingsDesk {

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_ADDRESS = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final JdbcClient jdbc;
    private final ObjectProvider<SettingSource> sources;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SettingsDesk(
            JdbcClient jdbc, ObjectProvider<SettingSource> sources, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A setting as it stands in a store.
     *
     * @param value the present one
     * @param change who set it differently and when; empty if it is the default
     */
    public record Setting(SettingDefinition definition, String value, Optional<Change> change) {}

    /** A change of a setting; {@code by} is empty for the system. */
    public record Change(Optional<UUID> by, Instant at) {}

    private record Kept(String key, String value, Change change) {}

    /** All settings of a store, ordered by key, so that those of one module stand together. */
    @Transactional(readOnly = true)
    public List<Setting> of(Actor actor, UUID store) {
        return of(
                actor,
                store,
                definitions().values().stream()
                        .sorted(Comparator.comparing(SettingDefinition::key))
                        .toList());
    }

    /** These settings of a store, in that order: for a chapter that explains its own on a page of its own. */
    @Transactional(readOnly = true)
    public List<Setting> of(Actor actor, UUID store, List<SettingDefinition> wanted) {
        actor.require(UseCase.READ_SETTINGS, store);
        var kept = jdbc
                .sql("""
                        select s.key, s.value, s.changed_by, s.changed_at
                          from organisation.setting s
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query((row, _) -> new Kept(
                        row.getString("key"),
                        row.getString("value"),
                        new Change(
                                Optional.ofNullable(row.getObject("changed_by", UUID.class)),
                                row.getObject("changed_at", OffsetDateTime.class)
                                        .toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Kept::key, Function.identity()));
        return wanted.stream()
                .map(it -> {
                    var own = Optional.ofNullable(kept.get(it.key()));
                    return new Setting(it, own.map(Kept::value).orElse(it.standard()), own.map(Kept::change));
                })
                .toList();
    }

    /**
     * Sets it differently in a store. Setting the default is setting it back.
     *
     * @throws NotFound if there is no such setting or store
     */
    @Transactional
    public SettingChange change(Actor actor, UUID store, String key, String value) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        var definition = definition(key);
        var wanted = value.strip();
        var objection = objection(definition, wanted);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        set(actor, store, definition, written(definition, wanted));
        return new Changed();
    }

    /**
     * Sets differently what a chapter explains on a page of its own; what one value alone cannot tell is checked there.
     *
     * @param useCase what the person must be allowed to do in that store
     * @throws NotFound if there is no such store
     */
    @Transactional
    public SettingChange change(Actor actor, UseCase useCase, UUID store, SettingDefinition definition, String value) {
        actor.require(useCase, store);
        var wanted = value.strip();
        var objection = objection(definition, wanted);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        set(actor, store, definition, written(definition, wanted));
        return new Changed();
    }

    /** The addresses of the pages on which chapters explain their own settings. */
    public List<String> ownPages() {
        return sources.stream()
                .flatMap(it -> it.ownPage().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Sets it back to the default.
     *
     * @throws NotFound if there is no such setting or store
     */
    @Transactional
    public void reset(Actor actor, UUID store, String key) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        var definition = definition(key);
        set(actor, store, definition, definition.standard());
    }

    private void set(Actor actor, UUID store, SettingDefinition definition, String value) {
        lock(store);
        var now = clock.instant();
        var before = jdbc.sql("""
                        select s.value
                          from organisation.setting s
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                           and s.key = :key
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("key", definition.key())
                .query(String.class)
                .optional()
                .orElse(definition.standard());
        if (before.equals(value)) {
            return;
        }
        if (value.equals(definition.standard())) {
            jdbc.sql("""
                            delete from organisation.setting
                             where dealer_id = :dealer
                               and store_id = :store
                               and key = :key
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("key", definition.key())
                    .update();
        } else {
            jdbc.sql("""
                            insert into organisation.setting (dealer_id, store_id, key, value, changed_at, changed_by)
                            values (:dealer, :store, :key, :value, :now, :by)
                            on conflict (dealer_id, store_id, key) do update
                               set value = excluded.value,
                                   changed_at = excluded.changed_at,
                                   changed_by = excluded.changed_by
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("key", definition.key())
                    .param("value", value)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("by", actor.staffId())
                    .update();
        }
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                "setting-changed",
                "setting",
                store + "/" + definition.key(),
                Map.of(definition.key(), before),
                Map.of(definition.key(), value)));
    }

    private void lock(UUID store) {
        var found = jdbc.sql("""
                        select s.id
                          from organisation.store s
                         where s.dealer_id = :dealer
                           and s.id = :store
                           for update
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query(UUID.class)
                .optional();
        if (found.isEmpty()) {
            throw new NotFound("store " + store);
        }
    }

    private SettingDefinition definition(String key) {
        var definition = definitions().get(key);
        if (definition == null) {
            throw new NotFound("setting " + key);
        }
        return definition;
    }

    /** The settings of chapters that explain them on a page of their own are changed there. */
    private Map<String, SettingDefinition> definitions() {
        return sources.stream()
                .filter(it -> it.ownPage().isEmpty())
                .flatMap(it -> it.settings().stream())
                .collect(Collectors.toMap(SettingDefinition::key, Function.identity()));
    }

    /** Whether there is such a setting, whichever page shows it. */
    public boolean knows(String key) {
        return anywhere(key).isPresent();
    }

    private Optional<SettingDefinition> anywhere(String key) {
        return sources.stream()
                .flatMap(it -> it.settings().stream())
                .filter(it -> it.key().equals(key))
                .findFirst();
    }

    /**
     * Why a setting cannot take that value; empty if it can.
     *
     * @throws NotFound if there is no such setting
     */
    public Optional<Sentence> objection(String key, String value) {
        return objection(anywhere(key).orElseThrow(() -> new NotFound("setting " + key)), value.strip());
    }

    static Optional<Sentence> objection(SettingDefinition definition, String value) {
        return switch (definition.kind()) {
            case NUMBER ->
                isWithin(value, definition.from(), definition.to())
                        ? Optional.empty()
                        : Optional.of(
                                Sentence.of("organisation.setting.number-refused", definition.from(), definition.to()));
            case TIME ->
                isTime(value) ? Optional.empty() : Optional.of(Sentence.of("organisation.setting.time-refused"));
            case FLAG ->
                value.equals("true") || value.equals("false")
                        ? Optional.empty()
                        : Optional.of(Sentence.of("organisation.setting.flag-refused"));
            case TEXT ->
                value.length() <= LONGEST_TEXT
                        ? Optional.empty()
                        : Optional.of(Sentence.of("organisation.setting.text-refused", LONGEST_TEXT, value.length()));
            case ADDRESS ->
                value.isEmpty() || isAddress(value)
                        ? Optional.empty()
                        : Optional.of(Sentence.of("organisation.setting.address-refused", LONGEST_ADDRESS));
            case CHOICE ->
                definition.choices().contains(value)
                        ? Optional.empty()
                        : Optional.of(Sentence.of(
                                "organisation.setting.choice-refused", String.join(" / ", definition.choices())));
        };
    }

    /** The one way in which a value is written in the database: {@code 7}, not {@code 07}. */
    private static String written(SettingDefinition definition, String value) {
        return switch (definition.kind()) {
            case NUMBER -> Integer.toString(Integer.parseInt(value));
            case ADDRESS -> value.replaceAll("/+$", "");
            case TIME, FLAG, TEXT, CHOICE -> value;
        };
    }

    private static boolean isWithin(String value, int from, int to) {
        try {
            int number = Integer.parseInt(value);
            return number >= from && number <= to;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** Of this house alone, without anything behind it; unencrypted only on the machine itself, for trying things out. */
    private static boolean isAddress(String value) {
        try {
            var uri = new URI(value);
            var host = uri.getHost();
            return value.length() <= LONGEST_ADDRESS
                    && host != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && (host.equals("localhost") || host.equals("127.0.0.1"))))
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            return LocalTime.parse(value, TIME) != null;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
