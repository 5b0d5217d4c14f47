package org.opendcrc.dms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.Preview.Heading;
import org.opendcrc.dms.Preview.PreviewRow;
import org.opendcrc.dms.Preview.Refusal;
import org.opendcrc.dms.Preview.Tally;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Vault;
import org.springframework.stereotype.Component;

/**
 * Looks at a file as the import would, without touching anything: each row by itself. What only the whole store of data can tell (an
 * owner who is not there, a mileage that falls) shows when the file is brought in. Called within a transaction.
 */
@Component
class Previews {

    /** Rows shown. */
    static final int SHOWN = 20;

    /** Rows tried; of a larger file the page says that the rest was not. */
    static final int TRIED = 5_000;

    private static final int LISTED = 50;
    private static final int COLUMNS_SHOWN = 200;

    private final Imports imports;
    private final SourceFiles sources;
    private final Mappings mappings;
    private final StoreBooks books;
    private final Vault vault;

    Previews(Imports imports, SourceFiles sources, Mappings mappings, StoreBooks books, Vault vault) {
        this.imports = imports;
        this.sources = sources;
        this.mappings = mappings;
        this.books = books;
        this.vault = vault;
    }

    Preview of(Imports.Work work, Instant now) {
        var book = mappings.book(work.kind());
        try (var source = sources.recognise(work.path(), work.kind(), book)) {
            Optional<Refusal> refusal = Optional.empty();
            try {
                source.requireColumns();
            } catch (RefusedFile refused) {
                refusal = Optional.of(new Refusal(refused.why(), refused.arguments()));
            }
            return refusal.isPresent() ? withoutColumns(work, source, refusal) : tried(work, source, now);
        } catch (RefusedFile refused) {
            return new Preview(
                    file(work),
                    Optional.empty(),
                    Optional.of(new Refusal(refused.why(), refused.arguments())),
                    List.of(),
                    List.of(),
                    0,
                    false,
                    0,
                    0,
                    List.of(),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportedFile file(Imports.Work work) {
        return imports.find(work.id()).orElseThrow();
    }

    private static Optional<FoundForm> form(Source source) {
        return Optional.of(FoundForm.of(source.headings()));
    }

    private Preview withoutColumns(Imports.Work work, Source source, Optional<Refusal> refusal) throws IOException {
        var rows = new ArrayList<PreviewRow>();
        try (var parts = new DataRows(source)) {
            for (var part = parts.next(); part != null && rows.size() < SHOWN; part = parts.next()) {
                if (part instanceof Records.Cells(int line, var cells)) {
                    rows.add(new PreviewRow(line, shown(cells, source), false));
                }
            }
        }
        return new Preview(
                file(work), form(source), refusal, headings(source), rows, 0, false, 0, 0, List.of(), List.of());
    }

    private Preview tried(Imports.Work work, Source source, Instant now) throws IOException {
        var reader = work.kind()
                .reader(new RowReader.Circumstances(
                        DealerContext.require(), work.id(), books.read(), vault, now));
        var trial = new Trial();
        try (var parts = new DataRows(source)) {
            var part = parts.next();
            for (; part != null && trial.tried < TRIED; part = parts.next()) {
                trial.tried++;
                switch (part) {
                    case Records.Lost lost ->
                        trial.add(
                                lost.line(),
                                List.of(Cells.shown(lost.text())),
                                List.of(new Finding(
                                        lost.line(),
                                        1,
                                        Weight.REJECTED,
                                        "",
                                        Cells.shown(lost.text()),
                                        lost.why(),
                                        List.of(Integer.toString(lost.line()), Integer.toString(lost.last())))));
                    case Records.Cells(int line, var cells) -> {
                        var row = new Row(source.headings(), line, cells);
                        reader.read(row);
                        trial.add(line, shown(cells, source), row.findings());
                    }
                }
                // Nothing is kept of what the reader writes.
                reader.text().take();
                reader.further().forEach(it -> it.text().take());
            }
            return new Preview(
                    file(work),
                    form(source),
                    Optional.empty(),
                    headings(source),
                    trial.rows,
                    trial.tried,
                    part == null,
                    trial.rejected,
                    trial.warnings,
                    trial.tallies(),
                    trial.findings);
        }
    }

    /** What a trial has found so far. */
    private static final class Trial {

        private final List<PreviewRow> rows = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Map<List<String>, Tally> tallies = new LinkedHashMap<>();
        private int tried;
        private int rejected;
        private int warnings;

        void add(int line, List<String> cells, List<Finding> found) {
            var isRejected = found.stream().anyMatch(it -> it.weight() == Weight.REJECTED);
            if (rows.size() < SHOWN) {
                rows.add(new PreviewRow(line, cells, isRejected));
            }
            if (isRejected) {
                rejected++;
            }
            for (var finding : found) {
                if (isRejected && finding.weight() == Weight.WARNING) {
                    continue;
                }
                if (finding.weight() == Weight.WARNING) {
                    warnings++;
                }
                if (findings.size() < LISTED) {
                    findings.add(new Finding(
                            finding.line(),
                            finding.position(),
                            finding.weight(),
                            finding.column(),
                            Cells.shown(finding.value()),
                            finding.why(),
                            finding.arguments()));
                }
                tallies.merge(
                        List.of(finding.weight().name(), finding.column(), finding.why()),
                        new Tally(finding.weight(), finding.column(), finding.why(), finding.arguments(), 1, line),
                        (had, _) -> new Tally(
                                had.weight(),
                                had.column(),
                                had.why(),
                                had.arguments(),
                                had.count() + 1,
                                had.firstLine()));
            }
        }

        List<Tally> tallies() {
            return tallies.values().stream()
                    .sorted(Comparator.comparing(Tally::weight)
                            .thenComparing(Comparator.comparingInt(Tally::count).reversed()))
                    .limit(LISTED)
                    .toList();
        }
    }

    /** The cells under the headings, each as far as a page can show it. */
    private static List<String> shown(List<String> cells, Source source) {
        return cells.stream()
                .limit(Math.min(COLUMNS_SHOWN, source.headings().written().size()))
                .map(Cells::shown)
                .toList();
    }

    private static List<Heading> headings(Source source) {
        var headings = source.headings();
        var byPlace = new HashMap<Integer, String>();
        headings.places().forEach((column, place) -> byPlace.put(place, column));
        var taken = new HashSet<>(headings.places().keySet());
        var all = new ArrayList<Heading>();
        for (var i = 0; i < Math.min(COLUMNS_SHOWN, headings.written().size()); i++) {
            var written = Cells.trim(headings.written().get(i));
            var column = Optional.ofNullable(byPlace.get(i));
            var decided = headings.book().column(written);
            var own = !written.isEmpty() && !RejectedLine.isOurs(written) && (column.isEmpty() || decided.isPresent());
            var suggestion = own && column.isEmpty() && decided.isEmpty()
                    ? Likeness.suggestion(headings.kind(), written, taken).map(FileKind.Column::name)
                    : Optional.<String>empty();
            suggestion.ifPresent(taken::add);
            all.add(new Heading(
                    Cells.shown(written),
                    column,
                    column.isEmpty()
                            && decided.filter(MappingBook.NOT_READ::equals).isPresent(),
                    own,
                    suggestion));
        }
        return all;
    }
}
