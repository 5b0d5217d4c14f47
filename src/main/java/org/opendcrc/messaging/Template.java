package org.opendcrc.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A wording 短信模板 of the dealer as it stands, or stood, in one version.
 *
 * @param key the word of a shipped template, or {@code own-…}
 * @param version counted from 1; 0 is the shipped wording that nobody has changed
 * @param name in the words of whoever changed it; empty for version 0, whose name is a message
 * @param byHand whether a clerk may choose it for a text of his own
 * @param fields what it may leave open
 * @param chinese without signature and opt-out, which are added and counted
 * @param english empty where there is none: then the Chinese one counts
 * @param changedBy empty for version 0
 * @param longText whether its messages may be longer than one (A20): they go in parts of 67 characters
 * @param store the only store that uses it; empty for all
 */
public record Template(
        String key,
        int version,
        String name,
        Channel channel,
        TextClass textClass,
        boolean byHand,
        List<TextField> fields,
        String chinese,
        String english,
        Origin origin,
        Optional<UUID> changedBy,
        Optional<Instant> changedAt,
        boolean longText,
        Optional<UUID> store) {

    /** How the dealer's own templates are called. */
    static final String OWN = "own-";

    public Template {
        fields = List.copyOf(fields);
    }

    /** One of all stores, whose messages are one short message each. */
    Template(
            String key,
            int version,
            String name,
            Channel channel,
            TextClass textClass,
            boolean byHand,
            List<TextField> fields,
            String chinese,
            String english,
            Origin origin,
            Optional<UUID> changedBy,
            Optional<Instant> changedAt) {
        this(
                key,
                version,
                name,
                channel,
                textClass,
                byHand,
                fields,
                chinese,
                english,
                origin,
                changedBy,
                changedAt,
                false,
                Optional.empty());
    }

    /** A text message, or a letter. */
    public enum Channel {
        TEXT,
        LETTER
    }

    /** Worded by the dealer; the shipped wording; used no more. */
    public enum Origin {
        OWN,
        SHIPPED,
        RETIRED
    }

    /** Whether the house ships it, so that it can be set back but not retired. */
    public boolean isShipped() {
        return !key.startsWith(OWN);
    }

    /** Whether a store uses it. */
    public boolean isFor(UUID other) {
        return store.isEmpty() || store.get().equals(other);
    }

    /** How many characters its messages may have (A20). */
    public int limit() {
        return TemplateRules.limit(this);
    }

    Template called(String newKey) {
        return new Template(
                newKey, version, name, channel, textClass, byHand, fields, chinese, english, origin, changedBy,
                changedAt, longText, store);
    }

    Template standingAs(Origin other) {
        return new Template(
                key, version, name, channel, textClass, byHand, fields, chinese, english, other, changedBy, changedAt,
                longText, store);
    }

    Template written(int asVersion, UUID by, Instant at) {
        return new Template(
                key,
                asVersion,
                name,
                channel,
                textClass,
                byHand,
                fields,
                chinese,
                english,
                origin,
                Optional.of(by),
                Optional.of(at),
                longText,
                store);
    }

    /** What it says in that language. */
    public String body(Locale language) {
        return TextField.isEnglish(language) && !english.isEmpty() ? english : chinese;
    }
}
