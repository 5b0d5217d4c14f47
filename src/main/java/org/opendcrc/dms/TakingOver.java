package org.opendcrc.dms;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has the owning modules take over what was staged of a file, and then of the rows that it completed. */
@Component
class TakingOver {

    private final Map<String, Merge> merges;
    private final Imports imports;
    private final Waiting waiting;
    private final Told told;
    private final JdbcClient jdbc;

    TakingOver(List<Merge> merges, Imports imports, Waiting waiting, Told told, JdbcClient jdbc) {
        this.merges = merges.stream().collect(Collectors.toMap(Merge::staging, Function.identity()));
        this.imports = imports;
        this.waiting = waiting;
        this.told = told;
        this.jdbc = jdbc;
    }

    /**
     * @param visits whether repair orders were new or changed
     * @param sales whether sales were
     */
    record Merged(MergeResult result, boolean visits, boolean sales) {}

    Merged merge(Imports.Work work, MergeRun run) {
        var result = merge(work.kind(), run);
        var accepted = result.created() + result.changed() > 0;
        var visits = work.kind() == FileKind.REPAIR_ORDERS && accepted;
        var sales = work.kind() == FileKind.SALES && accepted;
        var rows = new StagedRows(jdbc, work.kind().staging(), run);
        if (told.isNeeded(work, rows)) {
            told.overtake(work, rows);
            told.remember(work, rows);
            return new Merged(rows.result(), visits, sales);
        }
        return new Merged(result, visits, sales);
    }

    private MergeResult merge(FileKind kind, MergeRun run) {
        imports.analyse(kind);
        return Objects.requireNonNull(merges.get(kind.staging()), () -> "nobody merges " + kind)
                .merge(run);
    }

    void keepWaiting(Imports.Work work, MergeRun run) {
        waiting.keep(work, run);
    }

    Waiting.Released release(Imports.Work work, MergeRun run) {
        return waiting.release(work, run, this::merge);
    }
}
