package org.opendcrc.mail;

import java.util.UUID;

/**
 * A mail that is to go.
 *
 * @param id goes with it, so that one that arrives twice is known
 * @param cause the word of the chapter that wrote it
 * @param to an address
 */
public record Mail(UUID id, String cause, String to, String subject, String body) {}
