package org.opendcrc.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of a day's list: codes, numbers of orders and complaints, identifiers of people of the house; no customer.
 *
 * @param key what it stands for, once in a day's list: {@code call:…}, {@code complaint:…}
 * @param day of the store
 * @param facts by name, as text; moments as {@link java.time.Instant} writes them. What is not known is missing
 * @param countedIn the figures that count it
 */
public record ListRow(String key, LocalDate day, Map<String, String> facts, List<String> countedIn) {

    public ListRow {
        facts = Map.copyOf(facts);
        countedIn = List.copyOf(countedIn);
    }

    /** The fact, or the empty text where it is not known. */
    public String fact(String name) {
        return name.equals("day") ? day.toString() : facts.getOrDefault(name, "");
    }

    public boolean isCountedIn(String figure) {
        return countedIn.contains(figure);
    }

    /** A SHA-256 over rows, in their order, as hexadecimal digits: two lists of the same rows have the same. */
    static String digest(List<ListRow> rows) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var row : rows) {
                digest.update((row.key + "\u0001" + row.day + "\u0001" + new TreeMap<>(row.facts) + "\u0001"
                                + row.countedIn + "\u0002")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
