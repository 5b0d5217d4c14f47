package org.opendcrc.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Command;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code export FOLDER}: each dealer's everything into a folder of his own. */
@Component
class ExportCommand implements Command {

    private final Export export;
    private final Dealers dealers;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExportCommand(
            Export export,
            Dealers dealers,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.export = export;
        this.dealers = dealers;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String word() {
        return "export";
    }

    @Override
    public String usage() {
        return "export FOLDER [--identity-numbers] [--raw]   everything as CSV with its schema, a folder a dealer";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        var words = new ArrayList<>(arguments);
        boolean opened = words.remove("--identity-numbers");
        boolean raw = words.remove("--raw");
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            throw new CommandRefused("Use: export FOLDER [--identity-numbers] [--raw]");
        }
        var manner = new Export.Manner(opened, !raw);
        for (int dealer : dealers.all()) {
            var code = jdbc.sql("""
                            select d.code
                              from directory.dealer d
                             where d.dealer_id = :dealer
                            """).param("dealer", dealer).query(String.class).single();
            var folder = Path.of(words.getFirst()).resolve(code);
            var written = DealerContext.callAs(dealer, () -> {
                // First the line, then the data: nobody takes them without a trace.
                transaction.executeWithoutResult(_ -> events.publishEvent(Audited.bySystem(
                        dealer,
                        clock.instant(),
                        "everything-exported",
                        "dealer",
                        code,
                        Map.of("by", "operator", "identity-numbers", Boolean.toString(opened)))));
                return export.write(name -> open(folder, name), manner);
            });
            out.printf("%s: %d rows of %d tables in %s%n", code, written.rows(), written.tables(), folder);
        }
    }

    private static java.io.OutputStream open(Path folder, String name) throws IOException {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var file = folder.resolve(name);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.newOutputStream(file, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandRefused("%s holds an export already; name an empty folder.".formatted(folder), e);
        } catch (UnsupportedOperationException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
