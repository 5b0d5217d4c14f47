package org.opendcrc.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Marks;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The way into an empty house: a link that whoever reads the console can open, until the first dealer is there. Only its hash is kept;
 * each start makes a new one, and the older ones count no more.
 */
@Component
public class SetupLink {

    private static final String NAME = "setup-link";

    private final Dealers dealers;
    private final Marks marks;
    private final Clock systemClock;
    private final SecureRandom random = new SecureRandom();

    SetupLink(Dealers dealers, Marks marks, @Qualifier("systemClock") Clock systemClock) {
        this.dealers = dealers;
        this.marks = marks;
        this.systemClock = systemClock;
    }

    /** A new link, its path with the token; empty if there is a dealer already. */
    public Optional<String> make() {
        if (!dealers.all().isEmpty()) {
            return Optional.empty();
        }
        var bytes = new byte[20];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        marks.set(NAME, hash(token), systemClock.instant());
        return Optional.of("/setup?token=" + token);
    }

    /** Whether that token opens the house now. */
    public boolean isValid(String token) {
        return dealers.all().isEmpty()
                && marks.find(NAME)
                        .filter(it -> MessageDigest.isEqual(
                                it.getBytes(StandardCharsets.US_ASCII),
                                hash(token).getBytes(StandardCharsets.US_ASCII)))
                        .isPresent();
    }

    /** It was used. */
    public void use() {
        marks.remove(NAME);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
