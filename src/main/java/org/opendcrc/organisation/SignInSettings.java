package org.opendcrc.organisation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the installation guards its door, all by the system's time.
 *
 * @param tries wrong passwords in a row that lock a login; the last of them locks
 * @param lock how long it stays locked; at its end it is open
 * @param slip how long a one-time slip counts
 * @param wrongPerMinute wrong passwords from one address in a minute; then that address waits for the next minute
 * @param session how long a session lives without a request
 */
@ConfigurationProperties("opendcrc.sign-in")
public record SignInSettings(
        @DefaultValue("5") int tries,
        @DefaultValue("15m") Duration lock,
        @DefaultValue("24h") Duration slip,
        @DefaultValue("30") int wrongPerMinute,
        @DefaultValue("8h") Duration session) {

    public SignInSettings {
        if (tries < 1 || wrongPerMinute < 1 || !lock.isPositive() || !slip.isPositive() || !session.isPositive()) {
            throw new IllegalArgumentException("opendcrc.sign-in.* must be greater than zero");
        }
    }
}
