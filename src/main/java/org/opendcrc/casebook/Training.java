package org.opendcrc.casebook;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A lesson that was taught because of complaints, and what came of it.
 *
 * @param who took part
 * @param lookOn when one looks whether it helped, included
 * @param helped empty until somebody looked
 */
public record Training(
        UUID id,
        UUID storeId,
        String store,
        String topic,
        String content,
        LocalDate heldOn,
        String who,
        LocalDate lookOn,
        Optional<String> result,
        Optional<Boolean> helped,
        Optional<String> lookedBy,
        int version) {

    /** Whether somebody should have looked by now. */
    public boolean isOverdue(LocalDate today) {
        return helped.isEmpty() && today.isAfter(lookOn);
    }
}
