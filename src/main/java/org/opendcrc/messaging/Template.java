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
        Optional<Instant> changedAt) {

    /** How the dealer's own templates are called. */
    static final String OWN = "own-";

    public Template {
        fields = List.copyOf(fields);
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

    /** What it says in that language. */
    public String body(Locale language) {
        return TextField.isEnglish(language) && !english.isEmpty() ? english : chinese;
    }
}
