package org.opendcrc.organisation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's key for programs that act in his name. The key itself is shown once and not kept.
 *
 * @param expiresAt first moment at which it no longer counts
 * @param revokedAt when he or his being disabled ended it
 */
public record AccessToken(UUID id, String name, Instant createdAt, Instant expiresAt, Optional<Instant> revokedAt) {

    public boolean isLive(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
