package org.opendcrc.dms;

import java.util.List;
import java.util.Optional;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a dealer has decided about his nightly run: the word of his first store. Called within a transaction of the dealer. */
@Component
class Nights implements SettingSource {

    static final SettingDefinition AT = SettingDefinition.time("import.nightly-at", "FU-15", "23:30");

    /** For how many nights a row waits for a later file; the night of its arrival is the first. */
    static final SettingDefinition WAITING = SettingDefinition.number("import.waiting-nights", "FU-15", 7, 1, 60);

    private final Stores stores;
    private final Settings settings;

    Nights(Stores stores, Settings settings) {
        this.stores = stores;
        this.settings = settings;
    }

    @Override
    public List<SettingDefinition> settings() {
        return List.of(AT, WAITING);
    }

    /** Empty if the dealer has no store yet. */
    Optional<Night> night() {
        return first().map(it -> new Night(settings.of(it.id()).time(AT), it.zone()));
    }

    int waiting() {
        return first().map(it -> settings.of(it.id()).number(WAITING)).orElse(Integer.MAX_VALUE);
    }

    private Optional<Store> first() {
        return stores.all().stream().findFirst();
    }
}
