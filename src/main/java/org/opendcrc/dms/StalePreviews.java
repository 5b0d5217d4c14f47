package org.opendcrc.dms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Throws away files that somebody uploaded to look at and then forgot: they hold personal data. */
@Component
class StalePreviews implements Job {

    /** How long a file may wait to be looked at. */
    static final Duration KEPT = Duration.ofDays(2);

    private final Imports imports;
    private final FileStore store;
    private final Dealers dealers;
    private final TransactionTemplate transaction;

    StalePreviews(Imports imports, FileStore store, Dealers dealers, PlatformTransactionManager transactions) {
        this.imports = imports;
        this.store = store;
        this.dealers = dealers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "dms.stale-previews";
    }

    /** When the oldest one is two days old. */
    @Override
    public Instant nextDue(Instant after) {
        return dealers.all().stream()
                .flatMap(it -> oldest(it).stream())
                .map(it -> it.plus(KEPT))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Optional<Instant> oldest(int dealer) {
        var oldest = DealerContext.callAs(dealer, () -> transaction.execute(_ -> imports.oldestPreview()));
        return oldest == null ? Optional.empty() : oldest;
    }

    @Override
    public void run(Instant due) {
        for (int dealer : dealers.all()) {
            DealerContext.runAs(dealer, () -> discard(due));
        }
    }

    private void discard(Instant due) {
        var stale = transaction.execute(_ -> imports.previewsBefore(due.minus(KEPT)).stream()
                .filter(it -> imports.decide(it.id(), ImportedFile.State.DISCARDED, due))
                .toList());
        if (stale != null) {
            stale.forEach(it -> store.delete(it.path()));
        }
    }
}
