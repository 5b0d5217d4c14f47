package org.opendcrc.dms;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.Vault;

/** Turns the lines of one kind of file into rows of the owning chapter's staging table. */
abstract class RowReader {

    /**
     * What a reader needs to know.
     *
     * @param now when the file is read
     */
    record Circumstances(int dealer, UUID file, StoreBook stores, Vault vault, Instant now) {}

    private final FileKind kind;
    private final Circumstances circumstances;
    private final CopyText text = new CopyText();

    RowReader(FileKind kind, Circumstances circumstances) {
        this.kind = kind;
        this.circumstances = circumstances;
    }

    static RowReader of(FileKind kind, Circumstances circumstances) {
        return switch (kind) {
            case STAFF -> new StaffRows(circumstances);
            case CUSTOMERS -> new CustomerRows(circumstances);
            case VEHICLES -> new VehicleRows(circumstances);
            case REPAIR_ORDERS -> new RepairOrderRows(circumstances);
        };
    }

    Circumstances circumstances() {
        return circumstances;
    }

    /** The columns of the staging table behind dealer, run and line, in the order in which {@link #read} writes them. */
    abstract List<String> staged();

    /** Reads the line; what is wrong with it is then among its findings, and a rejected line has written nothing. */
    abstract void read(Row row);

    /** Further tables filled beside the staging table, as COPY statements with their lines. */
    List<Further> further() {
        return List.of();
    }

    record Further(String copy, CopyText text) {}

    final String copy() {
        return "copy %s (dealer_id, run_id, line, %s) from stdin"
                .formatted(kind.staging(), String.join(", ", staged()));
    }

    final CopyText text() {
        return text;
    }

    /** Begins a row of the staging table. */
    final CopyText begin(CopyText target, Row row) {
        return target.number(circumstances.dealer()).id(circumstances.file()).number(row.line());
    }
}
