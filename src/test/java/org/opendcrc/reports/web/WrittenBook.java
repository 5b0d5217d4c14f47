package org.opendcrc.reports.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A workbook that we wrote, read back from its parts: the texts and numbers of its sheets by name, row for row. */
public record WrittenBook(Map<String, List<List<String>>> sheets, boolean hasFormula) {

    List<List<String>> sheet(String name) {
        return Objects.requireNonNull(sheets.get(name), name);
    }

    public static WrittenBook read(byte[] file) throws IOException {
        var parts = new HashMap<String, Document>();
        var kept = Files.createTempFile("book", ".xlsx");
        try (var zip = new ZipFile(Files.write(kept, file).toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".xml")) {
                    parts.put(entry.getName(), parsed(zip.getInputStream(entry).readAllBytes()));
                }
            }
        } finally {
            Files.delete(kept);
        }
        var shared = parts.get("xl/sharedStrings.xml");
        var texts = shared == null
                ? List.<String>of()
                : all(shared, "si").stream().map(Element::getTextContent).toList();
        var sheets = new LinkedHashMap<String, List<List<String>>>();
        var formula = false;
        var number = 0;
        for (var sheet : all(Objects.requireNonNull(parts.get("xl/workbook.xml")), "sheet")) {
            var part = Objects.requireNonNull(parts.get("xl/worksheets/sheet%d.xml".formatted(++number)));
            formula |= !all(part, "f").isEmpty();
            sheets.put(
                    sheet.getAttribute("name"),
                    all(part, "row").stream().map(it -> cells(it, texts)).toList());
        }
        return new WrittenBook(sheets, formula);
    }

    private static List<String> cells(Element row, List<String> texts) {
        var cells = new ArrayList<String>();
        var found = row.getElementsByTagName("c");
        for (int n = 0; n < found.getLength(); n++) {
            var cell = (Element) found.item(n);
            var column = cell.getAttribute("r").charAt(0) - 'A';
            while (cells.size() < column) {
                cells.add("");
            }
            var text = cell.getTextContent();
            cells.add(cell.getAttribute("t").equals("s") ? texts.get(Integer.parseInt(text)) : text);
        }
        return cells;
    }

    private static List<Element> all(Document part, String tag) {
        var found = part.getElementsByTagName(tag);
        var all = new ArrayList<Element>();
        for (int n = 0; n < found.getLength(); n++) {
            all.add((Element) found.item(n));
        }
        return all;
    }

    private static Document parsed(byte[] xml) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
