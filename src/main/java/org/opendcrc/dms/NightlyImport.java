package org.opendcrc.dms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes each dealer's drop folder every night, at the time of his first store. All files of a night are one run. */
@Component
class NightlyImport implements Job {

    private final Imports imports;
    private final FileStore store;
    private final Importer importer;
    private final Inbox inbox;
    private final ImportWorker worker;
    private final Waiting waiting;
    private final Nights nights;
    private final Dealers dealers;
    private final TransactionTemplate transaction;

    NightlyImport(
            Imports imports,
            FileStore store,
            Importer importer,
            Inbox inbox,
            ImportWorker worker,
            Waiting waiting,
            Nights nights,
            Dealers dealers,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.store = store;
        this.importer = importer;
        this.inbox = inbox;
        this.worker = worker;
        this.waiting = waiting;
        this.nights = nights;
        this.dealers = dealers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "dms.nightly";
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.all().stream()
                .flatMap(it -> night(it).stream())
                .map(it -> it.next(after))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Optional<Night> night(int dealer) {
        var night = DealerContext.callAs(dealer, () -> transaction.execute(_ -> nights.night()));
        return night == null ? Optional.empty() : night;
    }

    /** At the hour of some dealers it takes their folders; at any other moment, by hand, it takes all of them. */
    @Override
    public void run(Instant due) {
        var all = dealers.all();
        var atThisHour = all.stream()
                .filter(it -> night(it).filter(night -> night.isAt(due)).isPresent())
                .toList();
        var failure = new IllegalStateException("a night's files could not be brought in");
        for (int dealer : atThisHour.isEmpty() ? all : atThisHour) {
            try {
                DealerContext.runAs(dealer, () -> {
                    // What an interrupted run has left is brought in first; its files would else be taken twice.
                    worker.takeUp(dealer, due);
                    takeFolder(dealer, due);
                    transaction.executeWithoutResult(_ -> {
                        imports.lockDealer();
                        waiting.expire(due);
                    });
                });
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void takeFolder(int dealer, Instant due) {
        var dropped = inbox.of(dealer);
        if (dropped.isEmpty()) {
            return;
        }
        var run = Ids.next();
        var taken = new ArrayList<Taken>();
        for (var file : dropped) {
            var id = Ids.next();
            try (var content = Files.newInputStream(file.path())) {
                taken.add(new Taken(id, file, store.store(id, content), Optional.empty()));
            } catch (RefusedFile refused) {
                var nothing = store.store(id, InputStream.nullInputStream());
                taken.add(new Taken(id, file, nothing, Optional.of(refused)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        transaction.executeWithoutResult(_ -> {
            imports.addRun(run, ImportedFile.Origin.NIGHT, null, due);
            var position = 1;
            for (var file : taken) {
                imports.addFile(
                        file.id(),
                        run,
                        position++,
                        file.dropped().kind(),
                        file.dropped().name(),
                        file.stored(),
                        file.dropped().name());
                file.refused().ifPresent(it -> imports.refuse(file.id(), it.why(), it.arguments(), due));
            }
        });
        for (var file : taken) {
            importer.bringIn(file.id(), due);
            inbox.putAway(dealer, file.dropped().name(), file.id(), due);
        }
    }

    private record Taken(UUID id, Inbox.Dropped dropped, FileStore.Stored stored, Optional<RefusedFile> refused) {}
}
