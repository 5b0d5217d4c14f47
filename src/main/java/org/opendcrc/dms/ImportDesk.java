package org.opendcrc.dms;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.dms.ImportedFile.Origin;
import org.opendcrc.dms.ImportedFile.State;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes files in and shows what became of them. A file that was taken is on the disk and known to the database. */
@Component
public class ImportDesk {

    /** Files shown on a page. */
    public static final int PAGE = 50;

    private final Imports imports;
    private final FileStore store;
    private final Importer importer;
    private final ImportWorker worker;
    private final Previews previews;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ImportDesk(
            Imports imports,
            FileStore store,
            Importer importer,
            ImportWorker worker,
            Previews previews,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.store = store;
        this.importer = importer;
        this.worker = worker;
        this.previews = previews;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes a file and brings it in at once; the answer is what became of it.
     *
     * @param name as the sender calls it; for people only
     * @throws RefusedFile if it has more than 2 GiB
     */
    public ImportedFile takeNow(Actor actor, FileKind kind, String name, InputStream content) {
        actor.require(UseCase.IMPORT);
        var file = take(Optional.of(actor.staffId()), Origin.API, kind, name, content);
        importer.bringIn(file, clock.instant());
        return known(file);
    }

    /**
     * Takes a file to be looked at before it is brought in; the answer is its identifier.
     *
     * @throws RefusedFile if it has more than 2 GiB
     */
    public UUID takeForPreview(Actor actor, FileKind kind, String name, InputStream content) {
        actor.require(UseCase.IMPORT);
        return take(Optional.of(actor.staffId()), Origin.PAGE, kind, name, content, State.PREVIEW);
    }

    /**
     * What would become of a file that waits to be looked at. Changes nothing.
     *
     * @throws NotFound if the dealer has no such file, it is past its preview, or its copy lies on another machine
     */
    public Preview preview(Actor actor, UUID file) {
        actor.require(UseCase.IMPORT);
        return Optional.ofNullable(transaction.execute(_ -> imports.work(file)
                        .filter(it -> it.state() == State.PREVIEW && store.has(it.path()))
                        .map(it -> previews.of(it, clock.instant()))))
                .flatMap(it -> it)
                .orElseThrow(() -> new NotFound("preview of file " + file));
    }

    /** Whether the copy of a file lies on this machine. */
    public boolean isHere(Actor actor, UUID file) {
        actor.require(UseCase.IMPORT);
        return Optional.ofNullable(transaction.execute(_ -> imports.work(file)))
                .flatMap(it -> it)
                .filter(it -> store.has(it.path()))
                .isPresent();
    }

    /** Brings a file in that was looked at, beside the request; does nothing where somebody was faster. */
    public void bringIn(Actor actor, UUID file) {
        actor.require(UseCase.IMPORT);
        var work = decide(file, State.WAITING);
        // Where its copy lies on another machine, that one takes it up within seconds.
        work.filter(it -> store.has(it.path())).ifPresent(it -> worker.bringIn(it.id()));
    }

    /** Throws a file away that was looked at; does nothing where somebody was faster. */
    public void discard(Actor actor, UUID file) {
        actor.require(UseCase.IMPORT);
        decide(file, State.DISCARDED).ifPresent(it -> store.delete(it.path()));
    }

    private Optional<Imports.Work> decide(UUID file, State next) {
        var decided = transaction.execute(_ -> {
            var work = imports.work(file).orElseThrow(() -> new NotFound("file " + file));
            return imports.decide(file, next, clock.instant()) ? Optional.of(work) : Optional.<Imports.Work>empty();
        });
        return decided == null ? Optional.empty() : decided;
    }

    /** Takes a file of the invented dealer and brings it in at once. Called in his context. */
    public ImportedFile takeDemo(FileKind kind, String name, InputStream content) {
        var file = take(Optional.empty(), Origin.DEMO, kind, name, content);
        importer.bringIn(file, clock.instant());
        return known(file);
    }

    private UUID take(Optional<UUID> by, Origin origin, FileKind kind, String name, InputStream content) {
        return take(by, origin, kind, name, content, State.WAITING);
    }

    private UUID take(Optional<UUID> by, Origin origin, FileKind kind, String name, InputStream content, State state) {
        var file = Ids.next();
        var run = Ids.next();
        var stored = store.store(file, content);
        transaction.executeWithoutResult(_ -> {
            imports.addRun(run, origin, by.orElse(null), clock.instant());
            imports.addFile(file, run, 1, kind, name, stored, null, state);
        });
        return file;
    }

    /**
     * The file of that identifier.
     *
     * @throws NotFound if the dealer has no such file
     */
    public ImportedFile find(Actor actor, UUID file) {
        actor.require(UseCase.IMPORT);
        return known(file);
    }

    private ImportedFile known(UUID file) {
        return Optional.ofNullable(transaction.execute(_ -> imports.find(file)))
                .flatMap(it -> it)
                .orElseThrow(() -> new NotFound("file " + file));
    }

    /**
     * The latest files, newest first; one more than {@link #PAGE} if there are more.
     *
     * @param before the file behind which the page goes on
     */
    public List<ImportedFile> latest(Actor actor, Optional<UUID> before) {
        actor.require(UseCase.IMPORT);
        var found = transaction.execute(_ -> imports.latest(before.flatMap(imports::find), PAGE + 1));
        return found == null ? List.of() : found;
    }

    /** The findings of a file behind a line and position, one more than {@link #PAGE} if there are more. */
    public List<Finding> findings(Actor actor, UUID file, Finding.Weight weight, int afterLine, int afterPosition) {
        actor.require(UseCase.IMPORT);
        var found = transaction.execute(_ -> imports.findings(file, weight, afterLine, afterPosition, PAGE + 1));
        return found == null ? List.of() : found;
    }

    /** The rejected lines of a file behind a line, at most {@code limit}. */
    public List<RejectedLine> rejects(Actor actor, UUID file, int afterLine, int limit) {
        actor.require(UseCase.IMPORT);
        var found = transaction.execute(_ -> imports.rejects(file, afterLine, limit));
        return found == null ? List.of() : found;
    }
}
