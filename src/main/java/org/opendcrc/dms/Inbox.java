package org.opendcrc.dms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.opendcrc.site.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The drop folder: {@code inbox/<dealer code>/<kind>*.csv|xlsx|xls} in the data folder. A file is written under another ending and renamed
 * when it is complete. What was taken lies in {@code done} or {@code refused} below, beside a report.
 */
@Component
class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** Sorts, and keeps two files of one name apart. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final List<String> ENDINGS = List.of(".csv", ".xlsx", ".xls");

    private final Path folder;
    private final Imports imports;
    private final JdbcClient jdbc;
    private final Messages messages;
    private final TransactionTemplate transaction;

    Inbox(
            @Value("${opendcrc.data:./data}") Path data,
            Imports imports,
            JdbcClient jdbc,
            Messages messages,
            PlatformTransactionManager transactions) {
        this.folder = data.resolve("inbox");
        this.imports = imports;
        this.jdbc = jdbc;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A file that lies ready. */
    record Dropped(FileKind kind, Path path) {

        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /** The files of the dealer that lie ready, in the order in which they are taken. Makes the folder if there is none. */
    List<Dropped> of(int dealer) {
        var place = place(dealer);
        try {
            Files.createDirectories(place);
            var found = new ArrayList<Dropped>();
            try (var files = Files.list(place)) {
                files.filter(Files::isRegularFile).forEach(path -> {
                    var name = String.valueOf(path.getFileName());
                    if (isComplete(name)) {
                        FileKind.ofFileName(name).ifPresent(kind -> found.add(new Dropped(kind, path)));
                    }
                });
            }
            found.sort(Comparator.comparing(Dropped::kind).thenComparing(Dropped::name));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its name says only that it is written to the end; what it is, its content says. */
    private static boolean isComplete(String name) {
        var plain = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(plain::endsWith);
    }

    /** Moves a file that is finished out of the way and lays its report beside it. */
    void putAway(int dealer, String name, UUID file, Instant at) {
        var imported = transaction.execute(_ -> imports.find(file));
        if (imported == null || imported.isEmpty() || !imported.get().isFinished()) {
            return;
        }
        var place = place(dealer);
        var target = place.resolve(imported.get().state() == ImportedFile.State.DONE ? "done" : "refused");
        var dropped = place.resolve(name);
        try {
            Files.createDirectories(target);
            var stamped = STAMP.format(at) + "-" + name;
            Files.writeString(target.resolve(stamped + ".report.txt"), report(imported.get()));
            if (Files.exists(dropped)) {
                Files.move(dropped, target.resolve(stamped), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            // It lies there tomorrow again, and all of its lines are then unchanged.
            LOG.error("The file {} of dealer {} could not be moved", name, dealer, e);
        }
    }

    private String report(ImportedFile file) {
        var msg = messages.in(Messages.CHINESE);
        var counts = file.counts();
        var text = new StringBuilder();
        text.append(file.name()).append('\n');
        file.form().ifPresent(it -> text.append(msg.t(it.sentence())).append('\n'));
        file.refusedWhy()
                .ifPresent(why -> text.append(msg.t(
                                "import.why." + why, file.refusedArguments().toArray()))
                        .append('\n'));
        text.append(msg.t(
                        "import.report.counts",
                        counts.read(),
                        counts.created(),
                        counts.changed(),
                        counts.unchanged(),
                        counts.superseded(),
                        counts.rejected(),
                        counts.waiting(),
                        counts.warnings()))
                .append('\n');
        for (var weight : Finding.Weight.values()) {
            var found = transaction.execute(_ -> imports.findings(file.id(), weight, 0, 0, 1_000));
            for (var finding : found == null ? List.<Finding>of() : found) {
                text.append(msg.t(
                                "import.report.finding",
                                Integer.toString(finding.line()),
                                msg.t("import.weight." + weight.name()),
                                finding.column(),
                                finding.value().replaceAll("\\s+", " "),
                                msg.t(
                                        "import.why." + finding.why(),
                                        finding.arguments().toArray())))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private Path place(int dealer) {
        return folder.resolve(
                jdbc.sql("""
                        select d.code
                          from directory.dealer d
                         where d.dealer_id = :dealer
                        """).param("dealer", dealer).query(String.class).single());
    }
}
