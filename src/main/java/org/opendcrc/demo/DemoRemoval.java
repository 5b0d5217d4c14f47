package org.opendcrc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.OptionalLong;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Marks;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the invented dealer away, with everything he ever did, and sees that no start brings him back. */
@Component
public class DemoRemoval {

    static final String REMOVED = "demo-removed";

    private final Dealers dealers;
    private final Fillings fillings;
    private final Marks marks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Path inbox;
    private final Clock systemClock;

    DemoRemoval(
            Dealers dealers,
            Fillings fillings,
            Marks marks,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Value("${opendcrc.data:./data}") Path data,
            @Qualifier("systemClock") Clock systemClock) {
        this.dealers = dealers;
        this.fillings = fillings;
        this.marks = marks;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.inbox = data.resolve("inbox");
        this.systemClock = systemClock;
    }

    /**
     * Takes him away.
     *
     * @param code said by whoever asks for it, so that nobody does it by mistake
     * @return how many rows went; empty if that dealer is not the invented one, or there is none of that code
     */
    public OptionalLong remove(String code) {
        var dealer = dealers.byCode(code);
        if (dealer.isEmpty()
                || DealerContext.callAs(dealer.get(), fillings::find).isEmpty()) {
            return OptionalLong.empty();
        }
        int number = dealer.get();
        var rows = DealerContext.callAs(
                number,
                () -> transaction.execute(_ -> {
                    marks.set(REMOVED, code, systemClock.instant());
                    return jdbc.sql("select demo.remove_dealer(:dealer, :code)")
                            .param("dealer", number)
                            .param("code", code)
                            .query(Long.class)
                            .single();
                }));
        removeFolder(inbox.resolve(code));
        return OptionalLong.of(rows);
    }

    private static void removeFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
