package org.opendcrc.mail;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** The mail server has taken a mail; published once for each. */
public record MailSent(int dealerId, UUID mailId, String cause, Instant at) implements DealerEvent {}
