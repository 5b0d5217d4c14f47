package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drafts of repair orders as a file for the dealer system: CSV (RFC 4180) in UTF-8 with byte order mark, one row a line of a draft, a
 * draft without lines one row. The headings that the file has in common with {@code repair_orders} and {@code repair_lines} of the exchange
 * format mean the same. A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
public final class DraftFile {

    /** Without it spreadsheets take the file for another encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String FORMULA = "=+-@\t\r\n";

    /** The headings, in order. */
    public static final List<String> COLUMNS = List.of(
            "appointment_no",
            "store_code",
            "appointment_at",
            "vin",
            "plate",
            "customer_no",
            "sender_name",
            "sender_phone",
            "mileage_km",
            "advisor_no",
            "needs",
            "diagnosis",
            "documents",
            "remark",
            "line_no",
            "kind",
            "code",
            "name",
            "quantity",
            "amount_yuan");

    private DraftFile() {}

    public static String of(List<Draft> drafts) {
        return BYTE_ORDER_MARK
                + Stream.concat(Stream.of(COLUMNS), drafts.stream().flatMap(DraftFile::rows))
                        .map(DraftFile::line)
                        .collect(Collectors.joining());
    }

    private static Stream<List<String>> rows(Draft it) {
        if (it.lines().isEmpty()) {
            return Stream.of(row(it, "", "", "", "", "", ""));
        }
        var rows = Stream.<List<String>>builder();
        int number = 1;
        for (var line : it.lines()) {
            rows.add(row(
                    it,
                    Integer.toString(number++),
                    line.kind() == Draft.Kind.LABOUR ? "工时" : "配件",
                    line.code(),
                    line.name(),
                    line.quantity().stripTrailingZeros().toPlainString(),
                    BigDecimal.valueOf(line.amountFen(), 2).toPlainString()));
        }
        return rows.build();
    }

    private static List<String> row(
            Draft it, String number, String kind, String code, String name, String quantity, String amount) {
        return List.of(
                it.number(),
                it.storeCode(),
                it.day() + " " + it.start(),
                it.vin().orElse(""),
                it.plate().orElse(""),
                it.customerNo(),
                it.customer(),
                it.phone().startsWith("+86") ? it.phone().substring(3) : it.phone(),
                it.mileageKm().map(Object::toString).orElse(""),
                it.advisorNo(),
                it.needs(),
                String.join("；", it.diagnosis()),
                String.join("、", it.documents()),
                it.remark(),
                number,
                kind,
                code,
                name,
                quantity,
                amount);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(DraftFile::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        var harmless = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return Stream.of(",", "\"", "\n", "\r").anyMatch(harmless::contains)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
