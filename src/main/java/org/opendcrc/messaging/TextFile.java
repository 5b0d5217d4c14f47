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
 */
public record TextFile(
        TextLine line,
        UUID storeId,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        Optional<UUID> letter,
        List<TextPart> parts) {

    public TextFile {
        parts = List.copyOf(parts);
    }

    TextFile with(List<TextPart> others) {
        return new TextFile(line, storeId, decidedAt, decidedBy, letter, others);
    }
}
