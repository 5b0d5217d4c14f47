package org.opendcrc.dms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines in the text form of PostgreSQL's COPY, gathered in memory until they are sent. */
class CopyText {

    private final StringBuilder text = new StringBuilder();
    private boolean lineBegun;

    CopyText text(@Nullable String value) {
        begin();
        if (value == null) {
            text.append("\\N");
            return this;
        }
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                // No database text can hold it, and its line is rejected anyway.
                case '\0' -> text.append('␀');
                default -> {
                    if (isHalf(value, i)) {
                        text.append('\uFFFD');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return this;
    }

    /** Half of a surrogate pair, which UTF-8 cannot write. */
    private static boolean isHalf(String value, int at) {
        var c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    CopyText number(@Nullable Number value) {
        return text(value == null ? null : value.toString());
    }

    CopyText flag(@Nullable Boolean value) {
        return text(value == null ? null : value ? "t" : "f");
    }

    CopyText id(@Nullable UUID value) {
        return text(value == null ? null : value.toString());
    }

    CopyText moment(@Nullable Instant value) {
        return text(value == null ? null : value.toString());
    }

    CopyText date(@Nullable LocalDate value) {
        return text(value == null ? null : value.toString());
    }

    CopyText bytes(byte @Nullable [] value) {
        return text(value == null ? null : "\\x" + HexFormat.of().formatHex(value));
    }

    CopyText texts(List<String> values) {
        var array = new StringBuilder("{");
        for (var value : values) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text(array.append('}').toString());
    }

    void end() {
        text.append('\n');
        lineBegun = false;
    }

    int length() {
        return text.length();
    }

    String take() {
        var taken = text.toString();
        text.setLength(0);
        return taken;
    }

    private void begin() {
        if (lineBegun) {
            text.append('\t');
        }
        lineBegun = true;
    }
}
