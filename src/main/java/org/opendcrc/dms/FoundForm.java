package org.opendcrc.dms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opendcrc.shared.Sentence;

/**
 * What a file was found to be, as the log of a run tells it.
 *
 * @param charset name of the encoding of a text, such as {@code GB18030}
 * @param separator of a text: {@code comma}, {@code semicolon} or {@code tab}
 * @param sheet name of the sheet of a workbook
 * @param headingLine line or row of the headings
 */
public record FoundForm(
        Kind kind, Optional<String> charset, Optional<String> separator, Optional<String> sheet, int headingLine) {

    /** A text with separators, a workbook of today, an old one. */
    public enum Kind {
        TEXT,
        XLSX,
        XLS
    }

    /** In words: {@code CSV, GB18030, semicolon}; {@code xlsx, sheet "Orders"}. */
    public Sentence sentence() {
        return kind == Kind.TEXT
                ? Sentence.of(
                        "import.form.TEXT",
                        charset.orElse(""),
                        Sentence.of("import.separator." + separator.orElse("comma")),
                        headingLine)
                : Sentence.of("import.form." + kind, sheet.orElse(""), headingLine);
    }

    static FoundForm of(Headings headings) {
        return switch (headings.form()) {
            case FileForm.Text text ->
                new FoundForm(
                        Kind.TEXT,
                        Optional.of(
                                text.charset().equals(StandardCharsets.UTF_8)
                                        ? "UTF-8"
                                        : text.charset().name()),
                        Optional.of(
                                switch (text.separator()) {
                                    case ';' -> "semicolon";
                                    case '\t' -> "tab";
                                    default -> "comma";
                                }),
                        Optional.empty(),
                        headings.line());
            case FileForm.Xlsx sheet ->
                new FoundForm(
                        Kind.XLSX, Optional.empty(), Optional.empty(), Optional.of(sheet.sheet()), headings.line());
            case FileForm.Xls sheet ->
                new FoundForm(
                        Kind.XLS, Optional.empty(), Optional.empty(), Optional.of(sheet.sheet()), headings.line());
        };
    }
}
