package org.opendcrc.manufacturer.web;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opendcrc.complaints.ComplaintKind;

/**
 * A file of cases as the manufacturer's page exports it: CSV in UTF-8 with the headings {@code oem_no,store_code,arrived_at,kind,content,name,phone,plate}.
 * Times are {@code 2026-11-16 09:30}, of the store.
 */
final class OemFileReader {

    private static final int MOST = 500;

    private OemFileReader() {}

    /** A line of the file; empty where a field cannot be read. */
    record Line(long number, Optional<Fields> fields) {}

    record Fields(
            String oemNo,
            String storeCode,
            LocalDateTime arrivedAt,
            ComplaintKind kind,
            String content,
            String name,
            String phone,
            String plate) {}

    static List<Line> read(InputStream in) throws IOException {
        var lines = new ArrayList<Line>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                if (lines.size() == MOST) {
                    break;
                }
                lines.add(new Line(row.getStartingLineNumber(), fields(row)));
            }
        }
        return lines;
    }

    private static Optional<Fields> fields(NamedCsvRecord row) {
        try {
            var kind = row.getField("kind").strip();
            return Optional.of(new Fields(
                    row.getField("oem_no"),
                    row.getField("store_code").strip(),
                    LocalDateTime.parse(row.getField("arrived_at").strip().replace(' ', 'T')),
                    Arrays.stream(ComplaintKind.values())
                            .filter(it -> it.name().equals(kind))
                            .findFirst()
                            .orElse(ComplaintKind.MULTIPLE),
                    row.getField("content"),
                    row.getField("name"),
                    row.getField("phone"),
                    row.getField("plate")));
        } catch (DateTimeParseException | java.util.NoSuchElementException _) {
            return Optional.empty(); // the page says which line
        }
    }
}
