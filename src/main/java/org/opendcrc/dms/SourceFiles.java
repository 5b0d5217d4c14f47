package org.opendcrc.dms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises files by their content, finds their heading line, and opens them. The name of a file says nothing. */
@Component
class SourceFiles {

    /** The heading may stand under a title. */
    private static final int HEADING_WITHIN = 5;

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Charset GB_18030 = Charset.forName("GB18030");
    private static final int START = 4096;
    private static final int SAMPLE = 1 << 18;
    private static final int BUFFER = 1 << 16;

    private final FileStore store;

    SourceFiles(FileStore store) {
        this.store = store;
    }

    /**
     * Opens a file of ours. Whether it has all the columns that it must have is not asked yet.
     *
     * @param path relative to the data folder
     * @throws RefusedFile if nothing can be read of it
     */
    Source recognise(String path, FileKind kind, MappingBook book) {
        var file = store.place(path);
        try {
            var start = start(file);
            return switch (content(start)) {
                case ZIP -> xlsx(file, kind, book);
                case OLD_OFFICE -> xls(file, kind, book);
                case TEXT -> text(file, start, kind, book);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    // ---- what it is

    private enum Content {
        ZIP,
        OLD_OFFICE,
        TEXT
    }

    private static Content content(byte[] start) {
        if (start.length == 0) {
            throw new RefusedFile("empty-file");
        }
        if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6)) {
            return Content.ZIP;
        }
        if (begins(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            return Content.OLD_OFFICE;
        }
        if (begins(start, '%', 'P', 'D', 'F')) {
            throw new RefusedFile("pdf");
        }
        if (begins(start, 'R', 'a', 'r', '!') || begins(start, '7', 'z', 0xBC, 0xAF) || begins(start, 0x1F, 0x8B)) {
            throw new RefusedFile("archive");
        }
        if (begins(start, 0x09, 0x08) || begins(start, 0x09, 0x04) || begins(start, 0x09, 0x02)) {
            throw new RefusedFile("workbook-too-old");
        }
        return Content.TEXT;
    }

    private static boolean begins(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (var i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- texts

    private static Source text(Path file, byte[] start, FileKind kind, MappingBook book) throws IOException {
        var charset = charset(file, start);
        checkText(start, charset);
        var candidates = new ArrayList<Headings>();
        for (var separator : SEPARATORS) {
            var form = new FileForm.Text(charset, separator);
            try (var records = new CsvRecords(FileStore.text(file, charset), separator, 1)) {
                candidates.addAll(candidates(records, kind, form, book, HEADING_WITHIN));
            }
        }
        var headings = best(candidates).orElseThrow(() -> new RefusedFile("empty-file"));
        var separator = ((FileForm.Text) headings.form()).separator();
        return new Source(
                headings,
                expected(file),
                () -> new CsvRecords(
                        FileStore.text(file, charset),
                        separator,
                        headings.written().size()),
                () -> {});
    }

    /** UTF-8 if all of the file is, else GB 18030 if all of it is; UTF-16 if it says so itself. */
    private static Charset charset(Path file, byte[] start) throws IOException {
        if (begins(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        for (var charset : List.of(StandardCharsets.UTF_8, GB_18030)) {
            if (isWritten(file, charset)) {
                return charset;
            }
        }
        throw new RefusedFile("unknown-content");
    }

    private static boolean isWritten(Path file, Charset charset) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BUFFER);
        var chars = CharBuffer.allocate(BUFFER);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (true) {
                var end = channel.read(bytes) < 0;
                bytes.flip();
                chars.clear();
                if (decoder.decode(bytes, chars, end).isError()) {
                    return false;
                }
                bytes.compact();
                if (end) {
                    return true;
                }
            }
        }
    }

    /** A web page under the name of a spreadsheet, or something that is no text although it could be one. */
    private static void checkText(byte[] start, Charset charset) {
        var text = new String(start, charset);
        var begin =
                Cells.trim(text.substring(0, Math.min(text.length(), 1_000))).toLowerCase(Locale.ROOT);
        if (begin.contains("<workbook") && begin.contains("schemas-microsoft-com:office:spreadsheet")) {
            throw new RefusedFile("workbook-xml");
        }
        if (begin.startsWith("<") || begin.startsWith("mime-version:")) {
            throw new RefusedFile("web-page");
        }
        if (text.chars().filter(it -> it == 0).count() * 10 > text.length()) {
            throw new RefusedFile("unknown-content");
        }
    }

    /** By the length of the first lines. */
    private static int expected(Path file) throws IOException {
        byte[] sample;
        try (var in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        var ends = 0L;
        for (var b : sample) {
            if (b == '\n') {
                ends++;
            }
        }
        var size = Files.size(file);
        return ends == 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, size * ends / sample.length);
    }

    // ---- sheets

    private static Source xlsx(Path file, FileKind kind, MappingBook book) throws IOException {
        var workbook = new XlsxBook(file, folder(file));
        try {
            var found = new ArrayList<Found<XlsxBook.Sheet>>();
            for (var sheet : workbook.sheets()) {
                try (var rows = workbook.open(sheet)) {
                    var form = new FileForm.Xlsx(sheet.name(), workbook.since1904());
                    best(candidates(rows, kind, form, book))
                            .ifPresent(it -> found.add(new Found<>(sheet, it, rows.expected())));
                }
            }
            var chosen = chosen(found);
            return new Source(chosen.headings(), chosen.expected(), () -> workbook.open(chosen.sheet()), workbook);
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private static Source xls(Path file, FileKind kind, MappingBook book) throws IOException {
        var workbook = new XlsBook(file);
        try {
            var found = new ArrayList<Found<Integer>>();
            for (var i = 0; i < workbook.sheets().size(); i++) {
                var sheet = i;
                try (var rows = workbook.open(sheet)) {
                    var form = new FileForm.Xls(workbook.sheets().get(sheet), workbook.since1904());
                    best(candidates(rows, kind, form, book))
                            .ifPresent(it -> found.add(new Found<>(sheet, it, rows.expected())));
                }
            }
            var chosen = chosen(found);
            return new Source(chosen.headings(), chosen.expected(), () -> workbook.open(chosen.sheet()), workbook);
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }

    private record Found<T>(T sheet, Headings headings, int expected) {}

    /** The first sheet that has all mandatory headings; where none has, the one with most of ours. */
    private static <T> Found<T> chosen(List<Found<T>> found) {
        Found<T> best = null;
        for (var each : found) {
            if (each.headings().known() > 0 && each.headings().missing().isEmpty()) {
                return each;
            }
            if (best == null || each.headings().known() > best.headings().known()) {
                best = each;
            }
        }
        if (best == null) {
            throw new RefusedFile("empty-file");
        }
        return best;
    }

    // ---- headings

    private static List<Headings> candidates(Records rows, FileKind kind, FileForm form, MappingBook book)
            throws IOException {
        return candidates(rows, kind, form, book, Integer.MAX_VALUE);
    }

    /** @param most rows that are looked at; of sheets those up to row 5 */
    private static List<Headings> candidates(Records rows, FileKind kind, FileForm form, MappingBook book, int most)
            throws IOException {
        var candidates = new ArrayList<Headings>();
        for (var i = 0; i < most; i++) {
            var part = rows.next();
            if (part == null || (form.isSheet() && part.line() > HEADING_WITHIN)) {
                break;
            }
            if (part instanceof Records.Cells(int line, var cells)) {
                candidates.add(Headings.of(kind, form, line, cells, book));
            }
        }
        return candidates;
    }

    /** The line with most of our columns; where there is none of ours, the one with most cells. */
    private static Optional<Headings> best(List<Headings> candidates) {
        @Nullable Headings best = null;
        for (var each : candidates) {
            if (each.filled() == 0) {
                continue;
            }
            if (best == null
                    || each.known() > best.known()
                    || (best.known() == 0 && each.known() == 0 && each.filled() > best.filled())) {
                best = each;
            }
        }
        return Optional.ofNullable(best);
    }
}
