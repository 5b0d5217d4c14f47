package org.opendcrc.dms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** Reads what the import must know of the dealer's stores, once per file; called within a transaction. */
@Component
class StoreBooks implements SettingSource {

    /** Area code for numbers of seven or eight digits, such as {@code 0571}; empty: the one of the store, else of the first store. */
    static final SettingDefinition AREA_CODE = SettingDefinition.text("import.area-code", "", "");

    private final Stores stores;
    private final Settings settings;

    StoreBooks(Stores stores, Settings settings) {
        this.stores = stores;
        this.settings = settings;
    }

    @Override
    public List<SettingDefinition> settings() {
        return List.of(AREA_CODE);
    }

    StoreBook read() {
        var byCode = new LinkedHashMap<String, Store>();
        var first = "";
        for (var store : stores.all()) {
            // FU-15
            var set = settings.of(store.id()).text(AREA_CODE).strip();
            var own = set.isEmpty() ? store.areaCode() : set;
            if (byCode.isEmpty()) {
                first = own;
            }
            byCode.put(
                    store.code(),
                    new Store(
                            store.id(),
                            store.code(),
                            store.name(),
                            store.zone(),
                            own.isEmpty() ? first : own,
                            store.openedOn()));
        }
        return new StoreBook(byCode, new TreeSet<>(stores.brands()));
    }
}
