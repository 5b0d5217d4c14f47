package org.opendcrc.messaging.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a text becomes short messages: one of 70 characters of UCS-2, or parts of 67 with a header of six octets that lets the telephone put
 * them together. Rare signs and emoji count two and are never cut in half.
 */
public final class Parts {

    /** A20: characters of a text that needs no parts. */
    public static final int SINGLE = 70;

    /** Characters of a part: 140 octets without the six of the header. */
    public static final int PART = 67;

    private static final int HEADER = 6;

    private Parts() {}

    public static int count(String words) {
        return split(words).size();
    }

    public static List<String> split(String words) {
        if (words.length() <= SINGLE) {
            return List.of(words);
        }
        var parts = new ArrayList<String>();
        for (int from = 0; from < words.length(); ) {
            int to = Math.min(from + PART, words.length());
            if (to < words.length() && Character.isHighSurrogate(words.charAt(to - 1))) {
                to--;
            }
            parts.add(words.substring(from, to));
            from = to;
        }
        return List.copyOf(parts);
    }

    /** What goes over the line: UCS-2, behind its header where it is one of several. */
    static byte[] octets(Piece piece) {
        var words = piece.words().getBytes(StandardCharsets.UTF_16BE);
        if (piece.parts() == 1) {
            return words;
        }
        var all = new ByteArrayOutputStream(HEADER + words.length);
        all.write(5); // octets of header behind this one
        all.write(0); // what follows is a concatenation …
        all.write(3); // … of three octets
        all.write(piece.reference());
        all.write(piece.parts());
        all.write(piece.part());
        all.writeBytes(words);
        return all.toByteArray();
    }

    /** The octets of an incoming message without its header. */
    static byte[] withoutHeader(byte[] octets) {
        return octets.length == 0
                ? octets
                : Arrays.copyOfRange(octets, Math.min(octets.length, (octets[0] & 0xff) + 1), octets.length);
    }

    /** Incoming words. {@code coding} is that of SMPP and CMPP: 8 UCS-2, 15 GBK, else one octet a character. */
    static String words(int coding, byte[] octets) {
        return switch (coding & 0x0f) {
            case 8 -> new String(octets, StandardCharsets.UTF_16BE);
            case 15 -> new String(octets, java.nio.charset.Charset.forName("GB18030"));
            default -> new String(octets, StandardCharsets.ISO_8859_1);
        };
    }
}
