package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;

/**
 * A line opened or broke at a node.
 *
 * @param trouble a key below {@code gateway.trouble.}, where it broke
 */
public record GatewayNews(Instant at, String node, boolean up, Optional<String> trouble) {}
