package org.opendcrc.messaging.wire;

import java.util.UUID;

/**
 * One part of a text, as it is handed over.
 *
 * @param textId of the whole text
 * @param part counted from 1
 * @param parts how many there are
 * @param phone E.164
 * @param words of this part alone
 */
public record Piece(UUID textId, int part, int parts, String phone, String words) {

    /** What parts of one text have in common on the telephone, 0 to 255; texts that follow each other have different ones. */
    public int reference() {
        return (int) (textId.getLeastSignificantBits() & 0xff);
    }

    /** Our own word for it: letters and digits, the same at every try. */
    public String ownId() {
        return textId.toString().replace("-", "") + (parts == 1 ? "" : "p" + part);
    }
}
