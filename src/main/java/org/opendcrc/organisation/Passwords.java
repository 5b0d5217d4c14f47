package org.opendcrc.organisation;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with Argon2id (19 MiB, two rounds, one lane: OWASP's minimum), only a few at once because of that memory. */
@Component
class Passwords {

    /** Longer than any passphrase, short enough to hash. */
    static final int LONGEST = 200;

    private static final int AT_ONCE = 4;
    /** Without characters that look alike on a paper slip. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    private final String nobodys = encoder.encode(slip());

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return encoder.encode(password);
        } finally {
            places.release();
        }
    }

    /** Whether the password is the one of that hash; takes as long where there is none, so that time tells nothing about logins. */
    boolean matches(String password, Optional<String> hash) {
        places.acquireUninterruptibly();
        try {
            var fits = encoder.matches(password.length() > LONGEST ? "" : password, hash.orElse(nobodys));
            return fits && hash.isPresent();
        } finally {
            places.release();
        }
    }

    /** A random one-time password that can be read out and typed, 59 bits: {@code kb7d-m2qx-w9rt}. */
    String slip() {
        var slip = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            if (i > 0 && i % 4 == 0) {
                slip.append('-');
            }
            slip.append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return slip.toString();
    }
}
