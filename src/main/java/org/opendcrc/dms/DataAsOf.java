package org.opendcrc.dms;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.TopbarSlot;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells on every page how old the data is: when the last run was finished. */
@Component
class DataAsOf implements TopbarSlot {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int AT_THE_END = 10;

    private final Imports imports;
    private final Stores stores;

    DataAsOf(Imports imports, Stores stores) {
        this.imports = imports;
        this.stores = stores;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Shown> show(Actor actor) {
        return imports.lastFinished().map(at -> {
            ZoneId zone = stores.all().stream().findFirst().map(it -> it.zone()).orElse(ZoneOffset.UTC);
            return new Shown(
                    Place.END,
                    AT_THE_END,
                    "sync-state",
                    "refresh",
                    Sentence.of("import.data-as-of", SHOWN.format(at.atZone(zone))),
                    actor.may(UseCase.IMPORT) ? "/imports" : "#sync-state");
        });
    }
}
