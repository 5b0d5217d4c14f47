package org.opendcrc.dms;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An .xlsx workbook (ECMA-376) as we need it: its sheets, the forms of its numbers, its shared texts. It is read as a stream with a
 * bound on everything that a file can make large; formulas, links and macros are never looked at.
 */
class XlsxBook implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(XlsxBook.class);

    private static final long SMALL_PART = 64L << 20;
    private static final long LARGE_PART = 16L << 30;
    private static final int MOST_SHEETS = 200;
    private static final int MOST_STYLES = 100_000;
    private static final int MOST_TEXTS = 50_000_000;
    private static final int DIRECTORY_END = 22;
    private static final int LARGE_DIRECTORY_END = 56;
    private static final int LONGEST_COMMENT = 65_535;
    private static final long LARGEST_DIRECTORY = 8L << 20;
    private static final XMLInputFactory XML = factory();

    /** A sheet and the part of the file in which it lies. */
    record Sheet(String name, String part) {}

    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<SheetNumber> styles = new ArrayList<>();
    private final SharedTexts texts;
    private boolean since1904;

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Without a DTD nothing can be unfolded; the limit would count the ampersands of an honest sheet.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.entityExpansionLimit", "0");
        return factory;
    }

    /**
     * Opens the workbook.
     *
     * @param temporary folder for what is too large for the memory
     * @throws RefusedFile if the zip is no workbook that we can read
     */
    XlsxBook(Path file, Path temporary) throws IOException {
        checkDirectory(file);
        zip = open(file);
        SharedTexts made = null;
        try {
            var workbook = workbook();
            var targets = relations(workbook);
            readWorkbook(workbook, targets);
            targets.ofKind("/styles").ifPresent(this::readStyles);
            made = new SharedTexts(temporary);
            var all = made;
            targets.ofKind("/sharedStrings").ifPresent(part -> readTexts(part, all));
            made.seal();
            texts = made;
        } catch (IOException | RuntimeException e) {
            zip.close();
            if (made != null) {
                made.close();
            }
            throw e;
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException _) {
            throw new RefusedFile("sheet-broken");
        }
    }

    /** The list of parts is read into memory as a whole, so its size is looked at first, wherever the end of the zip may name it. */
    private static void checkDirectory(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var length = file.length();
            var tail = new byte[(int) Math.min(length, DIRECTORY_END + LONGEST_COMMENT + LARGE_DIRECTORY_END)];
            file.seek(length - tail.length);
            file.readFully(tail);
            var isThere = false;
            for (var at = 0; at + DIRECTORY_END <= tail.length; at++) {
                if (isMark(tail, at, 5, 6)) {
                    isThere = true;
                    checkDirectory(number(tail, at + 12, Integer.BYTES));
                } else if (isMark(tail, at, 6, 6) && at + LARGE_DIRECTORY_END <= tail.length) {
                    checkDirectory(number(tail, at + 40, Long.BYTES));
                }
            }
            if (!isThere) {
                throw new RefusedFile("sheet-broken");
            }
        }
    }

    private static boolean isMark(byte[] tail, int at, int third, int fourth) {
        return tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == third && tail[at + 3] == fourth;
    }

    private static void checkDirectory(long size) {
        if (size < 0 || size > LARGEST_DIRECTORY) {
            throw new RefusedFile("bomb");
        }
    }

    /** Least significant byte first. */
    private static long number(byte[] bytes, int at, int length) {
        var number = 0L;
        for (var i = length - 1; i >= 0; i--) {
            number = number << 8 | (bytes[at + i] & 0xFF);
        }
        return number;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    boolean since1904() {
        return since1904;
    }

    /** The rows of a sheet, from its beginning. */
    XlsxRecords open(Sheet sheet) throws IOException {
        return new XlsxRecords(part(sheet.part(), LARGE_PART), this);
    }

    String sharedText(String number) {
        try {
            return texts.get(Integer.parseInt(number.strip()));
        } catch (NumberFormatException _) {
            return "";
        }
    }

    SheetNumber style(@Nullable String number) {
        try {
            var index = number == null ? 0 : Integer.parseInt(number);
            return index >= 0 && index < styles.size() ? styles.get(index) : SheetNumber.PLAIN;
        } catch (NumberFormatException _) {
            return SheetNumber.PLAIN;
        }
    }

    // ---- parts

    /** A part that is being read. */
    record Part(XMLStreamReader xml, InputStream in) implements Closeable {

        /** The next event; a broken part refuses the file. */
        int next() throws IOException {
            try {
                return xml.hasNext() ? xml.next() : XMLStreamConstants.END_DOCUMENT;
            } catch (XMLStreamException e) {
                throw broken(e);
            } catch (RefusedFile refused) {
                throw refused;
            } catch (RuntimeException e) {
                // The reader stumbles over some damages itself.
                LOG.info("A workbook cannot be read: {}", e.toString());
                throw new RefusedFile("sheet-broken");
            }
        }

        @Nullable
        String attribute(String name) {
            return xml.getAttributeValue(null, name);
        }

        /** An attribute of any name space. */
        @Nullable
        String attributeOfAnySpace(String name) {
            for (var i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static IOException broken(XMLStreamException e) {
        // The reader keeps what stopped it apart from its cause.
        if (e.getNestedException() instanceof IOException failure
                && !(failure instanceof ZipException)
                && !(failure instanceof EOFException)
                && !(failure instanceof CharConversionException)) {
            return failure;
        }
        LOG.info("A workbook cannot be read: {}", e.getMessage());
        throw new RefusedFile("sheet-broken");
    }

    private Part part(String name, long most) throws IOException {
        var entry = entry(name).orElseThrow(() -> new RefusedFile("sheet-broken"));
        try {
            var in = new BoundedPart(zip.getInputStream(entry), most, entry.getCompressedSize());
            return new Part(XML.createXMLStreamReader(in), in);
        } catch (ZipException | EOFException _) {
            throw new RefusedFile("sheet-broken");
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private Optional<ZipEntry> entry(String name) {
        var plain = name.startsWith("/") ? name.substring(1) : name;
        var entry = zip.getEntry(plain);
        return entry != null
                ? Optional.of(entry)
                : zip.stream()
                        .filter(it -> it.getName().equalsIgnoreCase(plain))
                        .findFirst()
                        .map(it -> it);
    }

    // ---- what the parts say

    private String workbook() throws IOException {
        if (entry("content.xml").isPresent() && entry("META-INF/manifest.xml").isPresent()) {
            throw new RefusedFile("workbook-ods");
        }
        if (entry("[Content_Types].xml").isEmpty() || entry("_rels/.rels").isEmpty()) {
            throw new RefusedFile("archive");
        }
        var target = readRelations("_rels/.rels", "")
                .ofKind("/officeDocument")
                .orElseThrow(() -> new RefusedFile("archive"));
        if (target.toLowerCase(Locale.ROOT).endsWith(".bin")) {
            throw new RefusedFile("workbook-binary");
        }
        return target;
    }

    /** What a part refers to, by identifier and by kind. */
    private record Relations(Map<String, String> byId, Map<String, String> byKind) {

        Optional<String> ofKind(String end) {
            return byKind.entrySet().stream()
                    .filter(it -> it.getKey().endsWith(end))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private Relations relations(String part) throws IOException {
        var slash = part.lastIndexOf('/');
        var folder = part.substring(0, slash + 1);
        return readRelations(folder + "_rels/" + part.substring(slash + 1) + ".rels", folder);
    }

    private Relations readRelations(String part, String folder) throws IOException {
        var byId = new HashMap<String, String>();
        var byKind = new HashMap<String, String>();
        try (var read = part(part, SMALL_PART)) {
            for (var event = read.next(); event != XMLStreamConstants.END_DOCUMENT; event = read.next()) {
                if (event == XMLStreamConstants.START_ELEMENT
                        && read.xml().getLocalName().equals("Relationship")
                        && byId.size() < MOST_STYLES) {
                    var id = read.attribute("Id");
                    var kind = read.attribute("Type");
                    var target = read.attribute("Target");
                    if (id != null
                            && kind != null
                            && target != null
                            && !"External".equals(read.attribute("TargetMode"))) {
                        var whole = target.startsWith("/") ? target.substring(1) : folder + target;
                        byId.put(id, whole);
                        byKind.putIfAbsent(kind, whole);
                    }
                }
            }
        }
        return new Relations(byId, byKind);
    }

    private void readWorkbook(String workbook, Relations targets) throws IOException {
        try (var read = part(workbook, SMALL_PART)) {
            for (var event = read.next(); event != XMLStreamConstants.END_DOCUMENT; event = read.next()) {
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (read.xml().getLocalName()) {
                    case "document" -> throw new RefusedFile("archive");
                    case "workbookPr" -> {
                        var flag = read.attribute("date1904");
                        since1904 = "1".equals(flag) || "true".equals(flag);
                    }
                    case "sheet" -> {
                        var id = read.attributeOfAnySpace("id");
                        var part = id == null ? null : targets.byId().get(id);
                        var name = read.attribute("name");
                        if (part != null && part.contains("sheet") && sheets.size() < MOST_SHEETS) {
                            sheets.add(new Sheet(name == null ? "" : name, part));
                        }
                    }
                    default -> {}
                }
            }
        }
        if (sheets.isEmpty()) {
            throw new RefusedFile("archive");
        }
    }

    private void readStyles(String part) {
        var codes = new HashMap<Integer, String>();
        var inCells = false;
        try (var read = part(part, SMALL_PART)) {
            for (var event = read.next(); event != XMLStreamConstants.END_DOCUMENT; event = read.next()) {
                if (event == XMLStreamConstants.END_ELEMENT
                        && read.xml().getLocalName().equals("cellXfs")) {
                    inCells = false;
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (read.xml().getLocalName()) {
                    case "numFmt" -> {
                        var code = read.attribute("formatCode");
                        if (code != null && code.length() < 1_000 && codes.size() < MOST_STYLES) {
                            codes.put(number(read.attribute("numFmtId")), code);
                        }
                    }
                    case "cellXfs" -> inCells = true;
                    case "xf" -> {
                        if (inCells && styles.size() < MOST_STYLES) {
                            var format = number(read.attribute("numFmtId"));
                            styles.add(SheetNumber.of(format, codes.get(format)));
                        }
                    }
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int number(@Nullable String written) {
        try {
            return written == null ? 0 : Integer.parseInt(written);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private void readTexts(String part, SharedTexts all) {
        var text = new StringBuilder();
        var inText = false;
        var inSound = false;
        try (var read = part(part, LARGE_PART)) {
            for (var event = read.next(); event != XMLStreamConstants.END_DOCUMENT; event = read.next()) {
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        switch (read.xml().getLocalName()) {
                            case "si" -> text.setLength(0);
                            // How a word is pronounced is no part of it.
                            case "rPh" -> inSound = true;
                            case "t" -> inText = !inSound;
                            default -> {}
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        switch (read.xml().getLocalName()) {
                            case "si" -> {
                                if (all.count() == MOST_TEXTS) {
                                    throw new RefusedFile("bomb");
                                }
                                all.add(text.toString());
                            }
                            case "rPh" -> inSound = false;
                            case "t" -> inText = false;
                            default -> {}
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (inText) {
                            XlsxRecords.append(text, read.xml());
                        }
                    }
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (texts) {
            zip.close();
        }
    }
}
