package org.opendcrc.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One text with its life.
 *
 * @param decidedAt when the channel or a person said what became of it
 * @param decidedBy the person who said so; empty if the channel did
 * @param letter the letter that is owed because of it
 * @param parts those of a text that goes by a gateway; none for others
 * @param evidence of the consent on which a commercial text rests; empty for a service text, and where the customer's consent came with
 *     his record of the dealer system (A34)
 */
public record TextFile(
        TextLine line,
        UUID storeId,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        Optional<UUID> letter,
        List<TextPart> parts,
        Optional<Evidence> evidence) {

    public TextFile {
        parts = List.copyOf(parts);
    }

    /**
     * The word on which a commercial text rests: the customer's last one before it went.
     *
     * @param given whether he agreed; a text after a refusal was not sent
     * @param channel how he said it: the message {@code customer.consent.channel.<word>}
     * @param words what he said or signed, and where it is kept; empty where nothing was written down
     * @param heardBy empty for a word that came by message
     */
    public record Evidence(Instant saidAt, boolean given, String channel, String words, Optional<String> heardBy) {}

    TextFile with(List<TextPart> others, Optional<Evidence> found) {
        return new TextFile(line, storeId, decidedAt, decidedBy, letter, others, found);
    }
}
