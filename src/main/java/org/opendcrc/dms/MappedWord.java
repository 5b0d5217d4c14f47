package org.opendcrc.dms;

import java.time.Instant;
import java.util.Optional;

/**
 * A word of a dealer's own in one of his files.
 *
 * @param meaning our word, or his own where it is to be kept as it is; empty while nobody has decided
 * @param seenAt when a file last had it
 */
public record MappedWord(WordTopic topic, String written, Optional<String> meaning, Instant seenAt) {}
