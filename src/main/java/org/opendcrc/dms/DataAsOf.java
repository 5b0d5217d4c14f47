package org.opendcrc.dms;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
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

    DataAsOf(Imports imports) {
        this.imports = imports;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Shown> show(Actor actor) {
        return imports.lastFinished()
                .map(at -> new Shown(
                        Place.END,
                        AT_THE_END,
                        "sync-state",
                        "refresh",
                        Sentence.of("import.data-as-of", SHOWN.format(at)),
                        actor.may(UseCase.IMPORT) ? "/imports" : "#sync-state"));
    }
}
