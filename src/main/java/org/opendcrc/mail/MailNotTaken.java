package org.opendcrc.mail;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * The mail server has not taken a mail.
 *
 * @param trouble what it said
 * @param nth which try it was
 * @param givenUp whether it is not tried again
 */
public record MailNotTaken(
        int dealerId, UUID mailId, String cause, String trouble, int nth, boolean givenUp, Instant at)
        implements DealerEvent {}
