package org.opendcrc.complaints;

/**
 * Through which channel a complaint came (CP-20, CP-21), with what a store expects of it where it has not said otherwise. The handbook
 * names the three figures and leaves them to the dealer. Their words are the messages below {@code complaint.source.}.
 */
public enum ComplaintSource {
    /** A customer was dissatisfied in a follow-up call (FU-10). */
    FOLLOW_UP(24, ReplyManner.PHONE, 30),
    /** CP-20: the manufacturer's line. */
    OEM_HOTLINE(24, ReplyManner.THROUGH_CHANNEL, 30),
    /** CP-20: the dealer's 800 or 400 line. */
    DEALER_HOTLINE(24, ReplyManner.PHONE, 30),
    /** CP-20: the survey of product quality. */
    QUALITY_SURVEY(72, ReplyManner.PHONE, 30),
    /** CP-20: the survey of satisfaction. */
    SATISFACTION_SURVEY(72, ReplyManner.PHONE, 30),
    /** CP-20: the manufacturer's site. */
    OEM_WEBSITE(24, ReplyManner.THROUGH_CHANNEL, 30),
    /** CP-20: letter or fax. */
    LETTER_FAX(72, ReplyManner.WRITTEN, 30),
    /** CP-20: handed over by another department. */
    TRANSFER(24, ReplyManner.PHONE, 30),
    /** CP-21: a call to the desk. */
    PHONE(24, ReplyManner.PHONE, 30),
    /** CP-21: a call within the house. */
    INTERNAL_CALL(24, ReplyManner.PHONE, 30),
    /** CP-21: he stands in the hall. */
    ON_SITE(8, ReplyManner.IN_PERSON, 30),
    /** CP-21: a letter. */
    LETTER(72, ReplyManner.WRITTEN, 30),
    /** CP-21: on the internet, for all to read. */
    INTERNET(8, ReplyManner.THROUGH_CHANNEL, 90),
    /** CP-21: the manufacturer's centre. */
    CAC(24, ReplyManner.THROUGH_CHANNEL, 30),
    /** CP-21: 315, 12315, consumers' association. */
    REGULATOR(8, ReplyManner.THROUGH_CHANNEL, 90),
    /** CP-21: a newspaper. */
    PRESS(4, ReplyManner.WRITTEN, 90),
    /** CP-21: radio, television. */
    RADIO(4, ReplyManner.WRITTEN, 90),
    /** CP-21 */
    EMAIL(24, ReplyManner.EMAIL, 30);

    private final int replyHours;
    private final ReplyManner manner;
    private final int watchDays;

    ComplaintSource(int replyHours, ReplyManner manner, int watchDays) {
        this.replyHours = replyHours;
        this.manner = manner;
        this.watchDays = watchDays;
    }

    /** What holds where the store has not said otherwise. */
    public ChannelTerms terms() {
        return new ChannelTerms(replyHours, manner, watchDays);
    }
}
