package org.opendcrc.dms;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An .xls workbook of Excel 97 to 2003. Its records are read one after the other; in memory are only its texts, which such a file can
 * hold few of: it has at most 65,536 rows.
 */
class XlsBook implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(XlsBook.class);

    private static final long LARGEST = 100L << 20;
    private static final int VERSION_OF_1997 = 0x600;

    private final POIFSFileSystem file;
    private final List<String> sheets = new ArrayList<>();
    private final List<SheetNumber> styles = new ArrayList<>();
    private @Nullable SSTRecord texts;
    private boolean since1904;

    /**
     * Opens the workbook.
     *
     * @throws RefusedFile if it is none that we can read
     */
    XlsBook(Path path) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new RefusedFile("workbook-too-large");
        }
        try {
            file = new POIFSFileSystem(path.toFile(), true);
        } catch (IOException | RuntimeException e) {
            throw readable(e);
        }
        try {
            readGlobals();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw readable(e);
        }
    }

    /** What the library throws at a broken file, as our refusal; what is no fault of the file as it is. */
    static RuntimeException readable(Exception failure) throws IOException {
        if (failure instanceof RefusedFile refused) {
            return refused;
        }
        if (failure instanceof EncryptedDocumentException) {
            return new RefusedFile("workbook-encrypted");
        }
        if (failure instanceof OldFileFormatException) {
            return new RefusedFile("workbook-too-old");
        }
        if (failure instanceof java.nio.file.FileSystemException cause) {
            throw cause;
        }
        // For a broken file the library throws whatever it stumbles over.
        LOG.info("An old workbook cannot be read: {}", failure.toString());
        return new RefusedFile("sheet-broken");
    }

    private RecordFactoryInputStream records() throws IOException {
        var root = file.getRoot();
        if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
            throw new RefusedFile("workbook-encrypted");
        }
        for (var name : List.of("Workbook", "Book")) {
            if (root.hasEntryCaseInsensitive(name)) {
                return new RecordFactoryInputStream(
                        root.createDocumentInputStream(root.getEntryCaseInsensitive(name)), false);
            }
        }
        throw new RefusedFile("office-no-workbook");
    }

    private void readGlobals() throws IOException {
        Map<Integer, String> codes = new HashMap<>();
        var bound = new ArrayList<BoundSheetRecord>();
        var records = records();
        for (var record = records.nextRecord(); record != null; record = records.nextRecord()) {
            switch (record) {
                case BOFRecord begin
                when begin.getVersion() < VERSION_OF_1997 -> throw new RefusedFile("workbook-too-old");
                case BoundSheetRecord sheet -> bound.add(sheet);
                case SSTRecord all -> texts = all;
                case DateWindow1904Record window -> since1904 = window.getWindowing() == 1;
                case FormatRecord format -> codes.put(format.getIndexCode(), format.getFormatString());
                case ExtendedFormatRecord style -> {
                    int format = style.getFormatIndex();
                    styles.add(SheetNumber.of(format, codes.get(format)));
                }
                case EOFRecord _ -> {
                    bound.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
                    bound.forEach(it -> sheets.add(it.getSheetname()));
                    return;
                }
                default -> {}
            }
        }
        throw new RefusedFile("sheet-broken");
    }

    /** The names of the sheets, in the order of the file. */
    List<String> sheets() {
        return sheets;
    }

    boolean since1904() {
        return since1904;
    }

    String sharedText(int number) {
        return texts == null || number < 0 || number >= texts.getNumUniqueStrings()
                ? ""
                : texts.getString(number).getString();
    }

    SheetNumber style(int number) {
        return number >= 0 && number < styles.size() ? styles.get(number) : SheetNumber.PLAIN;
    }

    /** The rows of a sheet, from its beginning. */
    XlsRecords open(int sheet) throws IOException {
        try {
            var records = records();
            var depth = 0;
            var seen = -1;
            for (var record = records.nextRecord(); record != null; record = records.nextRecord()) {
                if (isBegin(record)) {
                    // Charts lie within sheets.
                    if (depth++ == 0 && seen++ == sheet) {
                        return new XlsRecords(records, this);
                    }
                } else if (record instanceof EOFRecord) {
                    depth--;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw readable(e);
        }
        throw new RefusedFile("sheet-broken");
    }

    private static boolean isBegin(Record record) {
        return record instanceof BOFRecord;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
