package org.opendcrc.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.shared.Sentence;

/** What a password must be: long rather than odd. */
final class PasswordRules {

    static final int SHORTEST = 10;

    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /** Why that password cannot be taken, or empty. Whether it was the last one is not asked here. */
    static Optional<Sentence> objection(String login, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Sentence.of("organisation.password.too-short", SHORTEST, SHORTEST - length));
        }
        if (password.length() > Passwords.LONGEST) {
            return Optional.of(Sentence.of("organisation.password.too-long", Passwords.LONGEST));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (lower.contains(login) || lower.contains(ownPart(login))) {
            return Optional.of(Sentence.of("organisation.password.contains-login"));
        }
        if (COMMON.contains(lower)) {
            return Optional.of(Sentence.of("organisation.password.too-common"));
        }
        return Optional.empty();
    }

    /** The part before the dealer's code, where it is long enough to mean something. */
    private static String ownPart(String login) {
        int at = login.indexOf('@');
        return at >= 3 ? login.substring(0, at) : login;
    }

    private static Set<String> common() {
        var file =
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream("/organisation/common-passwords.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
