package org.opendcrc.organisation;

import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.SettingDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a store has set differently; everything else is the default of its definition. Read inside a transaction of the dealer. */
@Component
@Transactional(propagation = Propagation.REQUIRED)
public class Settings {

    private final JdbcClient jdbc;

    Settings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything the store has set, by key: one statement for a desk that needs several settings. */
    public StoreSettings of(UUID store) {
        return new StoreSettings(jdbc
                .sql("""
                        select s.key, s.value
                          from organisation.setting s
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query((row, _) -> Map.entry(row.getString("key"), row.getString("value")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What several stores have set, in one statement; a store that has set nothing has its defaults. */
    public Function<UUID, StoreSettings> ofAll(Collection<UUID> stores) {
        record Line(UUID store, String key, String value) {}
        var lines = jdbc
                .sql("""
                        select s.store_id, s.key, s.value
                          from organisation.setting s
                         where s.dealer_id = :dealer
                           and s.store_id = any(:stores)
                        """)
                .param("dealer", DealerContext.require())
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) ->
                        new Line(row.getObject("store_id", UUID.class), row.getString("key"), row.getString("value")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::store, Collectors.toMap(Line::key, Line::value)));
        return store -> new StoreSettings(lines.getOrDefault(store, Map.of()));
    }

    /** The settings of one store as they stood when they were read. */
    public record StoreSettings(Map<String, String> values) {

        public StoreSettings {
            values = Map.copyOf(values);
        }

        public String text(SettingDefinition definition) {
            return values.getOrDefault(definition.key(), definition.standard());
        }

        public int number(SettingDefinition definition) {
            return Integer.parseInt(text(definition));
        }

        public boolean flag(SettingDefinition definition) {
            return Boolean.parseBoolean(text(definition));
        }

        public LocalTime time(SettingDefinition definition) {
            return LocalTime.parse(text(definition));
        }
    }
}
