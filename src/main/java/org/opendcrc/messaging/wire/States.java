package org.opendcrc.messaging.wire;

import java.util.Locale;
import org.opendcrc.messaging.wire.Ear.Outcome;
import org.opendcrc.messaging.wire.Ear.Receipt;

/** The seven-letter words of receipts, which SMPP and CMPP share, in our own. */
final class States {

    private States() {}

    static Receipt receipt(String partnerId, String state, String error) {
        var word = state.strip().toUpperCase(Locale.ROOT);
        var code = error.isBlank() || error.matches("0+") ? word : word + " " + error.strip();
        return switch (word) {
            case "DELIVRD" -> new Receipt(partnerId, Outcome.DELIVERED, "", code);
            case "ACCEPTD", "ENROUTE", "UNKNOWN" -> new Receipt(partnerId, Outcome.ON_ITS_WAY, "", code);
            default -> new Receipt(partnerId, Outcome.LOST, reason(word), code);
        };
    }

    /** A key below {@code text.reason.}. */
    private static String reason(String word) {
        return switch (word) {
            case "EXPIRED" -> "expired"; // switched off for too long
            case "DELETED" -> "deleted";
            case "REJECTD" -> "rejected";
            default -> "undelivered"; // UNDELIV, and the gateways' own: MA:0001, CB:0010 …
        };
    }
}
