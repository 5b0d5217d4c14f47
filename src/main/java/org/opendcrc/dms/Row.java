package org.opendcrc.dms;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;

/** One line of a file on its way in: its cells by column, and what was found on them. */
class Row {

    private static final int DIGEST = 15;
    private static final Pattern ERROR = Pattern.compile("#(?:N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)");

    private static final Pattern POWER_OF_TEN = Pattern.compile("[0-9](?:\\.[0-9]+)?[Ee]\\+[0-9]{2,3}");

    private final Headings headings;
    private final int line;
    private final List<String> cells;
    private final List<Finding> findings = new ArrayList<>();
    private boolean rejected;

    Row(Headings headings, int line, List<String> cells) {
        this.headings = headings;
        this.line = line;
        this.cells = cells;
        checkCells();
    }

    private void checkCells() {
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var heading = i < headings.written().size() ? headings.written().get(i) : "";
            // In a sheet it stands beside the table, like a column without a heading.
            if (i >= headings.written().size()
                    && !headings.form().isSheet()
                    && !Cells.trim(cell).isEmpty()) {
                findings.add(finding(
                        Weight.REJECTED,
                        "",
                        cell,
                        "too-many-cells",
                        List.of(
                                Integer.toString(cells.size()),
                                Integer.toString(headings.written().size()))));
                rejected = true;
                return;
            }
            if (Cells.isTooLarge(cell)) {
                findings.add(finding(Weight.REJECTED, heading, cell, "cell-too-large", List.of()));
                rejected = true;
            } else if (cell.indexOf('\0') >= 0) {
                findings.add(finding(Weight.REJECTED, heading, cell, "cell-with-nul", List.of()));
                rejected = true;
            }
        }
        for (var column : headings.kind().columns()) {
            if (isError(headings.cell(cells, column.name()))) {
                warn(column.name(), "cell-error");
            }
            if (isLost(column.name(), headings.cell(cells, column.name()))) {
                if (column.mandatory()) {
                    reject(column.name(), "digits-lost");
                } else {
                    warn(column.name(), "digits-lost");
                }
            } else if (column.mandatory() && text(column.name()) == null) {
                reject(column.name(), "missing");
            }
        }
    }

    private Finding finding(Weight weight, String column, String value, String why, List<String> arguments) {
        return new Finding(line, findings.size() + 1, weight, column, value, why, arguments);
    }

    int line() {
        return line;
    }

    boolean isRejected() {
        return rejected;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> cells() {
        return cells;
    }

    /** The trimmed cell; null where it is empty or the file has no such column. */
    @Nullable
    String text(String column) {
        var cell = headings.cell(cells, column);
        return cell.isEmpty() || isError(cell) || isLost(column, cell) ? null : cell;
    }

    /** A number by which something is known, turned into a power of ten: many things would be known by the same one. */
    private static boolean isLost(String column, String cell) {
        return column.endsWith("_no") && POWER_OF_TEN.matcher(cell).matches();
    }

    /** What a spreadsheet writes where it could not work a cell out. */
    private static boolean isError(String cell) {
        return cell.startsWith("#") && ERROR.matcher(cell).matches();
    }

    /** What the word of a column means by the dealer's decision; the word itself where he has not decided, null where there is none. */
    @Nullable
    String meaning(WordTopic topic) {
        var word = text(topic.column());
        return word == null ? null : headings.book().meaning(topic, word).orElse(word);
    }

    /** Whether the dealer has decided what the word of a column means. */
    boolean isDecided(WordTopic topic) {
        var word = text(topic.column());
        return word != null && headings.book().meaning(topic, word).isPresent();
    }

    void reject(String column, String why, String... arguments) {
        findings.add(finding(Weight.REJECTED, column, headings.cell(cells, column), why, Arrays.asList(arguments)));
        rejected = true;
    }

    void warn(String column, String why, String... arguments) {
        findings.add(finding(Weight.WARNING, column, headings.cell(cells, column), why, Arrays.asList(arguments)));
    }

    /** Yes or no; null where nothing is said or the word is neither, with a warning. */
    @Nullable
    Boolean yesOrNo(String column) {
        return worded(column, it -> Words.yesOrNo(it).orElse(null), "not-yes-or-no");
    }

    @Nullable
    Integer kilometres(String column) {
        return worded(
                column,
                it -> {
                    var number = Figures.kilometres(it);
                    return number.isPresent() ? (Integer) number.getAsInt() : null;
                },
                "not-a-number");
    }

    @Nullable
    Long fen(String column) {
        return worded(
                column,
                it -> {
                    var number = Figures.fen(it);
                    return number.isPresent() ? (Long) number.getAsLong() : null;
                },
                "not-a-number");
    }

    /** A number with at most so many decimals. */
    @Nullable
    BigDecimal decimal(String column, int decimals) {
        return worded(column, it -> Figures.decimal(it, decimals).orElse(null), "not-a-number");
    }

    /** A mark with at most so many decimals; a percentage counts as points of a hundred. */
    @Nullable
    BigDecimal points(String column, int decimals) {
        return worded(column, it -> Figures.points(it, decimals).orElse(null), "not-a-number");
    }

    /** What the cell says; null where it is empty, or unreadable, with a warning. */
    <T> @Nullable T worded(String column, Function<String, @Nullable T> reader, String why) {
        var cell = text(column);
        if (cell == null) {
            return null;
        }
        var value = reader.apply(cell);
        if (value == null) {
            warn(column, why);
        }
        return value;
    }

    /** A date or time; rejects the line if there is no such date. */
    @Nullable
    FileMoment moment(String column, ZoneId zone) {
        var cell = text(column);
        if (cell == null) {
            return null;
        }
        var moment = FileMoment.read(cell, zone, headings.form().since1904());
        if (moment.isEmpty()) {
            reject(column, "no-such-date");
        }
        return moment.orElse(null);
    }

    /**
     * The time of something that has happened: it may not lie after the end of tomorrow in the store's zone.
     *
     * @param now when the file is read
     */
    @Nullable
    FileMoment event(String column, ZoneId zone, Instant now) {
        var moment = moment(column, zone);
        var tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
        if (moment != null && moment.date().isAfter(tomorrow)) {
            reject(column, "ahead", tomorrow.toString());
        }
        return moment;
    }

    @Nullable
    LocalDate date(String column, ZoneId zone) {
        var moment = moment(column, zone);
        return moment == null ? null : moment.date();
    }

    /** The good numbers of a cell in its order; what is none is dropped with a warning. */
    List<PhoneNumber> phones(String column, String areaCode) {
        var cell = text(column);
        if (cell == null) {
            return List.of();
        }
        var read = PhoneNumber.read(cell, areaCode);
        for (var bad : read.bad()) {
            findings.add(
                    finding(Weight.WARNING, column, bad.written(), bad.fault().word(), List.of()));
        }
        return read.good();
    }

    /** A plate as it was read. Cleared: the words say that the car has none. */
    record PlateCell(@Nullable String plate, boolean cleared) {}

    PlateCell plate(String column) {
        var cell = text(column);
        if (cell == null) {
            return new PlateCell(null, false);
        }
        var plate = Plate.of(cell).orElse(null);
        if (plate != null && !plate.regular()) {
            warn(column, "plate-irregular");
        }
        return new PlateCell(plate == null ? null : plate.value(), plate == null);
    }

    /** Equal for lines that say the same in the columns we know. */
    String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var column : headings.kind().columns()) {
                digest.update(headings.cell(cells, column.name()).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest.digest(), DIGEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
