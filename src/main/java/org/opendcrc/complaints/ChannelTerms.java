package org.opendcrc.complaints;

/**
 * What is expected of a channel (CP-21).
 *
 * @param replyHours from receipt to the answer in substance, by the clock of the store (A1)
 * @param watchDays for how many days after the end the matter is watched; 0 for not at all
 */
public record ChannelTerms(int replyHours, ReplyManner manner, int watchDays) {}
