package org.opendcrc.organisation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Personal access tokens: {@code odc_} and 43 random characters. They count by the system's time. */
@Component
public class TokenDesk {

    /** Longest life of a token in days, included. */
    public static final int MOST_DAYS = 365;

    private static final int LONGEST_NAME = 60;
    private static final String PREFIX = "odc_";
    private static final String SIMULATED = "sim-";

    private final Logins logins;
    private final Accesses accesses;
    private final AccessTokens tokens;
    private final ApplicationEventPublisher events;
    private final Clock systemClock;
    private final boolean simulation;
    private final SecureRandom random = new SecureRandom();

    TokenDesk(
            Logins logins,
            Accesses accesses,
            AccessTokens tokens,
            ApplicationEventPublisher events,
            @Qualifier("systemClock") Clock systemClock,
            Environment environment) {
        this.logins = logins;
        this.accesses = accesses;
        this.tokens = tokens;
        this.events = events;
        this.systemClock = systemClock;
        this.simulation = environment.acceptsProfiles(Profiles.of("simulation"));
    }

    /** The person whose token that is; empty if it is none, or no longer. */
    public Optional<Access> recognise(String secret) {
        if (simulation && secret.startsWith(SIMULATED)) {
            var login = secret.substring(SIMULATED.length());
            return logins.dealerOf(login)
                    .flatMap(dealer -> DealerContext.callAs(dealer, () -> accesses.ofLogin(login)));
        }
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var hash = Hashes.sha256(secret);
        return logins.dealerOfToken(hash)
                .flatMap(dealer -> DealerContext.callAs(dealer, () -> accesses.ofToken(hash, systemClock.instant())));
    }

    /** A person's tokens, newest first, those that ended included. */
    @Transactional(readOnly = true)
    public List<AccessToken> of(Actor actor) {
        return tokens.of(actor.staffId());
    }

    /**
     * Makes a token that acts as that person.
     *
     * @param days how long it counts, 1 to 365, both included
     */
    @Transactional
    public NewToken issue(Actor actor, String name, int days) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            return new NewToken.Refused("name", Sentence.of("organisation.token.name-refused", LONGEST_NAME));
        }
        if (days < 1 || days > MOST_DAYS) {
            return new NewToken.Refused("days", Sentence.of("organisation.token.days-refused", MOST_DAYS));
        }
        var now = systemClock.instant();
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var token = new AccessToken(Ids.next(), called, now, now.plus(Duration.ofDays(days)), Optional.empty());
        var hash = Hashes.sha256(secret);
        logins.rememberToken(hash, actor.staffId());
        tokens.add(actor.staffId(), token, hash);
        events.publishEvent(Audited.by(
                actor,
                now,
                "token-issued",
                "token",
                token.id(),
                Map.of("name", called, "days", Integer.toString(days))));
        return new NewToken.Issued(token, secret);
    }

    /**
     * Ends one of his own tokens at once.
     *
     * @throws NotFound if he has no such live token
     */
    @Transactional
    public void revoke(Actor actor, UUID token) {
        var now = systemClock.instant();
        var ended = tokens.revoke(actor.staffId(), token, now).orElseThrow(() -> new NotFound("token " + token));
        logins.forgetToken(ended.hash());
        events.publishEvent(Audited.by(actor, now, "token-revoked", "token", token, Map.of("name", ended.name())));
    }
}
