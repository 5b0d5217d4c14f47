package org.opendcrc.organisation;

import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
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
