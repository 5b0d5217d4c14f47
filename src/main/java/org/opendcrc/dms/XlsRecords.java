package org.opendcrc.dms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DimensionsRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xls workbook. Of a formula the value that was last worked out counts. */
class XlsRecords implements Records {

    private final RecordFactoryInputStream records;
    private final XlsBook book;
    private List<String> cells = new ArrayList<>();
    private int row = -1;
    private int line;
    private int expected;
    private boolean ended;
    /** Charts lie within the sheet. */
    private int depth = 1;

    private int textOfFormula = -1;

    XlsRecords(RecordFactoryInputStream records, XlsBook book) {
        this.records = records;
        this.book = book;
    }

    /** The last row as the sheet itself announces it; 0 if it does not. */
    int expected() {
        return expected;
    }

    @Override
    public @Nullable Part next() throws IOException {
        try {
            return read();
        } catch (RuntimeException e) {
            throw XlsBook.readable(e);
        }
    }

    private @Nullable Part read() {
        while (!ended) {
            var record = records.nextRecord();
            if (record == null) {
                throw new RefusedFile("sheet-broken");
            }
            switch (record) {
                case BOFRecord _ -> depth++;
                case EOFRecord _ -> ended = --depth == 0;
                case DimensionsRecord it -> expected = it.getLastRow();
                case StringRecord it
                when textOfFormula >= 0 -> {
                    put(textOfFormula, it.getString());
                    textOfFormula = -1;
                }
                case CellValueRecordInterface cell
                when depth == 1 -> {
                    var finished = cell.getRow() == row ? null : take();
                    row = cell.getRow();
                    put(cell.getColumn(), value(cell, record));
                    if (finished != null) {
                        return finished;
                    }
                }
                default -> {}
            }
        }
        return take();
    }

    /** The row that was gathered; null where there is none. */
    private @Nullable Part take() {
        if (row < 0) {
            return null;
        }
        line = Math.max(line + 1, row + 1);
        var finished = new Cells(line, cells);
        cells = new ArrayList<>();
        row = -1;
        return finished;
    }

    private void put(int column, String value) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, value);
    }

    private String value(CellValueRecordInterface cell, Record record) {
        textOfFormula = -1;
        return switch (record) {
            case LabelSSTRecord it -> book.sharedText(it.getSSTIndex());
            case LabelRecord it -> it.getValue();
            case NumberRecord it -> number(it.getValue(), cell);
            case BoolErrRecord it -> it.isBoolean() ? flag(it.getBooleanValue()) : error(it.getErrorValue());
            case FormulaRecord it -> {
                if (it.hasCachedResultString()) {
                    textOfFormula = cell.getColumn();
                    yield "";
                }
                yield switch (it.getCachedResultTypeEnum()) {
                    case CellType.BOOLEAN -> flag(it.getCachedBooleanValue());
                    case CellType.ERROR -> error(it.getCachedErrorValue());
                    default -> number(it.getValue(), cell);
                };
            }
            default -> "";
        };
    }

    private String number(double value, CellValueRecordInterface cell) {
        return book.style(cell.getXFIndex()).text(Double.toString(value), book.since1904());
    }

    private static String flag(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    private static String error(int code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#N/A";
    }

    @Override
    public void close() {
        ended = true;
    }
}
