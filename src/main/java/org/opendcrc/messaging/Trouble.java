package org.opendcrc.messaging;

/**
 * How often a line's parts failed for one reason.
 *
 * @param reason a key below {@code text.reason.}
 * @param code the partner's own word, empty if he gave none
 */
public record Trouble(String reason, String code, int parts) {}
