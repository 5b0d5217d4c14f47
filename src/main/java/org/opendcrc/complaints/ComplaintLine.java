package org.opendcrc.complaints;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A complaint as a list shows it.
 *
 * @param zone the store's
 * @param customer the customer's name, or what he called himself; empty for nobody
 * @param plate as stored, without a dot
 * @param content the customer's words
 * @param contactDueAt until when, included, the customer must have been contacted (CP-1)
 * @param contactedAt the true time of the first contact
 * @param missed whether the deadline was once written down as missed; a fact that stays, whatever is recorded later
 * @param contactOwed false where there is nobody to contact, or nothing to contact him about any more
 */
public record ComplaintLine(
        UUID id,
        String number,
        UUID storeId,
        String store,
        ZoneId zone,
        ComplaintSource source,
        ComplaintKind kind,
        boolean grievanceSolved,
        String customer,
        Optional<String> plate,
        String content,
        Instant receivedAt,
        Instant contactDueAt,
        Optional<Instant> contactedAt,
        boolean missed,
        CaseState state,
        Grade grade,
        boolean crisis,
        boolean contactOwed) {

    public FirstContactTimer timer(Instant now) {
        if (!contactOwed && contactedAt.isEmpty()) {
            return FirstContactTimer.waived();
        }
        return FirstContactTimer.of(receivedAt, contactDueAt, contactedAt, now);
    }
}
