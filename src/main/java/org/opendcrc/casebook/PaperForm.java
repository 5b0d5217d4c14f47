package org.opendcrc.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A form as it is printed: fields by their keys, in sections, filled as far as known; what is not stays an empty box for a pen. Each field's
 * heading is the message {@code paper.field.<key>}, each section's {@code paper.part.<key>}.
 *
 * @param code kh-03-01
 */
public record PaperForm(String code, String title, String number, List<Part> parts) {

    public PaperForm {
        parts = List.copyOf(parts);
    }

    /** A section: fields in rows, or a table. {@code wide}: two fields a row instead of three. */
    public sealed interface Part {
        String key();
    }

    /** Rows of fields. */
    public record Fields(String key, boolean wide, boolean signatures, List<Row> rows) implements Part {
        public Fields {
            rows = List.copyOf(rows);
        }
    }

    /** A table with the keys of its columns. */
    public record Table(String key, List<String> columns, List<List<String>> rows) implements Part {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** {@code tall}: there is room to write. */
    public record Row(boolean tall, List<Field> fields) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field.
     *
     * @param span how many columns its value takes
     * @param ticks boxes before the text, in order
     */
    public record Field(String key, int span, String text, List<Tick> ticks) {
        public Field {
            ticks = List.copyOf(ticks);
        }
    }

    public record Tick(String label, boolean ticked) {}

    /** The keys of all fields and columns, in order. */
    public List<String> keys() {
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case Fields fields ->
                        fields.rows().stream()
                                .flatMap(it -> it.fields().stream())
                                .map(Field::key);
                    case Table table -> table.columns().stream();
                })
                .toList();
    }

    /** Puts fields into rows. */
    static final class Rows {
        private final List<Row> rows = new ArrayList<>();

        Rows row(Field... fields) {
            rows.add(new Row(false, List.of(fields)));
            return this;
        }

        Rows tall(Field... fields) {
            rows.add(new Row(true, List.of(fields)));
            return this;
        }

        Fields three(String key) {
            return new Fields(key, false, false, rows);
        }

        Fields two(String key) {
            return new Fields(key, true, false, rows);
        }

        Fields signatures(String key, boolean two) {
            return new Fields(key, two, true, rows);
        }
    }

    static Field field(String key, String text) {
        return new Field(key, 1, text, List.of());
    }

    static Field wide(String key, int span, String text) {
        return new Field(key, span, text, List.of());
    }

    static Field ticks(String key, int span, Stream<Tick> ticks) {
        return new Field(key, span, "", ticks.toList());
    }

    static Field ticks(String key, int span, Stream<Tick> ticks, String text) {
        return new Field(key, span, text, ticks.toList());
    }
}
