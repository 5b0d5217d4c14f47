package org.opendcrc.messaging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The templates that the house ships. Their wording is the message {@code text.template.<key>}; a dealer may word each differently and
 * set it back.
 */
public enum TextTemplate {
    /** FU-7: three calls in vain; asks for a call back if something is not in order. */
    FOLLOW_UP_UNREACHABLE(
            "follow-up-unreachable",
            Template.Channel.TEXT,
            TextClass.SERVICE,
            false,
            TextField.CUSTOMER,
            TextField.NAME,
            TextField.STORE,
            TextField.PHONE),
    /** A backlog is closed: nobody called in time; asks whether the car is in order. */
    FOLLOW_UP_LATE(
            "follow-up-late",
            Template.Channel.TEXT,
            TextClass.SERVICE,
            false,
            TextField.CUSTOMER,
            TextField.NAME,
            TextField.STORE,
            TextField.PHONE),
    /** AP-16: an appointment that could not be confirmed by telephone: when it is, and whom to call. */
    APPOINTMENT_UNCONFIRMED(
            "appointment-unconfirmed",
            Template.Channel.TEXT,
            TextClass.SERVICE,
            false,
            TextField.CUSTOMER,
            TextField.NAME,
            TextField.STORE,
            TextField.PHONE,
            TextField.ADVISOR,
            TextField.DATE,
            TextField.TIME),
    /** AP-8: the day after a customer did not come and could not be reached either. */
    APPOINTMENT_MISSED(
            "appointment-missed",
            Template.Channel.TEXT,
            TextClass.SERVICE,
            false,
            TextField.CUSTOMER,
            TextField.NAME,
            TextField.STORE,
            TextField.PHONE,
            TextField.ADVISOR,
            TextField.DATE,
            TextField.TIME),
    /** By hand: please call back. */
    CALL_BACK_PLEASE("call-back-please", Template.Channel.TEXT, TextClass.SERVICE, true, TextField.values()),
    /** By hand: thanks for the visit, and who is there for questions. */
    VISIT_THANKS("visit-thanks", Template.Channel.TEXT, TextClass.SERVICE, true, TextField.values()),
    /** By hand: an offer; only with consent. */
    OFFER("offer", Template.Channel.TEXT, TextClass.COMMERCIAL, true, TextField.values()),
    /** A30: the letter to somebody whom neither call nor text reached. */
    LETTER_UNREACHED(
            "letter-unreached",
            Template.Channel.LETTER,
            TextClass.SERVICE,
            false,
            TextField.CUSTOMER,
            TextField.NAME,
            TextField.STORE,
            TextField.PHONE,
            TextField.DATE);

    private final String key;
    private final Template.Channel channel;
    private final TextClass textClass;
    private final boolean byHand;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<TextField> fields;

    TextTemplate(String key, Template.Channel channel, TextClass textClass, boolean byHand, TextField... fields) {
        this.key = key;
        this.channel = channel;
        this.textClass = textClass;
        this.byHand = byHand;
        this.fields = List.of(fields);
    }

    public static Optional<TextTemplate> of(String key) {
        return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    public Template.Channel channel() {
        return channel;
    }

    public TextClass textClass() {
        return textClass;
    }

    /** Whether a clerk may choose it for a text of his own; the others belong to a rule. */
    public boolean byHand() {
        return byHand;
    }

    /** What it may leave open; anything else between braces is refused. */
    public List<TextField> fields() {
        return fields;
    }
}
