package org.opendcrc.dms;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings files in beside the requests, one after the other, and takes up again what a stop of the program left unfinished. */
@Component
class ImportWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    private final Imports imports;
    private final FileStore store;
    private final Importer importer;
    private final Inbox inbox;
    private final Dealers dealers;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("import").daemon().factory());

    ImportWorker(
            Imports imports,
            FileStore store,
            Importer importer,
            Inbox inbox,
            Dealers dealers,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.store = store;
        this.importer = importer;
        this.inbox = inbox;
        this.dealers = dealers;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Brings a file of the present dealer in as soon as those before it are done. */
    void bringIn(UUID file) {
        int dealer = DealerContext.require();
        beside(() -> DealerContext.runAs(dealer, () -> importer.bringIn(file, clock.instant())), file);
    }

    /** Where the program was switched off over a file, it goes on at the next start. */
    @EventListener(ApplicationReadyEvent.class)
    void takeUpAtStart() {
        beside(() -> takeUp(clock.instant()), "unfinished files");
    }

    /**
     * Brings in what is unfinished and lies on this machine.
     *
     * @throws IllegalStateException if that failed for at least one file; all others were brought in
     */
    void takeUp(Instant at) {
        var failure = new IllegalStateException("files could not be taken up again");
        for (int dealer : dealers.all()) {
            try {
                DealerContext.runAs(dealer, () -> takeUp(dealer, at));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /** The same for the present dealer; stops at the first failure, because what came later may need it. */
    void takeUp(int dealer, Instant at) {
        for (var work : unfinishedHere()) {
            importer.bringIn(work.id(), at);
            work.inboxName().ifPresent(it -> inbox.putAway(dealer, it, work.id(), at));
        }
    }

    /** Whether anything unfinished lies on this machine. */
    boolean hasUnfinished() {
        return dealers.all().stream()
                .anyMatch(dealer ->
                        DealerContext.callAs(dealer, () -> !unfinishedHere().isEmpty()));
    }

    private List<Imports.Work> unfinishedHere() {
        var all = transaction.execute(_ -> imports.unfinished());
        return all == null
                ? List.of()
                : all.stream().filter(it -> store.has(it.path())).toList();
    }

    private void beside(Runnable work, Object what) {
        thread.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Could not bring in {}; it is tried again within a minute", what, e);
            }
        });
    }

    /** A file that is being brought in is rolled back and taken up at the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
