package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * A call that comes soon, and why it stands where it stands.
 *
 * @param task for which the contact is called
 * @param zone the store's
 * @param customer the name as it is in the file
 * @param sex MALE, FEMALE or UNKNOWN
 * @param car series and model, as far as they are known
 * @param kind of the task, such as {@code SERVICE}
 * @param orderKind a key below {@code followups.order.}
 * @param due the first moment at which it is overdue
 * @param attempts how many failed attempts count for it
 * @param together how many open tasks this call would serve
 * @param corrected whether it is owed again because its customer's number was put right (FU-6)
 * @param at until when it is held, or when the customer asked to be called; empty for {@link Place#WAITING}
 */
public record NextCall(
        UUID task,
        Place place,
        String store,
        ZoneId zone,
        String customer,
        boolean person,
        String sex,
        Optional<String> plate,
        String car,
        String kind,
        Optional<String> orderNo,
        Optional<String> orderKind,
        Optional<Instant> settledAt,
        Optional<String> advisor,
        Instant due,
        int attempts,
        Set<Daypart> daypartsUsed,
        int together,
        boolean corrected,
        Optional<Instant> at) {

    public NextCall {
        daypartsUsed = Set.copyOf(daypartsUsed);
    }

    /** Why it stands there, in the order in which calls are made. */
    public enum Place {
        /** It lies in the clerk's own hand. */
        HELD,
        /** The customer asked to be called, and the moment has come. */
        PROMISED_NOW,
        /** What is due first of those who may be called in this daypart. */
        WAITING,
        /** The customer asked to be called later today. */
        PROMISED_LATER
    }
}
