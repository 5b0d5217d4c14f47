package org.opendcrc.dms;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Store;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Vault;

/** Turns the lines of one kind of file into rows of the owning chapter's staging table. */
abstract class RowReader {

    /**
     * What a reader needs to know.
     *
     * @param now when the file is read
     */
    record Circumstances(int dealer, UUID file, StoreBook stores, Vault vault, Instant now) {}

    /** Stands in no cell that a person types. */
    private static final String BETWEEN = "\u001F";

    private final FileKind kind;
    private final Circumstances circumstances;
    private final CopyText text = new CopyText();

    RowReader(FileKind kind, Circumstances circumstances) {
        this.kind = kind;
        this.circumstances = circumstances;
    }

    Circumstances circumstances() {
        return circumstances;
    }

    /** The columns of the staging table behind those that all have in common, in the order in which {@link #read} writes them. */
    abstract List<String> staged();

    /** Reads the line; what is wrong with it is then among its findings, and a rejected line has written nothing. */
    abstract void read(Row row);

    /** Further tables filled beside the staging table, as COPY statements with their lines. */
    List<Further> further() {
        return List.of();
    }

    /** The store that the line names; rejects the line if there is no such store. */
    static @Nullable Store store(Row row, StoreBook stores) {
        var code = row.text("store_code");
        var store = code == null ? null : stores.ofCode(code).orElse(null);
        if (code != null && store == null) {
            row.reject("store_code", "store-unknown", stores.codes());
        }
        return store;
    }

    static @Nullable Instant instant(@Nullable FileMoment moment) {
        return moment == null ? null : moment.instant();
    }

    record Further(String copy, CopyText text) {}

    final String copy() {
        return "copy %s (dealer_id, run_id, line, id, row_key, digest, %s) from stdin"
                .formatted(kind.staging(), String.join(", ", staged()));
    }

    final CopyText text() {
        return text;
    }

    /**
     * Begins a row of the staging table.
     *
     * @param key what tells the row from others of its kind
     */
    final CopyText begin(Row row, Object... key) {
        var parts = Arrays.stream(key).map(Object::toString).toList();
        return begin(text, row).id(Ids.next()).text(String.join(BETWEEN, parts)).text(row.digest());
    }

    /** Begins a row of a further table. */
    final CopyText begin(CopyText target, Row row) {
        return target.number(circumstances.dealer()).id(circumstances.file()).number(row.line());
    }
}
